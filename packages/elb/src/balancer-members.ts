import type { CallOptions, Listing, Member, MemberTarget, Ref } from '@cloud/core'
import {
  afterWrite,
  beforeWrite,
  checkNames,
  idOf,
  invalid,
  listing,
  mapAtMost,
  onePage,
  withOutcome,
} from '@cloud/core/driver'
import { type CheckedTarget, checkMember } from './check-balancer.ts'
import type { ElbClient } from './client.ts'
import { explained } from './ec2-places.ts'
import { balancerArn } from './get-balancer.ts'
import { refusal } from './lookups.ts'
import { type ElbMember, type GroupHealth, toMembers } from './members-wire.ts'
import { memberGroups } from './own-groups.ts'
import type { TargetGroupWire } from './target-groups-wire.ts'
import { deregister, healthsOf, register } from './targets.ts'

const most = 4

export function healthOfGroups(
  client: ElbClient,
  groups: readonly TargetGroupWire[],
  call: CallOptions,
): Promise<readonly GroupHealth[]> {
  return mapAtMost(most, groups, async (group) => ({
    group,
    healths: await healthsOf(client, group, call),
  }))
}

export function listMembers(
  client: ElbClient,
  ref: Ref<'balancer'>,
  call: CallOptions | undefined,
): Listing<ElbMember> {
  const id = idOf('balancer', ref, 'balancer')
  const all = async (left: CallOptions) => {
    const groups = await memberGroups(client, balancerArn(client, id), left)
    return toMembers(await healthOfGroups(client, groups, left))
  }
  return listing(onePage(all), call, client.clock)
}

export async function attachMember(
  client: ElbClient,
  ref: Ref<'balancer'>,
  member: MemberTarget,
  call: CallOptions,
): Promise<ElbMember> {
  const id = idOf('balancer', ref, 'balancer')
  const target = checkMember('The member', member)
  const groups = await beforeWrite(memberGroups(client, balancerArn(client, id), call))
  const isNode = 'node' in member
  for (const { TargetType = 'instance' } of groups) checkType(TargetType, isNode)
  const before = await beforeWrite(healthOfGroups(client, groups, call))
  const known = toMembers(before).find((one) => isIt(one, target))
  if (known !== undefined && known.state !== 'draining' && isEverywhere(known, groups)) return known
  for (const [index, group] of groups.entries()) {
    try {
      await register(client, group, [target], call)
    } catch (error) {
      const told = await explained(client, error, isNode ? [target.Id] : [], call)
      throw index > 0 ? withOutcome(told, 'unknown') : told
    }
  }
  const after = toMembers(await afterWrite(healthOfGroups(client, groups, call)))
  const made = after.find((one) => isIt(one, target))
  // It may not show everywhere at once: what was just registered has not been checked yet.
  return made ?? toNew(target, groups)
}

function checkType(type: string, isNode: boolean): void {
  if (type === (isNode ? 'instance' : 'ip')) return
  throw invalid(
    `The balancer takes ${type === 'ip' ? 'addresses' : `what is of type ${type}`}`,
    'what native.targetType says, which a balancer is made with',
  )
}

const isIt = ({ node, ip, port }: ElbMember, { Id, Port }: CheckedTarget) =>
  (node ?? ip) === Id && port === Port

const isEverywhere = ({ native }: ElbMember, groups: readonly TargetGroupWire[]) =>
  native.targets.length === groups.length

function toNew(target: CheckedTarget, groups: readonly TargetGroupWire[]): ElbMember {
  const all = groups.map((group): GroupHealth => {
    const Port = target.Port ?? group.Port
    const Target = { Id: target.Id, ...(Port !== undefined && { Port }) }
    return { group, healths: [{ Target, TargetHealth: { State: 'initial' } }] }
  })
  const [made] = toMembers(all)
  if (made !== undefined) return made
  throw refusal('conflict', 'The balancer has no target group')
}

/** Of what was under way AWS lets each connection come to its end, for as long as the target group says. */
export async function detachMember(
  client: ElbClient,
  ref: Ref<'balancer'>,
  member: MemberTarget | Pick<Member, 'kind' | 'id'>,
  call: CallOptions,
): Promise<void> {
  const id = idOf('balancer', ref, 'balancer')
  const isMeant = whichOf(member)
  const groups = await beforeWrite(memberGroups(client, balancerArn(client, id), call))
  const found = toMembers(await beforeWrite(healthOfGroups(client, groups, call))).filter(isMeant)
  const going = found.filter(({ state }) => state !== 'draining').flatMap(({ native }) => native.targets)
  for (const [index, group] of groups.entries()) {
    const targets = going
      .filter(({ TargetGroupArn }) => TargetGroupArn === group.TargetGroupArn)
      .map(({ Target: { Id, Port } }) => (Port === undefined ? { Id } : { Id, Port }))
    try {
      await deregister(client, group, targets, call)
    } catch (error) {
      throw index > 0 ? withOutcome(error, 'unknown') : error
    }
  }
}

/** Also of what is no node, and so no member. */
function whichOf(member: MemberTarget | Pick<Member, 'kind' | 'id'>): (one: ElbMember) => boolean {
  const kind: unknown = Reflect.get(Object(member), 'kind')
  if (kind !== undefined && kind !== 'node') {
    checkNames('The member', member, ['kind', 'id', 'node', 'ip', 'port', 'state', 'native'])
    const id = idOf('member', member, 'member')
    return (one) => one.id === id
  }
  const target = checkLeaving(member as MemberTarget)
  return (one) => isIt(one, target)
}

function checkLeaving(member: MemberTarget): CheckedTarget {
  const node: unknown = Reflect.get(Object(member), 'node')
  if (node === undefined) return checkMember('The member', member)
  const Id = idOf('node', node, 'node')
  const { Port } = checkMember('The member', { ...member, node: 'i-0' })
  return Port === undefined ? { Id } : { Id, Port }
}
