import { waitUntilInstanceRunning, waitUntilNetworkInterfaceAvailable } from '@aws-sdk/client-ec2'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { LocalCloud } from '../../options.ts'
import { startCloud } from '../../start-cloud.ts'
import { quickly, type SdkClient, sdkClient, shortTimes } from '../../testing/sdk-client.ts'
import { ec2Images } from '../images.ts'

let local: LocalCloud
let ec2: SdkClient['ec2']
let SubnetId = ''
beforeAll(async () => {
  local = await startCloud({ times: { ...shortTimes, actionMs: 20 } })
  ec2 = sdkClient(local).ec2
  const { Subnets = [] } = await ec2.describeSubnets({
    Filters: [{ Name: 'availability-zone', Values: ['eu-west-1a'] }],
  })
  SubnetId = Subnets[0]?.SubnetId ?? ''
})
afterAll(() => local.close())

const create = async (extra: Partial<Parameters<typeof ec2.createNetworkInterface>[0]> = {}) => {
  const { NetworkInterface } = await ec2.createNetworkInterface({ SubnetId, ...extra })
  return NetworkInterface?.NetworkInterfaceId ?? ''
}
const show = async (id: string) => {
  const { NetworkInterfaces = [] } = await ec2.describeNetworkInterfaces({ NetworkInterfaceIds: [id] })
  return NetworkInterfaces[0]
}
const launch = async (AvailabilityZone = 'eu-west-1a') => {
  const { Instances = [] } = await ec2.runInstances({
    ImageId: ec2Images.debian12,
    InstanceType: 't3.micro',
    MinCount: 1,
    MaxCount: 1,
    Placement: { AvailabilityZone },
  })
  const [{ InstanceId = '' } = {}] = Instances
  await waitUntilInstanceRunning({ client: ec2, ...quickly }, { InstanceIds: [InstanceId] })
  return InstanceId
}
const attach = async (NetworkInterfaceId: string, InstanceId: string, DeviceIndex = 1) => {
  const { AttachmentId = '' } = await ec2.attachNetworkInterface({
    NetworkInterfaceId,
    InstanceId,
    DeviceIndex,
  })
  return AttachmentId
}

describe('An interface made for itself', () => {
  test('has an address of its subnet and the default group, and keeps both from others', async () => {
    const { NetworkInterface: made } = await ec2.createNetworkInterface({
      SubnetId,
      Description: 'spare',
      PrivateIpAddress: '172.31.9.9',
      TagSpecifications: [{ ResourceType: 'network-interface', Tags: [{ Key: 'k', Value: 'v' }] }],
    })
    expect(made).toMatchObject({
      Status: 'available',
      SubnetId,
      Description: 'spare',
      PrivateIpAddress: '172.31.9.9',
      Groups: [{ GroupName: 'default' }],
      TagSet: [{ Key: 'k', Value: 'v' }],
    })
    expect(made).not.toHaveProperty('Attachment')
    const again = ec2.createNetworkInterface({ SubnetId, PrivateIpAddress: '172.31.9.9' })
    await expect(again).rejects.toMatchObject({ name: 'InvalidIPAddress.InUse' })
    await expect(ec2.deleteSubnet({ SubnetId })).rejects.toMatchObject({ name: 'DependencyViolation' })
    const { Subnets } = await ec2.describeSubnets({ SubnetIds: [SubnetId] })
    expect(Subnets?.[0]?.AvailableIpAddressCount).toBe(4090)
    const NetworkInterfaceId = made?.NetworkInterfaceId ?? ''
    await ec2.deleteNetworkInterface({ NetworkInterfaceId })
    await expect(show(NetworkInterfaceId)).rejects.toMatchObject({
      name: 'InvalidNetworkInterfaceID.NotFound',
    })
    await ec2.deleteNetworkInterface({ NetworkInterfaceId: await create({ PrivateIpAddress: '172.31.9.9' }) })
  })

  test('is made once for a client token', async () => {
    const id = await create({ ClientToken: 'token-1' })
    expect(await create({ ClientToken: 'token-1' })).toBe(id)
    await ec2.deleteNetworkInterface({ NetworkInterfaceId: id })
  })

  test('is attached, leads to its machine, and is detached again', async () => {
    const [id, InstanceId] = [await create(), await launch()]
    const AttachmentId = await attach(id, InstanceId)
    const shown = await show(id)
    expect(shown).toMatchObject({
      Status: 'in-use',
      Attachment: { InstanceId, DeviceIndex: 1, AttachmentId },
    })
    const { Reservations } = await ec2.describeInstances({ InstanceIds: [InstanceId] })
    const interfaces = Reservations?.[0]?.Instances?.[0]?.NetworkInterfaces ?? []
    expect(interfaces.map(({ Attachment }) => Attachment?.DeviceIndex)).toEqual([0, 1])
    expect(interfaces[1]).toMatchObject({ NetworkInterfaceId: id, PrivateIpAddress: shown?.PrivateIpAddress })
    await expect.poll(() => local.inventory().nodes.find((node) => node.id === InstanceId)?.booted).toBe(true)
    const socket = await local.ssh.socket({ host: shown?.PrivateIpAddress ?? '', port: 22 })
    socket.destroy()

    const remove = ec2.deleteNetworkInterface({ NetworkInterfaceId: id })
    await expect(remove).rejects.toMatchObject({ name: 'InvalidParameterValue' })
    await ec2.detachNetworkInterface({ AttachmentId })
    expect((await show(id))?.Attachment?.Status).toBe('detaching')
    await waitUntilNetworkInterfaceAvailable({ client: ec2, ...quickly }, { NetworkInterfaceIds: [id] })
    await ec2.deleteNetworkInterface({ NetworkInterfaceId: id })
    const again = ec2.detachNetworkInterface({ AttachmentId })
    await expect(again).rejects.toMatchObject({ name: 'InvalidAttachmentID.NotFound' })
  })

  test('is attached where there is room for it alone', async () => {
    const [id, other, another, InstanceId, elsewhere] = [
      await create(),
      await create(),
      await create(),
      await launch(),
      await launch('eu-west-1b'),
    ]
    await expect(attach(id, elsewhere)).rejects.toMatchObject({ name: 'InvalidParameterCombination' })
    await expect(attach(id, InstanceId, 0)).rejects.toMatchObject({ name: 'InvalidParameterValue' })
    await attach(id, InstanceId)
    await expect(attach(id, InstanceId, 2)).rejects.toMatchObject({ name: 'InvalidNetworkInterface.InUse' })
    await attach(other, InstanceId, 2)
    await expect(attach(another, InstanceId, 3)).rejects.toMatchObject({ name: 'AttachmentLimitExceeded' })
    const first = (await ec2.describeInstances({ InstanceIds: [InstanceId] })).Reservations?.[0]
      ?.Instances?.[0]?.NetworkInterfaces?.[0]
    const detach = ec2.detachNetworkInterface({ AttachmentId: first?.Attachment?.AttachmentId })
    await expect(detach).rejects.toMatchObject({ name: 'OperationNotPermitted' })
    await ec2.deleteNetworkInterface({ NetworkInterfaceId: another })
  })

  test('outlives its instance unless it is to go with it', async () => {
    const [kept, gone, one, two] = [await create(), await create(), await launch(), await launch()]
    await attach(kept, one)
    const AttachmentId = await attach(gone, two)
    await ec2.modifyNetworkInterfaceAttribute({
      NetworkInterfaceId: gone,
      Attachment: { AttachmentId, DeleteOnTermination: true },
    })
    await ec2.terminateInstances({ InstanceIds: [one, two] })
    await expect.poll(async () => (await show(kept))?.Status).toBe('available')
    await expect.poll(() => local.inventory().networkInterfaces.some(({ id }) => id === gone)).toBe(false)
  })

  test('is in groups that cannot be deleted before it', async () => {
    const { GroupId = '' } = await ec2.createSecurityGroup({ GroupName: 'own', Description: 'd' })
    const id = await create()
    await ec2.modifyNetworkInterfaceAttribute({ NetworkInterfaceId: id, Groups: [GroupId] })
    await ec2.modifyNetworkInterfaceAttribute({ NetworkInterfaceId: id, Description: { Value: 'changed' } })
    expect(await show(id)).toMatchObject({ Description: 'changed', Groups: [{ GroupId }] })
    await expect(ec2.deleteSecurityGroup({ GroupId })).rejects.toMatchObject({ name: 'DependencyViolation' })
    await ec2.deleteNetworkInterface({ NetworkInterfaceId: id })
    await ec2.deleteSecurityGroup({ GroupId })
  })

  test.each([
    ['InvalidParameterValue', { PrivateIpAddress: '10.0.0.9' }],
    ['InvalidParameterValue', { PrivateIpAddress: '172.31.0.3' }],
    ['InvalidParameterValue', { PrivateIpAddress: 'nine' }],
    ['InvalidGroup.NotFound', { Groups: ['sg-00000000'] }],
    ['InvalidSubnetID.NotFound', { SubnetId: 'subnet-00000000' }],
    ['UnsupportedOperation', { Ipv6AddressCount: 1 }],
  ])('is refused with %s for %o', async (code, input) => {
    await expect(create(input)).rejects.toMatchObject({ name: code })
  })
})
