import type { CloudStack } from './cloud.ts'
import type { VirtualMachine } from './virtual-machine.ts'

/** Begins the end of a machine: its computer goes. */
export function beginExpunge({ centre }: CloudStack, machine: VirtualMachine): void {
  machine.phase = 'expunging'
  if (machine.server) centre.servers.terminate(machine.server)
}

/** The machine is gone, and lets go of what it held. */
export function finishExpunge(cloud: CloudStack, machine: VirtualMachine): void {
  if (!cloud.virtualMachines.delete(machine.id)) return
  cloud.removed.add(machine.id)
  cloud.tags.forget(machine.id)
  for (const letGo of cloud.onMachineGone) letGo(machine)
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
