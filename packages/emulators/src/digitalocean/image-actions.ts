import type { NewAction } from './action-log.ts'
import { actionWire, existingAction, ofResource } from './action-wire.ts'
import { type DigitalOcean, numberOf } from './cloud.ts'
import { type Image, ownImage } from './image.ts'
import { type Operations, operation } from './operation.ts'
import { page } from './paging.ts'
import { notFound, unprocessable } from './refusal.ts'

interface ActionInput {
  readonly type: string
  readonly region?: string
}

export const imageActions: Operations<`imageActions_${string}`> = {
  imageActions_post: operation<ActionInput>((cloud, { path, body }) => {
    const image = ownImage(cloud, path.image_id)
    const change = body.type === 'convert' ? convert(image) : transfer(cloud, image, body.region ?? '')
    const { id } = image
    const action = { type: body.type, resourceType: 'image', resourceId: id, ms: cloud.centre.times.actionMs }
    return { action: actionWire(cloud, cloud.actions.begin({ ...action, ...change })) }
  }),

  // The specification gives this list no query parameters, and pages all the same.
  imageActions_list: operation((cloud, call) => {
    const id = existingImageId(cloud, call.path.image_id)
    const actions = cloud.actions.list(ofResource('image', id))
    return page(cloud, call, 'actions', actions, (action) => actionWire(cloud, action))
  }),

  imageActions_get: operation((cloud, { path }) => {
    const id = existingImageId(cloud, path.image_id)
    return { action: actionWire(cloud, existingAction(cloud, path.action_id, ofResource('image', id))) }
  }),
}

function existingImageId({ images }: DigitalOcean, text: string | undefined): number {
  const image = images.get(numberOf(text))
  if (!image) throw notFound()
  return image.id
}

type Change = Pick<NewAction, 'finish' | 'region'>

/** A backup becomes a snapshot, which is kept until it is deleted. */
function convert(image: Image): Change {
  if (image.type !== 'backup') throw unprocessable('Only backups can be converted to snapshots.')
  return {
    region: [...image.regions][0],
    finish: () => {
      image.type = 'snapshot'
    },
  }
}

function transfer({ regions }: DigitalOcean, image: Image, slug: string): Change {
  const region = regions.find((one) => one.slug === slug)
  if (!region?.available) throw unprocessable('Region is not available.')
  if (image.regions.has(slug)) throw unprocessable('The image is already available in this region.')
  if (image.status !== 'available') throw unprocessable('The image is not available yet.')
  return {
    region: slug,
    finish: () => {
      image.regions.add(slug)
    },
  }
}
