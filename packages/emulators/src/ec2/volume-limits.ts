import type { Ec2 } from './action.ts'
import { Refusal } from './refusal.ts'

/** Throws where the account may not have `count` more volumes. */
export function refuseVolumes({ limits, volumes }: Ec2, count: number): void {
  if (volumes.size + count > (limits.volumes ?? Number.POSITIVE_INFINITY)) {
    throw new Refusal('VolumeLimitExceeded', `Maximum number of volumes (${limits.volumes}) exceeded.`)
  }
}

export function refuseSnapshots({ limits, snapshots }: Ec2, count: number): void {
  if (snapshots.size + count > (limits.snapshots ?? Number.POSITIVE_INFINITY)) {
    throw new Refusal('SnapshotLimitExceeded', `Maximum number of snapshots (${limits.snapshots}) exceeded.`)
  }
}
