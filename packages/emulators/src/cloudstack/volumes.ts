import type { JobPlan } from './async-jobs.ts'
import type { CloudStack } from './cloud.ts'
import { type Commands, job, now } from './command.ts'
import { answerList, type ListInput, ownedBy } from './listing.ts'
import { newVolume, type VolumeInput } from './new-volume.ts'
import { invalid } from './refusal.ts'
import { hasTags, type TagFilter } from './tag.ts'
import { existingVirtualMachine } from './virtual-machine.ts'
import { checkUnattached, existingVolume, removeVolume, type Volume } from './volume.ts'
import { attach } from './volume-attachment.ts'
import { volumeWire } from './volume-wire.ts'

interface VolumeList extends ListInput {
  readonly type?: string
  readonly virtualmachineid?: string
  readonly diskofferingid?: string
  readonly state?: string
  readonly tags?: TagFilter
}

interface IdInput {
  readonly id: string
}

export const volumeCommands: Commands<
  'createVolume' | 'listVolumes' | 'updateVolume' | 'deleteVolume' | 'destroyVolume' | 'recoverVolume'
> = {
  createVolume: job<VolumeInput>(
    'name zoneid diskofferingid snapshotid size virtualmachineid account domainid projectid displayvolume',
    (cloud, input) => {
      const { virtualmachineid: to } = input
      const machine = to === undefined ? undefined : existingVirtualMachine(cloud, 'virtualmachineid', to)
      const volume = newVolume(cloud, input)
      cloud.volumes.set(volume.id, volume)
      return {
        ...work(cloud, volume),
        created: volume.id,
        ms: cloud.centre.times.actionMs,
        finish: () => {
          if (volume.state === 'Creating') volume.state = 'Ready'
          if (machine) attach(cloud, volume, machine, undefined)
          return { volume: volumeWire(cloud, volume) }
        },
        abort: () => removeVolume(cloud, volume),
      }
    },
  ),

  listVolumes: now<VolumeList>(
    'id ids name type virtualmachineid zoneid diskofferingid state tags',
    (cloud, input, call) => {
      const volumes = ownedBy(cloud, input, cloud.volumes.values()).filter((volume) =>
        isChosen(cloud, volume, input),
      )
      return answerList(cloud, call, 'volume', volumes, (volume) => volumeWire(cloud, volume))
    },
  ),

  updateVolume: job<IdInput & { readonly name?: string }>('id name', (cloud, { id, name }) => {
    const volume = existingVolume(cloud, 'id', id)
    return {
      ...work(cloud, volume),
      ms: 0,
      begin: () => {
        if (name !== undefined) volume.name = name
      },
    }
  }),

  deleteVolume: now<IdInput>('id', (cloud, { id }) => {
    const volume = existingVolume(cloud, 'id', id)
    checkIdle(volume)
    removeVolume(cloud, volume)
    return { success: true }
  }),

  destroyVolume: job<IdInput & { readonly expunge?: boolean }>('id expunge', (cloud, { id, expunge }) => {
    const volume = existingVolume(cloud, 'id', id)
    return {
      ...work(cloud, volume),
      ms: cloud.centre.times.actionMs,
      begin: () => checkIdle(volume),
      finish: () => {
        volume.state = 'Destroy'
        const shown = volumeWire(cloud, volume)
        if (expunge) removeVolume(cloud, volume)
        return { volume: shown }
      },
    }
  }),

  recoverVolume: now<IdInput>('id', (cloud, { id }) => {
    const volume = existingVolume(cloud, 'id', id)
    if (volume.state !== 'Destroy') throw invalid('Please specify a volume in Destroy state.')
    volume.state = 'Ready'
    return { volume: volumeWire(cloud, volume) }
  }),
}

/** What the jobs of a volume have in common: one after the other, with the volume as their result. */
export const work = (cloud: CloudStack, volume: Volume): Omit<JobPlan, 'ms'> => ({
  instance: { type: 'Volume', id: volume.id },
  projectId: volume.projectId,
  queue: volume.id,
  finish: () => ({ volume: volumeWire(cloud, volume) }),
})

/** Throws a `Refusal` for a volume that something is done with. */
function checkIdle(volume: Volume): void {
  checkUnattached(volume)
  if (!['Ready', 'Allocated', 'Destroy', 'UploadError'].includes(volume.state))
    throw invalid(`Please specify a volume in a state that can be deleted; it is ${volume.state}`)
}

function isChosen(cloud: CloudStack, volume: Volume, input: VolumeList): boolean {
  const same = (wanted: string | undefined, own: string | undefined) => wanted === undefined || wanted === own
  return (
    same(input.type?.toUpperCase(), volume.type) &&
    same(input.virtualmachineid, volume.attached?.machine.id) &&
    same(input.zoneid, volume.zone.id) &&
    same(input.diskofferingid, volume.offering?.id) &&
    same(input.state, volume.state) &&
    hasTags(cloud, volume.id, input.tags)
  )
}
