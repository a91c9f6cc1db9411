import type { CallOptions, Listing, Ref } from '@cloud/core'
import { checkNames, checkText, idOf, isCloudError, listing, mapAtMost } from '@cloud/core/driver'
import { type ElbClient, read, send, toPage } from './client.ts'
import { type ListenerWire, listenersAnswer } from './listeners-wire.ts'
import {
  type ElbBalancer,
  type LoadBalancersWire,
  type LoadBalancerWire,
  loadBalancersAnswer,
  toBalancer,
} from './load-balancers-wire.ts'
import { noSuch, unlessGone } from './lookups.ts'
import { type TargetGroupWire, targetGroupsAnswer } from './target-groups-wire.ts'

const pageSize = 400
const arnForm =
  /^arn:[\w-]+:elasticloadbalancing:[a-z0-9-]+:\d{12}:loadbalancer\/(app|net)\/[a-zA-Z0-9-]{1,32}\/[0-9a-f]+$/

/** The ARN of a balancer of the driver's kind; `not-found` for what can be none. */
export function balancerArn({ kind }: ElbClient, ref: Ref<'balancer'>): string {
  const id = idOf('balancer', ref, 'balancer')
  const word = arnForm.exec(id)?.[1]
  if (word === (kind === 'network' ? 'net' : 'app')) return id
  throw noSuch(`${kind} balancer`, id)
}

function describe(
  client: ElbClient,
  parameters: Readonly<Record<string, string | number | readonly string[] | undefined>>,
  call: CallOptions,
): Promise<LoadBalancersWire> {
  const request = { name: 'DescribeLoadBalancers', repeat: read, parameters, answer: loadBalancersAnswer }
  return send(client, request, call)
}

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DescribeLoadBalancers.html */
export async function getLoadBalancer(
  client: ElbClient,
  arn: string,
  call: CallOptions,
): Promise<LoadBalancerWire> {
  try {
    const { LoadBalancers } = await describe(client, { LoadBalancerArns: [arn] }, call)
    if (LoadBalancers[0] !== undefined) return LoadBalancers[0]
  } catch (error) {
    // An ARN of another region or account is no valid one here.
    if (!isCloudError(error, 'invalid') || error.providerCode !== 'ValidationError') throw error
  }
  throw noSuch('balancer', arn, 'DescribeLoadBalancers')
}

/** The one of that name, whatever its kind: of application and network balancers together there is one at most. */
export async function findNamed(
  client: ElbClient,
  name: string,
  call: CallOptions,
): Promise<LoadBalancerWire | undefined> {
  return (await unlessGone(describe(client, { Names: [name] }, call)))?.LoadBalancers[0]
}

export function listenersOf(
  client: ElbClient,
  arn: string,
  call: CallOptions,
): Promise<readonly ListenerWire[]> {
  const page = async (after: string | undefined, left: CallOptions) => {
    const parameters = { LoadBalancerArn: arn, Marker: after, PageSize: pageSize }
    const request = { name: 'DescribeListeners', repeat: read, parameters, answer: listenersAnswer }
    const wire = await send(client, request, left)
    return toPage(wire.Listeners, wire)
  }
  return listing(page, call, client.clock).toArray()
}

/** The target groups that a balancer uses, or all that there are. */
export function groupsInUse(
  client: ElbClient,
  arn: string | undefined,
  call: CallOptions,
): Promise<readonly TargetGroupWire[]> {
  const page = async (after: string | undefined, left: CallOptions) => {
    const parameters = { LoadBalancerArn: arn, Marker: after, PageSize: pageSize }
    const request = { name: 'DescribeTargetGroups', repeat: read, parameters, answer: targetGroupsAnswer }
    const wire = await send(client, request, left)
    return toPage(wire.TargetGroups, wire)
  }
  return listing(page, call, client.clock).toArray()
}

/** A balancer in the three answers that the API tells it in. */
export interface WholeBalancer {
  readonly wire: LoadBalancerWire
  readonly listeners: readonly ListenerWire[]
  readonly groups: readonly TargetGroupWire[]
}

export async function getWhole(client: ElbClient, arn: string, call: CallOptions): Promise<WholeBalancer> {
  return wholeOf(client, await getLoadBalancer(client, arn, call), call)
}

export async function wholeOf(
  client: ElbClient,
  wire: LoadBalancerWire,
  call: CallOptions,
): Promise<WholeBalancer> {
  const arn = wire.LoadBalancerArn
  // At the same time, and none is left under way where one fails.
  const [listeners, groups] = await Promise.allSettled([
    listenersOf(client, arn, call),
    groupsInUse(client, arn, call),
  ])
  if (listeners.status === 'rejected') throw listeners.reason
  if (groups.status === 'rejected') throw groups.reason
  return { wire, listeners: listeners.value, groups: groups.value }
}

export async function getBalancer(client: ElbClient, arn: string, call: CallOptions): Promise<ElbBalancer> {
  const { wire, listeners, groups } = await getWhole(client, arn, call)
  return toBalancer(wire, listeners, groups)
}

/** How many balancers are asked for their listeners at a time. */
const most = 4

/** Balancers a page at a time. Listeners are asked for of each; target groups once a page. */
export function listBalancers(
  client: ElbClient,
  query: { readonly name?: string | undefined },
  call: CallOptions | undefined,
): Listing<ElbBalancer> {
  checkNames('listBalancers', query, ['name'])
  const { name } = query
  if (name !== undefined) checkText('The name', name, { max: 255 })
  const isMeant = (wire: LoadBalancerWire) =>
    wire.Type === client.kind && (name === undefined || wire.LoadBalancerName === name)
  const page = async (after: string | undefined, left: CallOptions) => {
    const wire = await describe(client, { Marker: after, PageSize: pageSize }, left)
    const found = wire.LoadBalancers.filter(isMeant)
    const groups = found.length > 0 ? await groupsInUse(client, undefined, left) : []
    const whole = await mapAtMost(most, found, async (each) => {
      const arn = each.LoadBalancerArn
      // One that has gone in between is not there.
      const listeners = await unlessGone(listenersOf(client, arn, left))
      const own = groups.filter(({ LoadBalancerArns }) => LoadBalancerArns.includes(arn))
      return listeners === undefined ? [] : [toBalancer(each, listeners, own)]
    })
    return toPage(whole.flat(), wire)
  }
  return listing(page, call, client.clock)
}
