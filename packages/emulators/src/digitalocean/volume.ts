import { type DigitalOcean, timeText } from './cloud.ts'
import type { Json } from './operation.ts'
import { notFound } from './refusal.ts'
import { type Region, regionWire } from './region-catalogue.ts'

/** A disk of block storage. */
export interface Volume {
  readonly id: string
  readonly name: string
  readonly description: string
  readonly region: Region
  sizeGiB: number
  readonly createdAt: number
  readonly filesystemType: string
  readonly filesystemLabel: string
  /** The droplet that it is attached to; at most one. */
  dropletId: number | undefined
}

/** That one droplet may have. */
export const mostVolumes = 15

export interface VolumeSnapshot {
  readonly id: string
  readonly name: string
  readonly volumeId: string
  readonly region: string
  readonly sizeGiB: number
  readonly createdAt: number
}

export function existingVolume(cloud: DigitalOcean, id: string | undefined): Volume {
  const volume = cloud.volumes.get(id ?? '')
  if (!volume) throw notFound()
  return volume
}

export const volumesOf = (cloud: DigitalOcean, dropletId: number): readonly Volume[] =>
  [...cloud.volumes.values()].filter((volume) => volume.dropletId === dropletId)

export const volumeWire = (cloud: DigitalOcean, volume: Volume): Json => ({
  id: volume.id,
  region: regionWire(volume.region),
  droplet_ids: volume.dropletId === undefined ? [] : [volume.dropletId],
  name: volume.name,
  description: volume.description,
  size_gigabytes: volume.sizeGiB,
  created_at: timeText(volume.createdAt),
  filesystem_type: volume.filesystemType,
  filesystem_label: volume.filesystemLabel,
  tags: cloud.tags.of('volume', volume.id),
})
