import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type StillCloud, stillCloud } from '../testing/still-cloud.ts'
import { ec2Images } from './images.ts'

const AvailabilityZone = 'eu-west-1a'
let cloud: StillCloud
let ec2: StillCloud['ec2']
beforeAll(async () => {
  cloud = await stillCloud()
  ec2 = cloud.ec2
})
afterAll(() => cloud[Symbol.asyncDispose]())

let count = 0
const newName = () => {
  count += 1
  return `image ${count}`
}
const show = async (id: string) => (await ec2.describeImages({ ImageIds: [id] })).Images?.[0]
const imageOf = async (InstanceId: string, input: object = {}) => {
  const { ImageId = '' } = await ec2.createImage({ InstanceId, Name: newName(), ...input })
  await cloud.pass()
  return ImageId
}
const rootSnapshot = async (imageId: string) =>
  (await show(imageId))?.BlockDeviceMappings?.[0]?.Ebs?.SnapshotId ?? ''

describe('CreateImage', () => {
  test('makes an image of all disks of an instance, and instances of it have them', async () => {
    const InstanceId = await cloud.runningInstance({
      BlockDeviceMappings: [{ DeviceName: '/dev/sdf', Ebs: { VolumeSize: 5, DeleteOnTermination: true } }],
    })
    const { ImageId = '' } = await ec2.createImage({
      InstanceId,
      Name: 'web-2026',
      Description: 'golden',
      TagSpecifications: [{ ResourceType: 'image', Tags: [{ Key: 'Name', Value: 'web' }] }],
    })
    expect((await show(ImageId))?.State).toBe('pending')
    const launch = { ImageId, InstanceType: 't3.micro', MinCount: 1, MaxCount: 1 } as const
    await expect(ec2.runInstances(launch)).rejects.toMatchObject({ name: 'InvalidAMIID.Unavailable' })
    await cloud.pass()
    const image = await show(ImageId)
    expect(image).toMatchObject({
      State: 'available',
      Name: 'web-2026',
      Description: 'golden',
      Public: false,
      Architecture: 'x86_64',
      SourceInstanceId: InstanceId,
      Tags: [{ Key: 'Name', Value: 'web' }],
    })
    expect(image?.BlockDeviceMappings?.map(({ DeviceName, Ebs }) => [DeviceName, Ebs?.VolumeSize])).toEqual([
      ['/dev/xvda', 8],
      ['/dev/sdf', 5],
    ])
    const { Snapshots = [] } = await ec2.describeSnapshots({
      Filters: [{ Name: 'description', Values: [`*${ImageId}*`] }],
    })
    expect(Snapshots).toHaveLength(2)
    const copy = await cloud.runningInstance({ ImageId })
    const { Volumes = [] } = await ec2.describeVolumes({
      Filters: [{ Name: 'attachment.instance-id', Values: [copy] }],
    })
    expect(Volumes.map(({ Size, SnapshotId }) => [Size, SnapshotId])).toEqual(
      image?.BlockDeviceMappings?.map(({ Ebs }) => [Ebs?.VolumeSize, Ebs?.SnapshotId]),
    )
  })

  test('is listed among the images of the account, and is launched by its owner alone', async () => {
    const id = await imageOf(await cloud.stoppedInstance())
    const by = async (input: object) =>
      (await ec2.describeImages(input)).Images?.some(({ ImageId }) => ImageId === id)
    expect(await by({ Owners: ['self'] })).toBe(true)
    expect(await by({ Owners: ['amazon'] })).toBe(false)
    expect(await by({ ExecutableUsers: ['all'] })).toBe(false)
    expect(await by({ Filters: [{ Name: 'is-public', Values: ['false'] }] })).toBe(true)
    expect(
      await by({ Filters: [{ Name: 'block-device-mapping.snapshot-id', Values: [await rootSnapshot(id)] }] }),
    ).toBe(true)
  })

  test('leaves out a disk, and makes one larger, where the mapping says so', async () => {
    const id = await imageOf(
      await cloud.runningInstance({
        BlockDeviceMappings: [{ DeviceName: '/dev/sdf', Ebs: { VolumeSize: 5 } }],
      }),
      {
        BlockDeviceMappings: [
          { DeviceName: '/dev/sdf', NoDevice: '' },
          { DeviceName: '/dev/xvda', Ebs: { VolumeSize: 30 } },
          { DeviceName: '/dev/sdg', Ebs: { VolumeSize: 2 } },
        ],
      },
    )
    expect(
      (await show(id))?.BlockDeviceMappings?.map(({ DeviceName, Ebs }) => [DeviceName, Ebs?.VolumeSize]),
    ).toEqual([
      ['/dev/xvda', 30],
      ['/dev/sdg', 2],
    ])
  })

  test('reboots an instance that runs, unless it is told not to', async () => {
    const id = await cloud.runningInstance()
    const booted = () => cloud.local.inventory().nodes.find((node) => node.id === id)?.booted
    await expect.poll(booted).toBe(true)
    await ec2.createImage({ InstanceId: id, Name: newName(), NoReboot: true })
    expect(booted()).toBe(true)
    await ec2.createImage({ InstanceId: id, Name: newName() })
    expect(booted()).toBe(false)
    await cloud.pass()
    await expect.poll(booted).toBe(true)
  })

  test('refuses a name that is taken or malformed, an instance that is gone, and a smaller disk', async () => {
    const InstanceId = await cloud.runningInstance()
    const create = (input: object) => ec2.createImage({ InstanceId, Name: newName(), ...input })
    await create({ Name: 'taken' })
    const smaller = [{ DeviceName: '/dev/xvda', Ebs: { VolumeSize: 4 } }]
    const cases: readonly [code: string, input: object][] = [
      ['InvalidAMIName.Duplicate', { Name: 'taken' }],
      ['InvalidAMIName.Malformed', { Name: 'a*b' }],
      ['InvalidAMIName.Malformed', { Name: 'ab' }],
      ['InvalidInstanceID.NotFound', { InstanceId: 'i-00000000000000000' }],
      ['InvalidBlockDeviceMapping', { BlockDeviceMappings: smaller }],
      ['InvalidParameterValue', { Description: 'd'.repeat(256) }],
    ]
    for (const [code, input] of cases) await expect(create(input)).rejects.toMatchObject({ name: code })
    await ec2.terminateInstances({ InstanceIds: [InstanceId] })
    await expect(create({})).rejects.toMatchObject({ name: 'IncorrectInstanceState' })
  })
})

describe('DeregisterImage', () => {
  test('leaves the snapshots, which cannot go before, and frees the name', async () => {
    const InstanceId = await cloud.runningInstance()
    const ImageId = await imageOf(InstanceId, { Name: 'short-lived' })
    const SnapshotId = await rootSnapshot(ImageId)
    await expect(ec2.deleteSnapshot({ SnapshotId })).rejects.toMatchObject({ name: 'InvalidSnapshot.InUse' })
    await ec2.deregisterImage({ ImageId })
    await expect(show(ImageId)).rejects.toMatchObject({ name: 'InvalidAMIID.NotFound' })
    await expect(ec2.deregisterImage({ ImageId })).rejects.toMatchObject({ name: 'InvalidAMIID.Unavailable' })
    await ec2.deleteSnapshot({ SnapshotId })
    await imageOf(InstanceId, { Name: 'short-lived' })
  })

  test('takes the snapshots along where it is asked to', async () => {
    const ImageId = await imageOf(await cloud.runningInstance())
    const SnapshotId = await rootSnapshot(ImageId)
    const { DeleteSnapshotResults } = await ec2.deregisterImage({ ImageId, DeleteAssociatedSnapshots: true })
    expect(DeleteSnapshotResults).toEqual([{ SnapshotId, ReturnCode: 'success' }])
    await expect(ec2.deleteSnapshot({ SnapshotId })).rejects.toMatchObject({
      name: 'InvalidSnapshot.NotFound',
    })
  })

  test('of an image of others is AuthFailure, and of none InvalidAMIID.NotFound', async () => {
    await expect(ec2.deregisterImage({ ImageId: ec2Images.debian12 })).rejects.toMatchObject({
      name: 'AuthFailure',
    })
    await expect(ec2.deregisterImage({ ImageId: 'ami-00000000000000000' })).rejects.toMatchObject({
      name: 'InvalidAMIID.NotFound',
    })
  })
})

describe('CopyImage', () => {
  test('makes an own image of a public one, once for a client token', async () => {
    const input = {
      SourceImageId: ec2Images.ubuntu2404,
      SourceRegion: 'us-east-1',
      Name: newName(),
      Encrypted: true,
      ClientToken: 'copy-1',
    }
    const [first, second] = await Promise.all([ec2.copyImage(input), ec2.copyImage(input)])
    expect(second.ImageId).toBe(first.ImageId)
    const id = first.ImageId ?? ''
    expect((await show(id))?.State).toBe('pending')
    await cloud.pass()
    const copy = await show(id)
    expect(copy).toMatchObject({
      State: 'available',
      SourceImageId: ec2Images.ubuntu2404,
      SourceImageRegion: 'us-east-1',
      Public: false,
    })
    expect(copy).not.toHaveProperty('ImageOwnerAlias')
    expect(copy?.BlockDeviceMappings?.[0]?.Ebs?.Encrypted).toBe(true)
    await cloud.runningInstance({ ImageId: id })
  })

  test('copies the tags where it is asked to', async () => {
    const source = await imageOf(await cloud.runningInstance())
    await ec2.createTags({ Resources: [source], Tags: [{ Key: 'stage', Value: 'test' }] })
    const { ImageId = '' } = await ec2.copyImage({
      SourceImageId: source,
      SourceRegion: 'eu-west-1',
      Name: newName(),
      CopyImageTags: true,
    })
    expect((await show(ImageId))?.Tags).toEqual([{ Key: 'stage', Value: 'test' }])
  })

  test('refuses a region that is none, an image that is not there, and a name that is taken', async () => {
    const source = await imageOf(await cloud.runningInstance(), { Name: 'original' })
    const copy = (input: object) =>
      ec2.copyImage({ SourceImageId: source, SourceRegion: 'eu-west-1', Name: newName(), ...input })
    await expect(copy({ SourceRegion: 'mars-1' })).rejects.toMatchObject({ name: 'InvalidRegion' })
    await expect(copy({ SourceRegion: 'us-east-1' })).rejects.toMatchObject({ name: 'InvalidAMIID.NotFound' })
    await expect(copy({ Name: 'original' })).rejects.toMatchObject({ name: 'InvalidAMIName.Duplicate' })
  })
})

describe('RegisterImage', () => {
  const rootDisk = (SnapshotId: string) => [{ DeviceName: '/dev/xvda', Ebs: { SnapshotId } }]
  const plain = { Architecture: 'x86_64', VirtualizationType: 'hvm', RootDeviceName: '/dev/xvda' } as const
  const aSnapshot = async () => {
    const { VolumeId = '' } = await ec2.createVolume({ AvailabilityZone, Size: 8 })
    await cloud.pass()
    const { SnapshotId = '' } = await ec2.createSnapshot({ VolumeId })
    await cloud.pass()
    return SnapshotId
  }

  test('makes an image of a snapshot, with the architecture and the adapter that it says', async () => {
    const BlockDeviceMappings = rootDisk(await rootSnapshot(await imageOf(await cloud.runningInstance())))
    const input = {
      ...plain,
      BlockDeviceMappings,
      Name: newName(),
      EnaSupport: true,
      BootMode: 'uefi',
    } as const
    const { ImageId = '' } = await ec2.registerImage(input)
    await cloud.pass()
    expect(await show(ImageId)).toMatchObject({ State: 'available', EnaSupport: true, BootMode: 'uefi' })
    await cloud.runningInstance({ ImageId })
    const { ImageId: old = '' } = await ec2.registerImage({ ...input, Name: newName(), EnaSupport: false })
    await cloud.pass()
    await expect(cloud.runningInstance({ ImageId: old })).rejects.toMatchObject({
      name: 'InvalidParameterCombination',
    })
    await cloud.runningInstance({ ImageId: old, InstanceType: 't2.micro' })
  })

  test('of a disk without a system boots Amazon Linux', async () => {
    const { ImageId = '' } = await ec2.registerImage({
      ...plain,
      BlockDeviceMappings: rootDisk(await aSnapshot()),
      Name: newName(),
      EnaSupport: true,
    })
    await cloud.pass()
    const id = await cloud.runningInstance({ ImageId })
    const console = async () => (await ec2.getConsoleOutput({ InstanceId: id, Latest: true })).Output ?? ''
    await expect
      .poll(async () => Buffer.from(await console(), 'base64').toString())
      .toContain('Amazon Linux 2023')
  })

  test('refuses what is not there, what is no root, and the machines that the emulated cloud lacks', async () => {
    const BlockDeviceMappings = rootDisk(await aSnapshot())
    const register = (input: object) =>
      ec2.registerImage({ ...plain, BlockDeviceMappings, Name: newName(), ...input })
    const cases: readonly [code: string, input: object][] = [
      ['MissingParameter', { RootDeviceName: undefined }],
      ['InvalidParameterValue', { RootDeviceName: '/dev/sda1' }],
      ['InvalidSnapshot.NotFound', { BlockDeviceMappings: rootDisk('snap-00000000000000000') }],
      [
        'InvalidBlockDeviceMapping',
        { BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: { VolumeSize: 8 } }] },
      ],
      ['UnsupportedOperation', { Architecture: undefined }],
      ['UnsupportedOperation', { VirtualizationType: 'paravirtual' }],
      ['UnsupportedOperation', { ImageLocation: 'bucket/manifest.xml' }],
    ]
    for (const [code, input] of cases) await expect(register(input)).rejects.toMatchObject({ name: code })
  })
})

describe('attributes of an image', () => {
  test('are its description, and who may launch it', async () => {
    const ImageId = await imageOf(await cloud.runningInstance())
    await ec2.modifyImageAttribute({ ImageId, Description: { Value: 'new words' } })
    await ec2.modifyImageAttribute({
      ImageId,
      LaunchPermission: { Add: [{ UserId: '111122223333' }, { Group: 'all' }] },
    })
    expect(await show(ImageId)).toMatchObject({ Description: 'new words', Public: true })
    const { LaunchPermissions } = await ec2.describeImageAttribute({ ImageId, Attribute: 'launchPermission' })
    expect(LaunchPermissions).toEqual([{ Group: 'all' }, { UserId: '111122223333' }])
    const { Images } = await ec2.describeImages({ ExecutableUsers: ['111122223333'] })
    expect(Images?.map((image) => image.ImageId)).toEqual([ImageId])
    await ec2.resetImageAttribute({ ImageId, Attribute: 'launchPermission' })
    expect((await show(ImageId))?.Public).toBe(false)
    const { Description } = await ec2.describeImageAttribute({ ImageId, Attribute: 'description' })
    expect(Description?.Value).toBe('new words')
  })

  test('of others are not for the account, and one at a time is changed', async () => {
    const ImageId = await imageOf(await cloud.runningInstance())
    const foreign = { ImageId: ec2Images.debian12, Attribute: 'launchPermission' } as const
    await expect(ec2.describeImageAttribute(foreign)).rejects.toMatchObject({ name: 'AuthFailure' })
    const both = { ImageId, Description: { Value: 'x' }, ImdsSupport: { Value: 'v2.0' } }
    await expect(ec2.modifyImageAttribute(both)).rejects.toMatchObject({
      name: 'InvalidParameterCombination',
    })
    const nobody = { ImageId, LaunchPermission: { Add: [{ UserId: 'bob' }] } }
    await expect(ec2.modifyImageAttribute(nobody)).rejects.toMatchObject({
      name: 'InvalidAMIAttributeItemValue',
    })
  })
})
