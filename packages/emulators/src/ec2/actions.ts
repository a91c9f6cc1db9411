import type { Action } from './action.ts'
import type { ActionName } from './action-names.ts'
import { getConsoleOutput } from './console-output.ts'
import { describeImages } from './describe-images.ts'
import { describeInstanceTypes } from './describe-instance-types.ts'
import { describeInstances } from './describe-instances.ts'
import { describeInstanceTypeOfferings } from './describe-type-offerings.ts'
import { describeAvailabilityZones, describeRegions } from './describe-zones.ts'
import { describeInstanceAttribute, modifyInstanceAttribute } from './instance-attributes.ts'
import { rebootInstances, startInstances, stopInstances, terminateInstances } from './instance-power.ts'
import { describeInstanceStatus } from './instance-status.ts'
import { createKeyPair, deleteKeyPair, describeKeyPairs, importKeyPair } from './key-pairs.ts'
import { runInstances } from './run-instances.ts'
import { createTags, deleteTags, describeTags } from './tags.ts'

const actions: Readonly<Record<ActionName, Action>> = {
  CreateKeyPair: createKeyPair,
  CreateTags: createTags,
  DeleteKeyPair: deleteKeyPair,
  DeleteTags: deleteTags,
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
