import type { RangePool } from '../../centre/addresses.ts'
import type { Zone } from '../zones.ts'
import type { Ipv4Block } from './cidr.ts'
import type { GroupRule } from './group-rule.ts'

/** Times are milliseconds since 1970. */
export interface Vpc {
  readonly id: string
  readonly createdAt: number
  readonly block: Ipv4Block
  readonly isDefault: boolean
  /** Of its block's association. */
  readonly associationId: string
  /** Of the network ACL that its subnets have. */
  readonly aclId: string
  dnsSupport: boolean
  dnsHostnames: boolean
  usageMetrics: boolean
}

export interface Subnet {
  readonly id: string
  readonly createdAt: number
  readonly vpc: Vpc
  readonly zone: Zone
  readonly block: Ipv4Block
  /** The one that a launch without a subnet takes in its zone. */
  readonly isDefault: boolean
  readonly aclAssociationId: string
  /** The private addresses of its instances come from it and go back to it. */
  readonly addresses: RangePool
  mapsPublicAddress: boolean
}

export interface SecurityGroup {
  readonly id: string
  readonly createdAt: number
  readonly vpc: Vpc
  readonly name: string
  readonly description: string
  rules: readonly GroupRule[]
}

export interface InternetGateway {
  readonly id: string
  readonly createdAt: number
  vpcId: string | undefined
}

export interface Route {
  /** A block in CIDR notation, of IPv4 or IPv6. */
  readonly destination: string
  readonly target:
    | { readonly kind: 'local' }
    | { readonly kind: 'gateway'; readonly id: string }
    | { readonly kind: 'interface'; readonly id: string }
}

export interface RouteTableAssociation {
  readonly id: string
  /** None: the table is the main one of its VPC. */
  readonly subnetId: string | undefined
}

export interface RouteTable {
  readonly id: string
  readonly createdAt: number
  readonly vpc: Vpc
  routes: readonly Route[]
  associations: readonly RouteTableAssociation[]
}

/** A public address of the account's own. */
export interface ElasticAddress {
  /** Of its allocation. */
  readonly id: string
  readonly createdAt: number
  readonly address: string
  association: { readonly id: string; readonly instanceId: string } | undefined
}

export interface InterfaceAttachment {
  readonly id: string
  readonly instanceId: string
  readonly deviceIndex: number
  readonly attachedAt: number
  deleteOnTermination: boolean
  detaching: boolean
}

/** An interface that was made for itself: those that instances come with are theirs. */
export interface NetworkInterface {
  readonly id: string
  /** The part of the cloud that made it for its own use: only that takes it away again. */
  readonly requester?: string
  readonly createdAt: number
  readonly subnet: Subnet
  readonly privateAddress: string
  readonly secondaryAddresses: readonly string[]
  description: string
  groupIds: readonly string[]
  sourceDestCheck: boolean
  attachment: InterfaceAttachment | undefined
}

/** What instances are connected by. */
export interface NetworkKinds {
  readonly vpcs: Vpc
  readonly subnets: Subnet
  readonly groups: SecurityGroup
  readonly gateways: InternetGateway
  readonly routeTables: RouteTable
  readonly addresses: ElasticAddress
  readonly interfaces: NetworkInterface
}

/** Each kind by id. */
export type Network = { readonly [K in keyof NetworkKinds]: Map<string, NetworkKinds[K]> }
