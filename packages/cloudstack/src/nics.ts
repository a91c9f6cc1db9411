import type { CallOptions, Listing, Ref, Resource } from '@cloud/core'
import {
  afterWrite,
  beforeWrite,
  checkNames,
  checkText,
  clientOf,
  type HasClient,
  idOf,
} from '@cloud/core/driver'
import { changeMachine, steadyMachine } from './change-machine.ts'
import type { CloudStackClient } from './client.ts'
import { getNetwork } from './get-network.ts'
import { getVirtualMachine, nodeIdOf } from './get-node.ts'
import type { NicWire, VirtualMachineWire } from './nodes-wire.ts'
import { list } from './pages.ts'
import { notThere, refusal } from './refusal.ts'

type Driver = HasClient<CloudStackClient>

/** What a node is in a network by; its name is the network's. */
export interface Nic extends Resource<'nic', NicWire> {
  readonly network: string
  readonly ip?: string
  /** What goes out goes by the default one. */
  readonly default: boolean
}

/** `not-found` where there is no such node. https://cloudstack.apache.org/api/apidocs-4.20/apis/listNics.html */
export function listNics(driver: Driver, node: Ref<'node'>, call?: CallOptions): Listing<Nic> {
  const parameters = { virtualmachineid: nodeIdOf(node) }
  return list(clientOf(driver), { name: 'listNics', key: 'nic', parameters, map: toNic }, call)
}

function toNic(wire: NicWire): Nic {
  const { id, networkid, networkname: name = '', ipaddress, isdefault = false } = wire
  const ip = ipaddress === undefined ? {} : { ip: ipaddress }
  return { kind: 'nic', id, name, network: networkid, ...ip, default: isdefault, native: wire }
}

/**
 * Brings a node into one more network of its zone, an advanced one; gives what it is in it by, where it is in it already too.
 * https://cloudstack.apache.org/api/apidocs-4.20/apis/addNicToVirtualMachine.html
 */
export function attachNic(
  driver: Driver,
  node: Ref<'node'>,
  to: { readonly network: Ref<'network'>; readonly ipAddress?: string | undefined },
  call?: CallOptions,
): Promise<Nic> {
  const client = clientOf(driver)
  return client.within(call, async (left) => {
    checkNames('attachNic', to, ['network', 'ipAddress'])
    const { ipAddress: ipaddress } = to
    if (ipaddress !== undefined) checkText('ipAddress', ipaddress, { max: 64 })
    const network = idOf('network', to.network, 'network')
    const machine = await steadyMachine(client, node, 'addNicToVirtualMachine', left)
    const known = nicOf(machine, ({ networkid }) => networkid === network)
    if (known !== undefined && ipaddress !== undefined && known.ipaddress !== ipaddress)
      throw refusal(client, 'conflict', `The node ${machine.id} is in the network as ${known.ipaddress}`)
    if (known !== undefined) return toNic(known)
    await beforeWrite(getNetwork(client, network, left))
    const { id } = machine
    const inIt = (now: VirtualMachineWire) => nicOf(now, ({ networkid }) => networkid === network)
    const parameters = { virtualmachineid: id, networkid: network, ipaddress }
    const isSo = (now: VirtualMachineWire) => inIt(now) !== undefined
    const change = { name: 'addNicToVirtualMachine', parameters, isSo }
    const now = await changeMachine(client, id, change, left)
    const found = (now && inIt(now)) ?? (await afterWrite(getVirtualMachine(client, id, left, inIt)))
    if (found !== undefined) return toNic(found)
    throw refusal(client, 'conflict', `The node ${machine.id} does not show the network ${network}`)
  })
}

/**
 * Takes a node out of a network; resolves where it is not in it. `conflict` for the default one, and for one that an address leads to.
 * https://cloudstack.apache.org/api/apidocs-4.20/apis/removeNicFromVirtualMachine.html
 */
export function detachNic(
  driver: Driver,
  node: Ref<'node'>,
  nic: Ref<'nic'>,
  call?: CallOptions,
): Promise<void> {
  const client = clientOf(driver)
  return client.within(call, async (left) => {
    const nicid = idOf('NIC', nic, 'nic')
    const machine = await steadyMachine(client, node, 'removeNicFromVirtualMachine', left)
    const isGone = (now: VirtualMachineWire) => nicOf(now, ({ id }) => id === nicid) === undefined
    if (isGone(machine)) return
    const { id: virtualmachineid } = machine
    const parameters = { virtualmachineid, nicid }
    const name = 'removeNicFromVirtualMachine'
    await changeMachine(client, virtualmachineid, { name, parameters, isSo: isGone }, left)
  })
}

/** Has what goes out of a node go by this one. `not-found` where it has none such. https://cloudstack.apache.org/api/apidocs-4.20/apis/updateDefaultNicForVirtualMachine.html */
export function setDefaultNic(
  driver: Driver,
  node: Ref<'node'>,
  nic: Ref<'nic'>,
  call?: CallOptions,
): Promise<void> {
  const client = clientOf(driver)
  return client.within(call, async (left) => {
    const nicid = idOf('NIC', nic, 'nic')
    const name = 'updateDefaultNicForVirtualMachine'
    const machine = await steadyMachine(client, node, name, left)
    const found = nicOf(machine, ({ id }) => id === nicid)
    if (found === undefined) throw notThere(client, 'NIC', nicid, 'listVirtualMachines')
    if (found.isdefault) return
    const isSo = (now: VirtualMachineWire) => nicOf(now, ({ id }) => id === nicid)?.isdefault === true
    const parameters = { virtualmachineid: machine.id, nicid }
    await changeMachine(client, machine.id, { name, parameters, isSo }, left)
  })
}

const nicOf = ({ nic = [] }: VirtualMachineWire, is: (nic: NicWire) => boolean): NicWire | undefined =>
  nic.find(is)
