import type { CallOptions, Ref } from '@cloud/core'
import { idOf } from '@cloud/core/driver'
import type { CloudStackClient } from './client.ts'
import { list, oneOf, unlessWrong } from './pages.ts'
import { noSuch } from './refusal.ts'
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

/** A snapshot as it is in each of its zones. */
export async function snapshotEverywhere(
  client: CloudStackClient,
  ref: Ref<'snapshot'>,
  call: CallOptions,
): Promise<readonly [CloudStackSnapshot, ...CloudStackSnapshot[]]> {
  const id = idOf('snapshot', ref, 'snapshot')
  const all = list(client, { ...snapshotList, parameters: { id }, map: shownSnapshot }, call)
  const [first, ...others] = (await unlessWrong(all.toArray())) ?? []
  if (first !== undefined) return [first, ...others]
  throw noSuch(client, 'snapshot', id, snapshotList.name)
}

/** Snapshots that are removed are shown for a while to some, and are none. */
export function shownSnapshot(wire: SnapshotWire): CloudStackSnapshot | undefined {
  const snapshot = toSnapshot(wire)
  return snapshot.state === 'deleting' ? undefined : snapshot
}
