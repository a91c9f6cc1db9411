/** The actions that the front answers; the parameter table holds the input of each. */
export const actionNames = [
  'CreateKeyPair',
  'CreateTags',
  'DeleteKeyPair',
  'DeleteTags',
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
