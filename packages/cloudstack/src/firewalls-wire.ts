import type { Firewall, FirewallRule } from '@cloud/core'
import { canonicalCidr } from '@cloud/core/driver'

/** https://cloudstack.apache.org/api/apidocs-4.20/apis/listSecurityGroups.html */
export interface SecurityGroupWire {
  readonly id: string
  readonly name: string
  readonly description?: string
  readonly account?: string
  readonly ingressrule?: readonly SecurityRuleWire[]
  readonly egressrule?: readonly SecurityRuleWire[]
  readonly virtualmachineids?: readonly string[]
  readonly virtualmachinecount?: number
}

export interface SecurityRuleWire {
  readonly ruleid: string
  /** `tcp`, `udp`, `icmp`, `all`, or a number. */
  readonly protocol: string
  readonly startport?: number
  readonly endport?: number
  readonly icmptype?: number
  readonly icmpcode?: number
  readonly cidr?: string
  readonly securitygroupname?: string
  readonly account?: string
}

/** What a rule has beside ranges of addresses: the machines of groups, each named with its account. */
export interface CloudStackPeers {
  readonly groups?: readonly { readonly account: string; readonly group: string }[] | undefined
}

/** A firewall of this driver: a security group. */
export type CloudStackFirewall = Firewall<SecurityGroupWire, CloudStackPeers>
export type CloudStackRule = FirewallRule<CloudStackPeers>

/** One rule as the server has it: of one peer. */
export interface PlainRule {
  readonly direction: CloudStackRule['direction']
  readonly protocol: CloudStackRule['protocol']
  readonly from: number
  readonly to: number
  readonly cidr?: string | undefined
  readonly group?: { readonly account: string; readonly group: string } | undefined
}

/**
 * A group without a rule for what goes out lets all of that out, where the contract lets nothing: this rule, which no machine has a use for,
 * closes it.
 */
export const nothingOut: PlainRule = {
  direction: 'outbound',
  protocol: 'tcp',
  from: 1,
  to: 1,
  cidr: '127.0.0.1/32',
}

export function toFirewall(wire: SecurityGroupWire): CloudStackFirewall {
  return {
    kind: 'firewall',
    id: wire.id,
    name: wire.name,
    rules: toRules(plainRules(wire)),
    nodes: wire.virtualmachineids ?? [],
    native: wire,
  }
}

/** What a group lets pass, with what it lets out where it has no rule for that. */
function toRules(plain: readonly PlainRule[]): readonly CloudStackRule[] {
  const all: CloudStackRule = { direction: 'outbound', protocol: 'all', cidrs: ['0.0.0.0/0', '::/0'] }
  const isOpen = !plain.some(({ direction }) => direction === 'outbound')
  const told = plain.filter((rule) => keyOf(rule) !== keyOf(nothingOut))
  const joined = Map.groupBy(told, ({ direction, protocol, from, to }) =>
    [direction, protocol, from, to].join(),
  )
  return [...[...joined.values()].map(join), ...(isOpen ? [all] : [])]
}

function join(rules: readonly PlainRule[]): CloudStackRule {
  const [{ direction, protocol, from, to } = nothingOut] = rules
  const hasPorts = (protocol === 'tcp' || protocol === 'udp') && !(from === 1 && to === 65_535)
  const groups = rules.flatMap(({ group }) => group ?? [])
  return {
    direction,
    protocol,
    ...(hasPorts && { ports: { from, to } }),
    cidrs: rules.flatMap(({ cidr }) => cidr ?? []),
    ...(groups.length > 0 && { native: { groups } }),
  }
}

/** The rules of a group that the contract has words for; others, as of protocol 47, are under `native` alone. */
export function plainRules(wire: SecurityGroupWire): readonly PlainRule[] {
  return withIds(wire).map(([rule]) => rule)
}

/** Each with its id. */
export function withIds(wire: SecurityGroupWire): readonly (readonly [rule: PlainRule, id: string])[] {
  const read = (direction: PlainRule['direction']) => (rule: SecurityRuleWire) => {
    const protocol = protocols[rule.protocol.toLowerCase()]
    return protocol === undefined ? [] : [[plainRule(direction, protocol, rule), rule.ruleid] as const]
  }
  return [
    ...(wire.ingressrule ?? []).flatMap(read('inbound')),
    ...(wire.egressrule ?? []).flatMap(read('outbound')),
  ]
}

const protocols: Readonly<Record<string, PlainRule['protocol']>> = {
  tcp: 'tcp',
  udp: 'udp',
  icmp: 'icmp',
  all: 'all',
  '6': 'tcp',
  '17': 'udp',
  '1': 'icmp',
}

function plainRule(
  direction: PlainRule['direction'],
  protocol: PlainRule['protocol'],
  { startport, endport, cidr, securitygroupname, account = '' }: SecurityRuleWire,
): PlainRule {
  const hasPorts = protocol === 'tcp' || protocol === 'udp'
  return {
    direction,
    protocol,
    from: hasPorts ? (startport ?? 1) : 0,
    to: hasPorts ? (endport ?? 65_535) : 0,
    ...(cidr ? { cidr } : {}),
    ...(securitygroupname ? { group: { account, group: securitygroupname } } : {}),
  }
}

/** The rules of the contract, each split by its peers. */
export function splitRules(rules: readonly CloudStackRule[]): readonly PlainRule[] {
  return rules.flatMap(({ direction, protocol, ports, cidrs, native }) => {
    const hasPorts = protocol === 'tcp' || protocol === 'udp'
    const { from, to } = hasPorts ? (ports ?? { from: 1, to: 65_535 }) : { from: 0, to: 0 }
    const own = { direction, protocol, from, to }
    return [
      ...cidrs.map((cidr) => ({ ...own, cidr })),
      ...(native?.groups ?? []).map((group) => ({ ...own, group })),
    ]
  })
}

/** Two rules with one key let the same pass. */
export function keyOf({ direction, protocol, from, to, cidr, group }: PlainRule): string {
  return [direction, protocol, from, to, cidr && canonicalCidr(cidr), group?.account, group?.group].join()
}
