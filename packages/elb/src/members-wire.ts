import type { Member, MemberState } from '@cloud/core'
import { nodeNet } from '@cloud/core/driver'
import type { TargetGroupWire, TargetHealthWire } from './target-groups-wire.ts'

/** What each target group knows of a member. */
export interface ElbMemberNative {
  readonly targets: readonly (TargetHealthWire & { readonly TargetGroupArn: string })[]
}

export type ElbMember = Member<ElbMemberNative>

const states: Readonly<Record<string, MemberState>> = {
  initial: 'starting',
  healthy: 'healthy',
  unhealthy: 'unhealthy',
  'unhealthy.draining': 'draining',
  draining: 'draining',
}

/** Why one that is `unused` is not: its node does not run, or its address cannot be used. https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html */
const unusable: readonly string[] = ['Target.InvalidState', 'Target.IpUnusable']

export function toState({ TargetHealth: health = {} }: Pick<TargetHealthWire, 'TargetHealth'>): MemberState {
  const { State = '', Reason = '' } = health
  if (State === 'unused') return unusable.includes(Reason) ? 'unhealthy' : 'unknown'
  return (Object.hasOwn(states, State) && states[State]) || 'unknown'
}

/** The worst first: behind several ports a member is as it is on the worst of them. */
const byWorst: readonly MemberState[] = ['draining', 'unhealthy', 'starting', 'unknown', 'healthy']

export interface GroupHealth {
  readonly group: TargetGroupWire
  readonly healths: readonly TargetHealthWire[]
}

interface Found {
  readonly Id: string
  readonly port: number | undefined
  readonly targets: (TargetHealthWire & { readonly TargetGroupArn: string })[]
}

/** The members behind all target groups of a balancer: one each, with the port that is its own, if it has one. */
export function toMembers(all: readonly GroupHealth[]): readonly ElbMember[] {
  const own = ownPorts(all)
  const found = new Map<string, Found>()
  for (const { group, healths } of all) {
    for (const health of healths) {
      const { Id, Port } = health.Target
      const isOwn = Port !== undefined && own.get(Id)?.has(Port)
      const port = isOwn ? Port : undefined
      const id = memberId(Id, port)
      const one = found.get(id) ?? { Id, port, targets: [] }
      one.targets.push({ ...health, TargetGroupArn: group.TargetGroupArn })
      found.set(id, one)
    }
  }
  return [...found.values()].map(toMember)
}

/** A member with a port of its own has that in each target group, and so one that is not that of some group. */
function ownPorts(all: readonly GroupHealth[]): ReadonlyMap<string, ReadonlySet<number>> {
  const own = new Map<string, Set<number>>()
  for (const { group, healths } of all) {
    for (const { Target } of healths) {
      const { Id, Port } = Target
      if (Port === undefined || Port === group.Port) continue
      own.set(Id, (own.get(Id) ?? new Set()).add(Port))
    }
  }
  return own
}

const memberId = (id: string, port: number | undefined): string =>
  port === undefined ? id : `${nodeNet().isIP(id) === 6 ? `[${id}]` : id}:${port}`

function toMember({ Id, port, targets }: Found): ElbMember {
  const seen = targets.map(toState)
  return {
    kind: 'member',
    id: memberId(Id, port),
    ...(nodeNet().isIP(Id) === 0 ? { node: Id } : { ip: Id }),
    ...(port !== undefined && { port }),
    state: byWorst.find((state) => seen.includes(state)) ?? 'unknown',
    native: { targets },
  }
}
