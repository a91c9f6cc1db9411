import type { Snapshot, SnapshotState } from '@cloud/core'
import { idIn } from './ids.ts'
import { toTags } from './names.ts'
import { timeOf } from './nodes-wire.ts'

/** https://cloud.google.com/compute/docs/reference/rest/v1/snapshots */
export interface SnapshotWire {
  readonly id: string
  readonly name: string
  readonly description?: string
  readonly status: string
  readonly diskSizeGb: string
  readonly storageBytes?: string
  readonly storageLocations?: readonly string[]
  readonly sourceDisk?: string
  readonly snapshotType?: string
  readonly labels?: Readonly<Record<string, string>>
  readonly labelFingerprint?: string
  readonly creationTimestamp: string
  readonly selfLink: string
  /** The driver's own: the handle of the operation that made it, on what `createSnapshot` gives. */
  readonly operation?: string
}

export type GceSnapshot = Snapshot<SnapshotWire>

const states: Readonly<Record<string, SnapshotState>> = {
  CREATING: 'pending',
  UPLOADING: 'pending',
  READY: 'available',
  DELETING: 'deleting',
  FAILED: 'error',
}

export function toSnapshot(wire: SnapshotWire): GceSnapshot {
  const { status, sourceDisk } = wire
  return {
    kind: 'snapshot',
    id: wire.name,
    name: wire.name,
    state: (Object.hasOwn(states, status) && states[status]) || 'unknown',
    sizeGiB: Number(wire.diskSizeGb),
    ...(sourceDisk !== undefined && { volume: idIn(sourceDisk) }),
    createdAt: timeOf(wire.creationTimestamp),
    tags: toTags(wire.labels),
    native: wire,
  }
}
