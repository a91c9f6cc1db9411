import type { Architecture, CallOptions, Ref } from '@cloud/core'
import { checkNames, clientOf, type HasClient } from '@cloud/core/driver'
import { checkOptions } from './check-options.ts'
import type { Ec2Client } from './client.ts'
import { ec2Id } from './ids.ts'
import { checkImageName } from './image-name.ts'
import type { Ec2Image } from './images-wire.ts'
import { makeImage } from './make-image.ts'
import { deregister } from './own-images.ts'
import { checkOwnTags } from './resource-tags.ts'

export interface RegisterImage {
  readonly name: string
  /** Of the root disk of the machines. */
  readonly snapshot: Ref<'snapshot'>
  readonly architecture: Exclude<Architecture, 'other'>
  /** `/dev/xvda` unless given. */
  readonly rootDevice?: string | undefined
  /** Of the volumes that machines get; left out, EC2's default. */
  readonly volumeType?: string | undefined
  readonly description?: string | undefined
  /** `legacy-bios`, `uefi` or `uefi-preferred`; left out, what sizes start with by themselves. */
  readonly bootMode?: string | undefined
  readonly tags?: Readonly<Record<string, string>> | undefined
}

/**
 * Makes an image of a snapshot of a root disk. `not-found` where there is no such snapshot; `already-exists` where the name is taken.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RegisterImage.html
 */
export function registerImage(
  driver: HasClient<Ec2Client>,
  options: RegisterImage,
  call?: CallOptions,
): Promise<Ec2Image> {
  const client = clientOf(driver)
  return client.within(call, async (left) => {
    const { tags, snapshot, ...rest } = options
    checkNames('registerImage', options, ['snapshot', 'tags', ...Object.keys(kinds)])
    checkOptions('registerImage', rest, kinds)
    checkOwnTags(tags)
    const { rootDevice = '/dev/xvda' } = rest
    const ebs = {
      SnapshotId: ec2Id('snapshot', snapshot),
      VolumeType: rest.volumeType,
      DeleteOnTermination: true,
    }
    const parameters = {
      Architecture: rest.architecture,
      RootDeviceName: rootDevice,
      BlockDeviceMapping: [{ DeviceName: rootDevice, Ebs: ebs }],
      Description: rest.description,
      BootMode: rest.bootMode,
      VirtualizationType: 'hvm',
      EnaSupport: true,
    }
    const name = checkImageName(rest.name)
    return makeImage(client, { action: 'RegisterImage', parameters, name, tags }, left)
  })
}

const kinds = {
  name: 'text',
  architecture: 'text',
  rootDevice: 'text',
  volumeType: 'text',
  description: 'text',
  bootMode: 'text',
} as const

/** Removes an image and leaves its snapshots, which `deleteImage` removes too. */
export function deregisterImage(
  driver: HasClient<Ec2Client>,
  image: Ref<'image'>,
  call?: CallOptions,
): Promise<void> {
  const client = clientOf(driver)
  return client.within(call, (left) => deregister(client, image, false, left))
}
