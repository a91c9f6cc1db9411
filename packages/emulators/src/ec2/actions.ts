import type { Action } from './action.ts'
import type { ActionName } from './action-names.ts'
import { attachVolume } from './attach-volume.ts'
import { getConsoleOutput } from './console-output.ts'
import { createVolume } from './create-volume.ts'
import { deleteVolume } from './delete-volume.ts'
import { describeImages } from './describe-images.ts'
import { describeInstanceTypes } from './describe-instance-types.ts'
import { describeInstances } from './describe-instances.ts'
import { describeInstanceTypeOfferings } from './describe-type-offerings.ts'
import { describeVolumes } from './describe-volumes.ts'
import { describeAvailabilityZones, describeRegions } from './describe-zones.ts'
import { detachVolume } from './detach-volume.ts'
import { describeInstanceAttribute, modifyInstanceAttribute } from './instance-attributes.ts'
import { rebootInstances, startInstances, stopInstances, terminateInstances } from './instance-power.ts'
import { describeInstanceStatus } from './instance-status.ts'
import { createKeyPair, deleteKeyPair, describeKeyPairs, importKeyPair } from './key-pairs.ts'
import { groupActions } from './network/group-actions.ts'
import { runInstances } from './run-instances.ts'
import { createTags, deleteTags, describeTags } from './tags.ts'

const actions: Readonly<Record<ActionName, Action>> = {
  ...groupActions,
  AttachVolume: attachVolume,
  CreateKeyPair: createKeyPair,
  CreateTags: createTags,
  CreateVolume: createVolume,
  DeleteKeyPair: deleteKeyPair,
  DeleteTags: deleteTags,
  DeleteVolume: deleteVolume,
  DescribeAvailabilityZones: describeAvailabilityZones,
  DescribeImages: describeImages,
  DescribeInstanceAttribute: describeInstanceAttribute,
  DescribeInstanceStatus: describeInstanceStatus,
  DescribeInstanceTypeOfferings: describeInstanceTypeOfferings,
  DescribeInstanceTypes: describeInstanceTypes,
  DescribeInstances: describeInstances,
  DescribeKeyPairs: describeKeyPairs,
  DescribeRegions: describeRegions,
  DescribeTags: describeTags,
  DescribeVolumes: describeVolumes,
  DetachVolume: detachVolume,
  GetConsoleOutput: getConsoleOutput,
  ImportKeyPair: importKeyPair,
  ModifyInstanceAttribute: modifyInstanceAttribute,
  RebootInstances: rebootInstances,
  RunInstances: runInstances,
  StartInstances: startInstances,
  StopInstances: stopInstances,
  TerminateInstances: terminateInstances,
}

export const findAction = (name: string): Action | undefined =>
  Object.hasOwn(actions, name) ? actions[name as ActionName] : undefined
