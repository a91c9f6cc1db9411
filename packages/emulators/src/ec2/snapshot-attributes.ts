import { type Action, action } from './action.ts'
import { Refusal } from './refusal.ts'
import {
  changeSharing,
  type PermissionChange,
  type SharingInput,
  sharedWithNobody,
  sharingItems,
} from './sharing.ts'
import { findSnapshot } from './snapshot.ts'

interface AttributeInput {
  readonly SnapshotId: string
  readonly Attribute: 'productCodes' | 'createVolumePermission'
}

export const describeSnapshotAttribute: Action = action<AttributeInput>(
  (ec2, { SnapshotId, Attribute }) =>
    () => {
      const { id, sharing } = findSnapshot(ec2, SnapshotId)
      return Attribute === 'productCodes'
        ? { snapshotId: id, productCodes: [] }
        : { snapshotId: id, createVolumePermission: sharingItems(sharing) }
    },
)

interface ModifyInput extends SharingInput {
  readonly SnapshotId: string
  readonly Attribute?: 'productCodes' | 'createVolumePermission'
  readonly CreateVolumePermission?: PermissionChange
}

export const modifySnapshotAttribute: Action = action<ModifyInput>((ec2, input) => {
  const snapshot = findSnapshot(ec2, input.SnapshotId)
  if (input.Attribute === 'productCodes') {
    throw new Refusal('UnsupportedOperation', 'The emulated cloud cannot change the attribute productCodes')
  }
  const sharing = changeSharing(snapshot.sharing, input.CreateVolumePermission, input)
  if (sharing.everyone && snapshot.kmsKeyId !== undefined) {
    throw new Refusal('InvalidParameterValue', 'Encrypted snapshots cannot be shared with everyone')
  }
  return () => {
    snapshot.sharing = sharing
    return { return: true }
  }
})

export const resetSnapshotAttribute: Action = action<AttributeInput>((ec2, { SnapshotId, Attribute }) => {
  const snapshot = findSnapshot(ec2, SnapshotId)
  if (Attribute !== 'createVolumePermission') {
    throw new Refusal('InvalidParameterValue', `The attribute ${Attribute} cannot be reset`)
  }
  return () => {
    snapshot.sharing = sharedWithNobody
    return { return: true }
  }
})
