import { waitUntilSubnetAvailable, waitUntilVpcAvailable } from '@aws-sdk/client-ec2'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { LocalCloud } from '../../options.ts'
import { startCloud } from '../../start-cloud.ts'
import { quickly, type SdkClient, sdkClient, shortTimes } from '../../testing/sdk-client.ts'
import { ec2Images } from '../images.ts'

let local: LocalCloud
let ec2: SdkClient['ec2']
beforeAll(async () => {
  local = await startCloud({ times: { ...shortTimes, actionMs: 30 }, limits: { vpcs: 50 } })
  ec2 = sdkClient(local).ec2
})
afterAll(() => local.close())

const vpc = async (CidrBlock = '10.0.0.0/16') => {
  const { Vpc } = await ec2.createVpc({ CidrBlock })
  return Vpc?.VpcId ?? ''
}
const subnet = async (VpcId: string, CidrBlock: string, AvailabilityZone = 'eu-west-1a') => {
  const { Subnet } = await ec2.createSubnet({ VpcId, CidrBlock, AvailabilityZone })
  return Subnet?.SubnetId ?? ''
}
const gateway = async () => {
  const { InternetGateway } = await ec2.createInternetGateway({})
  return InternetGateway?.InternetGatewayId ?? ''
}
const routeTable = async (VpcId: string) => {
  const { RouteTable } = await ec2.createRouteTable({ VpcId })
  return RouteTable?.RouteTableId ?? ''
}
const launch = async (SubnetId: string, extra: Partial<Parameters<typeof ec2.runInstances>[0]> = {}) => {
  const { Instances = [] } = await ec2.runInstances({
    ImageId: ec2Images.debian12,
    InstanceType: 't3.micro',
    MinCount: 1,
    MaxCount: 1,
    SubnetId,
    ...extra,
  })
  return Instances
}
const terminate = async (ids: readonly string[]) => {
  await ec2.terminateInstances({ InstanceIds: [...ids] })
  await expect
    .poll(() =>
      local
        .inventory()
        .nodes.filter(({ id }) => ids.includes(id))
        .every(({ state }) => state === 'terminated'),
    )
    .toBe(true)
}
const ofVpc = (VpcId: string) => ({ Filters: [{ Name: 'vpc-id', Values: [VpcId] }] })

describe('The default VPC', () => {
  test('is one of each region', async () => {
    const other = sdkClient(local, { region: 'us-east-1' }).ec2
    await other.createVpc({ CidrBlock: '10.0.0.0/16' })
    const { Vpcs = [] } = await other.describeVpcs({})
    expect(Vpcs.map(({ IsDefault }) => IsDefault)).toEqual([true, false])
    const { Subnets = [] } = await other.describeSubnets({})
    expect(Subnets.map(({ AvailabilityZone }) => AvailabilityZone)).toContain('us-east-1a')
  })

  test('has a subnet in each zone, a gateway, and a route to it', async () => {
    const { Vpcs = [] } = await ec2.describeVpcs({ Filters: [{ Name: 'is-default', Values: ['true'] }] })
    expect(Vpcs).toMatchObject([{ CidrBlock: '172.31.0.0/16', State: 'available', IsDefault: true }])
    const VpcId = Vpcs[0]?.VpcId ?? ''
    const { Subnets = [] } = await ec2.describeSubnets(ofVpc(VpcId))
    expect(Subnets).toMatchObject(
      ['a', 'b', 'c'].map((zone, index) => ({
        AvailabilityZone: `eu-west-1${zone}`,
        CidrBlock: `172.31.${index * 16}.0/20`,
        AvailableIpAddressCount: 4091,
        DefaultForAz: true,
        MapPublicIpOnLaunch: true,
      })),
    )
    const { InternetGateways = [] } = await ec2.describeInternetGateways({
      Filters: [{ Name: 'attachment.vpc-id', Values: [VpcId] }],
    })
    const { RouteTables = [] } = await ec2.describeRouteTables(ofVpc(VpcId))
    expect(RouteTables[0]?.Associations).toMatchObject([{ Main: true }])
    expect(RouteTables[0]?.Routes).toMatchObject([
      { DestinationCidrBlock: '172.31.0.0/16', GatewayId: 'local' },
      {
        DestinationCidrBlock: '0.0.0.0/0',
        GatewayId: InternetGateways[0]?.InternetGatewayId,
        State: 'active',
      },
    ])
  })
})

describe('A VPC', () => {
  test('is pending, then available, and comes with a group, a route table and an ACL', async () => {
    const { Vpc } = await ec2.createVpc({
      CidrBlock: '10.7.3.9/16',
      TagSpecifications: [{ ResourceType: 'vpc', Tags: [{ Key: 'Name', Value: 'seven' }] }],
    })
    const VpcId = Vpc?.VpcId ?? ''
    expect(Vpc).toMatchObject({ State: 'pending', CidrBlock: '10.7.0.0/16', IsDefault: false })
    await waitUntilVpcAvailable({ client: ec2, ...quickly }, { VpcIds: [VpcId] })
    const { Vpcs } = await ec2.describeVpcs({ Filters: [{ Name: 'tag:Name', Values: ['seven'] }] })
    expect(Vpcs).toMatchObject([{ VpcId, State: 'available' }])
    const { SecurityGroups } = await ec2.describeSecurityGroups(ofVpc(VpcId))
    expect(SecurityGroups).toMatchObject([{ GroupName: 'default', VpcId }])
    const { NetworkAcls } = await ec2.describeNetworkAcls(ofVpc(VpcId))
    expect(NetworkAcls).toMatchObject([{ IsDefault: true, Associations: [] }])
    const { RouteTables } = await ec2.describeRouteTables(ofVpc(VpcId))
    expect(RouteTables).toMatchObject([{ Associations: [{ Main: true }] }])
    await ec2.deleteVpc({ VpcId })
    expect((await ec2.describeSecurityGroups(ofVpc(VpcId))).SecurityGroups).toEqual([])
    await expect(ec2.describeVpcs({ VpcIds: [VpcId] })).rejects.toMatchObject({
      name: 'InvalidVpcID.NotFound',
    })
  })

  test.each([
    ['InvalidVpcRange', { CidrBlock: '10.0.0.0/15' }],
    ['InvalidVpcRange', { CidrBlock: '10.0.0.0/29' }],
    ['InvalidParameterValue', { CidrBlock: '10.0.0.0' }],
    ['MissingParameter', {}],
    ['UnsupportedOperation', { CidrBlock: '10.0.0.0/16', AmazonProvidedIpv6CidrBlock: true }],
  ])('is refused with %s for %o', async (code, input) => {
    await expect(ec2.createVpc(input)).rejects.toMatchObject({ name: code })
  })

  test('is one of as many as the account may have', async () => {
    await using small = await startCloud({ limits: { vpcs: 1 } })
    const client = sdkClient(small).ec2
    const create = client.createVpc({ CidrBlock: '10.0.0.0/16' })
    await expect(create).rejects.toMatchObject({ name: 'VpcLimitExceeded' })
    await expect(client.createInternetGateway({})).rejects.toMatchObject({
      name: 'InternetGatewayLimitExceeded',
    })
  })

  test('has attributes that change one at a time', async () => {
    const VpcId = await vpc()
    const read = async () =>
      (await ec2.describeVpcAttribute({ VpcId, Attribute: 'enableDnsHostnames' })).EnableDnsHostnames?.Value
    expect(await read()).toBe(false)
    await ec2.modifyVpcAttribute({ VpcId, EnableDnsHostnames: { Value: true } })
    expect(await read()).toBe(true)
  })

  test('cannot be deleted before what is in it', async () => {
    const VpcId = await vpc()
    const refused = () =>
      expect(ec2.deleteVpc({ VpcId })).rejects.toMatchObject({ name: 'DependencyViolation' })
    const SubnetId = await subnet(VpcId, '10.0.0.0/24')
    await refused()
    await ec2.deleteSubnet({ SubnetId })
    const InternetGatewayId = await gateway()
    await ec2.attachInternetGateway({ InternetGatewayId, VpcId })
    await refused()
    await ec2.detachInternetGateway({ InternetGatewayId, VpcId })
    await ec2.deleteInternetGateway({ InternetGatewayId })
    const RouteTableId = await routeTable(VpcId)
    await refused()
    await ec2.deleteRouteTable({ RouteTableId })
    const { GroupId } = await ec2.createSecurityGroup({ GroupName: 'g', Description: 'd', VpcId })
    await refused()
    await ec2.deleteSecurityGroup({ GroupId })
    await ec2.deleteVpc({ VpcId })
  })

  test('refuses a rule that is not there, unlike the default one, and a source of another VPC', async () => {
    const VpcId = await vpc()
    const { GroupId = '' } = await ec2.createSecurityGroup({ GroupName: 'g', Description: 'd', VpcId })
    const { GroupId: stranger = '' } = await ec2.createSecurityGroup({
      GroupName: 'stranger',
      Description: 'd',
    })
    const all = { IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }
    const revoke = ec2.revokeSecurityGroupIngress({ GroupId, IpPermissions: [all] })
    await expect(revoke).rejects.toMatchObject({ name: 'InvalidPermission.NotFound' })
    const authorize = ec2.authorizeSecurityGroupIngress({
      GroupId,
      IpPermissions: [{ IpProtocol: '-1', UserIdGroupPairs: [{ GroupId: stranger }] }],
    })
    await expect(authorize).rejects.toMatchObject({ name: 'InvalidGroup.NotFound' })
    await ec2.revokeSecurityGroupEgress({ GroupId, IpPermissions: [all] })
  })
})

describe('A subnet', () => {
  test('is in a zone, and counts the addresses that it has left', async () => {
    const VpcId = await vpc()
    const SubnetId = await subnet(VpcId, '10.0.8.0/28', 'eu-west-1b')
    await waitUntilSubnetAvailable({ client: ec2, ...quickly }, { SubnetIds: [SubnetId] })
    const show = async () => (await ec2.describeSubnets({ SubnetIds: [SubnetId] })).Subnets?.[0]
    expect(await show()).toMatchObject({
      AvailabilityZone: 'eu-west-1b',
      AvailableIpAddressCount: 11,
      SubnetArn: `arn:aws:ec2:eu-west-1:123456789012:subnet/${SubnetId}`,
      MapPublicIpOnLaunch: false,
      DefaultForAz: false,
    })
    const instances = await launch(SubnetId, { MaxCount: 12 })
    expect(instances).toHaveLength(11)
    expect(new Set(instances.map(({ PrivateIpAddress }) => PrivateIpAddress)).size).toBe(11)
    expect(instances[0]).toMatchObject({ VpcId, SubnetId, PrivateIpAddress: '10.0.8.4' })
    expect(instances[0]?.Placement?.AvailabilityZone).toBe('eu-west-1b')
    expect((await show())?.AvailableIpAddressCount).toBe(0)
    await expect(launch(SubnetId)).rejects.toMatchObject({ name: 'InsufficientFreeAddressesInSubnet' })
    await expect(ec2.deleteSubnet({ SubnetId })).rejects.toMatchObject({ name: 'DependencyViolation' })
    await terminate(instances.map(({ InstanceId = '' }) => InstanceId))
    expect((await show())?.AvailableIpAddressCount).toBe(11)
    await ec2.deleteSubnet({ SubnetId })
  })

  test.each([
    ['InvalidSubnet.Range', 'a block outside of the VPC', { CidrBlock: '10.2.0.0/24' }],
    ['InvalidSubnet.Range', 'a block that is too small', { CidrBlock: '10.1.1.0/29' }],
    ['InvalidSubnet.Conflict', 'a block of another subnet', { CidrBlock: '10.1.0.128/25' }],
    ['InvalidParameterValue', 'a block that is none', { CidrBlock: '10.1.1.0/24/8' }],
    [
      'InvalidParameterValue',
      'a zone that does not exist',
      { CidrBlock: '10.1.1.0/24', AvailabilityZone: 'mars-1a' },
    ],
    [
      'InvalidVpcID.NotFound',
      'a VPC that does not exist',
      { CidrBlock: '10.1.1.0/24', VpcId: 'vpc-00000000' },
    ],
    ['InvalidVpcID.Malformed', 'an id of no VPC', { CidrBlock: '10.1.1.0/24', VpcId: 'mine' }],
  ])('is refused with %s for %s', async (code, _what, input) => {
    const VpcId = await vpc('10.1.0.0/16')
    await subnet(VpcId, '10.1.0.0/24')
    await expect(ec2.createSubnet({ VpcId, ...input })).rejects.toMatchObject({ name: code })
  })

  test('gives its instances public addresses where it or the launch says so', async () => {
    const VpcId = await vpc()
    const SubnetId = await subnet(VpcId, '10.0.0.0/24')
    const addressOf = async (input: Parameters<typeof launch>[1]) => {
      const { Instances: [instance] = [] } = await ec2.runInstances({
        ImageId: ec2Images.debian12,
        InstanceType: 't3.micro',
        MinCount: 1,
        MaxCount: 1,
        ...input,
      })
      return instance?.PublicIpAddress
    }
    expect(await addressOf({ SubnetId })).toBeUndefined()
    const NetworkInterfaces = [{ DeviceIndex: 0, SubnetId, AssociatePublicIpAddress: true }]
    expect(await addressOf({ NetworkInterfaces })).toMatch(/^203\.0\.113\./)
    await ec2.modifySubnetAttribute({ SubnetId, MapPublicIpOnLaunch: { Value: true } })
    expect(await addressOf({ SubnetId })).toMatch(/^203\.0\.113\./)
  })

  test('takes instances in groups of its VPC alone', async () => {
    const VpcId = await vpc()
    const SubnetId = await subnet(VpcId, '10.0.0.0/24')
    const { GroupId: stranger = '' } = await ec2.createSecurityGroup({ GroupName: 'other', Description: 'd' })
    await expect(launch(SubnetId, { SecurityGroupIds: [stranger] })).rejects.toMatchObject({
      name: 'InvalidParameter',
    })
    await expect(launch(SubnetId, { SecurityGroups: ['default'] })).rejects.toMatchObject({
      name: 'InvalidParameterCombination',
    })
    const [instance] = await launch(SubnetId)
    expect(instance?.SecurityGroups).toMatchObject([{ GroupName: 'default' }])
    const { GroupId } = instance?.SecurityGroups?.[0] ?? {}
    const { SecurityGroups } = await ec2.describeSecurityGroups({ GroupIds: [GroupId ?? ''] })
    expect(SecurityGroups?.[0]?.VpcId).toBe(VpcId)
    const InstanceId = instance?.InstanceId ?? ''
    const change = ec2.modifyInstanceAttribute({ InstanceId, Groups: [stranger] })
    await expect(change).rejects.toMatchObject({ name: 'InvalidGroup.NotFound' })
  })
})

describe('A launch', () => {
  test.each([
    ['InvalidSubnetID.Malformed', { SubnetId: 'mine' }],
    [
      'InvalidParameterCombination',
      { SecurityGroupIds: ['sg-0dddddddddddddddd'], NetworkInterfaces: [{ DeviceIndex: 0 }] },
    ],
    [
      'InvalidParameterCombination',
      { SubnetId: 'subnet-01111111111111111', NetworkInterfaces: [{ DeviceIndex: 0 }] },
    ],
    ['InvalidParameterValue', { NetworkInterfaces: [{ DeviceIndex: 1 }] }],
    ['InvalidParameterValue', { NetworkInterfaces: [{ DeviceIndex: 0 }, { DeviceIndex: 0 }] }],
    [
      'InvalidParameterValue',
      { SubnetId: 'subnet-01111111111111111', Placement: { AvailabilityZone: 'eu-west-1b' } },
    ],
  ])('is refused with %s for %o', async (code, input) => {
    const base = { ImageId: ec2Images.debian12, InstanceType: 't3.micro', MinCount: 1, MaxCount: 1 } as const
    await expect(ec2.runInstances({ ...base, ...input })).rejects.toMatchObject({ name: code })
  })

  test('needs a subnet where the account has no default VPC', async () => {
    await using own = await startCloud({ times: shortTimes })
    const client = sdkClient(own).ec2
    const { Vpcs: [{ VpcId = '' } = {}] = [] } = await client.describeVpcs({})
    for (const { id } of own.inventory().subnets) await client.deleteSubnet({ SubnetId: id })
    const [{ id: InternetGatewayId = '' } = {}] = own.inventory().internetGateways
    await client.detachInternetGateway({ InternetGatewayId, VpcId })
    await client.deleteVpc({ VpcId })
    const input = { ImageId: ec2Images.debian12, InstanceType: 't3.micro', MinCount: 1, MaxCount: 1 } as const
    await expect(client.runInstances(input)).rejects.toMatchObject({ name: 'VPCIdNotSpecified' })
    const create = client.createSecurityGroup({ GroupName: 'g', Description: 'd' })
    await expect(create).rejects.toMatchObject({ name: 'VPCIdNotSpecified' })
    expect(own.inventory()).toMatchObject({ vpcs: [], subnets: [], securityGroups: [], routeTables: [] })
  })
})

describe('An internet gateway', () => {
  test('is attached to one VPC, a VPC to one gateway, and stays while public addresses need it', async () => {
    const [one, two, VpcId, other] = [await gateway(), await gateway(), await vpc(), await vpc()]
    const attach = (InternetGatewayId: string, to: string) =>
      ec2.attachInternetGateway({ InternetGatewayId, VpcId: to })
    await attach(one, VpcId)
    await expect(attach(one, other)).rejects.toMatchObject({ name: 'Resource.AlreadyAssociated' })
    await expect(attach(two, VpcId)).rejects.toMatchObject({ name: 'InvalidParameterValue' })
    const { InternetGateways } = await ec2.describeInternetGateways({ InternetGatewayIds: [one] })
    expect(InternetGateways?.[0]?.Attachments).toEqual([{ VpcId, State: 'available' }])
    const SubnetId = await subnet(VpcId, '10.0.0.0/24')
    await ec2.modifySubnetAttribute({ SubnetId, MapPublicIpOnLaunch: { Value: true } })
    const [instance] = await launch(SubnetId)
    const detach = (InternetGatewayId: string) => ec2.detachInternetGateway({ InternetGatewayId, VpcId })
    await expect(detach(two)).rejects.toMatchObject({ name: 'Gateway.NotAttached' })
    await expect(detach(one)).rejects.toMatchObject({ name: 'DependencyViolation' })
    await terminate([instance?.InstanceId ?? ''])
    await expect(ec2.deleteInternetGateway({ InternetGatewayId: one })).rejects.toMatchObject({
      name: 'DependencyViolation',
    })
    await detach(one)
    await ec2.deleteInternetGateway({ InternetGatewayId: one })
    const again = ec2.deleteInternetGateway({ InternetGatewayId: one })
    await expect(again).rejects.toMatchObject({ name: 'InvalidInternetGatewayID.NotFound' })
  })
})

describe('Tags', () => {
  test.each([
    ['InvalidVpcID.NotFound', 'vpc-00000000'],
    ['InvalidSubnetID.NotFound', 'subnet-00000000'],
    ['InvalidGroup.NotFound', 'sg-00000000'],
    ['InvalidSecurityGroupRuleId.NotFound', 'sgr-00000000'],
    ['InvalidInternetGatewayID.NotFound', 'igw-00000000'],
    ['InvalidRouteTableID.NotFound', 'rtb-00000000'],
    ['InvalidAllocationID.NotFound', 'eipalloc-00000000'],
    ['InvalidNetworkAclID.NotFound', 'acl-00000000'],
  ])('answer %s to %s', async (code, id) => {
    const tag = ec2.createTags({ Resources: [id], Tags: [{ Key: 'k', Value: 'v' }] })
    await expect(tag).rejects.toMatchObject({ name: code })
  })
})
