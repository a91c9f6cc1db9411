import type { Node, NodeState } from '@cloud/core'
import {
  boolean,
  defined,
  list,
  number,
  object,
  required,
  text,
  withIp,
  type XmlShape,
} from '@cloud/core/driver'
import { type MetadataWire, metadata } from './metadata-options-wire.ts'
import { nameOf, type TagWire, tagSet, toTags } from './tags-wire.ts'

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Instance.html, as spelled in its XML. */
export interface InstanceWire {
  readonly instanceId: string
  readonly instanceState: { readonly name: string }
  readonly imageId?: string
  readonly instanceType?: string
  readonly placement?: {
    readonly availabilityZone?: string
    readonly groupName?: string
    readonly groupId?: string
    readonly partitionNumber?: number
    readonly tenancy?: string
    readonly hostId?: string
    readonly affinity?: string
  }
  readonly ipAddress?: string
  readonly ipv6Address?: string
  readonly privateIpAddress?: string
  readonly dnsName?: string
  readonly privateDnsName?: string
  readonly networkInterfaceSet: readonly NetworkInterfaceWire[]
  readonly tagSet: readonly TagWire[]
  readonly launchTime?: string
  readonly keyName?: string
  readonly vpcId?: string
  readonly subnetId?: string
  readonly groupSet: readonly { readonly groupId: string; readonly groupName?: string }[]
  readonly architecture?: string
  readonly platformDetails?: string
  readonly rootDeviceName?: string
  readonly rootDeviceType?: string
  readonly blockDeviceMapping: readonly BlockDeviceWire[]
  readonly iamInstanceProfile?: { readonly arn?: string; readonly id?: string }
  readonly instanceLifecycle?: string
  readonly spotInstanceRequestId?: string
  readonly monitoring?: { readonly state?: string }
  readonly metadataOptions?: MetadataWire
  readonly hibernationOptions?: { readonly configured?: boolean }
  readonly capacityReservationId?: string
  readonly cpuOptions?: { readonly coreCount?: number; readonly threadsPerCore?: number }
  readonly ebsOptimized?: boolean
  readonly sourceDestCheck?: boolean
  readonly stateReason?: { readonly code?: string; readonly message?: string }
  readonly reason?: string
  readonly clientToken?: string
  /** Among the nodes of one launch, from 0. */
  readonly amiLaunchIndex?: number
}

export interface NetworkInterfaceWire {
  readonly networkInterfaceId: string
  readonly ipv6AddressesSet: readonly { readonly ipv6Address: string }[]
  readonly privateIpAddressesSet: readonly {
    readonly privateIpAddress: string
    readonly association?: { readonly publicIp?: string }
  }[]
  readonly attachment?: { readonly attachTime?: string; readonly deviceIndex?: number }
}

export interface BlockDeviceWire {
  readonly deviceName: string
  readonly ebs?: {
    readonly volumeId?: string
    readonly status?: string
    readonly attachTime?: string
    readonly deleteOnTermination?: boolean
  }
}

/** A node of this driver. */
export type Ec2Node = Node<InstanceWire>

const networkInterface: XmlShape<NetworkInterfaceWire> = object<NetworkInterfaceWire>({
  networkInterfaceId: required(text),
  ipv6AddressesSet: list('item', object<{ readonly ipv6Address: string }>({ ipv6Address: required(text) })),
  privateIpAddressesSet: list(
    'item',
    object<NetworkInterfaceWire['privateIpAddressesSet'][number]>({
      privateIpAddress: required(text),
      association: object<{ readonly publicIp?: string }>({ publicIp: text }),
    }),
  ),
  attachment: object<NonNullable<NetworkInterfaceWire['attachment']>>({
    attachTime: text,
    deviceIndex: number,
  }),
})

const blockDevice: XmlShape<BlockDeviceWire> = object<BlockDeviceWire>({
  deviceName: required(text),
  ebs: object<NonNullable<BlockDeviceWire['ebs']>>({
    volumeId: text,
    status: text,
    attachTime: text,
    deleteOnTermination: boolean,
  }),
})

export const instance: XmlShape<InstanceWire> = object<InstanceWire>({
  instanceId: required(text),
  instanceState: required(object<InstanceWire['instanceState']>({ name: required(text) })),
  imageId: text,
  instanceType: text,
  placement: object<NonNullable<InstanceWire['placement']>>({
    availabilityZone: text,
    groupName: text,
    groupId: text,
    partitionNumber: number,
    tenancy: text,
    hostId: text,
    affinity: text,
  }),
  ipAddress: text,
  ipv6Address: text,
  privateIpAddress: text,
  dnsName: text,
  privateDnsName: text,
  networkInterfaceSet: list('item', networkInterface),
  tagSet,
  launchTime: text,
  keyName: text,
  vpcId: text,
  subnetId: text,
  groupSet: list(
    'item',
    object<InstanceWire['groupSet'][number]>({ groupId: required(text), groupName: text }),
  ),
  architecture: text,
  platformDetails: text,
  rootDeviceName: text,
  rootDeviceType: text,
  blockDeviceMapping: list('item', blockDevice),
  iamInstanceProfile: object<NonNullable<InstanceWire['iamInstanceProfile']>>({ arn: text, id: text }),
  instanceLifecycle: text,
  spotInstanceRequestId: text,
  monitoring: object<{ readonly state?: string }>({ state: text }),
  metadataOptions: metadata,
  hibernationOptions: object<{ readonly configured?: boolean }>({ configured: boolean }),
  capacityReservationId: text,
  cpuOptions: object<NonNullable<InstanceWire['cpuOptions']>>({ coreCount: number, threadsPerCore: number }),
  ebsOptimized: boolean,
  sourceDestCheck: boolean,
  stateReason: object<NonNullable<InstanceWire['stateReason']>>({ code: text, message: text }),
  reason: text,
  clientToken: text,
  amiLaunchIndex: number,
})

/** https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-instance-lifecycle.html */
const states: Readonly<Record<string, NodeState>> = {
  pending: 'pending',
  running: 'running',
  stopping: 'stopping',
  stopped: 'stopped',
  'shutting-down': 'terminating',
  terminated: 'terminated',
}

export function toState(name: string): NodeState {
  return Object.hasOwn(states, name) ? (states[name] ?? 'unknown') : 'unknown'
}

/** EC2's names of the states that are one of these; with none given, of all but `terminated`. */
export function stateNames(wanted: readonly NodeState[] | undefined): readonly string[] {
  const all = Object.entries(states)
  const kept = wanted === undefined ? all.filter(([, state]) => state !== 'terminated') : all
  return kept.filter(([, state]) => wanted?.includes(state) ?? true).map(([name]) => name)
}

export function toNode(wire: InstanceWire): Ec2Node {
  const { instanceType: size, imageId: image } = wire
  const location = wire.placement?.availabilityZone
  const createdAt = createdAtOf(wire)
  const node = {
    kind: 'node',
    id: wire.instanceId,
    name: nameOf(wire.tagSet),
    state: toState(wire.instanceState.name),
    publicIps: publicIpsOf(wire),
    privateIps: privateIpsOf(wire),
    size,
    image,
    location,
    createdAt,
    tags: toTags(wire.tagSet),
    native: wire,
  } as const
  const isWhole =
    size !== undefined && image !== undefined && location !== undefined && createdAt !== undefined
  return (isWhole ? node : defined(node)) as Ec2Node
}

function publicIpsOf({ ipAddress, ipv6Address, networkInterfaceSet }: InstanceWire): readonly string[] {
  let ips = withIp([], ipAddress)
  for (const { privateIpAddressesSet } of networkInterfaceSet)
    for (const { association } of privateIpAddressesSet) ips = withIp(ips, association?.publicIp)
  ips = withIp(ips, ipv6Address)
  for (const { ipv6AddressesSet } of networkInterfaceSet)
    for (const { ipv6Address: ip } of ipv6AddressesSet) ips = withIp(ips, ip)
  return ips
}

function privateIpsOf({ privateIpAddress, networkInterfaceSet }: InstanceWire): readonly string[] {
  let ips = withIp([], privateIpAddress)
  for (const { privateIpAddressesSet } of networkInterfaceSet)
    for (const { privateIpAddress: ip } of privateIpAddressesSet) ips = withIp(ips, ip)
  return ips
}

/** An instance's launch time moves with each start; when its first interface was attached does not. */
function createdAtOf(wire: InstanceWire): string | undefined {
  const first = wire.networkInterfaceSet.find(({ attachment }) => attachment?.deviceIndex === 0)
  return first?.attachment?.attachTime ?? wire.launchTime
}
