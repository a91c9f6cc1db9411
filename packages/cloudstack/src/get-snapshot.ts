import type { CallOptions, Ref } from '@cloud/core'
import { idOf } from '@cloud/core/driver'
import type { CloudStackClient } from './client.ts'
import { oneOf } from './pages.ts'
import { type CloudStackSnapshot, type SnapshotWire, toSnapshot } from './snapshots-wire.ts'

export const snapshotList = { name: 'listSnapshots', key: 'snapshot' } as const

export function getSnapshot(
  client: CloudStackClient,
  ref: Ref<'snapshot'>,
  call: CallOptions,
): Promise<CloudStackSnapshot> {
  const id = idOf('snapshot', ref, 'snapshot')
  return oneOf(client, { ...snapshotList, map: shownSnapshot }, { what: 'snapshot', id }, call)
}

/** Snapshots that are removed are shown for a while to some, and are none. */
export function shownSnapshot(wire: SnapshotWire): CloudStackSnapshot | undefined {
  const snapshot = toSnapshot(wire)
  return snapshot.state === 'deleting' ? undefined : snapshot
}
