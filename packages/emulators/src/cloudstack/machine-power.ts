import type { CloudStack } from './cloud.ts'
import { failed, invalid } from './refusal.ts'
import { defaultNic, stateOf, type VirtualMachine } from './virtual-machine.ts'
import { volumesOf } from './volume.ts'

/** Powers a machine on. Its first start makes the computer. Throws a `Refusal` in a state that does not allow it. */
export function startMachine(cloud: CloudStack, machine: VirtualMachine): void {
  const state = stateOf(machine)
  if (state === 'Running')
    throw invalid(`The virtual machine ${machine.id} (${machine.displayName}) is already running`)
  if (state !== 'Stopped') throw failed(`Failed to start vm ${machine.id}: it is in state ${state}`)
  const { servers } = cloud.centre
  if (machine.server) servers.start(machine.server)
  else machine.server = launch(cloud, machine)
  for (const volume of volumesOf(cloud, machine)) volume.state = 'Ready'
  for (const { network } of machine.nics) network.state = 'Implemented'
}

function launch({ centre }: CloudStack, machine: VirtualMachine) {
  const { id, name, template, publicKeys, userData, zone, offering } = machine
  return centre.servers.launch({
    id,
    hostname: name,
    os: template.osType.os,
    authorizedKeys: publicKeys,
    userData: userData === undefined ? undefined : Buffer.from(userData, 'base64'),
    metadata: {
      'instance-id': id,
      'local-hostname': name,
      'availability-zone': zone.name,
      'service-offering': offering.name,
    },
    privateAddress: defaultNic(machine)?.address ?? '',
    publicAddress: false,
    keepsAddress: true,
  })
}

/** Powers a machine off; one that is off already stays so. */
export function stopMachine({ centre }: CloudStack, { server }: VirtualMachine): void {
  if (server?.state === 'running') centre.servers.stop(server)
}

export const isOn = ({ server }: VirtualMachine): boolean =>
  server?.state === 'running' || server?.state === 'pending'
