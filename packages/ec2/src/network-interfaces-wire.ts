import type { Resource } from '@cloud/core'
import { boolean, defined, list, number, object, required, text, type XmlShape } from '@cloud/core/driver'
import { type Description, described } from './description.ts'
import { nameOf, type TagWire, tagSet } from './tags-wire.ts'

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_NetworkInterface.html, as spelled in its XML. */
export interface InterfaceWire {
  readonly networkInterfaceId: string
  /** `available`, or `in-use`, or on the way. */
  readonly status?: string
  readonly subnetId?: string
  readonly vpcId?: string
  readonly availabilityZone?: string
  readonly description?: string
  readonly interfaceType?: string
  readonly macAddress?: string
  readonly ownerId?: string
  /** Made by a service of AWS for itself. */
  readonly requesterManaged?: boolean
  readonly sourceDestCheck?: boolean
  readonly privateIpAddress?: string
  readonly privateIpAddressesSet: readonly {
    readonly privateIpAddress: string
    readonly primary?: boolean
    readonly association?: { readonly publicIp?: string; readonly allocationId?: string }
  }[]
  readonly ipv6AddressesSet: readonly { readonly ipv6Address: string }[]
  readonly groupSet: readonly { readonly groupId: string; readonly groupName?: string }[]
  readonly attachment?: {
    readonly attachmentId: string
    readonly instanceId?: string
    readonly deviceIndex?: number
    readonly status?: string
    readonly attachTime?: string
    readonly deleteOnTermination?: boolean
  }
  readonly tagSet: readonly TagWire[]
}

/** An elastic network interface. `subnet`, `network` and `node` are ids. */
export interface Ec2NetworkInterface extends Resource<'network-interface', InterfaceWire> {
  readonly subnet?: string
  readonly network?: string
  readonly location?: string
  readonly node?: string
  readonly publicIps: readonly string[]
  readonly privateIps: readonly string[]
  /** Ids of the firewalls that guard it. */
  readonly firewalls: readonly string[]
}

export const networkInterface: XmlShape<InterfaceWire> = object<InterfaceWire>({
  networkInterfaceId: required(text),
  status: text,
  subnetId: text,
  vpcId: text,
  availabilityZone: text,
  description: text,
  interfaceType: text,
  macAddress: text,
  ownerId: text,
  requesterManaged: boolean,
  sourceDestCheck: boolean,
  privateIpAddress: text,
  privateIpAddressesSet: list(
    'item',
    object<InterfaceWire['privateIpAddressesSet'][number]>({
      privateIpAddress: required(text),
      primary: boolean,
      association: object<{ readonly publicIp?: string; readonly allocationId?: string }>({
        publicIp: text,
        allocationId: text,
      }),
    }),
  ),
  ipv6AddressesSet: list('item', object<{ readonly ipv6Address: string }>({ ipv6Address: required(text) })),
  groupSet: list(
    'item',
    object<InterfaceWire['groupSet'][number]>({ groupId: required(text), groupName: text }),
  ),
  attachment: object<NonNullable<InterfaceWire['attachment']>>({
    attachmentId: required(text),
    instanceId: text,
    deviceIndex: number,
    status: text,
    attachTime: text,
    deleteOnTermination: boolean,
  }),
  tagSet,
})

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeNetworkInterfaces.html */
export const interfaceDescription: Description<InterfaceWire, Ec2NetworkInterface> = {
  noun: 'network interface',
  action: 'DescribeNetworkInterfaces',
  ids: 'NetworkInterfaceId',
  pageSize: 1000,
  answer: described('networkInterfaceSet', networkInterface),
  map: toNetworkInterface,
}

export function toNetworkInterface(wire: InterfaceWire): Ec2NetworkInterface {
  const inside = wire.privateIpAddressesSet
  const publicIps = [
    ...inside.map(({ association }) => association?.publicIp),
    ...wire.ipv6AddressesSet.map(({ ipv6Address }) => ipv6Address),
  ]
  return {
    kind: 'network-interface',
    id: wire.networkInterfaceId,
    name: nameOf(wire.tagSet),
    ...defined({
      subnet: wire.subnetId,
      network: wire.vpcId,
      location: wire.availabilityZone,
      node: wire.attachment?.instanceId || undefined,
    }),
    publicIps: publicIps.filter((ip) => ip !== undefined),
    privateIps: inside.map(({ privateIpAddress }) => privateIpAddress),
    firewalls: wire.groupSet.map(({ groupId }) => groupId),
    native: wire,
  }
}
