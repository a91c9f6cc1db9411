import type { Snapshot, SnapshotState } from '@cloud/core'
import { type TagWire, toTags } from './tags-wire.ts'
import { timeOf } from './time.ts'

/** https://cloudstack.apache.org/api/apidocs-4.20/apis/listSnapshots.html */
export interface SnapshotWire {
  readonly id: string
  readonly name: string
  readonly state?: string
  readonly volumeid?: string
  readonly volumename?: string
  readonly volumetype?: string
  readonly snapshottype?: string
  readonly intervaltype?: string
  /** Bytes, of the volume. */
  readonly virtualsize?: number
  /** Bytes, that it takes. */
  readonly physicalsize?: number
  readonly zoneid?: string
  readonly created?: string
  readonly revertable?: boolean
  readonly tags?: readonly TagWire[]
}

/** What is under `native` of a snapshot. */
export interface CloudStackSnapshotNative extends SnapshotWire {
  /** The job that the driver waited for: of `createSnapshot` alone. */
  readonly operation?: string
}

/** A snapshot of this driver. */
export type CloudStackSnapshot = Snapshot<CloudStackSnapshotNative>

const states: Readonly<Record<string, SnapshotState>> = {
  allocated: 'pending',
  creating: 'pending',
  createdonprimary: 'pending',
  backingup: 'pending',
  copying: 'available',
  backedup: 'available',
  hidden: 'deleting',
  destroying: 'deleting',
  destroyed: 'deleting',
  error: 'error',
}

export function toSnapshot(wire: SnapshotWire, operation?: string): CloudStackSnapshot {
  const { volumeid, created, state = '', virtualsize, physicalsize = 0 } = wire
  const name = state.toLowerCase()
  return {
    kind: 'snapshot',
    id: wire.id,
    name: wire.name,
    state: (Object.hasOwn(states, name) && states[name]) || 'unknown',
    sizeGiB: Math.max(1, Math.ceil((virtualsize ?? physicalsize) / 1024 ** 3)),
    ...(volumeid && { volume: volumeid }),
    ...(created && { createdAt: timeOf(created) }),
    tags: toTags(wire.tags),
    native: operation === undefined ? wire : { ...wire, operation },
  }
}
