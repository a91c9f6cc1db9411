import { type CloudStack, timeText } from './cloud.ts'
import { type Commands, type Fields, job, now } from './command.ts'
import { checkLimit } from './limits.ts'
import { answerList, type ListInput, ownedBy } from './listing.ts'
import { type OwnerInput, ownerWire } from './owner.ts'
import { invalid } from './refusal.ts'
import { existingSnapshot, removeSnapshot, type Snapshot } from './snapshot.ts'
import { hasTags, type TagFilter, tagsWire } from './tag.ts'
import { storeTags } from './tag-input.ts'
import { existingVolume, type Volume } from './volume.ts'
import { existingZone } from './zones.ts'

interface SnapshotInput extends OwnerInput {
  readonly volumeid: string
  readonly name?: string
  readonly tags?: TagFilter
}

interface SnapshotList extends ListInput {
  readonly volumeid?: string
  readonly snapshottype?: string
  readonly intervaltype?: string
  readonly showunique?: boolean
  readonly tags?: TagFilter
}

export const snapshotCommands: Commands<'createSnapshot' | 'listSnapshots' | 'deleteSnapshot'> = {
  createSnapshot: job<SnapshotInput>('volumeid name tags account domainid', (cloud, input) => {
    const volume = existingVolume(cloud, 'volumeid', input.volumeid)
    if (volume.state !== 'Ready')
      throw invalid(`VolumeId: ${volume.id} is not in Ready state but ${volume.state}. Cannot take snapshot.`)
    checkLimit(cloud, 'snapshots', cloud.snapshots.size)
    const snapshot = newSnapshot(cloud, volume, input.name)
    cloud.snapshots.set(snapshot.id, snapshot)
    storeTags(cloud, { id: snapshot.id, type: 'Snapshot', projectId: snapshot.projectId }, input.tags)
    return {
      instance: { type: 'Snapshot', id: snapshot.id },
      created: snapshot.id,
      projectId: snapshot.projectId,
      queue: volume.id,
      ms: cloud.centre.times.actionMs,
      begin: () => {
        volume.state = 'Snapshotting'
        snapshot.state = 'BackingUp'
      },
      finish: () => {
        volume.state = 'Ready'
        snapshot.state = 'BackedUp'
        return { snapshot: snapshotWire(cloud, snapshot) }
      },
      abort: () => {
        snapshot.state = 'Error'
      },
    }
  }),

  listSnapshots: now<SnapshotList>(
    'id ids name volumeid zoneid snapshottype intervaltype tags showunique',
    (cloud, input, call) => {
      const same = (wanted: string | undefined, own: string) => wanted === undefined || wanted === own
      const snapshots = ownedBy(cloud, input, cloud.snapshots.values()).filter(
        ({ id, volume }) =>
          same(input.volumeid, volume.id) &&
          same(input.snapshottype?.toUpperCase(), 'MANUAL') &&
          input.intervaltype === undefined &&
          hasTags(cloud, id, input.tags),
      )
      const rows = snapshots.flatMap((snapshot) => rowsOf(snapshot, input))
      return answerList(cloud, call, 'snapshot', rows, ({ snapshot, zoneId }) =>
        snapshotWire(cloud, snapshot, zoneId),
      )
    },
  ),

  deleteSnapshot: job<{ readonly id: string; readonly zoneid?: string }>('id zoneid', (cloud, input) => {
    const { id, zoneid } = input
    const snapshot = existingSnapshot(cloud, 'id', id)
    const zone = zoneid === undefined ? undefined : existingZone(cloud, zoneid)
    return {
      instance: { type: 'Snapshot', id },
      projectId: snapshot.projectId,
      queue: snapshot.volume.id,
      ms: cloud.centre.times.actionMs,
      begin: () => {
        if (!cloud.snapshots.has(id)) throw invalid(`unable to find a snapshot with id ${id}`)
      },
      finish: () => {
        if (zone) snapshot.zones.delete(zone.id)
        if (!zone || snapshot.zones.size === 0) removeSnapshot(cloud, snapshot)
        return { success: true }
      },
    }
  }),
}

interface Row {
  readonly snapshot: Snapshot
  readonly zoneId: string
}

/** One is shown once for each zone that has it. */
function rowsOf(snapshot: Snapshot, { zoneid, showunique }: SnapshotList): readonly Row[] {
  const zones = [...snapshot.zones].filter((zoneId) => zoneid === undefined || zoneId === zoneid)
  return zones.slice(0, showunique ? 1 : zones.length).map((zoneId) => ({ snapshot, zoneId }))
}

function newSnapshot(cloud: CloudStack, volume: Volume, name: string | undefined): Snapshot {
  const at = cloud.centre.clock.now()
  const time = new Date(at).toISOString().replace(/\D/g, '').slice(0, 14)
  return {
    id: cloud.newId(),
    name: name ?? `${volume.attached?.machine.name ?? 'detached'}_${volume.name}_${time}`,
    volume,
    sizeBytes: volume.sizeBytes,
    zones: new Set([volume.zone.id]),
    state: 'Creating',
    createdAt: at,
    projectId: volume.projectId,
  }
}

/** As it is in a zone; left out, in that of its volume. */
export function snapshotWire(
  cloud: CloudStack,
  snapshot: Snapshot,
  zoneId: string = snapshot.volume.zone.id,
): Fields {
  const { id, name, volume, sizeBytes, state } = snapshot
  return {
    id,
    name,
    ...ownerWire(cloud, snapshot.projectId),
    created: timeText(snapshot.createdAt),
    state,
    volumeid: volume.id,
    volumename: volume.name,
    volumetype: volume.type,
    volumestate: volume.state,
    snapshottype: 'MANUAL',
    intervaltype: 'MANUAL',
    locationtype: 'SECONDARY',
    physicalsize: state === 'BackedUp' ? sizeBytes : 0,
    virtualsize: sizeBytes,
    revertable: state === 'BackedUp',
    zoneid: zoneId,
    zonename: cloud.zones.get(zoneId)?.name,
    ...(volume.template && {
      ostypeid: volume.template.osType.id,
      osdisplayname: volume.template.osType.name,
    }),
    tags: tagsWire(cloud, id),
    hasannotations: false,
  }
}
