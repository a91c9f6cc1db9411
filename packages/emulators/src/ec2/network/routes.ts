import { type Action, action, type Ec2 } from '../action.ts'
import { findInstance, type Instance } from '../instance.ts'
import { invalidValue, missing, Refusal } from '../refusal.ts'
import { refuseUnused } from '../without-effect.ts'
import { blockText, readIpv4Block, readIpv6Block } from './cidr.ts'
import { found } from './found.ts'
import { interfaceHolder } from './interface-holder.ts'
import type { Route, RouteTable } from './network.ts'

interface DestinationInput {
  readonly RouteTableId: string
  readonly DestinationCidrBlock?: string
  readonly DestinationIpv6CidrBlock?: string
}

interface RouteInput extends DestinationInput {
  readonly GatewayId?: string
  readonly InstanceId?: string
  readonly NetworkInterfaceId?: string
  readonly LocalTarget?: boolean
}

export const createRoute: Action = action<RouteInput>((ec2, input) => {
  const { table, destination } = readDestination(ec2, input)
  const target = readTarget(ec2, table, input)
  if (routeTo(table, destination)) {
    throw new Refusal('RouteAlreadyExists', `The route identified by ${destination} already exists`)
  }
  if (table.routes.length > mostRoutes) {
    throw new Refusal('RouteLimitExceeded', 'The maximum number of routes per route table has been reached.')
  }
  return () => {
    table.routes = [...table.routes, { destination, target }]
    return { return: true }
  }
})

/** Beside the local one. */
const mostRoutes = 50

export const replaceRoute: Action = action<RouteInput>((ec2, input) => {
  refuseUnused(input, ['LocalTarget'])
  const { table, destination } = readDestination(ec2, input)
  const present = changeableRoute(table, destination)
  const target = readTarget(ec2, table, input)
  return () => {
    table.routes = table.routes.map((route) => (route === present ? { destination, target } : route))
    return { return: true }
  }
})

export const deleteRoute: Action = action<DestinationInput>((ec2, input) => {
  const { table, destination } = readDestination(ec2, input)
  const present = changeableRoute(table, destination)
  return () => {
    table.routes = table.routes.filter((route) => route !== present)
    return { return: true }
  }
})

const routeTo = (table: RouteTable, destination: string): Route | undefined =>
  table.routes.find((route) => route.destination === destination)

function changeableRoute(table: RouteTable, destination: string): Route {
  const route = routeTo(table, destination)
  if (!route) {
    throw new Refusal(
      'InvalidRoute.NotFound',
      `no route with destination-cidr-block ${destination} in route table ${table.id}`,
    )
  }
  if (route.target.kind === 'local') {
    throw invalidValue(`cannot remove local route ${destination} in route table ${table.id}`)
  }
  return route
}

function readDestination(
  ec2: Ec2,
  input: DestinationInput,
): { readonly table: RouteTable; readonly destination: string } {
  refuseUnused(input, ['DestinationPrefixListId'])
  const table = found(ec2, 'routeTables', input.RouteTableId)
  const { DestinationCidrBlock: v4, DestinationIpv6CidrBlock: v6 } = input
  if (v4 !== undefined && v6 !== undefined) {
    throw new Refusal('InvalidParameterCombination', 'A route has one destination')
  }
  const text = v4 ?? v6
  if (text === undefined) throw missing('destinationCidrBlock')
  const block = readIpv4Block(text)
  const destination = v4 === undefined ? readIpv6Block(text) : block && blockText(block)
  if (destination === undefined) {
    throw invalidValue(
      `Value (${text}) for parameter destinationCidrBlock is invalid. This is not a valid CIDR block.`,
    )
  }
  return { table, destination }
}

/** An internet gateway or an instance of the table's VPC. */
function readTarget(ec2: Ec2, table: RouteTable, input: RouteInput): Route['target'] {
  refuseUnused(input, [
    'CarrierGatewayId',
    'CoreNetworkArn',
    'EgressOnlyInternetGatewayId',
    'LocalGatewayId',
    'NatGatewayId',
    'OdbNetworkArn',
    'TransitGatewayId',
    'VpcEndpointId',
    'VpcPeeringConnectionId',
  ])
  const { GatewayId: gatewayId, InstanceId: instanceId, NetworkInterfaceId: interfaceId } = input
  const given = [gatewayId, instanceId, interfaceId].filter((id) => id !== undefined)
  if (given.length > 1) throw new Refusal('InvalidParameterCombination', 'A route has one target')
  if (gatewayId !== undefined) return gatewayTarget(ec2, table, gatewayId)
  if (instanceId !== undefined) return interfaceTarget(table, findInstance(ec2, instanceId))
  if (interfaceId !== undefined) return interfaceTarget(table, interfaceHolder(ec2, interfaceId))
  throw missing('gatewayId')
}

function gatewayTarget(ec2: Ec2, table: RouteTable, id: string): Route['target'] {
  const gateway = ec2.network.gateways.get(id)
  if (!gateway) throw new Refusal('InvalidGatewayID.NotFound', `The gateway ID '${id}' does not exist`)
  if (gateway.vpcId !== table.vpc.id) {
    throw invalidValue(`route table ${table.id} and network gateway ${id} belong to different networks`)
  }
  return { kind: 'gateway', id }
}

function interfaceTarget(table: RouteTable, { interfaceId, subnet }: Instance): Route['target'] {
  if (subnet.vpc !== table.vpc) {
    throw invalidValue(`route table ${table.id} and interface ${interfaceId} belong to different networks`)
  }
  return { kind: 'interface', id: interfaceId }
}
