import type { CallOptions, Ref } from '@cloud/core'
import { beforeWrite, CloudError, encodeRfc3986, idOf } from '@cloud/core/driver'
import { type DigitalOceanClient, read } from './client.ts'
import { noSuch } from './ids.ts'
import { type DigitalOceanImage, type ImageWire, toImage } from './images-wire.ts'

/** By its number, or by the slug that images of DigitalOcean have. */
export async function getImage(
  client: DigitalOceanClient,
  image: Ref<'image'>,
  call: CallOptions | undefined,
): Promise<DigitalOceanImage> {
  const id = idOf('image', image, 'image')
  if (!/^\w[\w.-]*$/.test(id)) throw noSuch('image', id)
  const path = `/images/${encodeRfc3986(id)}`
  const request = { name: 'images_get', path, map: readImage }
  return read<ImageReply, DigitalOceanImage>(client, request, call)
}

export interface ImageReply {
  readonly image: ImageWire
}

export const readImage = ({ image }: ImageReply): DigitalOceanImage => toImage(image)

/** An image that may be changed; `forbidden` for one of DigitalOcean's. */
export async function getOwnImage(
  client: DigitalOceanClient,
  ref: Ref<'image'>,
  call: CallOptions,
): Promise<ImageWire> {
  return ownWire(await beforeWrite(getImage(client, ref, call)))
}

/** The same of what the caller has just read. */
export function ownWire({ id, native }: DigitalOceanImage): ImageWire {
  if (!native.public) return native
  throw new CloudError(`The image ${id} is DigitalOcean's own`, {
    code: 'forbidden',
    provider: 'digitalocean',
    outcome: 'not-applied',
  })
}
