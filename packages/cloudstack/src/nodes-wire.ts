import type { Node, NodeState } from '@cloud/core'
import { nodeNet } from '@cloud/core/driver'
import { type TagWire, toTags } from './tags-wire.ts'
import { timeOf } from './time.ts'

/** https://cloudstack.apache.org/api/apidocs-4.20/apis/listVirtualMachines.html */
export interface VirtualMachineWire {
  readonly id: string
  /** The host name. */
  readonly name: string
  readonly displayname?: string
  readonly state: string
  readonly zoneid: string
  readonly zonename?: string
  readonly serviceofferingid?: string
  readonly serviceofferingname?: string
  readonly templateid?: string
  readonly templatename?: string
  /** The disc that is in it. */
  readonly isoid?: string
  readonly isoname?: string
  readonly guestosid?: string
  readonly ostypeid?: string
  readonly cpunumber?: number
  readonly cpuspeed?: number
  readonly memory?: number
  readonly arch?: string
  readonly hypervisor?: string
  readonly passwordenabled?: boolean
  readonly keypair?: string
  readonly keypairs?: string
  readonly publicip?: string
  readonly publicipid?: string
  readonly created?: string
  readonly group?: string
  readonly deleteprotection?: boolean
  readonly servicestate?: string
  readonly nic?: readonly NicWire[]
  readonly securitygroup?: readonly { readonly id: string; readonly name: string }[]
  readonly affinitygroup?: readonly { readonly id: string; readonly name: string }[]
  readonly tags?: readonly TagWire[]
  /** The job that is under way. */
  readonly jobid?: string
}

export interface NicWire {
  readonly id: string
  readonly networkid: string
  readonly networkname?: string
  readonly ipaddress?: string
  readonly ip6address?: string
  readonly netmask?: string
  readonly gateway?: string
  readonly macaddress?: string
  readonly isdefault?: boolean
  readonly publicip?: string
  readonly publicipid?: string
  readonly type?: string
  readonly traffictype?: string
}

/** What is under `native` of a node. The password of a new machine is left out: `getPassword` tells it. */
export interface CloudStackNodeNative extends VirtualMachineWire {
  /** The job that the driver waited for: of `createNode` alone. */
  readonly operation?: string
}

/** A node of this driver: a virtual machine. */
export type CloudStackNode = Node<CloudStackNodeNative>

const states: Readonly<Record<string, NodeState>> = {
  starting: 'starting',
  running: 'running',
  migrating: 'running',
  stopping: 'stopping',
  stopped: 'stopped',
  shutdown: 'stopped',
  shutdowned: 'stopped',
  restoring: 'updating',
  destroyed: 'terminated',
  expunging: 'terminated',
  error: 'error',
  unknown: 'unknown',
}

export function stateOf({ state }: Pick<VirtualMachineWire, 'state'>): NodeState {
  const name = state.toLowerCase()
  return (Object.hasOwn(states, name) && states[name]) || 'unknown'
}

export function toNode(wire: VirtualMachineWire, operation?: string): CloudStackNode {
  const { serviceofferingid: size, templateid: image, created, nic = [] } = wire
  const own = nic.flatMap(({ ipaddress, ip6address }) => [ipaddress, ip6address]).filter(isAddress)
  const led = [wire.publicip, ...nic.map(({ publicip }) => publicip)].filter(isAddress)
  return {
    kind: 'node',
    id: wire.id,
    name: wire.displayname ?? wire.name,
    state: stateOf(wire),
    publicIps: [...new Set([...led, ...own.filter((ip) => !isPrivate(ip))])],
    privateIps: [...new Set(own.filter(isPrivate))],
    ...(size && { size }),
    ...(image && { image }),
    location: wire.zoneid,
    ...(created && { createdAt: timeOf(created) }),
    tags: toTags(wire.tags),
    native: operation === undefined ? native(wire) : { ...native(wire), operation },
  }
}

/** A new machine is told with its password, once; it is no plain value. */
function native(wire: VirtualMachineWire & { readonly password?: string }): VirtualMachineWire {
  const { password: _, ...rest } = wire
  return rest
}

const isAddress = (ip: string | undefined): ip is string => ip !== undefined && nodeNet().isIP(ip) !== 0

/** In shared networks and basic zones nodes have public addresses of their own: only the address itself tells. */
function isPrivate(ip: string): boolean {
  return /^(10|127|172\.(1[6-9]|2\d|3[01])|192\.168|169\.254|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\.|^f[cd]|^fe[89ab]/i.test(
    ip,
  )
}
