import type { Server, Servers } from '../centre/servers.ts'
import type { CloudStack } from './cloud.ts'
import { leadsToSsh } from './forwarding-rules.ts'
import { isRouted, type Network } from './network.ts'
import { ipsOf, takeIp } from './public-ip.ts'
import { failed, invalid } from './refusal.ts'
import { defaultNic, stateOf, type VirtualMachine } from './virtual-machine.ts'
import { volumesOf } from './volume.ts'

/** Powers a machine on. Its first start makes the computer. Throws a `Refusal` in a state that does not allow it. */
export function startMachine(cloud: CloudStack, machine: VirtualMachine): void {
  const state = stateOf(machine)
  if (state === 'Running')
    throw invalid(`The virtual machine ${machine.id} (${machine.displayName}) is already running`)
  if (state !== 'Stopped') throw failed(`Failed to start vm ${machine.id}: it is in state ${state}`)
  for (const { network } of machine.nics) implement(cloud, network)
  const { servers } = cloud.centre
  if (machine.server) servers.start(machine.server)
  else {
    machine.server = launch(cloud, machine)
    leadTo(cloud, machine, machine.server)
  }
  for (const volume of volumesOf(cloud, machine)) volume.state = 'Ready'
}

/** A network is set up when its first machine starts: it gets the address that its traffic goes out by. */
export function implement(cloud: CloudStack, network: Network): void {
  if (network.state === 'Allocated' && isRouted(network) && network.vpcId === undefined) {
    const { id: networkId, zone, projectId } = network
    takeIp(cloud, { zone, networkId, vpcId: undefined, sourceNat: true, projectId })
  }
  network.state = 'Implemented'
}

/** What leads to a machine from before its first start. */
function leadTo(cloud: CloudStack, machine: VirtualMachine, server: Server): void {
  for (const nic of machine.nics)
    if (nic.address && nic !== defaultNic(machine)) server.otherAddresses.add(nic.address)
  for (const ip of ipsOf(cloud, machine)) cloud.centre.servers.reserve(server, ip.address)
  for (const rule of cloud.forwardingRules.values())
    if (rule.machine === machine && leadsToSsh(rule)) server.otherAddresses.add(rule.ip.address)
}

const launch = ({ centre }: CloudStack, machine: VirtualMachine): Server =>
  centre.servers.launch({
    ...computerOf(machine),
    id: machine.id,
    privateAddress: defaultNic(machine)?.address ?? '',
    publicAddress: false,
    keepsAddress: true,
  })

/** What a machine is as a computer. */
export function computerOf(machine: VirtualMachine): Parameters<Servers['rebuild']>[1] {
  const { id, name, template, publicKeys, userData, zone, offering } = machine
  return {
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
  }
}

/** Powers a machine off; one that is off already stays so. */
export function stopMachine({ centre }: CloudStack, { server }: VirtualMachine): void {
  if (server?.state === 'running') centre.servers.stop(server)
}

export const isOn = ({ server }: VirtualMachine): boolean =>
  server?.state === 'running' || server?.state === 'pending'
