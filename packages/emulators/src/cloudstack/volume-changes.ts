import type { CloudStack } from './cloud.ts'
import { type Commands, job } from './command.ts'
import { existingDiskOffering } from './disk-offerings.ts'
import { sizeOf } from './new-volume.ts'
import { invalid } from './refusal.ts'
import { GiB } from './template.ts'
import { existingVirtualMachine, stateOf } from './virtual-machine.ts'
import { existingVolume, type Volume, volumesOf } from './volume.ts'
import { attach, checkAttachable } from './volume-attachment.ts'
import { volumeWire } from './volume-wire.ts'
import { work } from './volumes.ts'

interface AttachInput {
  readonly id: string
  readonly virtualmachineid: string
  readonly deviceid?: number
}

interface ResizeInput {
  readonly id: string
  /** In GiB. */
  readonly size?: number
  readonly diskofferingid?: string
  readonly shrinkok?: boolean
}

export const volumeChangeCommands: Commands<'attachVolume' | 'detachVolume' | 'resizeVolume'> = {
  attachVolume: job<AttachInput>('id virtualmachineid deviceid', (cloud, input) => {
    const volume = existingVolume(cloud, 'id', input.id)
    const machine = existingVirtualMachine(cloud, 'virtualmachineid', input.virtualmachineid)
    return {
      ...work(cloud, volume),
      queue: machine.id,
      ms: cloud.centre.times.actionMs,
      begin: () => checkAttachable(cloud, volume, machine, input.deviceid),
      finish: () => {
        attach(cloud, volume, machine, input.deviceid)
        return { volume: volumeWire(cloud, volume) }
      },
    }
  }),

  detachVolume: job<Partial<AttachInput>>('id virtualmachineid deviceid', (cloud, input) => {
    const volume = toDetach(cloud, input)
    return {
      ...work(cloud, volume),
      queue: volume.attached?.machine.id ?? volume.id,
      ms: cloud.centre.times.actionMs,
      begin: () => checkDetachable(volume),
      finish: () => {
        volume.attached = undefined
        return { volume: volumeWire(cloud, volume) }
      },
    }
  }),

  resizeVolume: job<ResizeInput>('id size diskofferingid shrinkok', (cloud, input) => {
    const volume = existingVolume(cloud, 'id', input.id)
    const { diskofferingid } = input
    const offering = diskofferingid === undefined ? undefined : existingDiskOffering(diskofferingid)
    let sizeGiB = 0
    let before: Volume['state'] = volume.state
    return {
      ...work(cloud, volume),
      ms: cloud.centre.times.actionMs,
      begin: () => {
        sizeGiB = newSize(volume, offering, input)
        before = volume.state
        volume.state = before === 'Ready' ? 'Resizing' : before
      },
      finish: () => {
        volume.state = before
        volume.sizeBytes = sizeGiB * GiB
        volume.offering = offering ?? volume.offering
        return { volume: volumeWire(cloud, volume) }
      },
    }
  }),
}

function toDetach(cloud: CloudStack, { id, virtualmachineid, deviceid }: Partial<AttachInput>): Volume {
  const both = deviceid !== undefined || virtualmachineid !== undefined
  if ((id === undefined) !== both || (id === undefined && (deviceid === undefined || !virtualmachineid)))
    throw invalid('Please provide either a volume id, or a tuple(device id, instance id)')
  if (id !== undefined) return existingVolume(cloud, 'id', id)
  const machine = existingVirtualMachine(cloud, 'virtualmachineid', virtualmachineid)
  const volume = volumesOf(cloud, machine).find(({ attached }) => attached?.deviceId === deviceid)
  if (!volume) throw invalid(`Unable to find the volume with device id ${deviceid} on VM ${machine.id}`)
  return volume
}

function checkDetachable({ attached, type }: Volume): void {
  if (!attached) throw invalid('The specified volume is not attached to a VM.')
  const state = stateOf(attached.machine)
  if (type === 'ROOT' && state !== 'Stopped')
    throw invalid('Please specify a VM that is stopped: it is its root volume.')
  if (state !== 'Running' && state !== 'Stopped' && state !== 'Destroyed')
    throw invalid('Please specify a VM that is either running or stopped.')
}

function newSize(volume: Volume, offering: Volume['offering'], { size, shrinkok }: ResizeInput): number {
  if (volume.state !== 'Ready' && volume.state !== 'Allocated')
    throw invalid(
      `Volume should be in ready or allocated state before attempting a resize, and is ${volume.state}`,
    )
  if (!offering && volume.type === 'DATADISK' && volume.offering?.sizeGiB !== undefined)
    throw invalid(
      "To change a volume's size without providing a new disk offering, its current disk offering must be customizable or it must be a root volume (if providing a disk offering, make sure it is different from the current disk offering).",
    )
  const sizeGiB = sizeOf(offering, size)
  if (sizeGiB * GiB < volume.sizeBytes && shrinkok !== true)
    throw invalid(
      `Going from existing size of ${volume.sizeBytes} to size of ${sizeGiB * GiB} would shrink the volume.Need to sign off by supplying the shrinkok parameter with value of true.`,
    )
  return sizeGiB
}
