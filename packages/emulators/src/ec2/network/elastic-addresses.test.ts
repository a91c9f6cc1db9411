import { waitUntilInstanceRunning, waitUntilInstanceStopped } from '@aws-sdk/client-ec2'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { LocalCloud } from '../../options.ts'
import { startCloud } from '../../start-cloud.ts'
import { quickly, type SdkClient, sdkClient, shortTimes } from '../../testing/sdk-client.ts'
import { ec2Images } from '../images.ts'

let local: LocalCloud
let ec2: SdkClient['ec2']
beforeAll(async () => {
  local = await startCloud({ times: shortTimes, limits: { addresses: 20 } })
  ec2 = sdkClient(local).ec2
})
afterAll(() => local.close())

const allocate = async () => {
  const { AllocationId = '', PublicIp = '' } = await ec2.allocateAddress({ Domain: 'vpc' })
  return { AllocationId, PublicIp }
}
const launch = async (extra: { SubnetId?: string | undefined } = {}) => {
  const { Instances = [] } = await ec2.runInstances({
    ImageId: ec2Images.debian12,
    InstanceType: 't3.micro',
    MinCount: 1,
    MaxCount: 1,
    ...extra,
  })
  const [{ InstanceId = '' } = {}] = Instances
  await waitUntilInstanceRunning({ client: ec2, ...quickly }, { InstanceIds: [InstanceId] })
  return InstanceId
}
const show = async (id: string) => {
  const { Reservations } = await ec2.describeInstances({ InstanceIds: [id] })
  return Reservations?.[0]?.Instances?.[0]
}
const showAddress = async (AllocationId: string) => {
  const { Addresses = [] } = await ec2.describeAddresses({ AllocationIds: [AllocationId] })
  return Addresses[0]
}
const publicIpOf = async (id: string) => (await show(id))?.PublicIpAddress

describe('An elastic address', () => {
  test('is allocated with tags, found by them, and released', async () => {
    const { AllocationId = '', PublicIp } = await ec2.allocateAddress({
      TagSpecifications: [{ ResourceType: 'elastic-ip', Tags: [{ Key: 'env', Value: 'test' }] }],
    })
    expect(AllocationId).toMatch(/^eipalloc-0[0-9a-f]{16}$/)
    const { Addresses } = await ec2.describeAddresses({ Filters: [{ Name: 'tag:env', Values: ['test'] }] })
    expect(Addresses).toEqual([
      {
        AllocationId,
        PublicIp,
        Domain: 'vpc',
        PublicIpv4Pool: 'amazon',
        NetworkBorderGroup: 'eu-west-1',
        Tags: [{ Key: 'env', Value: 'test' }],
      },
    ])
    await ec2.releaseAddress({ AllocationId })
    await expect(showAddress(AllocationId)).rejects.toMatchObject({ name: 'InvalidAllocationID.NotFound' })
    const byIp = ec2.describeAddresses({ PublicIps: [PublicIp ?? ''] })
    await expect(byIp).rejects.toMatchObject({ name: 'InvalidAddress.NotFound' })
  })

  test('is the public address of its instance, stopped or not, and ssh reaches the machine by it', async () => {
    const [{ AllocationId, PublicIp }, InstanceId] = [await allocate(), await launch()]
    const before = await publicIpOf(InstanceId)
    const { AssociationId } = await ec2.associateAddress({ AllocationId, InstanceId })
    const instance = await show(InstanceId)
    expect(instance?.PublicIpAddress).toBe(PublicIp)
    expect(instance?.PublicDnsName).toBe(
      `ec2-${PublicIp.replaceAll('.', '-')}.eu-west-1.compute.amazonaws.com`,
    )
    expect(instance?.NetworkInterfaces?.[0]?.Association).toMatchObject({
      PublicIp,
      IpOwnerId: '123456789012',
    })
    expect(await showAddress(AllocationId)).toMatchObject({
      AssociationId,
      InstanceId,
      NetworkInterfaceId: instance?.NetworkInterfaces?.[0]?.NetworkInterfaceId,
      PrivateIpAddress: instance?.PrivateIpAddress,
    })
    await expect.poll(() => local.inventory().nodes.find(({ id }) => id === InstanceId)?.booted).toBe(true)
    const socket = await local.ssh.socket({ host: PublicIp, port: 22 })
    socket.destroy()
    await expect(local.ssh.socket({ host: before ?? '', port: 22 })).rejects.toThrow()

    await ec2.stopInstances({ InstanceIds: [InstanceId] })
    await waitUntilInstanceStopped({ client: ec2, ...quickly }, { InstanceIds: [InstanceId] })
    expect(await publicIpOf(InstanceId)).toBe(PublicIp)
    await expect(ec2.releaseAddress({ AllocationId })).rejects.toMatchObject({
      name: 'InvalidIPAddress.InUse',
    })
    await ec2.disassociateAddress({ AssociationId: AssociationId ?? '' })
    expect(await publicIpOf(InstanceId)).toBeUndefined()
  })

  test('gives way to another of the running instance, which has one of its own when it has lost both', async () => {
    const [first, second, InstanceId] = [await allocate(), await allocate(), await launch()]
    await ec2.associateAddress({ AllocationId: first.AllocationId, InstanceId })
    const { AssociationId = '' } = await ec2.associateAddress({ PublicIp: second.PublicIp, InstanceId })
    expect(await showAddress(first.AllocationId)).not.toHaveProperty('InstanceId')
    expect(await publicIpOf(InstanceId)).toBe(second.PublicIp)
    await ec2.disassociateAddress({ AssociationId })
    expect([first.PublicIp, second.PublicIp, undefined]).not.toContain(await publicIpOf(InstanceId))
    await ec2.releaseAddress({ AllocationId: first.AllocationId })
    await ec2.releaseAddress({ AllocationId: second.AllocationId })
  })

  test('moves to another instance unless that is forbidden, and stays where it is asked to go twice', async () => {
    const [{ AllocationId, PublicIp }, one, two] = [await allocate(), await launch(), await launch()]
    const { AssociationId } = await ec2.associateAddress({ AllocationId, InstanceId: one })
    const again = await ec2.associateAddress({ AllocationId, InstanceId: one, AllowReassociation: false })
    expect(again.AssociationId).toBe(AssociationId)
    const forbidden = ec2.associateAddress({ AllocationId, InstanceId: two, AllowReassociation: false })
    await expect(forbidden).rejects.toMatchObject({ name: 'Resource.AlreadyAssociated' })
    const eni = (await show(two))?.NetworkInterfaces?.[0]?.NetworkInterfaceId ?? ''
    const moved = await ec2.associateAddress({ AllocationId, NetworkInterfaceId: eni })
    expect(moved.AssociationId).not.toBe(AssociationId)
    expect(await publicIpOf(two)).toBe(PublicIp)
    expect(await publicIpOf(one)).not.toBe(PublicIp)
    const { NetworkInterfaces } = await ec2.describeNetworkInterfaces({
      Filters: [{ Name: 'association.allocation-id', Values: [AllocationId] }],
    })
    expect(NetworkInterfaces).toMatchObject([{ NetworkInterfaceId: eni, Association: { AllocationId } }])
  })

  test('is left to the account when its instance is terminated', async () => {
    const [{ AllocationId, PublicIp }, InstanceId] = [await allocate(), await launch()]
    await ec2.associateAddress({ AllocationId, InstanceId })
    await ec2.terminateInstances({ InstanceIds: [InstanceId] })
    await expect
      .poll(() => local.inventory().nodes.find(({ id }) => id === InstanceId)?.state)
      .toBe('terminated')
    expect(await showAddress(AllocationId)).toEqual({
      AllocationId,
      PublicIp,
      Domain: 'vpc',
      PublicIpv4Pool: 'amazon',
      NetworkBorderGroup: 'eu-west-1',
      Tags: [],
    })
    await ec2.releaseAddress({ AllocationId })
  })

  test('of no instance can be had beyond the limit', async () => {
    await using small = await startCloud({ limits: { addresses: 1 } })
    const client = sdkClient(small).ec2
    await client.allocateAddress({})
    await expect(client.allocateAddress({})).rejects.toMatchObject({ name: 'AddressLimitExceeded' })
    expect(small.inventory().addresses).toHaveLength(1)
  })
})

describe('Requests about addresses', () => {
  test('for an instance that is pending are refused', async () => {
    const { AllocationId } = await allocate()
    const { Instances = [] } = await ec2.runInstances({
      ImageId: ec2Images.debian12,
      InstanceType: 't3.micro',
      MinCount: 1,
      MaxCount: 1,
    })
    const [{ InstanceId = '' } = {}] = Instances
    await expect(ec2.associateAddress({ AllocationId, InstanceId })).rejects.toMatchObject({
      name: 'InvalidInstanceID',
    })
  })

  test.each([
    [
      'InvalidAllocationID.NotFound',
      () => ec2.associateAddress({ AllocationId: 'eipalloc-00000000', InstanceId: 'i-00000000' }),
    ],
    [
      'InvalidAddress.NotFound',
      () => ec2.associateAddress({ PublicIp: '203.0.113.254', InstanceId: 'i-00000000' }),
    ],
    ['InvalidAssociationID.NotFound', () => ec2.disassociateAddress({ AssociationId: 'eipassoc-00000000' })],
    ['InvalidParameterValue', () => ec2.releaseAddress({ PublicIp: '203.0.113.1' })],
    ['InvalidParameterValue', () => ec2.allocateAddress({ Domain: 'standard' })],
    ['InvalidParameterValue', () => ec2.allocateAddress({ NetworkBorderGroup: 'us-east-1' })],
    ['UnsupportedOperation', () => ec2.allocateAddress({ Address: '203.0.113.7' })],
    ['MissingParameter', () => ec2.associateAddress({})],
  ])('answer %s', async (code, ask) => {
    await expect(ask()).rejects.toMatchObject({ name: code })
  })

  test('for an instance of a VPC without an internet gateway are refused', async () => {
    const { AllocationId } = await allocate()
    const { Vpc } = await ec2.createVpc({ CidrBlock: '10.0.0.0/16' })
    const { Subnet } = await ec2.createSubnet({ VpcId: Vpc?.VpcId, CidrBlock: '10.0.0.0/24' })
    const InstanceId = await launch({ SubnetId: Subnet?.SubnetId })
    expect((await show(InstanceId))?.PublicIpAddress).toBeUndefined()
    const associate = ec2.associateAddress({ AllocationId, InstanceId })
    await expect(associate).rejects.toMatchObject({ name: 'Gateway.NotAttached' })
    await ec2.stopInstances({ InstanceIds: [InstanceId] })
    await waitUntilInstanceStopped({ client: ec2, ...quickly }, { InstanceIds: [InstanceId] })
    await ec2.startInstances({ InstanceIds: [InstanceId] })
    expect((await show(InstanceId))?.PublicIpAddress).toBeUndefined()
  })

  test('for an instance that does not exist are refused', async () => {
    const { AllocationId } = await allocate()
    const associate = ec2.associateAddress({ AllocationId, InstanceId: 'i-00000000000000000' })
    await expect(associate).rejects.toMatchObject({ name: 'InvalidInstanceID.NotFound' })
  })
})
