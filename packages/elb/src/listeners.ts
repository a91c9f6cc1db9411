import type { CallOptions, Listener, Listeners, Ref } from '@cloud/core'
import { afterWrite, beforeWrite, invalid, orUndone } from '@cloud/core/driver'
import { groupsOfActions } from './actions-wire.ts'
import { healthOfGroups } from './balancer-members.ts'
import {
  type CheckedListener,
  checkListener,
  checkWhich,
  type ElbListenerOptions,
  taken,
  type WhichListener,
} from './check-listener.ts'
import { done, type ElbClient, idempotent, send } from './client.ts'
import { healthOf } from './create-balancer.ts'
import { balancerArn, getWhole } from './get-balancer.ts'
import { groupAttributes, setGroupAttributes } from './group-attributes.ts'
import type { ElbListener, ListenerWire } from './listeners-wire.ts'
import { type ElbBalancer, toBalancer } from './load-balancers-wire.ts'
import { refusal, unlessGone } from './lookups.ts'
import { groupFor, makeListener } from './make-listener.ts'
import { toMembers } from './members-wire.ts'
import { isOwn, makeGroup, memberGroupsOf, removeGroup } from './own-groups.ts'
import type { TargetGroupWire } from './target-groups-wire.ts'
import { register } from './targets.ts'
import { turns } from './turns.ts'

/** Each hands on to the target group of its target protocol and port, which comes with the first and goes with the last that does. */
export function listeners(client: ElbClient): Listeners<ElbBalancer, ElbListenerOptions> {
  const turn = turns(client)
  return {
    addListener: (balancer, listener, call) =>
      turn(balancer, call, (left) => addListener(client, balancer, listener, left)),
    removeListener: (balancer, listener, call) =>
      turn(balancer, call, (left) => removeListener(client, balancer, listener, left)),
  }
}

async function addListener(
  client: ElbClient,
  ref: Ref<'balancer'>,
  listener: Listener<ElbListenerOptions>,
  call: CallOptions,
): Promise<ElbBalancer> {
  const wanted = checkListener(client.kind, 'The listener', listener)
  const arn = balancerArn(client, ref)
  const { wire, listeners, groups } = await beforeWrite(getWhole(client, arn, call))
  const balancer = toBalancer(wire, listeners, groups)
  const there = balancer.listeners.find(({ port }) => port === wanted.port)
  if (there !== undefined && isSame(there, wanted)) return balancer
  if (there !== undefined) throw occupied(balancer, there, wanted)
  const own = groups.filter((group) => isOwn(arn, group))
  if (groupFor(wanted, own) !== undefined) {
    const made = await makeListener(client, { balancerArn: arn, listener: wanted, groups: own }, call)
    return toBalancer(wire, [...listeners, made], groups)
  }
  const group = await makeAlike(client, { balancer, wanted, own }, call)
  const work = fill(client, { arn, group, own, wanted }, call)
  const undo = (left: CallOptions) => removeGroup(client, group.TargetGroupArn, left)
  const made = await orUndone(client, work, undo, { targetGroupIds: [group.TargetGroupArn] })
  return toBalancer(wire, [...listeners, made], [...groups, group])
}

function isSame(there: ElbListener, wanted: CheckedListener): boolean {
  return (
    there.protocol === wanted.protocol &&
    there.targetProtocol === wanted.targetProtocol &&
    there.targetPort === wanted.targetPort &&
    there.certificate === wanted.certificate
  )
}

function occupied({ id }: ElbBalancer, there: ElbListener, { protocol, port }: CheckedListener): Error {
  if ((there.protocol === 'udp') !== (protocol === 'udp')) return taken(port)
  return refusal('already-exists', `The balancer ${id} has another listener on port ${port}`)
}

interface Alike {
  readonly balancer: ElbBalancer
  readonly wanted: CheckedListener
  readonly own: readonly TargetGroupWire[]
}

/** A target group that is checked as the others are. */
function makeAlike(
  client: ElbClient,
  { balancer, wanted, own }: Alike,
  call: CallOptions,
): Promise<TargetGroupWire> {
  const { id: arn, native } = balancer
  const [first] = own
  const udp = healthOf(wanted, [...balancer.listeners, wanted])
  const health =
    first === undefined
      ? udp
      : {
          HealthCheckProtocol: first.HealthCheckProtocol,
          HealthCheckPort: udp.HealthCheckPort ?? first.HealthCheckPort,
          HealthCheckPath: first.HealthCheckPath || undefined,
          HealthCheckIntervalSeconds: first.HealthCheckIntervalSeconds,
          HealthCheckTimeoutSeconds: first.HealthCheckTimeoutSeconds,
          HealthyThresholdCount: first.HealthyThresholdCount,
          UnhealthyThresholdCount: first.UnhealthyThresholdCount,
        }
  const targetType = first?.TargetType ?? 'instance'
  const group = { balancerArn: arn, vpcId: native.VpcId, targetType, target: wanted, tags: {}, health }
  return makeGroup(client, group, call)
}

interface Filling {
  readonly arn: string
  readonly group: TargetGroupWire
  readonly own: readonly TargetGroupWire[]
  readonly wanted: CheckedListener
}

/** Its attributes and members are those of the other groups; clients come when it has them. */
async function fill(
  client: ElbClient,
  { arn, group, own, wanted }: Filling,
  call: CallOptions,
): Promise<ListenerWire> {
  const [first] = own
  if (first !== undefined) {
    const attributes = await groupAttributes(client, first, call)
    const carried = Object.entries(attributes).filter(([key]) =>
      /^(stickiness|deregistration_delay|load_balancing)\./.test(key),
    )
    const set = Object.fromEntries(carried.filter(([, value]) => value !== ''))
    await setGroupAttributes(client, [group], set, call)
    const members = toMembers(await healthOfGroups(client, own, call))
    const targets = members
      .filter(({ state }) => state !== 'draining')
      .map(({ node, ip = '', port }) => ({ Id: node ?? ip, ...(port !== undefined && { Port: port }) }))
    await register(client, group, targets, call)
  }
  return makeListener(client, { balancerArn: arn, listener: wanted, groups: [group] }, call)
}

async function removeListener(
  client: ElbClient,
  ref: Ref<'balancer'>,
  which: WhichListener,
  call: CallOptions,
): Promise<ElbBalancer> {
  const { port, protocol } = checkWhich(which)
  const arn = balancerArn(client, ref)
  const { wire, listeners, groups } = await beforeWrite(getWhole(client, arn, call))
  const balancer = toBalancer(wire, listeners, groups)
  const found = balancer.listeners.find(
    (one) => one.port === port && (protocol === undefined || one.protocol === protocol),
  )
  if (found === undefined) return balancer
  const members = memberGroupsOf(arn, listeners, groups)
  if (balancer.listeners.length === 1)
    throw refusal('conflict', `The balancer ${arn} has no other listener, and its members stand behind it`, {
      hint: 'destroyBalancer, or deleteListener of this package',
    })
  await deleteListener(client, found, call)
  const others = listeners.filter((one) => one !== found.native)
  const used = others.flatMap(({ DefaultActions }) => groupsOfActions(DefaultActions))
  const idle = members.filter((group) => isOwn(arn, group) && !used.includes(group.TargetGroupArn))
  for (const group of idle)
    await afterWrite(removeGroup(client, group.TargetGroupArn, call), { targetGroupId: group.TargetGroupArn })
  return toBalancer(wire, others, groups)
}

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DeleteListener.html */
async function deleteListener(client: ElbClient, { native }: ElbListener, call: CallOptions): Promise<void> {
  if (native === undefined) throw invalid('The listener has no ARN')
  const parameters = { ListenerArn: native.ListenerArn }
  const request = { name: 'DeleteListener', repeat: idempotent, parameters, answer: done }
  await unlessGone(send(client, request, call))
}
