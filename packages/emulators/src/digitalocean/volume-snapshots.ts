import { type DigitalOcean, timeText } from './cloud.ts'
import { type Json, type Operations, operation } from './operation.ts'
import { page } from './paging.ts'
import { notFound, Refusal, unprocessable } from './refusal.ts'
import { checkTags } from './tag-name.ts'
import { existingVolume, type VolumeSnapshot } from './volume.ts'

interface SnapshotInput {
  readonly name: string
  readonly tags?: readonly string[] | null
}

export const volumeSnapshots: Operations<`volumeSnapshots_${string}`> = {
  volumeSnapshots_create: operation<SnapshotInput>((cloud, { path, body: { name, tags } }) => {
    const volume = existingVolume(cloud, path.volume_id)
    if (!name.trim()) throw unprocessable("Name can't be blank")
    checkTags(tags ?? [])
    const all = [...cloud.volumeSnapshots.values()]
    if (all.some((one) => one.volumeId === volume.id && one.name === name))
      throw new Refusal('conflict', 'a snapshot with this name already exists for this volume')
    const snapshot: VolumeSnapshot = {
      id: cloud.newUuid(),
      name,
      volumeId: volume.id,
      region: volume.region.slug,
      sizeGiB: volume.sizeGiB,
      createdAt: cloud.centre.clock.now(),
    }
    cloud.volumeSnapshots.set(snapshot.id, snapshot)
    for (const tag of tags ?? []) cloud.tags.add(tag, 'volume_snapshot', snapshot.id)
    return { snapshot: volumeSnapshotWire(cloud, snapshot) }
  }),

  volumeSnapshots_list: operation((cloud, call) => {
    const { id } = existingVolume(cloud, call.path.volume_id)
    const own = [...cloud.volumeSnapshots.values()].filter(({ volumeId }) => volumeId === id)
    return page(cloud, call, 'snapshots', own, (snapshot) => volumeSnapshotWire(cloud, snapshot))
  }),

  volumeSnapshots_get_byId: operation((cloud, { path }) => ({
    snapshot: volumeSnapshotWire(cloud, existing(cloud, path.snapshot_id)),
  })),

  volumeSnapshots_delete_byId: operation((cloud, { path }) => {
    deleteVolumeSnapshot(cloud, existing(cloud, path.snapshot_id))
    return undefined
  }),
}

function existing({ volumeSnapshots: all }: DigitalOcean, id = ''): VolumeSnapshot {
  const snapshot = all.get(id)
  if (!snapshot) throw notFound()
  return snapshot
}

export function deleteVolumeSnapshot(cloud: DigitalOcean, { id }: VolumeSnapshot): void {
  cloud.volumeSnapshots.delete(id)
  cloud.tags.forget('volume_snapshot', id)
}

export const volumeSnapshotWire = (cloud: DigitalOcean, snapshot: VolumeSnapshot): Json => ({
  id: snapshot.id,
  name: snapshot.name,
  created_at: timeText(snapshot.createdAt),
  regions: [snapshot.region],
  resource_id: snapshot.volumeId,
  resource_type: 'volume',
  min_disk_size: snapshot.sizeGiB,
  // An empty file system: what is written to a volume is not simulated.
  size_gigabytes: 0,
  tags: cloud.tags.of('volume_snapshot', snapshot.id),
})
