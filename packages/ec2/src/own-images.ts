import type { CallOptions, CreateImage, Images, Ref } from '@cloud/core'
import {
  CloudError,
  checkNames,
  idOf,
  isCloudError,
  list,
  object,
  text,
  withOutcome,
  type XmlShape,
} from '@cloud/core/driver'
import { checkOptions } from './check-options.ts'
import { type Ec2Client, idempotent, send } from './client.ts'
import { copyImage } from './copy-image.ts'
import { describe } from './description.ts'
import { forbiddenWhereSeen } from './forbidden.ts'
import { deregistered, getImage } from './get-image.ts'
import { snapshotDescription } from './get-snapshot.ts'
import { ec2Id } from './ids.ts'
import { checkImageName } from './image-name.ts'
import type { Ec2Image } from './images-wire.ts'
import { makeImage } from './make-image.ts'
import type { InRegion } from './regions.ts'
import { isDone } from './removal.ts'
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
    deleteImage: (image, call) => client.within(call, (left) => deleteImage(client, image, left)),
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
 * With the snapshots that EC2 made for it, so that nothing of it is left to be paid for. An image that was registered of a snapshot leaves
 * that: it is a backup, perhaps the only one.
 */
async function deleteImage(client: Ec2Client, ref: Ref<'image'>, call: CallOptions): Promise<void> {
  let own = false
  try {
    own = await hasOwnSnapshots(client, await getImage(client, ref, call), call)
  } catch (error) {
    throw withOutcome(error, 'not-applied')
  }
  await deregister(client, ref, own, call)
}

/** EC2 says of whatever it made for an image, when it was created or copied, in the description. */
async function hasOwnSnapshots(
  client: Ec2Client,
  { id, native }: Ec2Image,
  call: CallOptions,
): Promise<boolean> {
  const ids = native.blockDeviceMapping.flatMap(({ ebs }) => ebs?.snapshotId ?? [])
  if (ids.length === 0) return false
  try {
    const { items } = await describe(client, snapshotDescription, { SnapshotId: ids }, call)
    return items.every(
      ({ description = '' }) =>
        /^(Created by CreateImage|Copied for DestinationAmi)/.test(description) && description.includes(id),
    )
  } catch (error) {
    // One that is gone, or not the account's own.
    if (isCloudError(error, 'not-found')) return false
    throw error
  }
}

interface DeregisteredWire {
  /** `success`; `skipped` for one that other images have as well; or why it is there yet. */
  readonly deleteSnapshotResultSet: readonly { readonly snapshotId?: string; readonly returnCode?: string }[]
}

const gone: XmlShape<DeregisteredWire> = object<DeregisteredWire>({
  deleteSnapshotResultSet: list(
    'item',
    object<DeregisteredWire['deleteSnapshotResultSet'][number]>({ snapshotId: text, returnCode: text }),
  ),
})

/**
 * EC2 itself keeps the snapshots that other images have as well.
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
  const request = { name: 'DeregisterImage', repeat: idempotent, parameters, answer: gone } as const
  try {
    checkSnapshots(client, await send(client, request, call))
  } catch (error) {
    const told = deregistered(error)
    if (isDone(told)) return
    throw await forbiddenWhereSeen(told, () => getImage(client, id, call))
  }
}

/** The image is gone then, and EC2 calls that a success. */
function checkSnapshots(client: Ec2Client, { deleteSnapshotResultSet: told }: DeregisteredWire): void {
  const kept = told.filter(({ returnCode }) => returnCode !== 'success' && returnCode !== 'skipped')
  if (kept.length === 0) return
  const isForbidden = kept.every(({ returnCode }) => returnCode === 'missing-permissions')
  const snapshotIds = kept.map(({ snapshotId }) => snapshotId)
  throw new CloudError(
    `The image is removed, and these of its snapshots are not: ${snapshotIds.join(', ')}`,
    {
      code: isForbidden ? 'forbidden' : 'failed',
      provider: client.provider,
      operation: 'DeregisterImage',
      outcome: 'applied',
      details: { snapshotIds },
    },
  )
}
