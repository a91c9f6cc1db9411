import { type Action, action, type Ec2 } from './action.ts'
import { type Disk, disksOf, isRoot } from './attachment.ts'
import { type BlockDevice, type BlockDeviceInput, mapDevices } from './block-devices.ts'
import { readDescription, snapshotOf } from './create-snapshot.ts'
import { checkImageName } from './image-name.ts'
import { findInstance, type Instance } from './instance.ts'
import { makeImage } from './make-image.ts'
import { newId } from './new-id.ts'
import { Refusal } from './refusal.ts'
import { readTagSpecifications, type TagInput, type TagSpecification } from './tag-input.ts'
import { refuseSnapshots } from './volume-limits.ts'
import { refuseUnused } from './without-effect.ts'

interface CreateInput {
  readonly InstanceId: string
  readonly Name: string
  readonly Description?: string
  readonly NoReboot?: boolean
  readonly SnapshotLocation?: 'regional' | 'local'
  readonly BlockDeviceMapping?: readonly BlockDeviceInput[]
  readonly TagSpecification?: readonly TagSpecification[]
}

export const createImage: Action = action<CreateInput>((ec2, input) => {
  refuseUnused(input, input.SnapshotLocation === 'local' ? ['SnapshotLocation'] : [])
  const instance = findInstance(ec2, input.InstanceId)
  const { state } = instance.server
  if (state !== 'running' && state !== 'stopped') {
    throw new Refusal(
      'IncorrectInstanceState',
      `The instance '${instance.id}' is not in a state from which an image can be made: it must be 'running' or 'stopped'.`,
    )
  }
  checkImageName(ec2, input.Name)
  const description = readDescription(input.Description)
  const tags = readTagSpecifications(input.TagSpecification, ['image', 'snapshot'])
  const disks = disksInOrder(ec2, instance)
  const devices = mapDevices(ec2, disks.map(toDevice), input.BlockDeviceMapping)
  refuseSmaller(disks, devices)
  refuseSnapshots(ec2, disks.length)
  return () => {
    if (state === 'running' && !input.NoReboot) ec2.centre.servers.reboot(instance.server)
    const id = newId(ec2, 'ami')
    const about = `Created by CreateImage(${instance.id}) for ${id}`
    const image = makeImage(
      ec2,
      {
        ...inherited(instance),
        id,
        name: input.Name,
        description,
        devices: devices.map((device) => ({
          ...device,
          snapshotId:
            snapshotId(ec2, diskAt(disks, device), { about, tags: tags.get('snapshot') }) ??
            device.snapshotId,
        })),
      },
      ec2.centre.times.actionMs,
      tags.get('image'),
    )
    return { imageId: image.id }
  }
})

function inherited({ id, image }: Instance) {
  const { architecture, rootDevice, os, ena, bootMode, tokensRequired } = image
  return {
    architecture,
    rootDevice,
    os,
    ena,
    tokensRequired,
    sourceInstanceId: id,
    ...(bootMode !== undefined && { bootMode }),
  }
}

/** The root device first, whenever it was attached. */
function disksInOrder(ec2: Ec2, instance: Instance): readonly Disk[] {
  const disks = disksOf(ec2, instance)
  const root = disks.filter(({ attachment }) => isRoot(instance, attachment))
  return [...root, ...disks.filter((disk) => !root.includes(disk))]
}

const toDevice = ({ volume, attachment }: Disk): BlockDevice => ({
  device: attachment.device,
  snapshotId: undefined,
  spec: volume.spec,
  kmsKeyId: volume.kmsKeyId,
  deleteOnTermination: attachment.deleteOnTermination,
})

const diskAt = (disks: readonly Disk[], { device }: BlockDevice) =>
  disks.find(({ attachment }) => attachment.device === device)

function refuseSmaller(disks: readonly Disk[], devices: readonly BlockDevice[]): void {
  for (const device of devices) {
    const size = diskAt(disks, device)?.volume.spec.sizeGiB ?? 0
    if (device.spec.sizeGiB < size) {
      throw new Refusal(
        'InvalidBlockDeviceMapping',
        `Volume of size ${device.spec.sizeGiB}GB is smaller than the volume at '${device.device}', expect size>= ${size}GB`,
      )
    }
  }
}

interface Told {
  readonly about: string
  readonly tags: readonly TagInput[] | undefined
}

const snapshotId = (ec2: Ec2, disk: Disk | undefined, { about, tags }: Told): string | undefined =>
  disk && snapshotOf(ec2, disk.volume, about, tags).id
