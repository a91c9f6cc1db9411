import type { BalancerProtocol, CallOptions } from '@cloud/core'
import { named, nodeCrypto } from '@cloud/core/driver'
import { groupsOfActions } from './actions-wire.ts'
import { done, type ElbClient, idempotent, read, send } from './client.ts'
import { groupsInUse, listenersOf } from './get-balancer.ts'
import type { ListenerWire } from './listeners-wire.ts'
import { orFound, refusal, unlessGone, whenUnused } from './lookups.ts'
import { fromTags, type TagsOf } from './tags.ts'
import { type TargetGroupWire, targetGroupsAnswer } from './target-groups-wire.ts'

/** What members are spoken to. */
export interface GroupTarget {
  readonly targetProtocol: BalancerProtocol
  readonly targetPort: number
}

/**
 * The target groups of a portable balancer, one for each protocol and port that members are spoken to, are known by their names: of the
 * balancer's name and of a digest of its ARN, which no other balancer has had.
 */
export function ownPrefix(balancerArn: string): string {
  const name = balancerArn.split('/').at(-2) ?? ''
  return `${name.slice(0, 11)}-${nodeCrypto().hash('sha256', balancerArn).slice(0, 8)}-`
}

const ownName = (balancerArn: string, { targetProtocol, targetPort }: GroupTarget): string =>
  `${ownPrefix(balancerArn)}${targetProtocol}-${targetPort}`

export const isOwn = (balancerArn: string, { TargetGroupName }: TargetGroupWire): boolean =>
  TargetGroupName.startsWith(ownPrefix(balancerArn))

export interface NewGroup {
  readonly balancerArn: string
  readonly vpcId: string | undefined
  readonly targetType: string
  readonly target: GroupTarget
  readonly tags: TagsOf
  /** What the groups beside it are checked by. */
  readonly health: Readonly<Record<string, string | number | undefined>>
}

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html */
export async function makeGroup(
  client: ElbClient,
  { balancerArn, vpcId, targetType, target, tags, health }: NewGroup,
  call: CallOptions,
): Promise<TargetGroupWire> {
  const Name = ownName(balancerArn, target)
  const parameters = {
    Name,
    Protocol: target.targetProtocol.toUpperCase(),
    Port: target.targetPort,
    VpcId: vpcId,
    TargetType: targetType,
    Tags: Object.keys(tags).length > 0 ? fromTags(tags) : undefined,
    ...health,
  }
  const find = async (left: CallOptions) => {
    const look = { name: 'DescribeTargetGroups', repeat: read, answer: targetGroupsAnswer } as const
    const found = await unlessGone(send(client, { ...look, parameters: { Names: [Name] } }, left))
    return found?.TargetGroups.length ? found : undefined
  }
  const request = { name: 'CreateTargetGroup', repeat: named(find), parameters, answer: targetGroupsAnswer }
  const { TargetGroups } = await orFound(send(client, request, call), () => find(call))
  const [made] = TargetGroups
  if (made !== undefined) return made
  throw refusal('protocol', 'CreateTargetGroup told of no target group')
}

/** All that are a balancer's own, also those that it does not use, or not any more. */
export async function ownGroups(
  client: ElbClient,
  balancerArn: string,
  call: CallOptions,
): Promise<readonly TargetGroupWire[]> {
  return (await groupsInUse(client, undefined, call)).filter((group) => isOwn(balancerArn, group))
}

/**
 * The target groups that members are put into: the balancer's own, and of a balancer that was not made by `createBalancer` those that its
 * listeners hand on to where no rule says otherwise. `conflict` where there are none.
 */
export async function memberGroups(
  client: ElbClient,
  balancerArn: string,
  call: CallOptions,
): Promise<readonly [TargetGroupWire, ...TargetGroupWire[]]> {
  const groups = await groupsInUse(client, balancerArn, call)
  const isForeign = groups.length > 0 && !groups.some((group) => isOwn(balancerArn, group))
  const listeners = isForeign ? await listenersOf(client, balancerArn, call) : []
  return memberGroupsOf(balancerArn, listeners, groups)
}

/** The same, of what a balancer has already been asked for; without a group of its own, its listeners tell which are meant. */
export function memberGroupsOf(
  balancerArn: string,
  listeners: readonly ListenerWire[],
  groups: readonly TargetGroupWire[],
): readonly [TargetGroupWire, ...TargetGroupWire[]] {
  const own = groups.filter((group) => isOwn(balancerArn, group))
  const wanted = listeners.flatMap(({ DefaultActions }) => groupsOfActions(DefaultActions))
  const found = own.length > 0 ? own : groups.filter(({ TargetGroupArn }) => wanted.includes(TargetGroupArn))
  const [first, ...others] = found.toSorted((a, b) => (a.TargetGroupName < b.TargetGroupName ? -1 : 1))
  if (first !== undefined) return [first, ...others]
  throw refusal('conflict', `The balancer ${balancerArn} hands on to no target group`, {
    hint: 'addListener',
  })
}

/** Removes one as soon as no listener uses it any more. https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DeleteTargetGroup.html */
export async function removeGroup(client: ElbClient, arn: string, call: CallOptions): Promise<void> {
  const request = { name: 'DeleteTargetGroup', parameters: { TargetGroupArn: arn }, answer: done }
  await whenUnused(client, () => unlessGone(send(client, { ...request, repeat: idempotent }, call)), call)
}
