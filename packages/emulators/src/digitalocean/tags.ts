import { type DigitalOcean, numberOf } from './cloud.ts'
import { visibleDroplets } from './droplet.ts'
import { type Json, type Operations, operation } from './operation.ts'
import { page } from './paging.ts'
import { notFound, unprocessable } from './refusal.ts'
import { checkTags } from './tag-name.ts'
import type { TaggedType } from './tag-register.ts'

interface ResourcesInput {
  readonly resources: readonly { readonly resource_id?: string; readonly resource_type?: TaggedType }[]
}

export const tags: Operations<`tags_${string}`> = {
  tags_list: operation((cloud, call) =>
    page(cloud, call, 'tags', cloud.tags.names(), (name) => tagWire(cloud, name, call.origin)),
  ),

  tags_create: operation<{ readonly name?: string }>((cloud, { body: { name = '' }, origin }) => {
    if (name === '') throw unprocessable("Tag name can't be blank")
    checkTags([name])
    cloud.tags.create(name)
    return { tag: tagWire(cloud, shownName(cloud, name), origin) }
  }),

  tags_get: operation((cloud, { path, origin }) => ({
    tag: tagWire(cloud, shownName(cloud, path.tag_id), origin),
  })),

  tags_delete: operation((cloud, { path }) => {
    cloud.tags.delete(shownName(cloud, path.tag_id))
    return undefined
  }),

  tags_assign_resources: operation<ResourcesInput>((cloud, { path, body }) => {
    const tag = shownName(cloud, path.tag_id)
    for (const { type, id } of readResources(cloud, body)) cloud.tags.add(tag, type, id)
    return undefined
  }),

  tags_unassign_resources: operation<ResourcesInput>((cloud, { path, body }) => {
    const tag = shownName(cloud, path.tag_id)
    for (const { type, id } of readResources(cloud, body)) cloud.tags.remove(tag, type, id)
    return undefined
  }),
}

/** As the tag was first written. */
function shownName(cloud: DigitalOcean, name = ''): string {
  const known = cloud.tags.names().find((one) => one.toLowerCase() === name.toLowerCase())
  if (known === undefined) throw notFound()
  return known
}

/** All that are named exist, or none is tagged. */
function readResources(cloud: DigitalOcean, { resources }: ResourcesInput) {
  return resources.map(({ resource_type: type, resource_id: id = '' }) => {
    if (!type) throw unprocessable('resource_type is required.')
    if (!exists(cloud, type, id)) throw notFound()
    return { type, id }
  })
}

function exists(cloud: DigitalOcean, type: TaggedType, id: string): boolean {
  const { images, volumes, volumeSnapshots } = cloud
  if (type === 'droplet') return visibleDroplets(cloud).some((droplet) => droplet.id === numberOf(id))
  if (type === 'image') return images.get(numberOf(id))?.public === false
  return type === 'volume' ? volumes.has(id) : volumeSnapshots.has(id)
}

const kinds: readonly (readonly [TaggedType, string, string])[] = [
  ['droplet', 'droplets', 'droplets'],
  // The specification's own spelling is that of the API.
  ['image', 'imgages', 'images'],
  ['volume', 'volumes', 'volumes'],
  ['volume_snapshot', 'volume_snapshots', 'snapshots'],
  ['database', 'databases', 'databases'],
]

function tagWire(cloud: DigitalOcean, name: string, origin: string): Json {
  const counted = kinds.map(([type, member, folder]) => {
    const ids = cloud.tags
      .resources(name, type)
      .filter((id) => type === 'database' || exists(cloud, type, id))
    const last = ids.at(-1)
    const uri = last === undefined ? undefined : `${origin}/v2/${folder}/${last}`
    return { member, count: ids.length, uri }
  })
  const count = counted.reduce((sum, kind) => sum + kind.count, 0)
  return {
    name,
    resources: {
      count,
      last_tagged_uri: counted.find(({ uri }) => uri)?.uri,
      ...Object.fromEntries(
        counted.map((kind) => [kind.member, { count: kind.count, last_tagged_uri: kind.uri }]),
      ),
    },
  }
}
