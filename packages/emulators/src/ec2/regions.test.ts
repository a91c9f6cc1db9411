import { afterAll, beforeAll, expect, test } from 'vitest'
import { type SdkClient, sdkClient } from '../testing/sdk-client.ts'
import { type StillCloud, stillCloud } from '../testing/still-cloud.ts'
import { ec2Images } from './images.ts'

let cloud: StillCloud
let near: SdkClient['ec2']
let far: SdkClient['ec2']
beforeAll(async () => {
  cloud = await stillCloud()
  near = cloud.ec2
  far = sdkClient(cloud.local, { region: 'us-east-1' }).ec2
})
afterAll(() => cloud[Symbol.asyncDispose]())

test('a request is answered by the region that it is signed for, with the zones and things of that', async () => {
  const InstanceId = await cloud.runningInstance()
  const { AvailabilityZones = [] } = await far.describeAvailabilityZones({})
  expect(AvailabilityZones.map(({ ZoneName }) => ZoneName)).toEqual([
    'us-east-1a',
    'us-east-1b',
    'us-east-1c',
  ])
  await expect(far.describeInstances({ InstanceIds: [InstanceId] })).rejects.toMatchObject({
    name: 'InvalidInstanceID.NotFound',
  })
  await near.createTags({ Resources: [InstanceId], Tags: [{ Key: 'Name', Value: 'near' }] })
  expect((await far.describeTags({})).Tags).toEqual([])
  const launch = { ImageId: ec2Images.debian12, InstanceType: 't3.micro', MinCount: 1, MaxCount: 1 } as const
  const { Instances = [] } = await far.runInstances(launch)
  await cloud.pass()
  expect(cloud.local.inventory().nodes.map(({ id, location }) => [id, location])).toEqual([
    [InstanceId, 'eu-west-1a'],
    [Instances[0]?.InstanceId, 'us-east-1a'],
  ])
})

test('a snapshot is copied to another region, and encrypted there with a key of that region', async () => {
  const { VolumeId = '' } = await near.createVolume({
    AvailabilityZone: 'eu-west-1a',
    Size: 2,
    Encrypted: true,
  })
  await cloud.pass()
  const { SnapshotId: SourceSnapshotId = '' } = await near.createSnapshot({ VolumeId })
  await cloud.pass()
  const { SnapshotId = '' } = await far.copySnapshot({ SourceSnapshotId, SourceRegion: 'eu-west-1' })
  await cloud.pass()
  const { Snapshots } = await far.describeSnapshots({ SnapshotIds: [SnapshotId] })
  expect(Snapshots?.[0]?.KmsKeyId).toMatch(/^arn:aws:kms:us-east-1:/)
  await expect(near.describeSnapshots({ SnapshotIds: [SnapshotId] })).rejects.toMatchObject({
    name: 'InvalidSnapshot.NotFound',
  })
  expect(cloud.local.inventory().snapshots.map(({ id, location }) => [id, location])).toEqual([
    [SourceSnapshotId, 'eu-west-1'],
    [SnapshotId, 'us-east-1'],
  ])
})

test('an own image is copied to another region, and launched there', async () => {
  const InstanceId = await cloud.runningInstance()
  const { ImageId: SourceImageId = '' } = await near.createImage({ InstanceId, Name: 'travels' })
  await cloud.pass()
  const input = { SourceImageId, SourceRegion: 'eu-west-1', Name: 'travels' }
  const { ImageId = '' } = await far.copyImage(input)
  await cloud.pass()
  const { Images } = await far.describeImages({ Owners: ['self'] })
  expect(Images?.map((image) => [image.ImageId, image.Name, image.SourceImageRegion])).toEqual([
    [ImageId, 'travels', 'eu-west-1'],
  ])
  const launch = { ImageId, InstanceType: 't3.micro', MinCount: 1, MaxCount: 1 } as const
  expect((await far.runInstances(launch)).Instances?.[0]?.ImageId).toBe(ImageId)
  const lost = { name: 'InvalidAMIID.NotFound' }
  await expect(far.copyImage({ ...input, SourceRegion: 'us-east-2' })).rejects.toMatchObject(lost)
})
