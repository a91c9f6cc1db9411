import { type DigitalOcean, numberOf, timeText } from './cloud.ts'
import { existingDroplet } from './droplet.ts'
import { imagesOf } from './droplet-image.ts'
import { deleteImage, type Image } from './image.ts'
import { type Call, type Json, type Operations, operation } from './operation.ts'
import { page } from './paging.ts'
import { notFound } from './refusal.ts'
import type { VolumeSnapshot } from './volume.ts'
import { deleteVolumeSnapshot, volumeSnapshotWire } from './volume-snapshots.ts'

/** Of droplets, which are images too, and of volumes, in one list. */
export const snapshots: Operations<
  `snapshots_${string}` | 'droplets_list_snapshots' | 'droplets_list_backups'
> = {
  snapshots_list: operation((cloud, call) => {
    const { resource_type: type } = call.query
    const images = type === 'volume' ? [] : [...cloud.images.values()].filter(isSnapshot)
    const ofVolumes = type === 'droplet' ? [] : [...cloud.volumeSnapshots.values()]
    return page(cloud, call, 'snapshots', [...images, ...ofVolumes], (one) => anyWire(cloud, one))
  }),

  snapshots_get: operation((cloud, { path }) => ({
    snapshot: anyWire(cloud, existing(cloud, path.snapshot_id)),
  })),

  snapshots_delete: operation((cloud, { path }) => {
    const snapshot = existing(cloud, path.snapshot_id)
    if ('volumeId' in snapshot) deleteVolumeSnapshot(cloud, snapshot)
    else deleteImage(cloud, snapshot)
    return undefined
  }),

  droplets_list_snapshots: operation((cloud, call) => dropletImages(cloud, call, 'snapshots', 'snapshot')),

  droplets_list_backups: operation((cloud, call) => dropletImages(cloud, call, 'backups', 'backup')),
}

const isSnapshot = ({ type, public: vendor }: Image) => type === 'snapshot' && !vendor

function existing({ images, volumeSnapshots }: DigitalOcean, id = ''): Image | VolumeSnapshot {
  const image = images.get(numberOf(id))
  const snapshot = image && isSnapshot(image) ? image : volumeSnapshots.get(id)
  if (!snapshot) throw notFound()
  return snapshot
}

const anyWire = (cloud: DigitalOcean, snapshot: Image | VolumeSnapshot): Json =>
  'volumeId' in snapshot ? volumeSnapshotWire(cloud, snapshot) : dropletSnapshotWire(cloud, snapshot)

const common = ({ name, createdAt, regions, minDiskGiB, sizeGigabytes }: Image) => ({
  name,
  created_at: timeText(createdAt),
  regions: [...regions],
  min_disk_size: minDiskGiB,
  size_gigabytes: sizeGigabytes,
})

const dropletSnapshotWire = (cloud: DigitalOcean, image: Image): Json => ({
  id: String(image.id),
  ...common(image),
  resource_id: String(image.dropletId),
  resource_type: 'droplet',
  tags: cloud.tags.of('image', image.id),
})

function dropletImages(cloud: DigitalOcean, call: Call, name: string, type: 'backup' | 'snapshot'): Json {
  const images = imagesOf(cloud, existingDroplet(cloud, call.path.droplet_id), type)
  return page(cloud, call, name, images, (image) => ({ id: image.id, ...common(image), type }))
}
