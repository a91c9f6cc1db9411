import type { Firewall, FirewallRule } from '@cloud/core'
import { toCidr } from './cidr.ts'

/** https://docs.digitalocean.com/reference/api/digitalocean/#tag/Firewalls */
export interface FirewallWire {
  readonly id: string
  readonly name: string
  readonly status: string
  readonly inbound_rules: readonly RuleWire[] | null
  readonly outbound_rules: readonly RuleWire[] | null
  readonly droplet_ids: readonly number[] | null
  readonly tags: readonly string[] | null
  readonly created_at: string
  /** What DigitalOcean has not done yet. */
  readonly pending_changes: readonly {
    readonly droplet_id?: number
    readonly removing?: boolean
    readonly status?: string
  }[]
}

export interface RuleWire {
  readonly protocol: string
  /** A port, a range, or `0` for all. */
  readonly ports: string
  readonly sources?: PeersWire
  readonly destinations?: PeersWire
}

export interface PeersWire {
  readonly addresses?: readonly string[]
  readonly droplet_ids?: readonly number[]
  readonly tags?: readonly string[] | null
  readonly load_balancer_uids?: readonly string[]
  readonly kubernetes_ids?: readonly string[]
}

/** Peers of a rule that are no addresses. */
export interface DigitalOceanPeers {
  /** Ids of nodes. */
  readonly dropletIds?: readonly string[] | undefined
  /** All droplets with one of these tags, in DigitalOcean's spelling: `key:value`, or the key alone. */
  readonly tags?: readonly string[] | undefined
  readonly loadBalancerIds?: readonly string[] | undefined
  readonly kubernetesIds?: readonly string[] | undefined
}

export type DigitalOceanRule = FirewallRule<DigitalOceanPeers>

/** A firewall of this driver. `nodes` are those it names; those that have one of its tags, under `native.tags`, are guarded as well. */
export type DigitalOceanFirewall = Firewall<FirewallWire, DigitalOceanPeers>

export function toFirewall(wire: FirewallWire): DigitalOceanFirewall {
  return {
    kind: 'firewall',
    id: wire.id,
    name: wire.name,
    rules: toRules(wire),
    nodes: (wire.droplet_ids ?? []).map(String),
    native: wire,
  }
}

export function toRules({
  inbound_rules,
  outbound_rules,
}: Pick<FirewallWire, 'inbound_rules' | 'outbound_rules'>): readonly DigitalOceanRule[] {
  const inbound = (inbound_rules ?? []).map((rule) => toRule('inbound', rule, rule.sources))
  const outbound = (outbound_rules ?? []).map((rule) => toRule('outbound', rule, rule.destinations))
  return folded([...inbound, ...outbound])
}

function toRule(
  direction: DigitalOceanRule['direction'],
  { protocol, ports }: RuleWire,
  peers: PeersWire = {},
): DigitalOceanRule {
  const [, from, to = from] = /^(\d+)(?:-(\d+))?$/.exec(ports) ?? []
  const ranged = from !== undefined && from !== '0' && protocol !== 'icmp'
  const native = toPeers(peers)
  return {
    direction,
    protocol: protocol as DigitalOceanRule['protocol'],
    ...(ranged && { ports: { from: Number(from), to: Number(to) } }),
    cidrs: (peers.addresses ?? []).map(toCidr),
    ...(Object.keys(native).length > 0 && { native }),
  }
}

function toPeers(peers: PeersWire): DigitalOceanPeers {
  const { droplet_ids, tags, load_balancer_uids, kubernetes_ids } = peers
  return {
    ...(droplet_ids?.length && { dropletIds: droplet_ids.map(String) }),
    ...(tags?.length && { tags }),
    ...(load_balancer_uids?.length && { loadBalancerIds: load_balancer_uids }),
    ...(kubernetes_ids?.length && { kubernetesIds: kubernetes_ids }),
  }
}

const protocols = ['tcp', 'udp', 'icmp'] as const

/** DigitalOcean has no rule for all protocols: three that are alike but for theirs, without ports, are one here. */
function folded(rules: readonly DigitalOceanRule[]): readonly DigitalOceanRule[] {
  const keyOf = ({ direction, cidrs, native = {} }: DigitalOceanRule) =>
    JSON.stringify([direction, cidrs.toSorted(), native])
  const open = Map.groupBy(
    rules.filter(({ ports }) => ports === undefined),
    keyOf,
  )
  const whole = new Set(
    [...open.values()]
      .filter((alike) => protocols.every((each) => alike.some(({ protocol }) => protocol === each)))
      .flat(),
  )
  return rules.flatMap((rule) => {
    if (!whole.has(rule)) return [rule]
    return rule === open.get(keyOf(rule))?.[0] ? [{ ...rule, protocol: 'all' as const }] : []
  })
}

/** The rules of a firewall as the API has them: by direction, and one for each protocol. */
export function toRulesWire(rules: readonly DigitalOceanRule[]): {
  readonly inbound_rules: readonly RuleWire[]
  readonly outbound_rules: readonly RuleWire[]
} {
  const of = (direction: string, side: 'sources' | 'destinations') =>
    rules
      .filter((rule) => rule.direction === direction)
      .flatMap((rule) => toRuleWires(rule).map((wire) => ({ ...wire, [side]: toPeersWire(rule) })))
  return { inbound_rules: of('inbound', 'sources'), outbound_rules: of('outbound', 'destinations') }
}

function toRuleWires({ protocol, ports }: DigitalOceanRule): readonly RuleWire[] {
  const { from, to } = ports ?? {}
  const range = from === undefined ? '0' : from === to ? `${from}` : `${from}-${to}`
  return (protocol === 'all' ? protocols : [protocol]).map((each) => ({ protocol: each, ports: range }))
}

function toPeersWire({ cidrs, native = {} }: DigitalOceanRule): PeersWire {
  const { dropletIds, tags, loadBalancerIds, kubernetesIds } = native
  return {
    ...(cidrs.length && { addresses: cidrs }),
    ...(dropletIds?.length && { droplet_ids: dropletIds.map(Number) }),
    ...(tags?.length && { tags }),
    ...(loadBalancerIds?.length && { load_balancer_uids: loadBalancerIds }),
    ...(kubernetesIds?.length && { kubernetes_ids: kubernetesIds }),
  }
}
