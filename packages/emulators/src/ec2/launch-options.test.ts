import {
  type RunInstancesCommandInput,
  waitUntilImageAvailable,
  waitUntilInstanceRunning,
  waitUntilInstanceStopped,
  waitUntilSnapshotCompleted,
  waitUntilVolumeAvailable,
} from '@aws-sdk/client-ec2'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { LocalCloud } from '../options.ts'
import { startCloud } from '../start-cloud.ts'
import { quickly, type SdkClient, sdkClient, shortTimes } from '../testing/sdk-client.ts'
import { ec2Images } from './images.ts'

const base = { ImageId: ec2Images.debian12, InstanceType: 't3.micro', MinCount: 1, MaxCount: 1 } as const

let local: LocalCloud
let ec2: SdkClient['ec2']
beforeAll(async () => {
  local = await startCloud({ times: shortTimes, limits: { spotInstances: 2, placementGroups: 4 } })
  ec2 = sdkClient(local).ec2
})
afterAll(() => local.close())

const launch = async (input: Partial<RunInstancesCommandInput> = {}) => {
  const { Instances = [] } = await ec2.runInstances({ ...base, ...input })
  return Instances[0] ?? {}
}

const group = (GroupName: string) => ({ Placement: { GroupName } })
const encrypted = { DeviceName: '/dev/xvda', Ebs: { Encrypted: true, VolumeSize: 8 } }

describe('A launch', () => {
  beforeAll(async () => {
    await ec2.createPlacementGroup({ GroupName: 'tight', Strategy: 'cluster' })
    await ec2.createPlacementGroup({ GroupName: 'racks', Strategy: 'partition', PartitionCount: 3 })
    await ec2.createPlacementGroup({ GroupName: 'apart', Strategy: 'spread' })
  })

  const market = (SpotOptions: object) => ({
    InstanceMarketOptions: { MarketType: 'spot' as const, SpotOptions },
  })
  const network = (...NetworkInterfaces: object[]) => ({ NetworkInterfaces })
  const refusals: readonly [code: string, what: string, input: Partial<RunInstancesCommandInput>][] = [
    ['SpotMaxPriceTooLow', 'a price that nobody sells for', market({ MaxPrice: '0.0001' })],
    ['InvalidParameterValue', 'a price that is none', market({ MaxPrice: 'cheap' })],
    [
      'InvalidParameterCombination',
      'one spot instance that stops',
      market({ InstanceInterruptionBehavior: 'stop' }),
    ],
    [
      'InvalidParameterCombination',
      'a protected spot instance',
      { ...market({}), DisableApiTermination: true },
    ],
    [
      'MaxSpotInstanceCountExceeded',
      'more spot instances than may be',
      { ...market({}), MinCount: 3, MaxCount: 3 },
    ],
    ['InvalidPlacementGroup.Unknown', 'a placement group that is not there', group('nowhere')],
    ['InvalidParameterCombination', 'a burstable type in a cluster', group('tight')],
    [
      'InvalidParameterValue',
      'a partition that is not there',
      { Placement: { GroupName: 'racks', PartitionNumber: 4 } },
    ],
    [
      'InvalidParameterCombination',
      'a partition of a spread group',
      { Placement: { GroupName: 'apart', PartitionNumber: 1 } },
    ],
    [
      'InsufficientInstanceCapacity',
      'more of a spread group than it holds',
      { ...group('apart'), MinCount: 8, MaxCount: 8 },
    ],
    [
      'InvalidHostID.NotFound',
      'a host that is not there',
      { Placement: { Tenancy: 'host', HostId: 'h-0123456789abcdef0' } },
    ],
    ['InsufficientHostCapacity', 'a host where there is none', { Placement: { Tenancy: 'host' } }],
    ['InvalidParameterValue', 'too many hops', { MetadataOptions: { HttpPutResponseHopLimit: 65 } }],
    [
      'UnsupportedHibernationConfiguration',
      'hibernation on a disk in the clear',
      { HibernationOptions: { Configured: true } },
    ],
    [
      'UnsupportedHibernationConfiguration',
      'hibernation without room for the memory',
      {
        InstanceType: 't3.2xlarge',
        HibernationOptions: { Configured: true },
        BlockDeviceMappings: [encrypted],
      },
    ],
    [
      'InvalidParameterCombination',
      'credits of a type that has none',
      { InstanceType: 'm5.large', CreditSpecification: { CpuCredits: 'standard' } },
    ],
    [
      'InvalidParameterValue',
      'credits of a word that is none',
      { CreditSpecification: { CpuCredits: 'many' } },
    ],
    [
      'InvalidParameterValue',
      'more cores than there are',
      { CpuOptions: { CoreCount: 2, ThreadsPerCore: 2 } },
    ],
    ['MissingParameter', 'half of what a CPU is', { CpuOptions: { CoreCount: 1 } }],
    [
      'InvalidParameterCombination',
      'an old type with its own way to its disks',
      { InstanceType: 't2.micro', EbsOptimized: true },
    ],
    [
      'InvalidLaunchTemplateName.NotFoundException',
      'a template that is not there',
      { LaunchTemplate: { LaunchTemplateName: 'web' } },
    ],
    [
      'InvalidCapacityReservationId.NotFound',
      'a reservation that is not there',
      {
        CapacityReservationSpecification: {
          CapacityReservationTarget: { CapacityReservationId: 'cr-0123456789abcdef0' },
        },
      },
    ],
    ['InvalidParameterValue', 'a profile with a name that none has', { IamInstanceProfile: { Name: 'a b' } }],
    [
      'InvalidParameterValue',
      'a device of no kind',
      { BlockDeviceMappings: [{ DeviceName: '/dev/full', Ebs: { VolumeSize: 1 } }] },
    ],
    [
      'InvalidBlockDeviceMapping',
      'a disk of the host that no host has',
      { BlockDeviceMappings: [{ DeviceName: '/dev/sdb', VirtualName: 'ephemeral24' }] },
    ],
    ['InvalidParameterValue', 'an address outside of the subnet', { PrivateIpAddress: '10.0.0.9' }],
    ['InvalidParameterValue', 'IPv6 in a subnet without', { Ipv6AddressCount: 1 }],
    ['InvalidParameterCombination', 'one address for two', { PrivateIpAddress: '172.31.0.99', MaxCount: 2 }],
    [
      'PrivateIpAddressLimitExceeded',
      'more addresses than fit',
      network({ DeviceIndex: 0, SecondaryPrivateIpAddressCount: 10 }),
    ],
    [
      'AttachmentLimitExceeded',
      'more interfaces than fit',
      network(...[0, 1, 2, 3].map((DeviceIndex) => ({ DeviceIndex }))),
    ],
    [
      'InvalidParameterCombination',
      'a public address of one of two interfaces',
      network({ DeviceIndex: 0, AssociatePublicIpAddress: true }, { DeviceIndex: 1 }),
    ],
  ]
  test.each(refusals)('is refused with %s for %s', async (code, _what, input) => {
    await expect(ec2.runInstances({ ...base, ...input })).rejects.toMatchObject({ name: code })
    expect(local.inventory().nodes).toEqual([])
  })

  test('shows what it was asked for', async () => {
    const made = await launch({
      Placement: { GroupName: 'racks', PartitionNumber: 2, Tenancy: 'dedicated' },
      MetadataOptions: {
        HttpTokens: 'optional',
        HttpPutResponseHopLimit: 3,
        InstanceMetadataTags: 'enabled',
      },
      CpuOptions: { CoreCount: 1, ThreadsPerCore: 1 },
      Monitoring: { Enabled: true },
      CapacityReservationSpecification: { CapacityReservationPreference: 'none' },
      HibernationOptions: { Configured: true },
      EbsOptimized: true,
      BlockDeviceMappings: [
        encrypted,
        {
          DeviceName: '/dev/sdf',
          Ebs: { VolumeSize: 5, VolumeType: 'io2', Iops: 200, DeleteOnTermination: true },
        },
        { DeviceName: '/dev/sdg', VirtualName: 'ephemeral0' },
      ],
    })
    expect(made).toMatchObject({
      Placement: { GroupName: 'racks', PartitionNumber: 2, Tenancy: 'dedicated' },
      MetadataOptions: {
        HttpTokens: 'optional',
        HttpPutResponseHopLimit: 3,
        InstanceMetadataTags: 'enabled',
      },
      CpuOptions: { CoreCount: 1, ThreadsPerCore: 1 },
      Monitoring: { State: 'enabled' },
      CapacityReservationSpecification: { CapacityReservationPreference: 'none' },
      HibernationOptions: { Configured: true },
      EbsOptimized: true,
    })
    expect(made.BlockDeviceMappings?.map(({ DeviceName }) => DeviceName)).toEqual(['/dev/xvda', '/dev/sdf'])
    const { Reservations } = await ec2.describeInstances({
      Filters: [{ Name: 'placement-group-name', Values: ['racks'] }],
    })
    expect(Reservations?.[0]?.Instances?.[0]?.InstanceId).toBe(made.InstanceId)
    await expect(ec2.deletePlacementGroup({ GroupName: 'racks' })).rejects.toMatchObject({
      name: 'InvalidPlacementGroup.InUse',
    })
  })

  test('asks for tokens of the metadata service where the image does', async () => {
    const options = async (input: Partial<RunInstancesCommandInput>) => (await launch(input)).MetadataOptions
    expect(await options({})).toMatchObject({ HttpTokens: 'required', HttpPutResponseHopLimit: 2 })
    const { VolumeId = '' } = await ec2.createVolume({ AvailabilityZone: 'eu-west-1a', Size: 8 })
    const waiting = { client: ec2, ...quickly }
    await waitUntilVolumeAvailable(waiting, { VolumeIds: [VolumeId] })
    const { SnapshotId = '' } = await ec2.createSnapshot({ VolumeId })
    await waitUntilSnapshotCompleted(waiting, { SnapshotIds: [SnapshotId] })
    const { ImageId } = await ec2.registerImage({
      Name: 'without',
      Architecture: 'x86_64',
      VirtualizationType: 'hvm',
      EnaSupport: true,
      RootDeviceName: '/dev/xvda',
      BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: { SnapshotId } }],
    })
    await waitUntilImageAvailable(waiting, { ImageIds: [ImageId ?? ''] })
    expect(await options({ ImageId })).toMatchObject({ HttpTokens: 'optional', HttpPutResponseHopLimit: 1 })
  })

  test('has several interfaces and addresses, and gives all back', async () => {
    const SubnetId = 'subnet-01111111111111111'
    const kept = await ec2.createNetworkInterface({ SubnetId })
    const NetworkInterfaceId = kept.NetworkInterface?.NetworkInterfaceId ?? ''
    const made = await launch({
      NetworkInterfaces: [
        {
          DeviceIndex: 0,
          SubnetId,
          PrivateIpAddresses: [
            { PrivateIpAddress: '172.31.0.77', Primary: true },
            { PrivateIpAddress: '172.31.0.78', Primary: false },
          ],
        },
        { DeviceIndex: 1, SubnetId, SecondaryPrivateIpAddressCount: 2, Description: 'back' },
        { DeviceIndex: 2, NetworkInterfaceId },
      ],
    })
    const [first, second, third] = made.NetworkInterfaces ?? []
    expect(made.PrivateIpAddress).toBe('172.31.0.77')
    expect(first?.PrivateIpAddresses?.map((one) => [one.PrivateIpAddress, one.Primary])).toEqual([
      ['172.31.0.77', true],
      ['172.31.0.78', false],
    ])
    expect(second).toMatchObject({
      Description: 'back',
      Attachment: { DeviceIndex: 1, DeleteOnTermination: true },
    })
    expect(second?.PrivateIpAddresses).toHaveLength(3)
    expect(third).toMatchObject({ NetworkInterfaceId, Attachment: { DeleteOnTermination: false } })

    const InstanceIds = [made.InstanceId ?? '']
    await expect(launch({ SubnetId, PrivateIpAddress: '172.31.0.78' })).rejects.toMatchObject({
      name: 'InvalidIPAddress.InUse',
    })
    await ec2.terminateInstances({ InstanceIds })
    await expect
      .poll(() => local.inventory().nodes.find(({ id }) => id === InstanceIds[0])?.state)
      .toBe('terminated')
    expect(local.inventory().networkInterfaces.map(({ id }) => id)).toEqual([NetworkInterfaceId])
    expect((await launch({ SubnetId, PrivateIpAddress: '172.31.0.78' })).PrivateIpAddress).toBe('172.31.0.78')
  })
})

describe('A spot instance', () => {
  const spot = (SpotOptions: object = {}) =>
    launch({ InstanceMarketOptions: { MarketType: 'spot', SpotOptions } })
  const stateOf = async (id = '') => {
    const { SpotInstanceRequests } = await ec2.describeSpotInstanceRequests({ SpotInstanceRequestIds: [id] })
    return [SpotInstanceRequests?.[0]?.State, SpotInstanceRequests?.[0]?.Status?.Code]
  }

  test('that was asked for once does not stop, and its request ends with it', async () => {
    const made = await spot({ MaxPrice: '0.02' })
    const InstanceIds = [made.InstanceId ?? '']
    expect(made.InstanceLifecycle).toBe('spot')
    await waitUntilInstanceRunning({ client: ec2, ...quickly }, { InstanceIds })
    await expect(ec2.stopInstances({ InstanceIds })).rejects.toMatchObject({ name: 'UnsupportedOperation' })
    expect(await stateOf(made.SpotInstanceRequestId)).toEqual(['active', 'fulfilled'])
    await ec2.terminateInstances({ InstanceIds })
    await expect
      .poll(() => stateOf(made.SpotInstanceRequestId))
      .toEqual(['closed', 'instance-terminated-by-user'])
  })

  test('that is to come back stops, and runs on when its request is cancelled', async () => {
    const made = await spot({ SpotInstanceType: 'persistent', InstanceInterruptionBehavior: 'stop' })
    const id = made.SpotInstanceRequestId ?? ''
    const InstanceIds = [made.InstanceId ?? '']
    await waitUntilInstanceRunning({ client: ec2, ...quickly }, { InstanceIds })
    await ec2.cancelSpotInstanceRequests({ SpotInstanceRequestIds: [id] })
    expect(await stateOf(id)).toEqual(['cancelled', 'request-canceled-and-instance-running'])
    await ec2.stopInstances({ InstanceIds })
    await waitUntilInstanceStopped({ client: ec2, ...quickly }, { InstanceIds })
    await expect(
      ec2.cancelSpotInstanceRequests({ SpotInstanceRequestIds: ['sir-00000000'] }),
    ).rejects.toMatchObject({
      name: 'InvalidSpotInstanceRequestID.NotFound',
    })
  })

  test('costs what the history of prices says, by type and zone', async () => {
    const day = new Date(Date.now() - 3 * 86_400_000)
    const { SpotPriceHistory = [] } = await ec2.describeSpotPriceHistory({
      InstanceTypes: ['m5.large'],
      ProductDescriptions: ['Linux/UNIX'],
      AvailabilityZone: 'eu-west-1b',
      StartTime: day,
    })
    expect(SpotPriceHistory).toHaveLength(4)
    expect(SpotPriceHistory[0]?.SpotPrice).toMatch(/^0\.0\d{5}$/)
    expect(Number(SpotPriceHistory[0]?.Timestamp)).toBeGreaterThan(Number(SpotPriceHistory[3]?.Timestamp))
    const windows = await ec2.describeSpotPriceHistory({ ProductDescriptions: ['Windows'] })
    expect(windows.SpotPriceHistory).toEqual([])
  })
})

describe('A placement group', () => {
  test.each([
    ['InvalidPlacementGroup.Duplicate', { GroupName: 'tight' }],
    ['InvalidParameterCombination', { GroupName: 'one', Strategy: 'spread', PartitionCount: 2 }],
    ['InvalidParameterValue', { GroupName: 'one', Strategy: 'partition', PartitionCount: 8 }],
    ['InvalidParameterCombination', { GroupName: 'one', Strategy: 'cluster', SpreadLevel: 'rack' }],
    ['MissingParameter', {}],
  ] as const)('is refused with %s for %o', async (code, input) => {
    await expect(ec2.createPlacementGroup(input)).rejects.toMatchObject({ name: code })
  })

  test('is listed, and goes when it is empty', async () => {
    const { PlacementGroup } = await ec2.createPlacementGroup({
      GroupName: 'one',
      TagSpecifications: [{ ResourceType: 'placement-group', Tags: [{ Key: 'role', Value: 'web' }] }],
    })
    expect(PlacementGroup).toMatchObject({ GroupName: 'one', Strategy: 'cluster', State: 'available' })
    await expect(ec2.createPlacementGroup({ GroupName: 'five' })).rejects.toMatchObject({
      name: 'PlacementGroupLimitExceeded',
    })
    const { PlacementGroups } = await ec2.describePlacementGroups({
      Filters: [{ Name: 'tag:role', Values: ['web'] }],
    })
    expect(PlacementGroups?.map(({ GroupId }) => GroupId)).toEqual([PlacementGroup?.GroupId])
    await ec2.deletePlacementGroup({ GroupName: 'one' })
    await expect(ec2.describePlacementGroups({ GroupNames: ['one'] })).rejects.toMatchObject({
      name: 'InvalidPlacementGroup.Unknown',
    })
  })
})
