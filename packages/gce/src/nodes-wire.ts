import type { Node, NodeState } from '@cloud/core'
import { withIp } from '@cloud/core/driver'
import { idOfPlace, nameIn } from './ids.ts'
import { toTags } from './names.ts'

/** https://cloud.google.com/compute/docs/reference/rest/v1/instances */
export interface InstanceWire {
  readonly id: string
  readonly name: string
  readonly description?: string
  readonly status: string
  readonly statusMessage?: string
  readonly zone: string
  readonly machineType: string
  readonly cpuPlatform?: string
  readonly creationTimestamp: string
  readonly networkInterfaces?: readonly NetworkInterfaceWire[]
  readonly disks?: readonly AttachedDiskWire[]
  readonly metadata?: MetadataWire
  readonly tags?: NetworkTagsWire
  readonly labels?: Readonly<Record<string, string>>
  readonly labelFingerprint?: string
  readonly scheduling?: SchedulingWire
  readonly serviceAccounts?: readonly ServiceAccountWire[]
  readonly guestAccelerators?: readonly AcceleratorWire[]
  readonly shieldedInstanceConfig?: ShieldedWire
  readonly deletionProtection?: boolean
  readonly canIpForward?: boolean
  readonly minCpuPlatform?: string
  readonly hostname?: string
  readonly selfLink: string
  /** The driver's own: the handle of the operation that made it, on what `createNode` gives. */
  readonly operation?: string
}

export interface NetworkInterfaceWire {
  readonly name?: string
  readonly network?: string
  readonly subnetwork?: string
  readonly networkIP?: string
  readonly ipv6Address?: string
  readonly accessConfigs?: readonly AccessConfigWire[]
  readonly ipv6AccessConfigs?: readonly AccessConfigWire[]
  readonly stackType?: string
  readonly nicType?: string
  readonly fingerprint?: string
}

export interface AccessConfigWire {
  readonly type?: string
  readonly name?: string
  readonly natIP?: string
  readonly externalIpv6?: string
  readonly networkTier?: string
}

export interface AttachedDiskWire {
  readonly source?: string
  readonly deviceName?: string
  readonly boot?: boolean
  readonly autoDelete?: boolean
  readonly mode?: string
  readonly type?: string
  readonly interface?: string
  readonly diskSizeGb?: string
  readonly initializeParams?: InitializeParamsWire
}

export interface InitializeParamsWire {
  readonly sourceImage?: string
  readonly sourceSnapshot?: string
  readonly diskName?: string
  readonly diskSizeGb?: string
  readonly diskType?: string
  readonly labels?: Readonly<Record<string, string>>
}

export interface MetadataWire {
  readonly fingerprint?: string
  readonly items?: readonly { readonly key: string; readonly value?: string }[]
}

export interface NetworkTagsWire {
  readonly fingerprint?: string
  readonly items?: readonly string[]
}

export interface SchedulingWire {
  readonly onHostMaintenance?: 'MIGRATE' | 'TERMINATE' | undefined
  readonly automaticRestart?: boolean | undefined
  readonly preemptible?: boolean | undefined
  readonly provisioningModel?: 'STANDARD' | 'SPOT' | 'FLEX_START' | 'RESERVATION_BOUND' | undefined
  readonly instanceTerminationAction?: 'STOP' | 'DELETE' | undefined
  readonly maxRunDuration?: { readonly seconds: string; readonly nanos?: number } | undefined
  readonly minNodeCpus?: number | undefined
  readonly nodeAffinities?:
    | readonly {
        readonly key: string
        readonly operator: 'IN' | 'NOT_IN'
        readonly values: readonly string[]
      }[]
    | undefined
}

export interface ServiceAccountWire {
  readonly email?: string | undefined
  readonly scopes?: readonly string[] | undefined
}

export interface AcceleratorWire {
  readonly acceleratorType: string
  readonly acceleratorCount: number
}

export interface ShieldedWire {
  readonly enableSecureBoot?: boolean | undefined
  readonly enableVtpm?: boolean | undefined
  readonly enableIntegrityMonitoring?: boolean | undefined
}

/** A node of this driver. */
export type GceNode = Node<InstanceWire>

/** https://cloud.google.com/compute/docs/instances/instance-lifecycle */
const states: Readonly<Record<string, NodeState>> = {
  PENDING: 'pending',
  PROVISIONING: 'pending',
  STAGING: 'starting',
  RUNNING: 'running',
  REPAIRING: 'updating',
  PENDING_STOP: 'stopping',
  STOPPING: 'stopping',
  SUSPENDING: 'stopping',
  SUSPENDED: 'suspended',
  STOPPED: 'stopped',
  TERMINATED: 'stopped',
  DEPROVISIONING: 'terminating',
}

/** The states of Compute Engine that are one of these. */
export const statusesOf = (wanted: readonly NodeState[]): readonly string[] =>
  Object.entries(states).flatMap(([status, state]) => (wanted.includes(state) ? [status] : []))

export const stateOf = (status: string): NodeState =>
  (Object.hasOwn(states, status) && states[status]) || 'unknown'

/** The item of an instance's metadata that keeps what it was made from: no answer of the API tells it. */
export const imageItem = 'cloud-image'

export function toNode(wire: InstanceWire): GceNode {
  const { metadata, networkInterfaces = [] } = wire
  const image = metadata?.items?.find(({ key }) => key === imageItem)?.value
  const location = nameIn(wire.zone)
  const node: GceNode = {
    kind: 'node',
    id: idOfPlace({ location, name: wire.name }),
    name: wire.name,
    state: stateOf(wire.status),
    publicIps: publicIpsOf(networkInterfaces),
    privateIps: privateIpsOf(networkInterfaces),
    size: nameIn(wire.machineType),
    location,
    createdAt: timeOf(wire.creationTimestamp),
    tags: toTags(wire.labels),
    native: metadata?.items?.some(isHidden) ? { ...wire, metadata: told(metadata) } : wire,
  }
  return image === undefined ? node : { ...node, image }
}

function publicIpsOf(interfaces: readonly NetworkInterfaceWire[]): readonly string[] {
  let ips: readonly string[] = []
  for (const { accessConfigs = [], ipv6AccessConfigs = [] } of interfaces) {
    for (const { natIP } of accessConfigs) ips = withIp(ips, natIP)
    for (const { externalIpv6 } of ipv6AccessConfigs) ips = withIp(ips, externalIpv6)
  }
  return ips
}

function privateIpsOf(interfaces: readonly NetworkInterfaceWire[]): readonly string[] {
  let ips: readonly string[] = []
  for (const { networkIP, ipv6Address } of interfaces) ips = withIp(withIp(ips, networkIP), ipv6Address)
  return ips
}

/** Items whose values are no secrets. */
const harmless: readonly string[] = [
  imageItem,
  'ssh-keys',
  'block-project-ssh-keys',
  'enable-guest-attributes',
  'enable-oslogin',
  'serial-port-enable',
]

type Item = NonNullable<MetadataWire['items']>[number]

/** User data and scripts hold passwords and keys, and nodes are printed: of other items the key is told, and not the value. */
const isHidden = ({ key, value }: Item) => value !== undefined && !harmless.includes(key)

const told = ({ items = [], ...rest }: MetadataWire): MetadataWire => ({
  ...rest,
  items: items.map((item) => (isHidden(item) ? { key: item.key } : item)),
})

/** Times of the API are those of Google's own zone, as in `2026-01-01T00:00:00.000-08:00`: the same moment, in UTC. */
export const timeOf = (text: string): string => new Date(text).toISOString()
