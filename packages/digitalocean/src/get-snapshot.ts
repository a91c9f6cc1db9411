import type { CallOptions, Ref } from '@cloud/core'
import { type DigitalOceanClient, read } from './client.ts'
import { uuidOf } from './ids.ts'
import { type DigitalOceanSnapshot, type SnapshotWire, toSnapshot } from './snapshots-wire.ts'

/** Of a volume's snapshot: those of droplets are numbered, and are images here. */
export const snapshotPath = (snapshot: Ref<'snapshot'>): string =>
  `/volumes/snapshots/${uuidOf('snapshot', snapshot, 'snapshot')}`

export function getSnapshot(
  client: DigitalOceanClient,
  ref: Ref<'snapshot'>,
  call: CallOptions | undefined,
): Promise<DigitalOceanSnapshot> {
  const path = snapshotPath(ref)
  const request = { name: 'volumeSnapshots_get_byId', path }
  const map = ({ snapshot }: SnapshotReply) => toSnapshot(snapshot)
  return read<SnapshotReply, DigitalOceanSnapshot>(client, { ...request, map }, call)
}

export interface SnapshotReply {
  readonly snapshot: SnapshotWire
}
