import type { CallOptions, CreateImage, Images, Ref } from '@cloud/core'
import { checkNames, idOf } from '@cloud/core/driver'
import { checkOptions } from './check-options.ts'
import type { Ec2Client } from './client.ts'
import { copyImage } from './copy-image.ts'
import { forbiddenWhereSeen } from './forbidden.ts'
import { deregistered, getImage } from './get-image.ts'
import { ec2Id } from './ids.ts'
import { checkImageName } from './image-name.ts'
import type { Ec2Image } from './images-wire.ts'
import { makeImage } from './make-image.ts'
import type { InRegion } from './regions.ts'
import { isDone, remove } from './removal.ts'
import { checkOwnTags } from './resource-tags.ts'

/** What `createImage` takes under `native`. */
export interface Ec2CreateImage {
  readonly description?: string | undefined
  /** Whether a node that runs is shut down for it and started again, so that its file systems are whole. `true` unless given. */
  readonly reboot?: boolean | undefined
  readonly tags?: Readonly<Record<string, string>> | undefined
}

/** AMIs of the account's own. https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/AMIs.html */
export function ownImages(client: Ec2Client, inRegion: InRegion): Images<Ec2Image, Ec2CreateImage> {
  return {
    getImage: (image, call) => client.within(call, (left) => getImage(client, image, left)),
    createImage: (options, call) => client.within(call, (left) => createImage(client, options, left)),
    copyImage: (image, to, call) =>
      client.within(call, (left) => copyImage({ client, inRegion }, image, to, left)),
    deleteImage: (image, call) => client.within(call, (left) => deregister(client, image, true, left)),
  }
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateImage.html */
async function createImage(
  client: Ec2Client,
  options: CreateImage<Ec2CreateImage>,
  call: CallOptions,
): Promise<Ec2Image> {
  checkNames('createImage', options, ['node', 'name', 'native'])
  const name = checkImageName(options.name)
  const { tags, ...native } = options.native ?? {}
  checkOwnTags(tags)
  checkOptions('createImage under native', native, { description: 'text', reboot: 'boolean' })
  const parameters = {
    InstanceId: idOf('node', options.node, 'node'),
    Description: native.description,
    NoReboot: native.reboot === undefined ? undefined : !native.reboot,
  }
  return makeImage(client, { action: 'CreateImage', parameters, name, tags }, call)
}

/**
 * With its snapshots, nothing of it is left to be paid for; EC2 itself keeps those that other images have as well.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeregisterImage.html
 */
export async function deregister(
  client: Ec2Client,
  ref: Ref<'image'>,
  withSnapshots: boolean,
  call: CallOptions,
): Promise<void> {
  const id = ec2Id('image', ref)
  const parameters = { ImageId: id, DeleteAssociatedSnapshots: withSnapshots || undefined }
  try {
    await remove(client, { name: 'DeregisterImage', parameters }, call)
  } catch (error) {
    const told = deregistered(error)
    if (isDone(told)) return
    throw await forbiddenWhereSeen(told, () => getImage(client, id, call))
  }
}
