import { defaultLimits } from './account.ts'
import type { DigitalOcean } from './cloud.ts'
import { type Call, type Operations, operation } from './operation.ts'
import { page } from './paging.ts'
import { badRequest, notFound, Refusal, unprocessable } from './refusal.ts'
import type { Region } from './region-catalogue.ts'
import { checkTags } from './tag-name.ts'
import { existingVolume, type Volume, volumeWire } from './volume.ts'

interface VolumeInput {
  readonly name: string
  readonly region: string
  readonly size_gigabytes: number
  readonly description?: string
  readonly snapshot_id?: string
  readonly filesystem_type?: string
  readonly filesystem_label?: string
  readonly tags?: readonly string[] | null
}

export const largestVolumeGiB = 16_384

export const volumes: Operations<`volumes_${string}`> = {
  volumes_list: operation((cloud, call) =>
    page(cloud, call, 'volumes', filtered(cloud, call), (volume) => volumeWire(cloud, volume)),
  ),

  volumes_create: operation<VolumeInput>((cloud, { body }) => ({
    volume: volumeWire(cloud, create(cloud, body)),
  })),

  volumes_get: operation((cloud, { path }) => ({
    volume: volumeWire(cloud, existingVolume(cloud, path.volume_id)),
  })),

  volumes_delete: operation((cloud, { path }) => {
    destroyVolume(cloud, existingVolume(cloud, path.volume_id))
    return undefined
  }),

  volumes_delete_byName: operation((cloud, call) => {
    const { name, region } = call.query
    if (name === undefined || region === undefined) throw badRequest('name and region are required.')
    const [volume] = filtered(cloud, call)
    if (!volume) throw notFound()
    destroyVolume(cloud, volume)
    return undefined
  }),
}

const filtered = ({ volumes: all }: DigitalOcean, { query: { name, region } }: Call): readonly Volume[] =>
  [...all.values()].filter(
    (volume) =>
      (name === undefined || volume.name === name) && (region === undefined || volume.region.slug === region),
  )

/** Throws a `Refusal` while the volume is attached. */
export function destroyVolume(cloud: DigitalOcean, { id, dropletId }: Volume): void {
  if (dropletId !== undefined) {
    const why = "A volume that's attached to a Droplet cannot be deleted. Please detach it first."
    throw new Refusal('conflict', why)
  }
  cloud.volumes.delete(id)
  cloud.tags.forget('volume', id)
}

function create(cloud: DigitalOcean, input: VolumeInput): Volume {
  const { name, description = '', tags } = input
  const region = regionWithStorage(cloud, input.region)
  checkVolumeName(name)
  const { size_gigabytes: sizeGiB } = input
  if (sizeGiB < 1 || sizeGiB > largestVolumeGiB)
    throw unprocessable(`invalid size: a volume has between 1 and ${largestVolumeGiB} GiB`)
  checkTags(tags ?? [])
  const { volumeLimit = defaultLimits.volumes } = cloud.options
  if (cloud.volumes.size >= volumeLimit)
    throw new Refusal('forbidden', 'failed to create volume: volume limit exceeded')
  if ([...cloud.volumes.values()].some((volume) => volume.name === name && volume.region === region))
    throw new Refusal('conflict', 'a volume with this name already exists in this region')
  checkSnapshot(cloud, input)
  const volume: Volume = {
    id: cloud.newUuid(),
    name,
    description,
    region,
    sizeGiB,
    createdAt: cloud.centre.clock.now(),
    ...filesystemOf(input),
    dropletId: undefined,
  }
  cloud.volumes.set(volume.id, volume)
  for (const tag of tags ?? []) cloud.tags.add(tag, 'volume', volume.id)
  return volume
}

function regionWithStorage({ regions }: DigitalOcean, slug: string): Region {
  const region = regions.find((one) => one.slug === slug)
  if (!region?.features.includes('storage')) throw unprocessable('region does not support block storage')
  return region
}

/** Throws a `Refusal` for a name that neither a volume nor a snapshot of one can have. */
function checkVolumeName(name: string): void {
  if (name.length > 64 || !/^[a-z][a-z0-9-]*$/.test(name)) {
    throw unprocessable(
      'invalid name: it must be lowercase, begin with a letter, and have at most 64 letters, digits and dashes',
    )
  }
}

function checkSnapshot(
  { volumeSnapshots }: DigitalOcean,
  { snapshot_id: id, region, size_gigabytes: sizeGiB }: VolumeInput,
): void {
  if (id === undefined) return
  const snapshot = volumeSnapshots.get(id)
  if (!snapshot) throw notFound('snapshot not found')
  if (snapshot.region !== region) throw unprocessable('snapshot is not in the region of the volume')
  if (snapshot.sizeGiB > sizeGiB) throw unprocessable('a volume cannot be smaller than its snapshot')
}

function filesystemOf({ filesystem_type: type = '', filesystem_label: label = '' }: VolumeInput) {
  if (!['', 'ext4', 'xfs'].includes(type)) throw unprocessable('filesystem_type must be ext4 or xfs')
  if (label.length > (type === 'xfs' ? 12 : 16)) throw unprocessable('filesystem_label is too long')
  return { filesystemType: type, filesystemLabel: label }
}
