import { describeAccountAttributes } from './account-attributes.ts'
import type { Action } from './action.ts'
import type { ActionName } from './action-names.ts'
import { attachVolume } from './attach-volume.ts'
import { getConsoleOutput } from './console-output.ts'
import { copyImage } from './copy-image.ts'
import { copySnapshot } from './copy-snapshot.ts'
import { createImage } from './create-image.ts'
import { createSnapshot } from './create-snapshot.ts'
import { createVolume } from './create-volume.ts'
import { deleteSnapshot } from './delete-snapshot.ts'
import { deleteVolume } from './delete-volume.ts'
import { deregisterImage } from './deregister-image.ts'
import { describeImages } from './describe-images.ts'
import { describeInstanceTypes } from './describe-instance-types.ts'
import { describeInstances } from './describe-instances.ts'
import { describeSnapshots } from './describe-snapshots.ts'
import { describeInstanceTypeOfferings } from './describe-type-offerings.ts'
import { describeVolumes } from './describe-volumes.ts'
import { describeAvailabilityZones, describeRegions } from './describe-zones.ts'
import { detachVolume } from './detach-volume.ts'
import { describeImageAttribute, modifyImageAttribute, resetImageAttribute } from './image-attributes.ts'
import { describeImportSnapshotTasks, importSnapshot } from './import-snapshot.ts'
import { describeInstanceAttribute, modifyInstanceAttribute } from './instance-attributes.ts'
import { monitorInstances, unmonitorInstances } from './instance-monitoring.ts'
import { rebootInstances, startInstances, stopInstances, terminateInstances } from './instance-power.ts'
import { describeInstanceStatus } from './instance-status.ts'
import { createKeyPair, deleteKeyPair, describeKeyPairs, importKeyPair } from './key-pairs.ts'
import { modifyInstanceMetadataOptions } from './modify-metadata-options.ts'
import { modifyVolume } from './modify-volume.ts'
import { networkActions } from './network/network-actions.ts'
import { getPasswordData } from './password-data.ts'
import { createPlacementGroup, deletePlacementGroup, describePlacementGroups } from './placement-groups.ts'
import { registerImage } from './register-image.ts'
import { describeReservedInstances } from './reserved-instances.ts'
import { runInstances } from './run-instances.ts'
import {
  describeSnapshotAttribute,
  modifySnapshotAttribute,
  resetSnapshotAttribute,
} from './snapshot-attributes.ts'
import { describeSpotPriceHistory } from './spot-price-history.ts'
import { cancelSpotInstanceRequests, describeSpotInstanceRequests } from './spot-requests.ts'
import { createTags, deleteTags, describeTags } from './tags.ts'
import { describeVolumesModifications } from './volume-modifications.ts'

const actions: Readonly<Record<ActionName, Action>> = {
  ...networkActions,
  AttachVolume: attachVolume,
  CancelSpotInstanceRequests: cancelSpotInstanceRequests,
  CopyImage: copyImage,
  CopySnapshot: copySnapshot,
  CreateImage: createImage,
  CreateKeyPair: createKeyPair,
  CreatePlacementGroup: createPlacementGroup,
  CreateSnapshot: createSnapshot,
  CreateTags: createTags,
  CreateVolume: createVolume,
  DeleteKeyPair: deleteKeyPair,
  DeletePlacementGroup: deletePlacementGroup,
  DeleteSnapshot: deleteSnapshot,
  DeleteTags: deleteTags,
  DeleteVolume: deleteVolume,
  DeregisterImage: deregisterImage,
  DescribeAccountAttributes: describeAccountAttributes,
  DescribeAvailabilityZones: describeAvailabilityZones,
  DescribeImageAttribute: describeImageAttribute,
  DescribeImages: describeImages,
  DescribeImportSnapshotTasks: describeImportSnapshotTasks,
  DescribeInstanceAttribute: describeInstanceAttribute,
  DescribeInstanceStatus: describeInstanceStatus,
  DescribeInstanceTypeOfferings: describeInstanceTypeOfferings,
  DescribeInstanceTypes: describeInstanceTypes,
  DescribeInstances: describeInstances,
  DescribeKeyPairs: describeKeyPairs,
  DescribePlacementGroups: describePlacementGroups,
  DescribeRegions: describeRegions,
  DescribeReservedInstances: describeReservedInstances,
  DescribeSnapshotAttribute: describeSnapshotAttribute,
  DescribeSnapshots: describeSnapshots,
  DescribeSpotInstanceRequests: describeSpotInstanceRequests,
  DescribeSpotPriceHistory: describeSpotPriceHistory,
  DescribeTags: describeTags,
  DescribeVolumes: describeVolumes,
  DescribeVolumesModifications: describeVolumesModifications,
  DetachVolume: detachVolume,
  GetConsoleOutput: getConsoleOutput,
  GetPasswordData: getPasswordData,
  ImportKeyPair: importKeyPair,
  ImportSnapshot: importSnapshot,
  ModifyImageAttribute: modifyImageAttribute,
  ModifyInstanceAttribute: modifyInstanceAttribute,
  ModifyInstanceMetadataOptions: modifyInstanceMetadataOptions,
  ModifySnapshotAttribute: modifySnapshotAttribute,
  ModifyVolume: modifyVolume,
  MonitorInstances: monitorInstances,
  RebootInstances: rebootInstances,
  RegisterImage: registerImage,
  ResetImageAttribute: resetImageAttribute,
  ResetSnapshotAttribute: resetSnapshotAttribute,
  RunInstances: runInstances,
  StartInstances: startInstances,
  StopInstances: stopInstances,
  TerminateInstances: terminateInstances,
  UnmonitorInstances: unmonitorInstances,
}

export const findAction = (name: string): Action | undefined =>
  Object.hasOwn(actions, name) ? actions[name as ActionName] : undefined
