import type { CallOptions, CreateImage, Images, Ref } from '@cloud/core'
import { beforeWrite, checkNames, checkText, idOf, invalid } from '@cloud/core/driver'
import { type DigitalOceanClient, remove } from './client.ts'
import { createImage } from './create-image.ts'
import { getImage, getOwnImage, ownWire } from './get-image.ts'
import type { DigitalOceanImage } from './images-wire.ts'
import { conflicting, explainedBy, withoutRegion } from './lookups.ts'
import { perform } from './resource-actions.ts'

/** Snapshots of droplets, backups and custom images. https://docs.digitalocean.com/reference/api/digitalocean/#tag/Images */
export function images(client: DigitalOceanClient): Images<DigitalOceanImage> {
  return {
    getImage: (image, call) => client.within(call, (left) => getImage(client, image, left)),
    createImage: (options: CreateImage, call) =>
      client.within(call, (left) => createImage(client, options, left)),
    copyImage: (image, to, call) => client.within(call, (left) => copyImage(client, image, to, left)),
    deleteImage: (image, call) => client.within(call, (left) => deleteImage(client, image, left)),
  }
}

/**
 * A transfer: the image stays one, and is in both regions then. It may take long: where the time does not do, the error's
 * `details.actionId` names the action that goes on.
 */
async function copyImage(
  client: DigitalOceanClient,
  ref: Ref<'image'>,
  to: { readonly location: Ref<'location'>; readonly name?: string | undefined },
  call: CallOptions,
): Promise<DigitalOceanImage> {
  checkNames('copyImage', to, ['location', 'name'])
  const region = idOf('location', to.location, 'location')
  if (to.name !== undefined) checkText('The name of the image', to.name, { max: 255 })
  const image = await beforeWrite(getImage(client, ref, call))
  if (to.name !== undefined && to.name !== image.name)
    throw invalid('An image has one name in all locations', 'renameImage gives it another')
  if (image.native.regions.includes(region)) return image
  const { id } = ownWire(image)
  const action = {
    name: 'imageActions_post',
    path: `/images/${id}/actions`,
    body: { type: 'transfer', region },
    history: { name: 'imageActions_list', type: 'transfer' },
  }
  try {
    await perform(client, action, call)
  } catch (error) {
    throw await explainedBy(
      error,
      async (refusal) => (await withoutRegion(client, refusal, region, call)) ?? conflicting(refusal),
    )
  }
  return getImage(client, String(id), call)
}

async function deleteImage(client: DigitalOceanClient, ref: Ref<'image'>, call: CallOptions): Promise<void> {
  const { id } = await getOwnImage(client, ref, call)
  const request = {
    name: 'images_delete',
    path: `/images/${id}`,
  }
  await remove(client, request, call)
}
