import type { Action, NewAction } from './action-log.ts'
import { actionWire, existingAction, ofResource } from './action-wire.ts'
import type { DigitalOcean } from './cloud.ts'
import { type Droplet, existingDroplet } from './droplet.ts'
import { type Operations, operation } from './operation.ts'
import { page } from './paging.ts'
import { notFound, unprocessable } from './refusal.ts'
import { existingVolume, mostVolumes, type Volume, volumesOf } from './volume.ts'
import { largestVolumeGiB } from './volumes.ts'

interface ActionInput {
  readonly type: 'attach' | 'detach' | 'resize'
  readonly volume_name?: string
  readonly region?: string
  readonly droplet_id?: number
  readonly size_gigabytes?: number
}

export const volumeActions: Operations<`volumeActions_${string}`> = {
  volumeActions_post: operation<ActionInput>((cloud, { body }) => {
    const { volume_name: name, region } = body
    if (name === undefined) throw unprocessable('volume_name is required.')
    const volume = [...cloud.volumes.values()].find(
      (one) => one.name === name && (region === undefined || one.region.slug === region),
    )
    if (!volume) throw notFound()
    return { action: actionWire(cloud, act(cloud, volume, body)) }
  }),

  volumeActions_post_byId: operation<ActionInput>((cloud, { path, body }) => ({
    action: actionWire(cloud, act(cloud, existingVolume(cloud, path.volume_id), body)),
  })),

  volumeActions_list: operation((cloud, call) => {
    const { id } = existingVolume(cloud, call.path.volume_id)
    const actions = cloud.actions.list(ofResource('volume', id))
    return page(cloud, call, 'actions', actions, (action) => actionWire(cloud, action))
  }),

  volumeActions_get: operation((cloud, { path }) => {
    const { id } = existingVolume(cloud, path.volume_id)
    return { action: actionWire(cloud, existingAction(cloud, path.action_id, ofResource('volume', id))) }
  }),
}

function act(cloud: DigitalOcean, volume: Volume, input: ActionInput): Action {
  if (input.region !== undefined && input.region !== volume.region.slug)
    throw unprocessable('region does not match the region of the volume')
  const judge = { attach, detach, resize }[input.type]
  return cloud.actions.begin({
    resourceType: 'volume',
    resourceId: volume.id,
    region: volume.region.slug,
    ms: cloud.centre.times.actionMs,
    ...judge(cloud, volume, input),
  })
}

type Change = Pick<NewAction, 'type' | 'locks' | 'finish'>
type Judge = (cloud: DigitalOcean, volume: Volume, input: ActionInput) => Change

const attach: Judge = (cloud, volume, { droplet_id: id }) => {
  const droplet = existingDroplet(cloud, id)
  if (volume.dropletId !== undefined) throw unprocessable('Volume is already attached to a Droplet.')
  if (droplet.region !== volume.region) throw unprocessable('Droplet and volume must be in the same region.')
  if (volumesOf(cloud, droplet.id).length >= mostVolumes)
    throw unprocessable(`A Droplet may have at most ${mostVolumes} volumes.`)
  return { type: 'attach_volume', locks: droplet.id, finish: () => finishAttach(cloud, volume, droplet) }
}

/** Throws where another droplet got the volume, or one of the two is gone, in the meantime. */
function finishAttach({ droplets, volumes }: DigitalOcean, volume: Volume, { id }: Droplet): void {
  if (!droplets.has(id) || !volumes.has(volume.id) || volume.dropletId !== undefined)
    throw new Error('The volume can no longer be attached')
  volume.dropletId = id
}

const detach: Judge = (cloud, volume, { droplet_id: id }) => {
  const droplet = existingDroplet(cloud, id)
  if (volume.dropletId !== droplet.id) throw unprocessable('Attachment not found')
  return {
    type: 'detach_volume',
    locks: droplet.id,
    finish: () => {
      volume.dropletId = undefined
    },
  }
}

const resize: Judge = (_cloud, volume, { size_gigabytes: size = 0 }) => {
  if (size <= volume.sizeGiB) throw unprocessable('a volume can only be resized to a larger size')
  if (size > largestVolumeGiB) throw unprocessable(`a volume has at most ${largestVolumeGiB} GiB`)
  return {
    type: 'resize',
    locks: volume.dropletId,
    finish: () => {
      volume.sizeGiB = size
    },
  }
}
