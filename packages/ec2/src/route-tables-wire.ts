import type { Resource } from '@cloud/core'
import { boolean, list, object, required, text, type XmlShape } from '@cloud/core/driver'
import { type Description, described } from './description.ts'
import { nameOf, type TagWire, tagSet } from './tags-wire.ts'

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RouteTable.html, as spelled in its XML. */
export interface RouteTableWire {
  readonly routeTableId: string
  readonly vpcId: string
  readonly ownerId?: string
  readonly routeSet: readonly RouteWire[]
  readonly associationSet: readonly AssociationWire[]
  readonly tagSet: readonly TagWire[]
}

export interface RouteWire {
  readonly destinationCidrBlock?: string
  readonly destinationIpv6CidrBlock?: string
  readonly destinationPrefixListId?: string
  /** `local` for what stays in the network. */
  readonly gatewayId?: string
  readonly instanceId?: string
  readonly networkInterfaceId?: string
  readonly natGatewayId?: string
  readonly transitGatewayId?: string
  readonly vpcPeeringConnectionId?: string
  readonly egressOnlyInternetGatewayId?: string
  /** `blackhole` where its target is gone. */
  readonly state?: string
  readonly origin?: string
}

export interface AssociationWire {
  readonly routeTableAssociationId: string
  /** Holds for the subnets that have no association of their own. */
  readonly main?: boolean
  readonly subnetId?: string
  readonly gatewayId?: string
  readonly associationState?: { readonly state?: string; readonly statusMessage?: string }
}

/** Where the traffic of subnets goes. `network` is the id of the network; routes and associations are under `native`. */
export interface Ec2RouteTable extends Resource<'route-table', RouteTableWire> {
  readonly network: string
  /** Ids of the subnets that have it by an association of their own. */
  readonly subnets: readonly string[]
  /** It holds for the subnets of the network that have no other. */
  readonly main: boolean
}

export const routeTable: XmlShape<RouteTableWire> = object<RouteTableWire>({
  routeTableId: required(text),
  vpcId: required(text),
  ownerId: text,
  routeSet: list(
    'item',
    object<RouteWire>({
      destinationCidrBlock: text,
      destinationIpv6CidrBlock: text,
      destinationPrefixListId: text,
      gatewayId: text,
      instanceId: text,
      networkInterfaceId: text,
      natGatewayId: text,
      transitGatewayId: text,
      vpcPeeringConnectionId: text,
      egressOnlyInternetGatewayId: text,
      state: text,
      origin: text,
    }),
  ),
  associationSet: list(
    'item',
    object<AssociationWire>({
      routeTableAssociationId: required(text),
      main: boolean,
      subnetId: text,
      gatewayId: text,
      associationState: object<NonNullable<AssociationWire['associationState']>>({
        state: text,
        statusMessage: text,
      }),
    }),
  ),
  tagSet,
})

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeRouteTables.html */
export const routeTableDescription: Description<RouteTableWire, Ec2RouteTable> = {
  noun: 'route table',
  action: 'DescribeRouteTables',
  ids: 'RouteTableId',
  pageSize: 100,
  answer: described('routeTableSet', routeTable),
  map: toRouteTable,
}

export function toRouteTable(wire: RouteTableWire): Ec2RouteTable {
  return {
    kind: 'route-table',
    id: wire.routeTableId,
    name: nameOf(wire.tagSet),
    network: wire.vpcId,
    subnets: wire.associationSet.map(({ subnetId }) => subnetId ?? '').filter((id) => id !== ''),
    main: wire.associationSet.some(({ main }) => main === true),
    native: wire,
  }
}
