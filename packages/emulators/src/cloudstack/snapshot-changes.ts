import type { CloudStack } from './cloud.ts'
import { type Commands, job } from './command.ts'
import { invalid } from './refusal.ts'
import { existingSnapshot, type Snapshot } from './snapshot.ts'
import { snapshotWire } from './snapshots.ts'
import { stateOf } from './virtual-machine.ts'
import { existingZone, type Zone } from './zones.ts'

interface CopyInput {
  readonly id: string
  readonly sourcezoneid?: string
  readonly destzoneid?: string
  readonly destzoneids?: readonly string[]
}

export const snapshotChangeCommands: Commands<'revertSnapshot' | 'copySnapshot'> = {
  revertSnapshot: job<{ readonly id: string }>('id', (cloud, { id }) => {
    const snapshot = existingSnapshot(cloud, 'id', id)
    const { volume } = snapshot
    return {
      ...work(cloud, snapshot),
      queue: volume.id,
      begin: () => {
        checkRevertable(cloud, snapshot)
        volume.state = 'RevertSnapshotting'
      },
      finish: () => {
        volume.state = 'Ready'
        volume.sizeBytes = snapshot.sizeBytes
        return { snapshot: snapshotWire(cloud, snapshot) }
      },
    }
  }),

  copySnapshot: job<CopyInput>('id sourcezoneid destzoneid destzoneids', (cloud, input) => {
    const snapshot = existingSnapshot(cloud, 'id', input.id)
    const ids = input.destzoneids ?? (input.destzoneid === undefined ? [] : [input.destzoneid])
    if (ids.length === 0) throw invalid('Either destzoneid or destzoneids parameters have to be specified.')
    const zones = ids.map((id) => existingZone(cloud, id))
    const source =
      input.sourcezoneid === undefined ? snapshot.volume.zone : existingZone(cloud, input.sourcezoneid)
    return {
      ...work(cloud, snapshot),
      ms: cloud.centre.times.importMs,
      begin: () => checkCopyable(snapshot, source, zones),
      finish: () => {
        for (const { id } of zones) snapshot.zones.add(id)
        return { snapshot: snapshotWire(cloud, snapshot, zones.at(-1)?.id) }
      },
    }
  }),
}

const work = (cloud: CloudStack, { id, projectId }: Snapshot) => ({
  instance: { type: 'Snapshot', id },
  projectId,
  queue: id,
  ms: cloud.centre.times.actionMs,
})

function checkRevertable({ volumes }: CloudStack, { id, state, volume }: Snapshot): void {
  if (state !== 'BackedUp') throw invalid(`Unable to revert to snapshot ${id}: it is in state ${state}`)
  if (volumes.get(volume.id) !== volume)
    throw invalid(`Unable to revert to snapshot ${id}: its volume ${volume.id} is gone`)
  if (volume.state !== 'Ready') throw invalid(`The volume ${volume.id} is not in Ready state`)
  if (volume.attached && stateOf(volume.attached.machine) !== 'Stopped')
    throw invalid('The VM the specified disk attached to is not in the shutdown state.')
}

function checkCopyable({ id, state, zones }: Snapshot, source: Zone, wanted: readonly Zone[]): void {
  if (state !== 'BackedUp') throw invalid(`Snapshot ${id} is not in BackedUp state yet`)
  if (!zones.has(source.id)) throw invalid(`Snapshot ${id} is not in the zone ${source.id}`)
  if (wanted.includes(source)) throw invalid('Please specify different source and destination zones.')
}
