import { type Ec2, isVisible } from './action.ts'
import { Refusal } from './refusal.ts'
import type { Sharing } from './sharing.ts'
import type { DiskContent } from './volume.ts'

export interface Snapshot {
  readonly id: string
  readonly startedAt: number
  /** A placeholder id for the copy of a snapshot, as in the real API. */
  readonly volumeId: string
  readonly sizeGiB: number
  readonly description: string
  readonly kmsKeyId: string | undefined
  readonly content: DiskContent | undefined
  /** How long it takes from its start. */
  readonly ms: number
  state: 'pending' | 'completed'
  sharing: Sharing
}

const wellFormed = /^snap-(?:[0-9a-f]{8}|[0-9a-f]{17})$/

export function visibleSnapshots(ec2: Ec2): readonly Snapshot[] {
  return [...ec2.snapshots.values()].filter(({ startedAt }) => isVisible(ec2, startedAt))
}

/** The snapshot of this id. Throws a `Refusal` for what is no id, and for that of nothing. */
export function findSnapshot(ec2: Ec2, id: string): Snapshot {
  if (!wellFormed.test(id)) {
    throw new Refusal(
      'InvalidSnapshotID.Malformed',
      `Value (${id}) for parameter snapshotId is invalid. Expected: 'snap-...'.`,
    )
  }
  const snapshot = ec2.snapshots.get(id)
  if (snapshot && isVisible(ec2, snapshot.startedAt)) return snapshot
  throw new Refusal('InvalidSnapshot.NotFound', `The snapshot '${id}' does not exist.`)
}

/** The same for what is made of it: that takes a snapshot which is complete. */
export function findCompleteSnapshot(ec2: Ec2, id: string): Snapshot {
  const snapshot = findSnapshot(ec2, id)
  if (snapshot.state === 'completed') return snapshot
  throw new Refusal('IncorrectState', `Snapshot is in invalid state - ${snapshot.state}`)
}
