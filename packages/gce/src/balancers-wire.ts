import type { ActiveListener, Balancer, Listener } from '@cloud/core'
import { idOfPlace, nameIn } from './ids.ts'
import { timeOf } from './nodes-wire.ts'

/** https://cloud.google.com/compute/docs/reference/rest/v1/targetPools */
export interface TargetPoolWire {
  readonly id?: string
  readonly name: string
  readonly description?: string
  readonly region: string
  readonly instances?: readonly string[]
  readonly healthChecks?: readonly string[]
  readonly sessionAffinity?: string
  readonly creationTimestamp: string
  readonly selfLink: string
}

/** https://cloud.google.com/compute/docs/reference/rest/v1/forwardingRules */
export interface ForwardingRuleWire {
  readonly id?: string
  readonly name: string
  readonly description?: string
  readonly region?: string
  readonly IPAddress?: string
  readonly IPProtocol: string
  readonly portRange?: string
  readonly target?: string
  readonly loadBalancingScheme?: string
  readonly networkTier?: string
  readonly labels?: Readonly<Record<string, string>>
  readonly creationTimestamp?: string
  readonly selfLink?: string
}

/** A target pool, with the forwarding rules that lead to it. */
export interface BalancerWire {
  readonly pool: TargetPoolWire
  readonly rules: readonly ForwardingRuleWire[]
}

export type GceBalancer = Balancer<BalancerWire, ForwardingRuleWire>

/** Without a rule nobody comes in: one that is being made has none yet. */
export function toBalancer(wire: BalancerWire): GceBalancer {
  const { pool, rules } = wire
  const location = nameIn(pool.region)
  const ips = rules.flatMap(({ IPAddress }) => (IPAddress === undefined ? [] : [IPAddress]))
  return {
    kind: 'balancer',
    id: idOfPlace({ location, name: pool.name }),
    name: pool.name,
    state: rules.length > 0 ? 'active' : 'creating',
    ips: [...new Set(ips)],
    listeners: rules.flatMap(toListeners).toSorted((a, b) => a.port - b.port),
    location,
    createdAt: timeOf(pool.creationTimestamp),
    native: wire,
  }
}

/** What comes in is handed on as it is: to the same port. A rule for a range of ports is a listener for each end of it. */
function toListeners(native: ForwardingRuleWire): ActiveListener<ForwardingRuleWire>[] {
  const protocol = native.IPProtocol === 'UDP' ? ('udp' as const) : ('tcp' as const)
  const ends = new Set((native.portRange ?? '').split('-').filter((text) => text !== ''))
  return [...ends].map((text) => {
    const port = Number(text)
    return { protocol, port, targetProtocol: protocol, targetPort: port, native }
  })
}

/** Whether a rule leads to a target pool. */
export const leadsTo = ({ target = '' }: ForwardingRuleWire, pool: TargetPoolWire): boolean =>
  target.slice(target.indexOf('projects/')) === pool.selfLink.slice(pool.selfLink.indexOf('projects/'))

export const isSame = (
  one: Pick<Listener, 'protocol' | 'port'>,
  other: Pick<Listener, 'protocol' | 'port'>,
): boolean => one.protocol === other.protocol && one.port === other.port

/** Where members can be asked how they are: what comes first that is not of UDP. */
export const firstPort = (listeners: readonly Pick<Listener, 'protocol' | 'port'>[]): number | undefined =>
  listeners.find(({ protocol }) => protocol !== 'udp')?.port
