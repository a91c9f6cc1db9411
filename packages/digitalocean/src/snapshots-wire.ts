import type { Snapshot } from '@cloud/core'
import { toTags } from './tags-wire.ts'

/** https://docs.digitalocean.com/reference/api/digitalocean/#tag/Snapshots */
export interface SnapshotWire {
  readonly id: string
  readonly name: string
  readonly created_at: string
  readonly regions: readonly string[]
  readonly resource_id: string
  readonly resource_type: string
  readonly min_disk_size: number
  readonly size_gigabytes: number
  readonly tags: readonly string[] | null
}

/** A snapshot of a volume. */
export type DigitalOceanSnapshot = Snapshot<SnapshotWire>

/** DigitalOcean tells no state: a snapshot that is shown is complete. */
export function toSnapshot(wire: SnapshotWire): DigitalOceanSnapshot {
  return {
    kind: 'snapshot',
    id: wire.id,
    name: wire.name,
    state: 'available',
    sizeGiB: wire.min_disk_size,
    volume: wire.resource_id,
    createdAt: wire.created_at,
    tags: toTags(wire.tags),
    native: wire,
  }
}
