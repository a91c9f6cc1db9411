import { paginateDescribeSnapshots } from '@aws-sdk/client-ec2'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type StillCloud, stillCloud } from '../testing/still-cloud.ts'

const AvailabilityZone = 'eu-west-1a'
const missing = 'snap-00000000000000000'

describe('snapshots, driven by the vendor client', () => {
  let cloud: StillCloud
  let ec2: StillCloud['ec2']
  beforeAll(async () => {
    cloud = await stillCloud()
    ec2 = cloud.ec2
  })
  afterAll(() => cloud[Symbol.asyncDispose]())

  const volume = async (input: object = {}) => {
    const { VolumeId = '' } = await ec2.createVolume({ AvailabilityZone, Size: 3, ...input })
    await cloud.pass()
    return VolumeId
  }
  const snapshot = async (VolumeId: string, input: object = {}) => {
    const { SnapshotId = '' } = await ec2.createSnapshot({ VolumeId, ...input })
    await cloud.pass()
    return SnapshotId
  }
  const show = async (id: string) => (await ec2.describeSnapshots({ SnapshotIds: [id] })).Snapshots?.[0]

  test('a snapshot goes from pending to completed, and a volume made of it has its size', async () => {
    const VolumeId = await volume()
    const made = await ec2.createSnapshot({
      VolumeId,
      Description: 'before the upgrade',
      TagSpecifications: [{ ResourceType: 'snapshot', Tags: [{ Key: 'Name', Value: 'backup' }] }],
    })
    const SnapshotId = made.SnapshotId ?? ''
    expect(made).toMatchObject({ State: 'pending', Progress: '0%', VolumeId, VolumeSize: 3 })
    const input = { AvailabilityZone, SnapshotId }
    await expect(ec2.createVolume(input)).rejects.toMatchObject({ name: 'IncorrectState' })
    await cloud.pass(50)
    expect((await show(SnapshotId))?.Progress).toBe('50%')
    await cloud.pass()
    expect(await show(SnapshotId)).toMatchObject({
      State: 'completed',
      Progress: '100%',
      Description: 'before the upgrade',
      Tags: [{ Key: 'Name', Value: 'backup' }],
      Encrypted: false,
    })
    expect(await ec2.createVolume(input)).toMatchObject({ Size: 3, SnapshotId })
    expect(await ec2.createVolume({ ...input, Size: 5 })).toMatchObject({ Size: 5 })
    await expect(ec2.createVolume({ ...input, Size: 2 })).rejects.toMatchObject({
      name: 'InvalidParameterValue',
    })
  })

  test('what is encrypted stays encrypted, in snapshots, copies and volumes made of them', async () => {
    const source = await volume({ Encrypted: true, KmsKeyId: 'alias/mine' })
    const SnapshotId = await snapshot(source)
    expect(await show(SnapshotId)).toMatchObject({
      Encrypted: true,
      KmsKeyId: expect.stringMatching(/alias\/mine$/),
    })
    expect((await ec2.createVolume({ AvailabilityZone, SnapshotId })).Encrypted).toBe(true)
    const plain = { AvailabilityZone, SnapshotId, Encrypted: false }
    await expect(ec2.createVolume(plain)).rejects.toMatchObject({ name: 'InvalidParameterCombination' })
  })

  test('five snapshots of a volume are under way at a time', async () => {
    const VolumeId = await volume()
    for (let count = 0; count < 5; count += 1) await ec2.createSnapshot({ VolumeId })
    await expect(ec2.createSnapshot({ VolumeId })).rejects.toMatchObject({
      name: 'ConcurrentSnapshotLimitExceeded',
    })
    await cloud.pass()
    await ec2.createSnapshot({ VolumeId })
  })

  test('a deleted snapshot is gone, and its volume does not need it', async () => {
    const SnapshotId = await snapshot(await volume())
    const { VolumeId = '' } = await ec2.createVolume({ AvailabilityZone, SnapshotId })
    await ec2.deleteSnapshot({ SnapshotId })
    const gone = { name: 'InvalidSnapshot.NotFound' }
    await expect(ec2.deleteSnapshot({ SnapshotId })).rejects.toMatchObject(gone)
    await expect(show(SnapshotId)).rejects.toMatchObject(gone)
    const { Volumes } = await ec2.describeVolumes({ VolumeIds: [VolumeId] })
    expect(Volumes?.[0]?.SnapshotId).toBe(SnapshotId)
  })

  test('a copy is a snapshot of its own, with its own description and key', async () => {
    const SourceSnapshotId = await snapshot(await volume(), { Description: 'first' })
    const { SnapshotId = '', Tags } = await ec2.copySnapshot({
      SourceSnapshotId,
      SourceRegion: 'eu-west-1',
      Description: 'second',
      Encrypted: true,
      TagSpecifications: [{ ResourceType: 'snapshot', Tags: [{ Key: 'copy', Value: 'yes' }] }],
    })
    expect(Tags).toEqual([{ Key: 'copy', Value: 'yes' }])
    expect((await show(SnapshotId))?.State).toBe('pending')
    await cloud.pass()
    expect(await show(SnapshotId)).toMatchObject({
      State: 'completed',
      VolumeId: 'vol-ffffffff',
      VolumeSize: 3,
      Description: 'second',
      Encrypted: true,
    })
  })

  test('CopySnapshot refuses a region that is none and a snapshot that is not in it', async () => {
    const SourceSnapshotId = await snapshot(await volume())
    const copy = (input: object) =>
      ec2.copySnapshot({ SourceSnapshotId, SourceRegion: 'eu-west-1', ...input })
    await expect(copy({ SourceRegion: 'mars-1' })).rejects.toMatchObject({ name: 'InvalidRegion' })
    const lost = { name: 'InvalidSnapshot.NotFound' }
    await expect(copy({ SourceRegion: 'us-east-2' })).rejects.toMatchObject(lost)
    await expect(copy({ SourceSnapshotId: missing })).rejects.toMatchObject(lost)
  })

  test('a snapshot is shared with accounts and with everyone, and taken back', async () => {
    const SnapshotId = await snapshot(await volume())
    const permissions = async () =>
      (await ec2.describeSnapshotAttribute({ SnapshotId, Attribute: 'createVolumePermission' }))
        .CreateVolumePermissions
    expect(await permissions()).toEqual([])
    await ec2.modifySnapshotAttribute({
      SnapshotId,
      CreateVolumePermission: { Add: [{ UserId: '111122223333' }, { UserId: '444455556666' }] },
    })
    await ec2.modifySnapshotAttribute({
      SnapshotId,
      Attribute: 'createVolumePermission',
      OperationType: 'remove',
      UserIds: ['444455556666'],
    })
    await ec2.modifySnapshotAttribute({ SnapshotId, CreateVolumePermission: { Add: [{ Group: 'all' }] } })
    expect(await permissions()).toEqual([{ Group: 'all' }, { UserId: '111122223333' }])
    const { Snapshots } = await ec2.describeSnapshots({ RestorableByUserIds: ['all'] })
    expect(Snapshots?.map((one) => one.SnapshotId)).toContain(SnapshotId)
    await ec2.resetSnapshotAttribute({ SnapshotId, Attribute: 'createVolumePermission' })
    expect(await permissions()).toEqual([])
  })

  test('sharing refuses accounts that are none, no change at all, and everyone for what is encrypted', async () => {
    const SnapshotId = await snapshot(await volume({ Encrypted: true }))
    const share = (...Add: object[]) =>
      ec2.modifySnapshotAttribute({ SnapshotId, CreateVolumePermission: { Add } })
    await expect(share({ UserId: 'bob' })).rejects.toMatchObject({ name: 'InvalidAMIAttributeItemValue' })
    await expect(share()).rejects.toMatchObject({ name: 'InvalidParameterValue' })
    await expect(share({ Group: 'all' })).rejects.toMatchObject({ name: 'InvalidParameterValue' })
  })

  test.each([
    ['InvalidVolume.NotFound', { VolumeId: 'vol-00000000000000000' }],
    ['InvalidParameterValue', { Description: 'd'.repeat(256) }],
    ['UnsupportedOperation', { Location: 'local' }],
  ] as const)('CreateSnapshot answers %s to %o', async (code, input) => {
    const VolumeId = await volume()
    await expect(ec2.createSnapshot({ VolumeId, ...input })).rejects.toMatchObject({ name: code })
  })
})

describe('lists of snapshots', () => {
  test('come in pages, by owner, by volume and by tag', async () => {
    await using cloud = await stillCloud()
    const { ec2 } = cloud
    const ids: string[] = []
    for (let index = 0; index < 7; index += 1) {
      const { VolumeId = '' } = await ec2.createVolume({ AvailabilityZone, Size: index + 1 })
      await cloud.pass()
      const { SnapshotId = '' } = await ec2.createSnapshot({ VolumeId, Description: `day ${index}` })
      ids.push(SnapshotId)
    }
    const pages: (string | undefined)[][] = []
    const owned = { OwnerIds: ['self'] }
    for await (const { Snapshots = [] } of paginateDescribeSnapshots({ client: ec2, pageSize: 5 }, owned)) {
      pages.push(Snapshots.map(({ SnapshotId }) => SnapshotId))
    }
    expect(pages).toEqual([ids.slice(0, 5), ids.slice(5)])
    const { Snapshots: amazons } = await ec2.describeSnapshots({ OwnerIds: ['amazon'] })
    expect(amazons).toEqual([])
    await ec2.createTags({ Resources: [ids[2] ?? ''], Tags: [{ Key: 'keep', Value: 'yes' }] })
    const by = async (Name: string, ...Values: string[]) => {
      const { Snapshots = [] } = await ec2.describeSnapshots({ Filters: [{ Name, Values }] })
      return Snapshots.map(({ SnapshotId }) => SnapshotId)
    }
    expect(await by('tag:keep', 'yes')).toEqual([ids[2]])
    expect(await by('volume-size', '4')).toEqual([ids[3]])
    expect(await by('description', 'day 6')).toEqual([ids[6]])
    await expect(ec2.describeSnapshots({ OwnerIds: ['bob'] })).rejects.toMatchObject({
      name: 'InvalidUserID.Malformed',
    })
  })

  test('more snapshots than the account may have are SnapshotLimitExceeded', async () => {
    await using cloud = await stillCloud({ limits: { snapshots: 1 } })
    const { ec2 } = cloud
    const { VolumeId = '' } = await ec2.createVolume({ AvailabilityZone, Size: 1 })
    await cloud.pass()
    await ec2.createSnapshot({ VolumeId })
    await expect(ec2.createSnapshot({ VolumeId })).rejects.toMatchObject({ name: 'SnapshotLimitExceeded' })
  })
})
