import { type Action, action, type Ec2 } from './action.ts'
import { imageOf, removeSnapshot } from './delete-snapshot.ts'
import { findOwnImage, type Image } from './image.ts'
import type { Snapshot } from './snapshot.ts'

interface DeregisterInput {
  readonly ImageId: string
  readonly DeleteAssociatedSnapshots?: boolean
}

/** Instances of it run on; its snapshots stay unless they are asked to go too, and no other image is made of them. */
export const deregisterImage: Action = action<DeregisterInput>((ec2, input) => {
  const image = findOwnImage(ec2, input.ImageId)
  return () => {
    image.state = 'deregistered'
    ec2.centre.tags.forget(image.id)
    return {
      return: true,
      deleteSnapshotResultSet: input.DeleteAssociatedSnapshots
        ? snapshotsOf(ec2, image).map((snapshot) => removeUnused(ec2, snapshot))
        : [],
    }
  }
})

const snapshotsOf = ({ snapshots }: Ec2, { devices }: Image): readonly Snapshot[] =>
  devices.flatMap(({ snapshotId }) => (snapshotId && snapshots.get(snapshotId)) || [])

function removeUnused(ec2: Ec2, snapshot: Snapshot) {
  if (imageOf(ec2, snapshot)) return { snapshotId: snapshot.id, returnCode: 'skipped' }
  removeSnapshot(ec2, snapshot)
  return { snapshotId: snapshot.id, returnCode: 'success' }
}
