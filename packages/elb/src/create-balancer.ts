import type { CallOptions } from '@cloud/core'
import { afterWrite, beforeWrite, isCloudError, keyed, named, orUndone, waitUntil } from '@cloud/core/driver'
import { type BalancerPlan, balancerPlan, type CreateOptions } from './check-balancer.ts'
import type { CheckedListener } from './check-listener.ts'
import { type ElbClient, send } from './client.ts'
import { type Remains, removeParts } from './destroy-balancer.ts'
import { explained, networkOf, subnetsFor } from './ec2-places.ts'
import { findNamed, getBalancer } from './get-balancer.ts'
import { type Intent, intentOf, isOurs } from './intent.ts'
import type { ListenerWire } from './listeners-wire.ts'
import {
  type ElbBalancer,
  type LoadBalancersWire,
  type LoadBalancerWire,
  loadBalancersAnswer,
  toBalancer,
} from './load-balancers-wire.ts'
import { refusal } from './lookups.ts'
import { makeListener } from './make-listener.ts'
import { type GroupTarget, makeGroup } from './own-groups.ts'
import { fromTags, tagsOf } from './tags.ts'
import type { TargetGroupWire } from './target-groups-wire.ts'
import { register } from './targets.ts'

/**
 * A balancer, whose name no other has; a target group for each protocol and port that its members are spoken to; a listener for each way in.
 * Where a part cannot be made, those that were go again.
 */
export async function createBalancer(
  client: ElbClient,
  options: CreateOptions,
  call: CallOptions,
): Promise<ElbBalancer> {
  const plan = balancerPlan(client.kind, options)
  const intent = intentOf(options.idempotencyKey, plan)
  try {
    const nodes = plan.targetType === 'instance' ? plan.targets.map(({ Id }) => Id) : []
    const network = await beforeWrite(networkOf(client, [...new Set(nodes)], call))
    const earlier = await beforeWrite(findEarlier(client, plan, intent, call))
    if (earlier !== undefined) {
      // What a call that was cut short has left out is made now.
      await makeParts(client, earlier, plan, call)
      return await afterWrite(getBalancer(client, earlier.LoadBalancerArn, call))
    }
    const made = await makeBalancer(client, plan, { intent, network }, call)
    const arn = made.LoadBalancerArn
    const remains: Remains = { balancerId: arn }
    const undo = (left: CallOptions) => removeParts(client, arn, remains, left)
    const { listeners, groups } = await orUndone(
      client,
      makeParts(client, made, plan, call),
      undo,
      remains as Readonly<Record<string, unknown>>,
    )
    return toBalancer(made, listeners, groups)
  } catch (error) {
    throw keyed(error, intent.key)
  }
}

/** What an earlier call with the same key made; `already-exists` where somebody else's has the name. */
async function findEarlier(
  client: ElbClient,
  { name }: BalancerPlan,
  intent: Intent,
  call: CallOptions,
): Promise<LoadBalancerWire | undefined> {
  const found = await findNamed(client, name, call)
  if (found === undefined) return undefined
  if (isOurs(await tagsOf(client, found.LoadBalancerArn, call), intent)) return found
  throw taken(name)
}

const taken = (name: string) => refusal('already-exists', `There is a balancer ${name} already`)

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html */
async function makeBalancer(
  client: ElbClient,
  plan: BalancerPlan,
  { intent, network }: { readonly intent: Intent; readonly network: string | undefined },
  call: CallOptions,
): Promise<LoadBalancerWire> {
  const { name, location, native } = plan
  const { subnetMappings, vpcId = network, securityGroups, scheme, ipAddressType, tags } = native
  const wanted = { vpcId, location, zones: client.kind === 'application' ? 2 : 1 }
  const subnets =
    native.subnets ?? (subnetMappings ? undefined : await beforeWrite(subnetsFor(client, wanted, call)))
  const parameters = {
    Name: name,
    Type: client.kind,
    Subnets: subnets,
    SubnetMappings: subnetMappings,
    SecurityGroups: securityGroups,
    Scheme: scheme,
    IpAddressType: ipAddressType,
    Tags: fromTags({ ...tags, ...intent.tags }),
  }
  const find = async (left: CallOptions): Promise<LoadBalancersWire | undefined> => {
    const found = await findNamed(client, name, left)
    const isMade = found !== undefined && isOurs(await tagsOf(client, found.LoadBalancerArn, left), intent)
    return isMade ? { LoadBalancers: [found] } : undefined
  }
  const request = { name: 'CreateLoadBalancer', repeat: named(find), parameters, answer: loadBalancersAnswer }
  const [made] = (await send(client, request, call)).LoadBalancers
  if (made === undefined) throw refusal('protocol', 'CreateLoadBalancer told of no balancer')
  await checkOurs(client, made, intent, call)
  return made
}

/**
 * A second create of the same name and settings gives what is there. Where two callers were as quick as each other, its tags say whose it is:
 * else one of them would take the other's for its own, and might remove it. It may not be known everywhere at once.
 */
async function checkOurs(
  client: ElbClient,
  { LoadBalancerArn: arn, LoadBalancerName }: LoadBalancerWire,
  intent: Intent,
  call: CallOptions,
): Promise<void> {
  const wait = {
    what: `the balancer ${arn} to be known`,
    look: (left: CallOptions) => tagsOf(client, arn, left),
    done: () => true,
    describe: () => 'it is not known',
    notYet: (error: unknown) => isCloudError(error, 'not-found'),
  }
  const tags = await afterWrite(waitUntil(wait, call, client.clock), { balancerId: arn })
  if (!isOurs(tags, intent)) throw taken(LoadBalancerName)
}

interface Parts {
  readonly listeners: readonly ListenerWire[]
  readonly groups: readonly TargetGroupWire[]
}

/** Each part is made once, however often this is done. */
async function makeParts(
  client: ElbClient,
  { LoadBalancerArn: balancerArn, VpcId: vpcId }: LoadBalancerWire,
  { listeners, targets, targetType, native }: BalancerPlan,
  call: CallOptions,
): Promise<Parts> {
  const { tags = {} } = native
  const groups: TargetGroupWire[] = []
  const made: ListenerWire[] = []
  for (const target of targetsOf(listeners)) {
    const health = healthOf(target, listeners)
    const group = await makeGroup(client, { balancerArn, vpcId, targetType, target, tags, health }, call)
    groups.push(group)
    try {
      await register(client, group, targets, call)
    } catch (error) {
      throw await explained(client, error, targetType === 'instance' ? targets.map(({ Id }) => Id) : [], call)
    }
  }
  for (const listener of listeners)
    made.push(await makeListener(client, { balancerArn, listener, groups }, call))
  return { listeners: made, groups }
}

/** One for each protocol and port, in the order of the listeners. */
function targetsOf(listeners: readonly CheckedListener[]): readonly GroupTarget[] {
  const all = listeners.map(({ targetProtocol, targetPort }) => ({ targetProtocol, targetPort }))
  return [...new Map(all.map((one) => [`${one.targetProtocol} ${one.targetPort}`, one])).values()]
}

/** What takes UDP alone answers no check on that port: members are checked where they take something else, if they do. */
export function healthOf(
  { targetProtocol }: GroupTarget,
  listeners: readonly Pick<CheckedListener, 'targetProtocol' | 'targetPort'>[],
): { readonly HealthCheckPort?: number } {
  const other = listeners.find((one) => one.targetProtocol !== 'udp')
  return targetProtocol === 'udp' && other !== undefined ? { HealthCheckPort: other.targetPort } : {}
}
