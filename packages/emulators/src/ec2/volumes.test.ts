import {
  type CreateVolumeCommandInput,
  paginateDescribeVolumes,
  type RunInstancesCommandInput,
} from '@aws-sdk/client-ec2'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type StillCloud, stillCloud } from '../testing/still-cloud.ts'
import { ec2Images } from './images.ts'

const AvailabilityZone = 'eu-west-1a'
const missing = 'vol-00000000000000000'

describe('volumes, driven by the vendor client', () => {
  let cloud: StillCloud
  let ec2: StillCloud['ec2']
  beforeAll(async () => {
    cloud = await stillCloud()
    ec2 = cloud.ec2
  })
  afterAll(() => cloud[Symbol.asyncDispose]())

  const create = async (input: Partial<CreateVolumeCommandInput> = {}) =>
    (await ec2.createVolume({ AvailabilityZone, Size: 1, ...input })).VolumeId ?? ''
  const available = async (input: Partial<CreateVolumeCommandInput> = {}) => {
    const id = await create(input)
    await cloud.pass()
    return id
  }
  const launch = (input: Partial<RunInstancesCommandInput> = {}) => cloud.runningInstance(input)
  const show = async (id: string) => (await ec2.describeVolumes({ VolumeIds: [id] })).Volumes?.[0]
  const disksOf = async (id: string) => {
    const { Volumes = [] } = await ec2.describeVolumes({
      Filters: [{ Name: 'attachment.instance-id', Values: [id] }],
    })
    return Volumes
  }

  test('a volume goes from creating to available, with the defaults of its type', async () => {
    const made = await ec2.createVolume({
      AvailabilityZone,
      Size: 8,
      VolumeType: 'gp3',
      TagSpecifications: [{ ResourceType: 'volume', Tags: [{ Key: 'Name', Value: 'data' }] }],
    })
    expect(made).toMatchObject({ State: 'creating', Size: 8, VolumeType: 'gp3', Iops: 3000, Throughput: 125 })
    expect(made.VolumeId).toMatch(/^vol-0[0-9a-f]{16}$/)
    await cloud.pass()
    expect(await show(made.VolumeId ?? '')).toMatchObject({
      State: 'available',
      AvailabilityZone,
      Attachments: [],
      Encrypted: false,
      MultiAttachEnabled: false,
      Tags: [{ Key: 'Name', Value: 'data' }],
    })
  })

  test('a deleted volume is shown as deleting, then not found, and is not found for a change at once', async () => {
    const id = await available()
    await ec2.deleteVolume({ VolumeId: id })
    expect((await show(id))?.State).toBe('deleting')
    await expect(ec2.deleteVolume({ VolumeId: id })).rejects.toMatchObject({ name: 'InvalidVolume.NotFound' })
    await cloud.pass()
    await expect(ec2.describeVolumes({ VolumeIds: [id] })).rejects.toMatchObject({
      name: 'InvalidVolume.NotFound',
    })
  })

  const refusals: readonly [code: string, what: string, input: Partial<CreateVolumeCommandInput>][] = [
    ['InvalidZone.NotFound', 'a zone that does not exist', { AvailabilityZone: 'mars-1a' }],
    ['MissingParameter', 'no zone', { AvailabilityZone: undefined }],
    ['InvalidParameterCombination', 'a zone by name and by id', { AvailabilityZoneId: 'euw1-az1' }],
    ['MissingParameter', 'neither a size nor a snapshot', { Size: undefined }],
    ['InvalidParameterValue', 'a size of nothing', { Size: 0 }],
    ['InvalidParameterValue', 'a disk smaller than its type allows', { VolumeType: 'st1', Size: 100 }],
    ['InvalidParameterValue', 'a disk larger than its type allows', { VolumeType: 'gp2', Size: 16_385 }],
    ['InvalidParameterValue', 'a type that does not exist', { VolumeType: 'gp9' as never }],
    ['MissingParameter', 'io1 without its speed', { VolumeType: 'io1', Size: 10 }],
    ['InvalidParameterValue', 'a speed below the least', { VolumeType: 'gp3', Iops: 100 }],
    ['InvalidParameterCombination', 'a speed too high for the size', { VolumeType: 'gp3', Iops: 4_000 }],
    ['InvalidParameterCombination', 'a speed for a type without', { VolumeType: 'gp2', Iops: 100 }],
    [
      'InvalidParameterValue',
      'more throughput than the speed allows',
      { VolumeType: 'gp3', Throughput: 1_000 },
    ],
    [
      'InvalidParameterCombination',
      'throughput for a type without',
      { VolumeType: 'io1', Size: 4, Iops: 100, Throughput: 200 },
    ],
    [
      'InvalidParameterCombination',
      'many instances for gp3',
      { VolumeType: 'gp3', MultiAttachEnabled: true },
    ],
    ['InvalidParameterDependency', 'a key for what is not encrypted', { KmsKeyId: 'alias/mine' }],
    ['InvalidSnapshot.NotFound', 'a snapshot that does not exist', { SnapshotId: 'snap-00000000000000000' }],
    ['InvalidSnapshotID.Malformed', 'a snapshot id that is none', { SnapshotId: 'monday' }],
    ['InvalidParameterValue', 'a token of 65 characters', { ClientToken: 't'.repeat(65) }],
    [
      'InvalidParameterValue',
      'a tag of a type it does not make',
      { TagSpecifications: [{ ResourceType: 'instance', Tags: [] }] },
    ],
    ['UnsupportedOperation', 'a parameter that would have no effect', { VolumeInitializationRate: 100 }],
    ['DryRunOperation', 'a dry run that would succeed', { DryRun: true }],
  ]
  test.each(refusals)('CreateVolume answers %s to %s, and makes nothing', async (code, _what, input) => {
    const count = async () => (await ec2.describeVolumes({})).Volumes?.length
    const before = await count()
    await expect(create(input)).rejects.toMatchObject({ name: code })
    expect(await count()).toBe(before)
  })

  test('one client token makes one volume, and is for that request alone', async () => {
    const input = { AvailabilityZone, Size: 2, ClientToken: 'token-1' }
    const [first, second] = await Promise.all([ec2.createVolume(input), ec2.createVolume(input)])
    expect(second.VolumeId).toBe(first.VolumeId)
    await expect(ec2.createVolume({ ...input, Size: 3 })).rejects.toMatchObject({
      name: 'IdempotentParameterMismatch',
    })
  })

  test('an encrypted volume names the key, by default that of the account', async () => {
    expect((await show(await create({ Encrypted: true })))?.KmsKeyId).toMatch(
      /^arn:aws:kms:eu-west-1:\d{12}:key\//,
    )
    const own = await show(await create({ Encrypted: true, KmsKeyId: 'alias/mine' }))
    expect(own).toMatchObject({ Encrypted: true, KmsKeyId: expect.stringMatching(/:alias\/mine$/) })
  })

  test('a volume is attached to an instance and detached again, and shows on both while it is', async () => {
    const [VolumeId, InstanceId] = [await available(), await launch()]
    const attached = await ec2.attachVolume({ VolumeId, InstanceId, Device: '/dev/sdf' })
    expect(attached).toMatchObject({ State: 'attaching', Device: '/dev/sdf', DeleteOnTermination: false })
    await cloud.pass()
    expect((await show(VolumeId))?.Attachments?.[0]?.State).toBe('attached')
    const { Reservations } = await ec2.describeInstances({
      Filters: [{ Name: 'block-device-mapping.volume-id', Values: [VolumeId] }],
    })
    const mappings = Reservations?.[0]?.Instances?.[0]?.BlockDeviceMappings
    expect(mappings?.map(({ DeviceName, Ebs }) => [DeviceName, Ebs?.Status])).toEqual([
      ['/dev/xvda', 'attached'],
      ['/dev/sdf', 'attached'],
    ])

    await expect(ec2.deleteVolume({ VolumeId })).rejects.toMatchObject({ name: 'VolumeInUse' })
    expect((await ec2.detachVolume({ VolumeId })).State).toBe('detaching')
    expect((await show(VolumeId))?.State).toBe('in-use')
    await expect(ec2.detachVolume({ VolumeId })).rejects.toMatchObject({ name: 'IncorrectState' })
    await cloud.pass()
    expect(await disksOf(InstanceId)).toHaveLength(1)
  })

  test('AttachVolume refuses what is gone, taken, elsewhere or not ready', async () => {
    const InstanceId = await launch()
    const [VolumeId, free, far] = await Promise.all([
      available(),
      available(),
      available({ AvailabilityZone: 'eu-west-1b' }),
    ])
    const attach = (input: object) =>
      ec2.attachVolume({ VolumeId: free, InstanceId, Device: '/dev/sdg', ...input })
    await ec2.attachVolume({ VolumeId, InstanceId, Device: '/dev/sdf' })
    const cases: readonly [code: string, input: object][] = [
      ['InvalidVolume.NotFound', { VolumeId: missing }],
      ['InvalidVolumeID.Malformed', { VolumeId: 'disk' }],
      ['InvalidInstanceID.NotFound', { InstanceId: 'i-00000000000000000' }],
      ['VolumeInUse', { VolumeId }],
      ['InvalidVolume.ZoneMismatch', { VolumeId: far }],
      ['InvalidParameterValue', { Device: '/dev/sdf' }],
      ['InvalidParameterValue', { Device: '/dev/xvda' }],
      ['InvalidParameterValue', { Device: 'floppy' }],
      ['IncorrectState', { VolumeId: await create() }],
    ]
    for (const [code, input] of cases) await expect(attach(input)).rejects.toMatchObject({ name: code })
    const other = { ImageId: ec2Images.debian12, InstanceType: 't3.micro', MinCount: 1, MaxCount: 1 } as const
    const { Instances = [] } = await ec2.runInstances(other)
    const pending = { InstanceId: Instances[0]?.InstanceId ?? '' }
    await expect(attach(pending)).rejects.toMatchObject({ name: 'IncorrectState' })
  })

  test('DetachVolume refuses what is not attached, attached elsewhere, or the root of a running instance', async () => {
    const [VolumeId, InstanceId, otherInstance] = [await available(), await launch(), await launch()]
    await expect(ec2.detachVolume({ VolumeId })).rejects.toMatchObject({ name: 'IncorrectState' })
    await ec2.attachVolume({ VolumeId, InstanceId, Device: '/dev/sdf' })
    await expect(ec2.detachVolume({ VolumeId, InstanceId: otherInstance })).rejects.toMatchObject({
      name: 'InvalidAttachment.NotFound',
    })
    const root = (await disksOf(otherInstance))[0]?.VolumeId ?? ''
    await expect(ec2.detachVolume({ VolumeId: root })).rejects.toMatchObject({
      name: 'OperationNotPermitted',
    })
  })

  test('a stopped instance starts only with a root volume', async () => {
    const InstanceId = await launch()
    await ec2.stopInstances({ InstanceIds: [InstanceId] })
    await cloud.pass()
    const VolumeId = (await disksOf(InstanceId))[0]?.VolumeId ?? ''
    await ec2.detachVolume({ VolumeId })
    await cloud.pass()
    await expect(ec2.startInstances({ InstanceIds: [InstanceId] })).rejects.toMatchObject({
      name: 'InvalidParameterValue',
    })
    await ec2.attachVolume({ VolumeId, InstanceId, Device: '/dev/xvda' })
    await ec2.startInstances({ InstanceIds: [InstanceId] })
  })

  test('a launch makes the volumes it maps; those that are not to go with the instance stay', async () => {
    const id = await launch({
      BlockDeviceMappings: [
        { DeviceName: '/dev/xvda', Ebs: { VolumeSize: 20, VolumeType: 'gp3', Iops: 4_000 } },
        { DeviceName: '/dev/sdf', Ebs: { VolumeSize: 5, DeleteOnTermination: true, Encrypted: true } },
        { DeviceName: '/dev/sdg', Ebs: { VolumeSize: 6 } },
      ],
      TagSpecifications: [{ ResourceType: 'volume', Tags: [{ Key: 'of', Value: 'web' }] }],
    })
    const disks = await disksOf(id)
    expect(
      disks.map(({ Size, VolumeType, Iops, Encrypted, Tags, Attachments: [on] = [] }) => [
        on?.Device,
        [Size, VolumeType, Iops, Encrypted],
        on?.DeleteOnTermination,
        Tags?.[0]?.Value,
      ]),
    ).toEqual([
      ['/dev/xvda', [20, 'gp3', 4_000, false], true, 'web'],
      ['/dev/sdf', [5, 'gp2', 100, true], true, 'web'],
      ['/dev/sdg', [6, 'gp2', 100, false], false, 'web'],
    ])
    await ec2.terminateInstances({ InstanceIds: [id] })
    const [root, gone, kept] = disks.map(({ VolumeId = '' }) => VolumeId)
    await cloud.pass()
    for (const id of [root, gone]) {
      await expect(show(id ?? '')).rejects.toMatchObject({ name: 'InvalidVolume.NotFound' })
    }
    expect((await show(kept ?? ''))?.State).toBe('available')
  })

  test('whether a volume goes with its instance can be changed, by device', async () => {
    const InstanceId = await launch()
    const mapping = async () =>
      (await ec2.describeInstanceAttribute({ InstanceId, Attribute: 'blockDeviceMapping' }))
        .BlockDeviceMappings?.[0]
    expect(await mapping()).toMatchObject({ DeviceName: '/dev/xvda', Ebs: { DeleteOnTermination: true } })
    const change = (DeviceName: string) =>
      ec2.modifyInstanceAttribute({
        InstanceId,
        BlockDeviceMappings: [{ DeviceName, Ebs: { DeleteOnTermination: false } }],
      })
    await change('/dev/xvda')
    expect((await mapping())?.Ebs?.DeleteOnTermination).toBe(false)
    await expect(change('/dev/sdf')).rejects.toMatchObject({ name: 'InvalidInstanceAttributeValue' })
    await ec2.terminateInstances({ InstanceIds: [InstanceId] })
    await cloud.pass()
    expect(
      (await ec2.describeVolumes({ Filters: [{ Name: 'status', Values: ['available'] }] })).Volumes,
    ).toContainEqual(expect.objectContaining({ Size: 8, SnapshotId: expect.stringMatching(/^snap-0deb12/) }))
  })

  test.each([
    ['a root volume smaller than its snapshot', [{ DeviceName: '/dev/xvda', Ebs: { VolumeSize: 4 } }]],
    ['no root volume', [{ DeviceName: '/dev/xvda', NoDevice: '' }]],
    ['a device that says nothing of its disk', [{ DeviceName: '/dev/sdf' }]],
    [
      'a device named twice',
      [
        { DeviceName: '/dev/sdf', Ebs: { VolumeSize: 1 } },
        { DeviceName: '/dev/sdf', Ebs: { VolumeSize: 2 } },
      ],
    ],
  ])('a launch with %s is InvalidBlockDeviceMapping', async (_what, BlockDeviceMappings) => {
    await expect(launch({ BlockDeviceMappings })).rejects.toMatchObject({ name: 'InvalidBlockDeviceMapping' })
  })

  test('an io2 volume made for several instances is attached to each, and detached by instance', async () => {
    const VolumeId = await available({ VolumeType: 'io2', Size: 4, Iops: 100, MultiAttachEnabled: true })
    const [first, second] = [await launch(), await launch()]
    await ec2.attachVolume({ VolumeId, InstanceId: first, Device: '/dev/sdf' })
    await ec2.attachVolume({ VolumeId, InstanceId: second, Device: '/dev/sdf' })
    await cloud.pass()
    expect((await show(VolumeId))?.Attachments?.[1]?.State).toBe('attached')
    await expect(ec2.detachVolume({ VolumeId })).rejects.toMatchObject({
      name: 'InvalidParameterCombination',
    })
    await ec2.detachVolume({ VolumeId, InstanceId: first })
    await cloud.pass()
    expect((await show(VolumeId))?.Attachments?.map(({ InstanceId }) => InstanceId)).toEqual([second])
  })
})

describe('lists of volumes', () => {
  test('come in pages, each volume once, and are narrowed by filters and tags', async () => {
    await using cloud = await stillCloud()
    const { ec2 } = cloud
    for (let index = 0; index < 7; index += 1) {
      await ec2.createVolume({
        AvailabilityZone: index < 3 ? 'eu-west-1a' : 'eu-west-1b',
        Size: index + 1,
        TagSpecifications: [{ ResourceType: 'volume', Tags: [{ Key: 'Name', Value: `disk-${index}` }] }],
      })
    }
    const sizes: (number | undefined)[][] = []
    for await (const { Volumes = [] } of paginateDescribeVolumes({ client: ec2, pageSize: 5 }, {})) {
      sizes.push(Volumes.map(({ Size }) => Size))
    }
    expect(sizes).toEqual([
      [1, 2, 3, 4, 5],
      [6, 7],
    ])
    const by = async (Name: string, ...Values: string[]) => {
      const { Volumes = [] } = await ec2.describeVolumes({ Filters: [{ Name, Values }] })
      return Volumes.map(({ Size }) => Size)
    }
    expect(await by('availability-zone', 'eu-west-1a')).toEqual([1, 2, 3])
    expect(await by('size', '2', '7')).toEqual([2, 7])
    expect(await by('tag:Name', 'disk-4')).toEqual([5])
    expect(await by('status', 'in-use')).toEqual([])
    await expect(by('colour', 'red')).rejects.toMatchObject({ name: 'InvalidParameterValue' })
    await expect(ec2.describeVolumes({ VolumeIds: [missing], MaxResults: 5 })).rejects.toMatchObject({
      name: 'InvalidParameterCombination',
    })
  })

  test('more volumes than the account may have are VolumeLimitExceeded, in a launch too', async () => {
    await using cloud = await stillCloud({ limits: { volumes: 1 } })
    const { ec2 } = cloud
    const input = { AvailabilityZone, Size: 1 }
    await ec2.createVolume(input)
    const refused = { name: 'VolumeLimitExceeded' }
    await expect(ec2.createVolume(input)).rejects.toMatchObject(refused)
    const instance = {
      ImageId: ec2Images.debian12,
      InstanceType: 't3.micro',
      MinCount: 1,
      MaxCount: 1,
    } as const
    await expect(ec2.runInstances(instance)).rejects.toMatchObject(refused)
  })

  test('a new volume is not found for as long as consistency takes', async () => {
    await using cloud = await stillCloud({ consistencyMs: 300 })
    const { ec2 } = cloud
    const { VolumeId = '' } = await ec2.createVolume({ AvailabilityZone, Size: 1 })
    await expect(ec2.describeVolumes({ VolumeIds: [VolumeId] })).rejects.toMatchObject({
      name: 'InvalidVolume.NotFound',
    })
    await cloud.pass(300)
    expect((await ec2.describeVolumes({})).Volumes).toHaveLength(1)
  })
})
