import type { CallOptions, Ref } from '@cloud/core'
import {
  canonicalCidr,
  changed,
  checkCidr,
  checkNames,
  clientOf,
  type HasClient,
  idOf,
  invalid,
  isCloudError,
  named,
  nodeNet,
} from '@cloud/core/driver'
import { done, type Ec2Client, idempotent, send } from './client.ts'
import { get } from './description.ts'
import { ec2Id } from './ids.ts'
import { remove } from './removal.ts'
import { type RouteWire, routeTableDescription } from './route-tables-wire.ts'

type Driver = HasClient<Ec2Client>

/** Where traffic goes: one of these. Those without a resource of this package are ids. */
export interface RouteTarget {
  readonly internetGateway?: Ref<'internet-gateway'> | undefined
  /** With one network interface. */
  readonly node?: Ref<'node'> | undefined
  readonly networkInterface?: Ref<'network-interface'> | undefined
  readonly natGateway?: string | undefined
  readonly transitGateway?: string | undefined
  readonly vpcPeeringConnection?: string | undefined
  /** For IPv6 alone. */
  readonly egressOnlyInternetGateway?: string | undefined
}

/** By the name of a target, what EC2 calls it, as in the answer; parameters begin with a capital. */
const targets = {
  internetGateway: { member: 'gatewayId', kind: 'internet-gateway' },
  node: { member: 'instanceId', kind: 'node' },
  networkInterface: { member: 'networkInterfaceId', kind: 'network-interface' },
  natGateway: { member: 'natGatewayId', kind: 'nat-gateway' },
  transitGateway: { member: 'transitGatewayId', kind: 'transit-gateway' },
  vpcPeeringConnection: { member: 'vpcPeeringConnectionId', kind: 'vpc-peering-connection' },
  egressOnlyInternetGateway: {
    member: 'egressOnlyInternetGatewayId',
    kind: 'egress-only-internet-gateway',
  },
} as const satisfies Record<keyof RouteTarget, { readonly member: keyof RouteWire; readonly kind: string }>

/** Where to, and by what. `to` is a range of IPv4 or IPv6. */
export interface Ec2Route extends RouteTarget {
  readonly to: string
}

/** `already-exists` where the table has a route to that range; `replaceRoute` changes that. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateRoute.html */
export function createRoute(
  driver: Driver,
  table: Ref<'route-table'>,
  route: Ec2Route,
  call?: CallOptions,
): Promise<void> {
  const client = clientOf(driver)
  return client.within(call, async (left) => {
    const { id, destination, member, target, parameters } = checked('createRoute', table, route)
    const find = async (rest: CallOptions) => {
      const { native } = await get(client, routeTableDescription, id, rest)
      const there = native.routeSet.find((one) => one[destination.member] === destination.range)
      return there?.[member] === target ? {} : undefined
    }
    try {
      await send(client, { name: 'CreateRoute', repeat: named<object>(find), parameters, answer: done }, left)
    } catch (error) {
      const isTaken = isCloudError(error) && error.providerCode === 'RouteAlreadyExists'
      throw isTaken ? changed(error, { code: 'already-exists' }) : error
    }
  })
}

/** `not-found` where the table has no route to that range. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ReplaceRoute.html */
export function replaceRoute(
  driver: Driver,
  table: Ref<'route-table'>,
  route: Ec2Route,
  call?: CallOptions,
): Promise<void> {
  const client = clientOf(driver)
  return client.within(call, async (left) => {
    const { parameters } = checked('replaceRoute', table, route)
    await send(client, { name: 'ReplaceRoute', repeat: idempotent, parameters, answer: done }, left)
  })
}

/** `not-found` where the table has no route to that range. */
export function deleteRoute(
  driver: Driver,
  table: Ref<'route-table'>,
  to: string,
  call?: CallOptions,
): Promise<void> {
  const client = clientOf(driver)
  return client.within(call, async (left) => {
    const parameters = { RouteTableId: ec2Id('route-table', table), ...destinationOf(to).parameters }
    await remove(client, { name: 'DeleteRoute', parameters }, left)
  })
}

interface Destination {
  readonly member: 'destinationCidrBlock' | 'destinationIpv6CidrBlock'
  readonly range: string
  readonly parameters: Readonly<Record<string, string>>
}

function destinationOf(to: string): Destination {
  const range = canonicalCidr(checkCidr(to))
  const member = nodeNet().isIPv6(range.split('/')[0] ?? '')
    ? 'destinationIpv6CidrBlock'
    : 'destinationCidrBlock'
  return { member, range, parameters: { [capital(member)]: range } }
}

interface CheckedRoute {
  /** Of the route table. */
  readonly id: string
  readonly destination: Destination
  readonly member: keyof RouteWire
  readonly target: string
  /** What EC2 is to be sent for it. */
  readonly parameters: Readonly<Record<string, string>>
}

function checked(what: string, table: Ref<'route-table'>, { to, ...by }: Ec2Route): CheckedRoute {
  const id = ec2Id('route-table', table)
  checkNames(what, by, Object.keys(targets))
  const given = Object.entries(by).filter(([, id]) => id !== undefined)
  const [[name, ref] = []] = given
  if (name === undefined || given.length > 1)
    throw invalid(`${what} has ${given.length} targets`, `one of ${Object.keys(targets).join(', ')}`)
  const { member, kind } = targets[name as keyof RouteTarget]
  const destination = destinationOf(to)
  const target = idOf(`target ${name}`, ref, kind)
  const parameters = { RouteTableId: id, ...destination.parameters, [capital(member)]: target }
  return { id, destination, member, target, parameters }
}

const capital = (name: string) => name.charAt(0).toUpperCase() + name.slice(1)
