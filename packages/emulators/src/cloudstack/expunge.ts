import type { CloudStack } from './cloud.ts'
import type { VirtualMachine } from './virtual-machine.ts'
import { removeVolume, volumesOf } from './volume.ts'

/** Begins the end of a machine: its computer goes. */
export function beginExpunge({ centre }: CloudStack, machine: VirtualMachine): void {
  machine.phase = 'expunging'
  if (machine.server) centre.servers.terminate(machine.server)
}

/** Its disks stay when a machine goes, all but the one that it booted from. */
export function detachData(cloud: CloudStack, machine: VirtualMachine): void {
  for (const volume of volumesOf(cloud, machine)) if (volume.type === 'DATADISK') volume.attached = undefined
}

/** The machine is gone, and lets go of what it held. */
export function finishExpunge(cloud: CloudStack, machine: VirtualMachine): void {
  if (!cloud.virtualMachines.delete(machine.id)) return
  cloud.removed.add(machine.id)
  cloud.tags.forget(machine.id)
  for (const letGo of cloud.onMachineGone) letGo(machine)
  detachData(cloud, machine)
  for (const volume of volumesOf(cloud, machine)) removeVolume(cloud, volume)
  for (const { network, address } of machine.nics) if (address) network.guests?.giveBack(address)
}

/** Machines that were destroyed long enough ago are expunged, as the server's own thread does. */
export function expungeDue(cloud: CloudStack): void {
  const { clock, times } = cloud.centre
  for (const machine of cloud.virtualMachines.values()) {
    const due = machine.phase === 'destroyed' || machine.phase === 'error'
    if (!due || clock.now() - machine.destroyedAt < times.terminatedShownMs) continue
    beginExpunge(cloud, machine)
    finishExpunge(cloud, machine)
  }
}
