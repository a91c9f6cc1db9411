import { type Action, action, type Ec2 } from '../action.ts'
import { once } from '../client-token.ts'
import type { FilterTable } from '../filters.ts'
import { Refusal } from '../refusal.ts'
import { readTagSpecifications, storeTags, type TagSpecification, tagSet } from '../tag-input.ts'
import type { XmlFields } from '../xml.ts'
import { found, foundOrVisible } from './found.ts'
import { type ListInput, listed } from './listing.ts'
import type { Route, RouteTable, RouteTableAssociation } from './network.ts'
import { addRouteTable, forgetRouteTable } from './route-table.ts'

interface CreateInput {
  readonly VpcId: string
  readonly ClientToken?: string
  readonly TagSpecification?: readonly TagSpecification[]
}

export const createRouteTable: Action = action<CreateInput>((ec2, input) =>
  once(ec2, 'CreateRouteTable', input, () => {
    const vpc = found(ec2, 'vpcs', input.VpcId)
    const ofVpc = [...ec2.network.routeTables.values()].filter((table) => table.vpc === vpc)
    if (ofVpc.length >= mostTables) {
      throw new Refusal('RouteTableLimitExceeded', 'The maximum number of route tables has been reached.')
    }
    const tags = readTagSpecifications(input.TagSpecification, ['route-table'])
    return () => {
      const table = addRouteTable(ec2, vpc, { main: false })
      storeTags(ec2, table.id, tags.get('route-table'))
      return () => ({ routeTable: tableFields(ec2, table), clientToken: input.ClientToken })
    }
  }),
)

const mostTables = 200

interface DescribeInput extends ListInput {
  readonly RouteTableId?: readonly string[]
}

export const describeRouteTables: Action = action<DescribeInput>((ec2, input) => () => {
  const { items, next } = listed(ec2, input, {
    action: 'DescribeRouteTables',
    items: foundOrVisible(ec2, 'routeTables', input.RouteTableId),
    filters: tableFilters(ec2),
    largest: 100,
  })
  return { routeTableSet: items.map((table) => tableFields(ec2, table)), nextToken: next }
})

function tableFilters(ec2: Ec2): FilterTable<RouteTable> {
  const ofRoutes = (read: (route: Route) => string | undefined) => (table: RouteTable) =>
    table.routes.map(read)
  return {
    'association.gateway-id': () => [],
    'association.main': ({ associations }) =>
      associations.map(({ subnetId }) => String(subnetId === undefined)),
    'association.route-table-association-id': ({ associations }) => associations.map(({ id }) => id),
    'association.route-table-id': ({ id, associations }) => associations.map(() => id),
    'association.subnet-id': ({ associations }) => associations.map(({ subnetId }) => subnetId),
    'owner-id': () => [ec2.accountId],
    'route-table-id': ({ id }) => [id],
    'route.destination-cidr-block': ofRoutes(({ destination }) =>
      isIpv6(destination) ? undefined : destination,
    ),
    'route.destination-ipv6-cidr-block': ofRoutes(({ destination }) =>
      isIpv6(destination) ? destination : undefined,
    ),
    'route.gateway-id': ofRoutes(gatewayId),
    'route.instance-id': ofRoutes((route) => holderOf(ec2, route)?.id),
    'route.origin': ofRoutes(originOf),
    'route.state': ofRoutes((route) => stateOf(ec2, route)),
    'vpc-id': ({ vpc }) => [vpc.id],
  }
}

const isIpv6 = (destination: string): boolean => destination.includes(':')

const originOf = ({ target }: Route) => (target.kind === 'local' ? 'CreateRouteTable' : 'CreateRoute')

const holderOf = (ec2: Ec2, { target }: Route) =>
  target.kind === 'interface'
    ? [...ec2.instances.values()].find(
        ({ interfaceId, server }) => interfaceId === target.id && server.state !== 'terminated',
      )
    : undefined

function gatewayId({ target }: Route): string | undefined {
  if (target.kind === 'local') return 'local'
  return target.kind === 'gateway' ? target.id : undefined
}

/** A route whose target is gone or detached leads nowhere. */
function stateOf(ec2: Ec2, route: Route): 'active' | 'blackhole' {
  const { target } = route
  const leads =
    target.kind === 'local' ||
    (target.kind === 'gateway'
      ? ec2.network.gateways.get(target.id)?.vpcId !== undefined
      : holderOf(ec2, route) !== undefined)
  return leads ? 'active' : 'blackhole'
}

function routeFields(ec2: Ec2, route: Route): XmlFields {
  const holder = holderOf(ec2, route)
  return {
    [isIpv6(route.destination) ? 'destinationIpv6CidrBlock' : 'destinationCidrBlock']: route.destination,
    gatewayId: gatewayId(route),
    networkInterfaceId: route.target.kind === 'interface' ? route.target.id : undefined,
    ...(holder && { instanceId: holder.id, instanceOwnerId: ec2.accountId }),
    state: stateOf(ec2, route),
    origin: originOf(route),
  }
}

export const associationState = (): XmlFields => ({ state: 'associated' })

const associationFields = ({ id: routeTableId }: RouteTable, { id, subnetId }: RouteTableAssociation) => ({
  routeTableAssociationId: id,
  routeTableId,
  subnetId,
  main: subnetId === undefined,
  associationState: associationState(),
})

const tableFields = (ec2: Ec2, table: RouteTable): XmlFields => ({
  routeTableId: table.id,
  vpcId: table.vpc.id,
  ownerId: ec2.accountId,
  routeSet: table.routes.map((route) => routeFields(ec2, route)),
  associationSet: table.associations.map((association) => associationFields(table, association)),
  propagatingVgwSet: [],
  tagSet: tagSet(ec2, table.id),
})

export const deleteRouteTable: Action = action<{ readonly RouteTableId: string }>((ec2, { RouteTableId }) => {
  const table = found(ec2, 'routeTables', RouteTableId)
  if (table.associations.length > 0) {
    throw new Refusal(
      'DependencyViolation',
      `The routeTable '${table.id}' has dependencies and cannot be deleted.`,
    )
  }
  return () => {
    forgetRouteTable(ec2, table)
    return { return: true }
  }
})
