import type { CallOptions, Ref } from '@cloud/core'
import { checkText, clientOf, type HasClient } from '@cloud/core/driver'
import { type DigitalOceanClient, idempotent, send } from './client.ts'
import { getImage, getOwnImage, type ImageReply, readImage } from './get-image.ts'
import type { DigitalOceanImage } from './images-wire.ts'
import { conflicting, explainedBy } from './lookups.ts'
import { perform } from './resource-actions.ts'

/** Gives an image of the account another name. `not-found` where there is none; `forbidden` for one of DigitalOcean's. */
export function renameImage(
  driver: HasClient<DigitalOceanClient>,
  image: Ref<'image'>,
  name: string,
  call?: CallOptions,
): Promise<DigitalOceanImage> {
  const client = clientOf(driver)
  return client.within(call, async (left) => {
    const body = { name: checkText('The name of the image', name, { max: 255 }) }
    const path = `/images/${(await getOwnImage(client, image, left)).id}`
    const request = { name: 'images_update', repeat: idempotent, method: 'PUT', path, body } as const
    return send<ImageReply, DigitalOceanImage>(client, { ...request, map: readImage }, left)
  })
}

/** Makes a snapshot of a backup, which is then kept until it is deleted. `conflict` for what is no backup. */
export function convertImage(
  driver: HasClient<DigitalOceanClient>,
  image: Ref<'image'>,
  call?: CallOptions,
): Promise<DigitalOceanImage> {
  const client = clientOf(driver)
  return client.within(call, async (left) => {
    const { id } = await getOwnImage(client, image, left)
    const action = {
      name: 'imageActions_post',
      path: `/images/${id}/actions`,
      body: { type: 'convert' },
      history: { name: 'imageActions_list', type: 'convert' },
    }
    try {
      await perform(client, action, left)
    } catch (error) {
      throw await explainedBy(error, async (refusal) => conflicting(refusal))
    }
    return getImage(client, String(id), left)
  })
}
