import { type Action, action, type Ec2 } from './action.ts'
import { type BlockDevice, type BlockDeviceInput, mapDevices } from './block-devices.ts'
import { readDescription } from './create-snapshot.ts'
import { checkImageName } from './image-name.ts'
import type { Architecture } from './images.ts'
import { makeImage } from './make-image.ts'
import { invalidValue, missing, Refusal } from './refusal.ts'
import { readTagSpecifications, type TagSpecification } from './tag-input.ts'
import { refuseUnused } from './without-effect.ts'

interface RegisterInput {
  readonly Name: string
  readonly Description?: string
  readonly Architecture?: string
  readonly RootDeviceName?: string
  readonly BlockDeviceMapping?: readonly BlockDeviceInput[]
  readonly VirtualizationType?: string
  readonly EnaSupport?: boolean
  readonly BootMode?: string
  readonly ImdsSupport?: string
  readonly TagSpecification?: readonly TagSpecification[]
}

const unused = ['BillingProduct', 'ImageLocation', 'KernelId', 'RamdiskId', 'TpmSupport', 'UefiData']

export const registerImage: Action = action<RegisterInput>((ec2, input) => {
  refuseUnused(input, unused)
  checkImageName(ec2, input.Name)
  const description = readDescription(input.Description)
  const tags = readTagSpecifications(input.TagSpecification, ['image']).get('image')
  const architecture = readArchitecture(input)
  const { RootDeviceName: rootDevice } = input
  if (!rootDevice) throw missing('RootDeviceName')
  const devices = mapDevices(ec2, [], input.BlockDeviceMapping)
  const root = rootOf(devices, rootDevice)
  const os = ec2.snapshots.get(root.snapshotId)?.content?.os ?? bootsAnyway(ec2)
  return () => {
    const image = makeImage(
      ec2,
      {
        name: input.Name,
        description,
        architecture,
        rootDevice,
        devices: [root, ...devices.filter((device) => device !== root)],
        os,
        ena: input.EnaSupport ?? false,
        tokensRequired: input.ImdsSupport !== undefined,
        ...(input.BootMode !== undefined && { bootMode: input.BootMode }),
      },
      ec2.centre.times.actionMs,
      tags,
    )
    return { imageId: image.id }
  }
})

/** EC2's defaults, i386 and paravirtual, are of machines that the emulated cloud does not have. */
function readArchitecture({
  Architecture: name = 'i386',
  VirtualizationType: kind = 'paravirtual',
}: RegisterInput): Architecture {
  if (name !== 'x86_64' && name !== 'arm64') {
    throw new Refusal(
      'UnsupportedOperation',
      `The emulated cloud has no machines of the architecture ${name}`,
    )
  }
  if (kind !== 'hvm') {
    throw new Refusal(
      'UnsupportedOperation',
      `The emulated cloud has no machines of the virtualization type ${kind}`,
    )
  }
  return name
}

function rootOf(
  devices: readonly BlockDevice[],
  rootDevice: string,
): BlockDevice & { readonly snapshotId: string } {
  const root = devices.find(({ device }) => device === rootDevice)
  if (!root) throw invalidValue(`The block device mapping has no root device ${rootDevice}`)
  const { snapshotId } = root
  if (snapshotId === undefined) {
    throw new Refusal('InvalidBlockDeviceMapping', `The root device ${rootDevice} must be of a snapshot`)
  }
  return { ...root, snapshotId }
}

/** What a disk without a system boots: EC2 would run it and nothing would answer. */
function bootsAnyway({ images }: Ec2) {
  const [first] = images.values()
  if (!first) throw new Refusal('InternalError', 'The emulated cloud has no images')
  return first.os
}
