import {
  waitUntilImageAvailable,
  waitUntilInstanceRunning,
  waitUntilInstanceStatusOk,
  waitUntilInstanceStopped,
  waitUntilInstanceTerminated,
  waitUntilSnapshotCompleted,
  waitUntilVolumeAvailable,
  waitUntilVolumeInUse,
} from '@aws-sdk/client-ec2'
import { expect, test } from 'vitest'
import { startCloud } from '../start-cloud.ts'
import { problemsOf } from '../testing/answer-check.ts'
import { quickly, type SdkClient, sdkClient, shortTimes } from '../testing/sdk-client.ts'
import { serviceModel } from '../testing/service-model.ts'
import { actionNames } from './action-names.ts'
import { ec2Images } from './images.ts'
import { networkActionNames } from './network/network-action-names.ts'
import { answerDocument } from './xml.ts'

const where = serviceModel ? '' : ' (skipped: the service model is not on this machine)'

test.skipIf(!serviceModel)(`every action's answer has the shape of the service model${where}`, async () => {
  await using local = await startCloud({ times: { ...shortTimes, actionMs: 10, importMs: 10 } })
  const { ec2, checked } = sdkClient(local)
  await ec2.createKeyPair({ KeyName: 'made', KeyType: 'ed25519' })
  const { KeyPairs = [] } = await ec2.describeKeyPairs({ IncludePublicKey: true })
  await ec2.importKeyPair({ KeyName: 'given', PublicKeyMaterial: Buffer.from(KeyPairs[0]?.PublicKey ?? '') })
  await ec2.deleteKeyPair({ KeyName: 'given' })
  await ec2.describeAvailabilityZones({})
  await ec2.describeRegions({})
  await ec2.describeAccountAttributes({})
  await ec2.describeReservedInstances({ Filters: [{ Name: 'state', Values: ['active'] }] })
  await ec2.describeImages({})
  await ec2.describeInstanceTypes({})
  await ec2.describeInstanceTypeOfferings({})

  const { Instances = [] } = await ec2.runInstances({
    ImageId: ec2Images.debian12,
    InstanceType: 't3.micro',
    MinCount: 1,
    MaxCount: 1,
    KeyName: 'made',
    UserData: Buffer.from('#!/bin/sh\n').toString('base64'),
    IamInstanceProfile: { Name: 'web' },
  })
  const InstanceIds = [Instances[0]?.InstanceId ?? '']
  const [InstanceId = ''] = InstanceIds
  await ec2.createTags({ Resources: InstanceIds, Tags: [{ Key: 'k', Value: 'v' }] })
  await ec2.describeTags({})
  await ec2.deleteTags({ Resources: InstanceIds })
  await waitUntilInstanceStatusOk({ client: ec2, ...quickly }, { InstanceIds })
  await ec2.getConsoleOutput({ InstanceId })
  await ec2.getPasswordData({ InstanceId })
  await ec2.rebootInstances({ InstanceIds })
  for (const Attribute of [
    'instanceType',
    'userData',
    'disableApiTermination',
    'groupSet',
    'enaSupport',
    'sriovNetSupport',
    'kernel',
    'ramdisk',
    'productCodes',
    'enclaveOptions',
  ] as const) {
    await ec2.describeInstanceAttribute({ InstanceId, Attribute })
  }
  await ec2.stopInstances({ InstanceIds })
  await waitUntilInstanceStopped({ client: ec2, ...quickly }, { InstanceIds })
  await ec2.modifyInstanceAttribute({ InstanceId, InstanceType: { Value: 't3.small' } })
  await ec2.startInstances({ InstanceIds })
  await useDisks(ec2, InstanceId)
  await useMarket(ec2, InstanceId)
  await ec2.terminateInstances({ InstanceIds })
  await ec2.describeInstances({})
  const ofNetworks: readonly string[] = networkActionNames
  expect([...checked].sort()).toEqual(actionNames.filter((name) => !ofNetworks.includes(name)).sort())
})

/** Every action of what a launch may ask for beside the instance. */
async function useMarket(ec2: SdkClient['ec2'], InstanceId: string): Promise<void> {
  await ec2.createPlacementGroup({ GroupName: 'racks', Strategy: 'partition' })
  await ec2.describePlacementGroups({})
  const { Instances } = await ec2.runInstances({
    ImageId: ec2Images.debian12,
    InstanceType: 't3.micro',
    MinCount: 1,
    MaxCount: 1,
    Placement: { GroupName: 'racks', PartitionNumber: 1 },
    InstanceMarketOptions: { MarketType: 'spot' },
    NetworkInterfaces: [{ DeviceIndex: 0 }, { DeviceIndex: 1, SecondaryPrivateIpAddressCount: 1 }],
  })
  await ec2.describeSpotInstanceRequests({})
  await ec2.describeSpotPriceHistory({ InstanceTypes: ['t3.micro'] })
  await ec2.cancelSpotInstanceRequests({
    SpotInstanceRequestIds: [Instances?.[0]?.SpotInstanceRequestId ?? ''],
  })
  const InstanceIds = [Instances?.[0]?.InstanceId ?? '']
  await ec2.terminateInstances({ InstanceIds })
  await waitUntilInstanceTerminated({ client: ec2, ...quickly }, { InstanceIds })
  await ec2.deletePlacementGroup({ GroupName: 'racks' })
  await ec2.modifyInstanceMetadataOptions({ InstanceId, HttpTokens: 'optional' })
  await ec2.monitorInstances({ InstanceIds: [InstanceId] })
  await ec2.unmonitorInstances({ InstanceIds: [InstanceId] })
}

/** Every action of volumes, snapshots and own images. */
async function useDisks(ec2: SdkClient['ec2'], InstanceId: string): Promise<void> {
  const waiting = { client: ec2, ...quickly }
  const { VolumeId = '' } = await ec2.createVolume({
    AvailabilityZone: 'eu-west-1a',
    Size: 1,
    Encrypted: true,
  })
  const VolumeIds = [VolumeId]
  await waitUntilVolumeAvailable(waiting, { VolumeIds })
  await ec2.modifyVolume({ VolumeId, Size: 2 })
  await ec2.describeVolumesModifications({ VolumeIds })
  await waitUntilInstanceRunning(waiting, { InstanceIds: [InstanceId] })
  await ec2.attachVolume({ VolumeId, InstanceId, Device: '/dev/sdf' })
  await waitUntilVolumeInUse(waiting, {
    VolumeIds,
    Filters: [{ Name: 'attachment.status', Values: ['attached'] }],
  })
  await ec2.describeInstanceAttribute({ InstanceId, Attribute: 'blockDeviceMapping' })
  await useImages(ec2, InstanceId)
  await ec2.detachVolume({ VolumeId })
  await waitUntilVolumeAvailable(waiting, { VolumeIds })

  const { SnapshotId = '' } = await ec2.createSnapshot({ VolumeId })
  await waitUntilSnapshotCompleted(waiting, { SnapshotIds: [SnapshotId] })
  await ec2.copySnapshot({ SourceSnapshotId: SnapshotId, SourceRegion: 'eu-west-1' })
  const CreateVolumePermission = { Add: [{ UserId: '111122223333' }] }
  await ec2.modifySnapshotAttribute({ SnapshotId, CreateVolumePermission })
  await ec2.describeSnapshotAttribute({ SnapshotId, Attribute: 'createVolumePermission' })
  await ec2.resetSnapshotAttribute({ SnapshotId, Attribute: 'createVolumePermission' })
  await ec2.deleteSnapshot({ SnapshotId })
  await ec2.importSnapshot({ DiskContainer: { UserBucket: { S3Bucket: 'disks', S3Key: 'root.vmdk' } } })
  await ec2.describeImportSnapshotTasks({})
  await ec2.deleteVolume({ VolumeId })
}

async function useImages(ec2: SdkClient['ec2'], InstanceId: string): Promise<void> {
  const { ImageId = '' } = await ec2.createImage({ InstanceId, Name: 'made', NoReboot: true })
  await waitUntilImageAvailable({ client: ec2, ...quickly }, { ImageIds: [ImageId] })
  await ec2.copyImage({ SourceImageId: ImageId, SourceRegion: 'eu-west-1', Name: 'copied' })
  await ec2.modifyImageAttribute({ ImageId, LaunchPermission: { Add: [{ Group: 'all' }] } })
  for (const Attribute of ['launchPermission', 'blockDeviceMapping', 'bootMode', 'imdsSupport'] as const) {
    await ec2.describeImageAttribute({ ImageId, Attribute })
  }
  await ec2.resetImageAttribute({ ImageId, Attribute: 'launchPermission' })
  const { Images } = await ec2.describeImages({ ImageIds: [ImageId] })
  const SnapshotId = Images?.[0]?.BlockDeviceMappings?.[0]?.Ebs?.SnapshotId
  await ec2.registerImage({
    Name: 'registered',
    Architecture: 'x86_64',
    VirtualizationType: 'hvm',
    RootDeviceName: '/dev/xvda',
    BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: { SnapshotId } }],
  })
  await ec2.deregisterImage({ ImageId, DeleteAssociatedSnapshots: true })
}

test.skipIf(!serviceModel).each([
  ['a name of its own', { colour: 'red' }],
  ['a word for a number', { reservationSet: [{ instancesSet: [{ amiLaunchIndex: 'first' }] }] }],
  ['a state that is none', { reservationSet: [{ instancesSet: [{ instanceState: { name: 'asleep' } }] }] }],
  ['text where a structure belongs', { reservationSet: [{ instancesSet: [{ placement: 'here' }] }] }],
])(`the check finds %s${where}`, (_what, body) => {
  const document = answerDocument('DescribeInstances', 'id', body)
  expect(serviceModel && problemsOf(serviceModel, 'DescribeInstances', document)).toHaveLength(1)
})
