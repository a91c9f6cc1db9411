import { type Action, action, type Ec2 } from './action.ts'
import type { Image } from './image.ts'
import { Refusal } from './refusal.ts'
import { findSnapshot, type Snapshot } from './snapshot.ts'

interface SnapshotInput {
  readonly SnapshotId: string
}

/** A snapshot under way may go too; one that an image is made of may not. */
export const deleteSnapshot: Action = action<SnapshotInput>((ec2, { SnapshotId: id }) => {
  const snapshot = findSnapshot(ec2, id)
  const user = imageOf(ec2, snapshot)
  if (user) throw new Refusal('InvalidSnapshot.InUse', `The snapshot ${id} is currently in use by ${user.id}`)
  return () => {
    removeSnapshot(ec2, snapshot)
    return { return: true }
  }
})

/** The image that is made of the snapshot, if any is. */
export const imageOf = ({ images }: Ec2, { id }: Snapshot): Image | undefined =>
  [...images.values()].find(
    ({ state, devices }) => state !== 'deregistered' && devices.some(({ snapshotId }) => snapshotId === id),
  )

export function removeSnapshot(ec2: Ec2, { id }: Snapshot): void {
  ec2.snapshots.delete(id)
  ec2.centre.tags.forget(id)
}
