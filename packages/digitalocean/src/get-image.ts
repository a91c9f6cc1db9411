import { type CallOptions, CloudError, type Ref } from '@cloud/core'
import { encodeRfc3986, idOf } from '@cloud/core/driver'
import { type DigitalOceanClient, reading, send } from './client.ts'
import { noSuch } from './ids.ts'
import type { ImageWire } from './images-wire.ts'
import { beforeWrite } from './lookups.ts'

/** By its number, or by the slug that images of DigitalOcean have. */
export async function getImage(
  client: DigitalOceanClient,
  image: Ref<'image'>,
  call: CallOptions | undefined,
): Promise<ImageWire> {
  const id = idOf('image', image, 'image')
  if (!/^\w[\w.-]*$/.test(id)) throw noSuch('image', id)
  const path = `/images/${encodeRfc3986(id)}`
  const request = { name: 'images_get', repeat: reading, method: 'GET', path } as const
  return (await send<{ readonly image: ImageWire }>(client, request, call)).image
}

/** An image that may be changed; `forbidden` for one of DigitalOcean's. */
export async function getOwnImage(
  client: DigitalOceanClient,
  ref: Ref<'image'>,
  call: CallOptions,
): Promise<ImageWire> {
  const image = await beforeWrite(getImage(client, ref, call))
  if (!image.public) return image
  throw new CloudError(`The image ${image.slug ?? image.id} is DigitalOcean's own`, {
    code: 'forbidden',
    provider: 'digitalocean',
    outcome: 'not-applied',
  })
}
