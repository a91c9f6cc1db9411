import type { CloudStack } from './cloud.ts'
import type { Fields } from './command.ts'
import type { PublicIp } from './public-ip.ts'
import { ruleConflict } from './refusal.ts'
import type { Ports } from './rule-input.ts'
import { tagsWire } from './tag.ts'

/** What may come in by a public address, or go out of a network. */
export interface FirewallRule extends Ports {
  readonly id: string
  /** Of a rule for what comes in. */
  readonly ip: PublicIp | undefined
  readonly networkId: string
  readonly cidrs: readonly string[]
  readonly destinations: readonly string[]
  state: 'Add' | 'Active'
  readonly createdAt: number
  readonly projectId: string | undefined
  /** The forwarding or balancing rule that it was made with, and goes with. */
  readonly relatedId: string | undefined
}

/** Throws a `Refusal` for a rule that lets through what another does. */
export function checkConflict(rule: FirewallRule, others: Iterable<FirewallRule>): void {
  for (const other of others) {
    if (other.ip !== rule.ip || other.networkId !== rule.networkId || other.protocol !== rule.protocol)
      continue
    const addresses =
      other.cidrs.some((cidr) => rule.cidrs.includes(cidr)) &&
      (rule.destinations.length === 0 ||
        other.destinations.some((destination) => rule.destinations.includes(destination)))
    if (addresses && overlap(rule, other))
      throw ruleConflict(
        `New rule for ${rule.protocol} conflicts with existing rule ${other.id}: the range specified, ${rule.startPort}-${rule.endPort}, overlaps ${other.startPort}-${other.endPort}`,
      )
  }
}

function overlap(a: Ports, b: Ports): boolean {
  if (a.protocol === 'icmp') return a.icmpType === b.icmpType && a.icmpCode === b.icmpCode
  const range = ({ startPort = 1, endPort = 65_535 }: Ports) => [startPort, endPort] as const
  const [[from, to], [otherFrom, otherTo]] = [range(a), range(b)]
  return from <= otherTo && otherFrom <= to
}

export function firewallRuleWire(cloud: CloudStack, rule: FirewallRule): Fields {
  const { id, ip, networkId, protocol, cidrs, destinations } = rule
  return {
    id,
    protocol,
    startport: rule.startPort,
    endport: rule.endPort,
    icmptype: rule.icmpType,
    icmpcode: rule.icmpCode,
    networkid: networkId,
    ...(ip ? { ipaddressid: ip.id, ipaddress: ip.address } : { traffictype: 'Egress' }),
    state: rule.state,
    cidrlist: cidrs.join(','),
    ...(!ip && { destcidrlist: destinations.join(',') }),
    fordisplay: true,
    tags: tagsWire(cloud, id),
  }
}
