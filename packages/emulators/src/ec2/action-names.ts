import { groupActionNames } from './network/group-action-names.ts'

/** The actions that the front answers; the parameter table holds the input of each. */
export const actionNames = [
  ...groupActionNames,
  'AttachVolume',
  'CreateKeyPair',
  'CreateTags',
  'CreateVolume',
  'DeleteKeyPair',
  'DeleteTags',
  'DeleteVolume',
  'DescribeAvailabilityZones',
  'DescribeImages',
  'DescribeInstanceAttribute',
  'DescribeInstanceStatus',
  'DescribeInstanceTypeOfferings',
  'DescribeInstanceTypes',
  'DescribeInstances',
  'DescribeKeyPairs',
  'DescribeRegions',
  'DescribeTags',
  'DescribeVolumes',
  'DetachVolume',
  'GetConsoleOutput',
  'ImportKeyPair',
  'ModifyInstanceAttribute',
  'RebootInstances',
  'RunInstances',
  'StartInstances',
  'StopInstances',
  'TerminateInstances',
] as const

export type ActionName = (typeof actionNames)[number]
