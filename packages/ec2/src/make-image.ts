import type { QueryParameters } from '@cloud/aws'
import type { CallOptions } from '@cloud/core'
import { named } from '@cloud/core/driver'
import { type Ec2Client, send } from './client.ts'
import { list } from './description.ts'
import { exactly } from './filters.ts'
import { getImage, imageDescription } from './get-image.ts'
import { type ImageIdWire, imageId } from './image-id-wire.ts'
import type { Ec2Image } from './images-wire.ts'
import { intentTag, newIntent } from './intent.ts'
import { onceKnown } from './once-known.ts'
import { tagsOfNew } from './resource-tags.ts'

export interface MakeImage {
  readonly action: 'CreateImage' | 'RegisterImage'
  readonly parameters: QueryParameters
  readonly name: string
  readonly tags: Readonly<Record<string, string>> | undefined
}

/** The account has no second image of the name; whether one of that name is this call's, its intent tells. */
export async function makeImage(
  client: Ec2Client,
  { action, parameters, name, tags }: MakeImage,
  call: CallOptions,
): Promise<Ec2Image> {
  const intent = newIntent()
  const find = async (left: CallOptions): Promise<ImageIdWire | undefined> => {
    const filters = [exactly(`tag:${intentTag}`, [intent])]
    const [found] = await list(client, imageDescription, filters, left).toArray({ max: 1 })
    return found && { imageId: found.id }
  }
  const all = { ...parameters, Name: name, TagSpecification: tagsOfNew('image', { tags, intent }) }
  const request = { name: action, repeat: named(find), parameters: all, answer: imageId }
  const { imageId: id } = await send(client, request, call)
  return onceKnown(client, { what: `the image ${id}`, look: (left) => getImage(client, id, left) }, call)
}
