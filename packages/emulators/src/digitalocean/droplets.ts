import type { DigitalOcean } from './cloud.ts'
import { type Droplet, destroyDroplet, existingDroplet, taggedDroplets, visibleDroplets } from './droplet.ts'
import { dropletWire } from './droplet-wire.ts'
import { type Call, type Operations, operation } from './operation.ts'
import { page } from './paging.ts'
import { badRequest } from './refusal.ts'

type DropletOperation =
  | 'droplets_list'
  | 'droplets_get'
  | `droplets_destroy${'' | '_byTag'}`
  | `droplets_list_${'neighbors' | 'neighborsIds' | 'kernels'}`

export const droplets: Operations<DropletOperation> = {
  droplets_list: operation((cloud, call) => {
    const toWire = (droplet: Droplet) => dropletWire(cloud, droplet)
    return page(cloud, call, 'droplets', filtered(cloud, call), toWire)
  }),

  droplets_get: operation((cloud, { path }) => ({
    droplet: dropletWire(cloud, existingDroplet(cloud, path.droplet_id)),
  })),

  droplets_destroy: operation((cloud, { path }) => {
    destroyDroplet(cloud, existingDroplet(cloud, path.droplet_id))
    return undefined
  }),

  /** All or none: one that has an event under way keeps the others. */
  droplets_destroy_byTag: operation((cloud, { query }) => {
    const tagged = taggedDroplets(cloud, String(query.tag_name))
    for (const { id } of tagged) cloud.actions.checkFree(id)
    for (const droplet of tagged) destroyDroplet(cloud, droplet)
    return undefined
  }),

  droplets_list_neighbors: operation((cloud, { path }) => {
    const droplet = existingDroplet(cloud, path.droplet_id)
    const others = visibleDroplets(cloud).filter((one) => one !== droplet && one.host === droplet.host)
    return { droplets: others.map((one) => dropletWire(cloud, one)) }
  }),

  droplets_list_neighborsIds: operation((cloud) => {
    const byHost = Map.groupBy(visibleDroplets(cloud), ({ host }) => host)
    const groups = [...byHost.values()].filter((group) => group.length > 1)
    return { neighbor_ids: groups.map((group) => group.map(({ id }) => id)) }
  }),

  /** Kernels are the image's own since 2017. */
  droplets_list_kernels: operation((cloud, call) => {
    existingDroplet(cloud, call.path.droplet_id)
    return page(cloud, call, 'kernels', [], () => null)
  }),
}

/** GPU droplets are left out unless asked for. */
function filtered(cloud: DigitalOcean, { query }: Call): readonly Droplet[] {
  const { tag_name: tag, name, type = 'droplets' } = query
  if (tag !== undefined && (name !== undefined || query.type !== undefined))
    throw badRequest('tag_name can not be combined with name or type.')
  if (tag !== undefined) return taggedDroplets(cloud, String(tag))
  const wanted = name === undefined ? undefined : String(name).toLowerCase()
  return visibleDroplets(cloud).filter(
    (droplet) =>
      (wanted === undefined || droplet.name.toLowerCase() === wanted) &&
      (droplet.size.gpu !== undefined) === (type === 'gpus'),
  )
}
