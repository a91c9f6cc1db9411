import type { CloudStack } from './cloud.ts'
import { invalid } from './refusal.ts'
import { stateOf, type VirtualMachine } from './virtual-machine.ts'
import { checkUnattached, mostDataVolumes, type Volume, volumesOf } from './volume.ts'

/** Throws a `Refusal` where the two do not go together, now. */
export function checkAttachable(
  cloud: CloudStack,
  volume: Volume,
  machine: VirtualMachine,
  deviceId: number | undefined,
): void {
  checkUnattached(volume)
  if (volume.state !== 'Allocated' && volume.state !== 'Ready')
    throw invalid('Volume state must be in Allocated, Ready or in Uploaded state')
  if (stateOf(machine) !== 'Running' && stateOf(machine) !== 'Stopped')
    throw invalid('Please specify a VM that is either running or stopped.')
  if (machine.zone !== volume.zone)
    throw invalid('Please specify a VM that is in the same zone as the volume.')
  if (machine.projectId !== volume.projectId)
    throw invalid('Please specify a VM whose owner is that of the volume.')
  const own = volumesOf(cloud, machine)
  if (own.filter(({ type }) => type === 'DATADISK').length >= mostDataVolumes)
    throw invalid(
      `The specified VM already has the maximum number of data disks (${mostDataVolumes}) attached. Please specify another VM.`,
    )
  if (deviceId !== undefined && (deviceId < 1 || deviceId > mostDataVolumes + 2))
    throw invalid(`deviceId ${deviceId} is not valid: it is from 1 to ${mostDataVolumes + 2}`)
  if (own.some(({ attached }) => attached?.deviceId === deviceId))
    throw invalid(`deviceId ${deviceId} is used by VM ${machine.id}`)
}

/** The machine has the disk, as the first free device where none is asked for. */
export function attach(
  cloud: CloudStack,
  volume: Volume,
  machine: VirtualMachine,
  wanted: number | undefined,
): void {
  checkAttachable(cloud, volume, machine, wanted)
  const used = new Set(volumesOf(cloud, machine).map(({ attached }) => attached?.deviceId))
  let deviceId = wanted ?? 1
  while (used.has(deviceId)) deviceId += 1
  volume.state = 'Ready'
  volume.attached = { machine, deviceId, at: cloud.centre.clock.now() }
}
