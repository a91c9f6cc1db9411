import type { CallOptions, Ref } from '@cloud/core'
import { beforeWrite, checkNames, clientOf, type HasClient, idOf, keyed } from '@cloud/core/driver'
import { checkOptions } from './check-options.ts'
import { type Ec2Client, send } from './client.ts'
import { clientToken } from './client-token.ts'
import { getImage } from './get-image.ts'
import { ec2Id, noSuch } from './ids.ts'
import { imageId } from './image-id-wire.ts'
import { checkImageName } from './image-name.ts'
import type { Ec2Image } from './images-wire.ts'
import { onceKnown } from './once-known.ts'
import { type InRegion, regionOf } from './regions.ts'

/**
 * An image is that of a region, and usable in all its zones: a location of the driver's own region has it already, unless it is to have
 * another name.
 */
export async function copyImage(
  { client, inRegion }: { readonly client: Ec2Client; readonly inRegion: InRegion },
  ref: Ref<'image'>,
  to: { readonly location: Ref<'location'>; readonly name?: string | undefined },
  call: CallOptions,
): Promise<Ec2Image> {
  checkNames('copyImage', to, ['location', 'name'])
  const location = idOf('location', to.location, 'location')
  if (to.name !== undefined) checkImageName(to.name)
  const image = await beforeWrite(getImage(client, ref, call))
  const region = await beforeWrite(regionOf(client, location, call))
  if (region === undefined) throw noSuch('location', location)
  const { name = image.name } = to
  const home = await client.region()
  if (region === home && name === image.name) return image
  const target = region === home ? client : inRegion(region)
  const { description } = image.native
  return copy(
    target,
    { image: image.id, fromRegion: home, name, description: description || undefined },
    call,
  )
}

export interface CopyImage {
  readonly image: Ref<'image'>
  /** Where the image is. Left out, the driver's own region. */
  readonly fromRegion?: string | undefined
  readonly name: string
  readonly description?: string | undefined
  /** Encrypts its snapshots, where those of the image are not. */
  readonly encrypted?: boolean | undefined
  readonly kmsKeyId?: string | undefined
  /** Whether the copy has the image's tags. */
  readonly withTags?: boolean | undefined
  /** As of nodes: a repeat with the same key and options gives the same copy. */
  readonly idempotencyKey?: string | undefined
}

/**
 * Copies an image, of another region too, into the region of `driver`. Resolves with the copy, which is `pending` at first. `not-found`
 * where there is no such image; `already-exists` where the name is taken; `quota`.
 */
export function copyImageFrom(
  driver: HasClient<Ec2Client>,
  options: CopyImage,
  call?: CallOptions,
): Promise<Ec2Image> {
  const client = clientOf(driver)
  return client.within(call, (left) => copy(client, options, left))
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CopyImage.html */
async function copy(client: Ec2Client, options: CopyImage, call: CallOptions): Promise<Ec2Image> {
  const { image, idempotencyKey, ...rest } = options
  checkNames('copyImageFrom', options, ['image', 'idempotencyKey', ...Object.keys(kinds)])
  checkOptions('copyImageFrom', rest, kinds)
  const token = clientToken(idempotencyKey)
  const parameters = {
    SourceImageId: ec2Id('image', image),
    SourceRegion: rest.fromRegion ?? (await client.region()),
    Name: checkImageName(rest.name),
    Description: rest.description,
    Encrypted: rest.encrypted,
    KmsKeyId: rest.kmsKeyId,
    CopyImageTags: rest.withTags,
    ClientToken: token,
  }
  const repeat = { class: 'token', field: 'ClientToken' } as const
  const request = { name: 'CopyImage', repeat, parameters, answer: imageId }
  try {
    const { imageId: id } = await send(client, request, call)
    return await onceKnown(
      client,
      { what: `the image ${id}`, look: (left) => getImage(client, id, left) },
      call,
    )
  } catch (error) {
    throw keyed(error, token)
  }
}

const kinds = {
  fromRegion: 'text',
  name: 'text',
  description: 'text',
  encrypted: 'boolean',
  kmsKeyId: 'text',
  withTags: 'boolean',
} as const
