import { describe, expect, it } from 'vitest'
import type { Ec2CreateNode } from './index.ts'
import { answer, mockedDriver } from './testing/mock-ec2.ts'

const options = { name: 'web-1', size: 't3.micro', image: 'ami-0a' }
const made =
  '<instancesSet><item><instanceId>i-1</instanceId><instanceState><name>pending</name></instanceState></item></instancesSet>'
const usual = [
  'Action',
  'ClientToken',
  'ImageId',
  'InstanceType',
  'MaxCount',
  'MetadataOptions.HttpTokens',
  'MinCount',
  'Version',
]

/** What a launch sends for these options, beside what every launch does. */
async function sent(native: Ec2CreateNode, location?: string): Promise<Record<string, string>> {
  const { form } = answer('RunInstances', made)
  await mockedDriver().createNode({ ...options, location, native })
  const own = Object.entries(form).filter(([name]) => !usual.includes(name) && !name.startsWith('TagSpec'))
  return Object.fromEntries(own)
}

const forms: readonly [what: string, native: Ec2CreateNode, form: Record<string, string>][] = [
  [
    'a subnet and groups alone of the node',
    { subnetId: 'subnet-1', securityGroupIds: ['sg-1', 'sg-2'] },
    { SubnetId: 'subnet-1', 'SecurityGroupId.1': 'sg-1', 'SecurityGroupId.2': 'sg-2' },
  ],
  [
    'what else its network has of the first interface, and the subnet and groups with it',
    { subnetId: 'subnet-1', securityGroupIds: ['sg-1'], publicAddress: false, privateIp: '10.0.0.9' },
    {
      'NetworkInterface.1.DeviceIndex': '0',
      'NetworkInterface.1.SubnetId': 'subnet-1',
      'NetworkInterface.1.SecurityGroupId.1': 'sg-1',
      'NetworkInterface.1.AssociatePublicIpAddress': 'false',
      'NetworkInterface.1.PrivateIpAddress': '10.0.0.9',
    },
  ],
  [
    'several addresses with the first one marked',
    { privateIp: '10.0.0.9', secondaryPrivateIps: ['10.0.0.10'], ipv6Addresses: ['2001:db8::1'] },
    {
      'NetworkInterface.1.DeviceIndex': '0',
      'NetworkInterface.1.PrivateIpAddresses.1.PrivateIpAddress': '10.0.0.9',
      'NetworkInterface.1.PrivateIpAddresses.1.Primary': 'true',
      'NetworkInterface.1.PrivateIpAddresses.2.PrivateIpAddress': '10.0.0.10',
      'NetworkInterface.1.PrivateIpAddresses.2.Primary': 'false',
      'NetworkInterface.1.Ipv6Addresses.1.Ipv6Address': '2001:db8::1',
    },
  ],
  [
    'interfaces in their order',
    {
      networkInterfaces: [
        { subnetId: 'subnet-1', secondaryPrivateIpCount: 2, ipv6AddressCount: 1, description: 'front' },
        { interfaceId: 'eni-1' },
        { subnetId: 'subnet-2', deleteOnTermination: false },
      ],
    },
    {
      'NetworkInterface.1.DeviceIndex': '0',
      'NetworkInterface.1.SubnetId': 'subnet-1',
      'NetworkInterface.1.SecondaryPrivateIpAddressCount': '2',
      'NetworkInterface.1.Ipv6AddressCount': '1',
      'NetworkInterface.1.Description': 'front',
      'NetworkInterface.2.DeviceIndex': '1',
      'NetworkInterface.2.NetworkInterfaceId': 'eni-1',
      'NetworkInterface.3.DeviceIndex': '2',
      'NetworkInterface.3.SubnetId': 'subnet-2',
      'NetworkInterface.3.DeleteOnTermination': 'false',
    },
  ],
  [
    'block devices: a changed root, a new disk, one left out, one of the computer',
    {
      blockDevices: [
        {
          device: '/dev/xvda',
          sizeGiB: 20,
          type: 'gp3',
          iops: 4000,
          throughput: 200,
          encrypted: true,
          kmsKeyId: 'alias/mine',
        },
        { device: '/dev/sdf', snapshotId: 'snap-1', type: 'io2', iops: 100, deleteOnTermination: true },
        { device: '/dev/sdg', noDevice: true },
        { device: '/dev/sdh', virtualName: 'ephemeral0' },
      ],
    },
    {
      'BlockDeviceMapping.1.DeviceName': '/dev/xvda',
      'BlockDeviceMapping.1.Ebs.VolumeSize': '20',
      'BlockDeviceMapping.1.Ebs.VolumeType': 'gp3',
      'BlockDeviceMapping.1.Ebs.Iops': '4000',
      'BlockDeviceMapping.1.Ebs.Throughput': '200',
      'BlockDeviceMapping.1.Ebs.Encrypted': 'true',
      'BlockDeviceMapping.1.Ebs.KmsKeyId': 'alias/mine',
      'BlockDeviceMapping.2.DeviceName': '/dev/sdf',
      'BlockDeviceMapping.2.Ebs.SnapshotId': 'snap-1',
      'BlockDeviceMapping.2.Ebs.VolumeType': 'io2',
      'BlockDeviceMapping.2.Ebs.Iops': '100',
      'BlockDeviceMapping.2.Ebs.DeleteOnTermination': 'true',
      'BlockDeviceMapping.3.DeviceName': '/dev/sdg',
      'BlockDeviceMapping.3.NoDevice': '',
      'BlockDeviceMapping.4.DeviceName': '/dev/sdh',
      'BlockDeviceMapping.4.VirtualName': 'ephemeral0',
    },
  ],
  ['a profile by its name', { instanceProfile: 'web' }, { 'IamInstanceProfile.Name': 'web' }],
  [
    'a profile by its ARN',
    { instanceProfile: 'arn:aws:iam::111122223333:instance-profile/web' },
    { 'IamInstanceProfile.Arn': 'arn:aws:iam::111122223333:instance-profile/web' },
  ],
  ['a spot instance at any price', { spot: {} }, { 'InstanceMarketOptions.MarketType': 'spot' }],
  [
    'a spot instance that comes back',
    {
      spot: {
        maxPrice: 0.0042,
        type: 'persistent',
        interruption: 'stop',
        validUntil: '2027-01-01T01:00:00.5+01:00',
      },
    },
    {
      'InstanceMarketOptions.MarketType': 'spot',
      'InstanceMarketOptions.SpotOptions.MaxPrice': '0.0042',
      'InstanceMarketOptions.SpotOptions.SpotInstanceType': 'persistent',
      'InstanceMarketOptions.SpotOptions.InstanceInterruptionBehavior': 'stop',
      'InstanceMarketOptions.SpotOptions.ValidUntil': '2027-01-01T00:00:00Z',
    },
  ],
  [
    'a placement group with its partition, beside the zone',
    { placement: { group: 'rack', partition: 2, tenancy: 'dedicated' } },
    {
      'Placement.AvailabilityZone': 'eu-west-1b',
      'Placement.GroupName': 'rack',
      'Placement.PartitionNumber': '2',
      'Placement.Tenancy': 'dedicated',
    },
  ],
  [
    'a dedicated host',
    { placement: { tenancy: 'host', hostId: 'h-1', affinity: 'host', groupId: 'pg-1' } },
    {
      'Placement.AvailabilityZone': 'eu-west-1b',
      'Placement.GroupId': 'pg-1',
      'Placement.Tenancy': 'host',
      'Placement.HostId': 'h-1',
      'Placement.Affinity': 'host',
    },
  ],
  [
    'the metadata service, tokens required',
    { metadata: { hopLimit: 2, endpoint: 'enabled', ipv6: 'disabled', instanceTags: 'enabled' } },
    {
      'MetadataOptions.HttpPutResponseHopLimit': '2',
      'MetadataOptions.HttpEndpoint': 'enabled',
      'MetadataOptions.HttpProtocolIpv6': 'disabled',
      'MetadataOptions.InstanceMetadataTags': 'enabled',
    },
  ],
  [
    'what the node does and may',
    {
      ebsOptimized: true,
      hibernation: true,
      cpuCredits: 'unlimited',
      cpu: { cores: 2, threadsPerCore: 1 },
      monitoring: true,
      terminationProtection: true,
      stopProtection: false,
      shutdownBehavior: 'terminate',
      licenses: ['arn:aws:license-manager:eu-west-1:111122223333:license-configuration:lic-1'],
    },
    {
      EbsOptimized: 'true',
      'HibernationOptions.Configured': 'true',
      'CreditSpecification.CpuCredits': 'unlimited',
      'CpuOptions.CoreCount': '2',
      'CpuOptions.ThreadsPerCore': '1',
      'Monitoring.Enabled': 'true',
      DisableApiTermination: 'true',
      DisableApiStop: 'false',
      InstanceInitiatedShutdownBehavior: 'terminate',
      'LicenseSpecification.1.LicenseConfigurationArn':
        'arn:aws:license-manager:eu-west-1:111122223333:license-configuration:lic-1',
    },
  ],
  [
    'a capacity reservation',
    { capacityReservation: { id: 'cr-1' } },
    { 'CapacityReservationSpecification.CapacityReservationTarget.CapacityReservationId': 'cr-1' },
  ],
  [
    'no capacity reservation',
    { capacityReservation: { preference: 'none' } },
    { 'CapacityReservationSpecification.CapacityReservationPreference': 'none' },
  ],
  [
    'a launch template',
    { launchTemplate: { name: 'web', version: '$Latest' } },
    { 'LaunchTemplate.LaunchTemplateName': 'web', 'LaunchTemplate.Version': '$Latest' },
  ],
]

describe('native options of createNode', () => {
  it.each(forms)('send %s', async (_what, native, form) => {
    expect(await sent(native, native.placement && 'eu-west-1b')).toEqual(form)
  })

  it('require tokens of the metadata service unless told otherwise', async () => {
    const tokens = async (native?: Ec2CreateNode) => {
      const { form } = answer('RunInstances', made)
      await mockedDriver().createNode({ ...options, native })
      return form['MetadataOptions.HttpTokens']
    }
    expect(await tokens()).toBe('required')
    expect(await tokens({ metadata: { hopLimit: 2, tokens: undefined } })).toBe('required')
    expect(await tokens({ launchTemplate: { id: 'lt-1' } })).toBe('required')
    expect(await tokens({ metadata: { tokens: 'optional' } })).toBe('optional')
  })

  const io2 = { device: '/dev/sdf', type: 'io2' } as const
  const refusals: readonly [what: string, native: unknown, message: string][] = [
    ['an option of none', { metadata: { token: 'required' } }, 'native.metadata has no option "token"'],
    [
      'a word that is none',
      { cpuCredits: 'many' },
      'native.cpuCredits is "many": one of standard, unlimited',
    ],
    ['a list in place of a word', { cpuCredits: ['standard'] }, 'native.cpuCredits is ["standard"]'],
    ['a text for a boolean', { hibernation: 'yes' }, 'native.hibernation must be a boolean, and is string'],
    [
      'an address that is none',
      { privateIp: '10.0.0.256' },
      'native.privateIp is "10.0.0.256": an address of IPv4',
    ],
    [
      'an address of the other version',
      { ipv6Addresses: ['10.0.0.1'] },
      'native.ipv6Addresses[0] is "10.0.0.1"',
    ],
    ['a price of nothing', { spot: { maxPrice: 0 } }, 'native.spot.maxPrice is 0: a number of US dollars'],
    ['a price that is a text', { spot: { maxPrice: '0.1' } }, 'native.spot.maxPrice is 0.1'],
    ['a time that is none', { spot: { type: 'persistent', validUntil: 'tomorrow' } }, 'a time of RFC 3339'],
    [
      'a day that is none',
      { spot: { type: 'persistent', validUntil: '2026-13-01T00:00:00Z' } },
      'a time of RFC 3339',
    ],
    ['no interfaces', { networkInterfaces: [] }, 'native.networkInterfaces is empty'],
    [
      'a subnet beside interfaces',
      { subnetId: 'subnet-1', networkInterfaces: [{}] },
      'native.subnetId and native.networkInterfaces do not go together',
    ],
    [
      'a public address of one of two interfaces',
      { networkInterfaces: [{ publicAddress: true }, {}] },
      'publicAddress is of a node with one interface',
    ],
    [
      'a subnet of an interface that is there',
      { networkInterfaces: [{ interfaceId: 'eni-1', subnetId: 'subnet-1' }] },
      'native.networkInterfaces[0].subnetId is given of an interface that is there',
    ],
    [
      'addresses and how many',
      { ipv6Addresses: ['2001:db8::1'], ipv6AddressCount: 1 },
      'native has ipv6Addresses and ipv6AddressCount',
    ],
    ['further addresses without a first', { secondaryPrivateIps: ['10.0.0.1'] }, 'without a first address'],
    ['a disk without a name', { blockDevices: [{ sizeGiB: 8 }] }, 'native.blockDevices[0] has no device'],
    [
      'a disk that says nothing',
      { blockDevices: [{ device: '/dev/sdf' }] },
      'native.blockDevices[0] is not clear',
    ],
    [
      'a disk that is left out and large',
      { blockDevices: [{ device: '/dev/sdf', noDevice: true, sizeGiB: 8 }] },
      'native.blockDevices[0] is not clear',
    ],
    [
      'one device twice',
      {
        blockDevices: [
          { device: '/dev/sdf', sizeGiB: 8 },
          { device: '/dev/sdf', sizeGiB: 9 },
        ],
      },
      'native.blockDevices[1] is /dev/sdf once more',
    ],
    [
      'a disk of half a GiB',
      { blockDevices: [{ device: '/dev/sdf', sizeGiB: 0.5 }] },
      'native.blockDevices[0].sizeGiB is 0.5',
    ],
    [
      'iops of gp2',
      { blockDevices: [{ device: '/dev/sdf', type: 'gp2', iops: 3000 }] },
      'a gp2 has none to choose',
    ],
    ['io2 without iops', { blockDevices: [io2] }, 'native.blockDevices[0] has no iops'],
    ['a throughput of io2', { blockDevices: [{ ...io2, iops: 100, throughput: 125 }] }, 'has a throughput'],
    [
      'a key for what is not encrypted',
      { blockDevices: [{ device: '/dev/sdf', kmsKeyId: 'alias/mine' }] },
      'has a kmsKeyId and is not encrypted',
    ],
    ['a spot instance once that stops', { spot: { interruption: 'stop' } }, "type: 'persistent'"],
    [
      'a spot instance once with an end',
      { spot: { validUntil: '2027-01-01T00:00:00Z' } },
      "type: 'persistent'",
    ],
    ['a protected spot instance', { spot: {}, terminationProtection: true }, 'no terminationProtection'],
    ['a spot instance on a host', { spot: {}, placement: { tenancy: 'host' } }, 'no dedicated host'],
    ['a partition of nothing', { placement: { partition: 1 } }, 'native.placement.partition is of a group'],
    ['a host for shared tenancy', { placement: { hostId: 'h-1' } }, "tenancy: 'host'"],
    ['a group by two names', { placement: { group: 'a', groupId: 'pg-1' } }, 'group and groupId'],
    ['more hops than there are', { metadata: { hopLimit: 65 } }, 'native.metadata.hopLimit is 65'],
    ['half of what a CPU is', { cpu: { cores: 1 } }, 'native.cpu is not whole'],
    [
      'a template by two names',
      { launchTemplate: { id: 'lt-1', name: 'web' } },
      'native.launchTemplate is not clear',
    ],
    ['a reservation of nothing', { capacityReservation: {} }, 'native.capacityReservation is not clear'],
  ]
  it.each(refusals)('with %s are invalid before anything is sent', async (_what, native, message) => {
    const error = await mockedDriver()
      .createNode({ ...options, native } as never)
      .catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: 'invalid', outcome: 'not-applied' })
    expect((error as Error).message).toContain(message)
  })
})
