import { metadataFields } from './metadata-options.ts'
import type { OptionFields } from './option-fields.ts'

/** Of a network interface, where it is the node's only one and not listed. */
export const nodeInterfaceFields: OptionFields = {
  subnetId: ['SubnetId', 'text'],
  securityGroupIds: ['SecurityGroupId', ['text']],
  publicAddress: ['AssociatePublicIpAddress', 'boolean'],
  privateIp: ['PrivateIpAddress', 'IPv4'],
  secondaryPrivateIps: ['PrivateIpAddresses', ['IPv4']],
  secondaryPrivateIpCount: ['SecondaryPrivateIpAddressCount', 'number'],
  ipv6Addresses: ['Ipv6Addresses', ['IPv6']],
  ipv6AddressCount: ['Ipv6AddressCount', 'number'],
}

/** Of a listed one. */
export const interfaceFields: OptionFields = {
  ...nodeInterfaceFields,
  interfaceId: ['NetworkInterfaceId', 'text'],
  description: ['Description', 'text'],
  deleteOnTermination: ['DeleteOnTermination', 'boolean'],
}

const device: OptionFields = {
  device: ['DeviceName', 'text'],
  sizeGiB: ['Ebs.VolumeSize', 'number'],
  type: ['Ebs.VolumeType', 'gp2|gp3|io1|io2|sc1|st1|standard'],
  iops: ['Ebs.Iops', 'number'],
  throughput: ['Ebs.Throughput', 'number'],
  encrypted: ['Ebs.Encrypted', 'boolean'],
  kmsKeyId: ['Ebs.KmsKeyId', 'text'],
  snapshotId: ['Ebs.SnapshotId', 'text'],
  deleteOnTermination: ['Ebs.DeleteOnTermination', 'boolean'],
  noDevice: ['NoDevice', 'boolean'],
  virtualName: ['VirtualName', 'text'],
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RunInstances.html */
export const launchFields: OptionFields = {
  keyName: ['KeyName', 'text'],
  blockDevices: ['BlockDeviceMapping', [device]],
  ebsOptimized: ['EbsOptimized', 'boolean'],
  spot: [
    'InstanceMarketOptions.SpotOptions',
    {
      maxPrice: ['MaxPrice', 'price'],
      type: ['SpotInstanceType', 'one-time|persistent'],
      interruption: ['InstanceInterruptionBehavior', 'hibernate|stop|terminate'],
      validUntil: ['ValidUntil', 'time'],
    },
  ],
  placement: [
    'Placement',
    {
      group: ['GroupName', 'text'],
      groupId: ['GroupId', 'text'],
      partition: ['PartitionNumber', 'number'],
      tenancy: ['Tenancy', 'default|dedicated|host'],
      hostId: ['HostId', 'text'],
      hostResourceGroupArn: ['HostResourceGroupArn', 'text'],
      affinity: ['Affinity', 'default|host'],
    },
  ],
  metadata: ['MetadataOptions', metadataFields],
  hibernation: ['HibernationOptions.Configured', 'boolean'],
  cpuCredits: ['CreditSpecification.CpuCredits', 'standard|unlimited'],
  cpu: ['CpuOptions', { cores: ['CoreCount', 'number'], threadsPerCore: ['ThreadsPerCore', 'number'] }],
  monitoring: ['Monitoring.Enabled', 'boolean'],
  terminationProtection: ['DisableApiTermination', 'boolean'],
  stopProtection: ['DisableApiStop', 'boolean'],
  shutdownBehavior: ['InstanceInitiatedShutdownBehavior', 'stop|terminate'],
  capacityReservation: [
    'CapacityReservationSpecification',
    {
      preference: ['CapacityReservationPreference', 'open|none|capacity-reservations-only'],
      id: ['CapacityReservationTarget.CapacityReservationId', 'text'],
      resourceGroupArn: ['CapacityReservationTarget.CapacityReservationResourceGroupArn', 'text'],
    },
  ],
  launchTemplate: [
    'LaunchTemplate',
    {
      id: ['LaunchTemplateId', 'text'],
      name: ['LaunchTemplateName', 'text'],
      version: ['Version', 'text'],
    },
  ],
}
