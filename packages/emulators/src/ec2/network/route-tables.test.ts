import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { LocalCloud } from '../../options.ts'
import { startCloud } from '../../start-cloud.ts'
import { type SdkClient, sdkClient, shortTimes } from '../../testing/sdk-client.ts'
import { ec2Images } from '../images.ts'

let local: LocalCloud
let ec2: SdkClient['ec2']
const ids = { VpcId: '', SubnetId: '', InternetGatewayId: '', main: '' }
beforeAll(async () => {
  local = await startCloud({ times: shortTimes })
  ec2 = sdkClient(local).ec2
  ids.VpcId = (await ec2.createVpc({ CidrBlock: '10.0.0.0/16' })).Vpc?.VpcId ?? ''
  const { VpcId } = ids
  ids.SubnetId = (await ec2.createSubnet({ VpcId, CidrBlock: '10.0.0.0/24' })).Subnet?.SubnetId ?? ''
  ids.InternetGatewayId = (await ec2.createInternetGateway({})).InternetGateway?.InternetGatewayId ?? ''
  await ec2.attachInternetGateway({ VpcId, InternetGatewayId: ids.InternetGatewayId })
  const { RouteTables } = await ec2.describeRouteTables({
    Filters: [
      { Name: 'vpc-id', Values: [VpcId] },
      { Name: 'association.main', Values: ['true'] },
    ],
  })
  ids.main = RouteTables?.[0]?.RouteTableId ?? ''
})
afterAll(() => local.close())

const create = async () => (await ec2.createRouteTable({ VpcId: ids.VpcId })).RouteTable?.RouteTableId ?? ''
const show = async (RouteTableId: string) =>
  (await ec2.describeRouteTables({ RouteTableIds: [RouteTableId] })).RouteTables?.[0]
const toAnywhere = (RouteTableId: string) => ({ RouteTableId, DestinationCidrBlock: '0.0.0.0/0' })

describe('A route', () => {
  test('is added, pointed elsewhere and removed; the local one stays', async () => {
    const RouteTableId = await create()
    const GatewayId = ids.InternetGatewayId
    await ec2.createRoute({ ...toAnywhere(RouteTableId), GatewayId })
    await ec2.createRoute({ RouteTableId, DestinationIpv6CidrBlock: '::/0', GatewayId })
    expect((await show(RouteTableId))?.Routes).toEqual([
      {
        DestinationCidrBlock: '10.0.0.0/16',
        GatewayId: 'local',
        State: 'active',
        Origin: 'CreateRouteTable',
      },
      { DestinationCidrBlock: '0.0.0.0/0', GatewayId, State: 'active', Origin: 'CreateRoute' },
      { DestinationIpv6CidrBlock: '::/0', GatewayId, State: 'active', Origin: 'CreateRoute' },
    ])
    const again = ec2.createRoute({ ...toAnywhere(RouteTableId), GatewayId })
    await expect(again).rejects.toMatchObject({ name: 'RouteAlreadyExists' })
    const { Instances = [] } = await ec2.runInstances({
      ImageId: ec2Images.debian12,
      InstanceType: 't3.micro',
      MinCount: 1,
      MaxCount: 1,
      SubnetId: ids.SubnetId,
    })
    const [{ InstanceId = '', NetworkInterfaces = [] } = {}] = Instances
    await ec2.replaceRoute({ ...toAnywhere(RouteTableId), InstanceId })
    expect((await show(RouteTableId))?.Routes?.[1]).toMatchObject({
      InstanceId,
      NetworkInterfaceId: NetworkInterfaces[0]?.NetworkInterfaceId,
      State: 'active',
    })
    await ec2.terminateInstances({ InstanceIds: [InstanceId] })
    await expect.poll(async () => (await show(RouteTableId))?.Routes?.[1]?.State).toBe('blackhole')
    await ec2.deleteRoute(toAnywhere(RouteTableId))
    await expect(ec2.deleteRoute(toAnywhere(RouteTableId))).rejects.toMatchObject({
      name: 'InvalidRoute.NotFound',
    })
    const local = ec2.deleteRoute({ RouteTableId, DestinationCidrBlock: '10.0.0.0/16' })
    await expect(local).rejects.toMatchObject({ name: 'InvalidParameterValue' })
    await ec2.deleteRouteTable({ RouteTableId })
  })

  test.each([
    ['InvalidGatewayID.NotFound', { GatewayId: 'igw-00000000' }],
    ['InvalidParameterValue', { GatewayId: 'igw-0dddddddddddddddd' }],
    ['UnsupportedOperation', { NatGatewayId: 'nat-00000000' }],
    ['InvalidNetworkInterfaceID.NotFound', { NetworkInterfaceId: 'eni-00000000' }],
    ['InvalidRouteTableID.NotFound', { RouteTableId: 'rtb-00000000' }],
    ['InvalidParameterValue', { DestinationCidrBlock: '0.0.0.0' }],
    ['MissingParameter', {}],
  ])('is refused with %s for %o', async (code, input) => {
    await expect(ec2.createRoute({ ...toAnywhere(ids.main), ...input })).rejects.toMatchObject({ name: code })
  })
})

describe('A route table', () => {
  test('is made once for a client token', async () => {
    const input = { VpcId: ids.VpcId, ClientToken: 'token-1' }
    const [first, second] = [await ec2.createRouteTable(input), await ec2.createRouteTable(input)]
    expect(second.RouteTable?.RouteTableId).toBe(first.RouteTable?.RouteTableId)
    await ec2.deleteRouteTable({ RouteTableId: first.RouteTable?.RouteTableId })
  })

  test('is associated with a subnet, replaced by another, and deleted when nothing needs it', async () => {
    const [one, two] = [await create(), await create()]
    const { SubnetId } = ids
    const { AssociationId = '' } = await ec2.associateRouteTable({ RouteTableId: one, SubnetId })
    expect((await show(one))?.Associations).toMatchObject([{ SubnetId, Main: false }])
    const conflict = ec2.associateRouteTable({ RouteTableId: two, SubnetId })
    await expect(conflict).rejects.toMatchObject({ name: 'Resource.AlreadyAssociated' })
    await expect(ec2.deleteRouteTable({ RouteTableId: one })).rejects.toMatchObject({
      name: 'DependencyViolation',
    })
    const { NewAssociationId = '' } = await ec2.replaceRouteTableAssociation({
      AssociationId,
      RouteTableId: two,
    })
    await ec2.deleteRouteTable({ RouteTableId: one })
    await ec2.disassociateRouteTable({ AssociationId: NewAssociationId })
    await ec2.deleteRouteTable({ RouteTableId: two })
    const again = ec2.disassociateRouteTable({ AssociationId: NewAssociationId })
    await expect(again).rejects.toMatchObject({ name: 'InvalidAssociationID.NotFound' })
  })

  test('that is the main one stays that until another takes its place', async () => {
    const RouteTableId = await create()
    const [{ RouteTableAssociationId: AssociationId = '' } = {}] = (await show(ids.main))?.Associations ?? []
    const disassociate = ec2.disassociateRouteTable({ AssociationId })
    await expect(disassociate).rejects.toMatchObject({ name: 'InvalidParameterValue' })
    await expect(ec2.deleteRouteTable({ RouteTableId: ids.main })).rejects.toMatchObject({
      name: 'DependencyViolation',
    })
    await ec2.replaceRouteTableAssociation({ AssociationId, RouteTableId })
    expect((await show(RouteTableId))?.Associations).toMatchObject([{ Main: true }])
    await ec2.deleteRouteTable({ RouteTableId: ids.main })
    ids.main = RouteTableId
  })
})
