import { checkList, checkNames } from './check.ts'
import { checkCidr } from './check-cidr.ts'
import type { FirewallRule } from './contract/firewalls.ts'
import { invalid } from './errors.ts'

/**
 * Checks rules as the contract has them. `peersOf` checks what a rule has under `native`, and tells the peers that are there: a rule
 * without any lets nothing pass.
 */
export function checkFirewallRules<In>(
  rules: readonly FirewallRule<In>[],
  peersOf: (what: string, native: In) => readonly unknown[],
): void {
  if (rules === undefined) throw invalid('rules must be an array')
  checkList('rules', rules, (what, rule) => {
    checkNames(what, rule, ['direction', 'protocol', 'ports', 'cidrs', 'native'])
    const { direction, protocol, cidrs, native } = rule
    if (!['inbound', 'outbound'].includes(direction))
      throw invalid(`${what}.direction is ${JSON.stringify(direction)}`, 'inbound or outbound')
    if (!['tcp', 'udp', 'icmp', 'all'].includes(protocol))
      throw invalid(`${what}.protocol is ${JSON.stringify(protocol)}`, 'tcp, udp, icmp or all')
    checkPorts(what, rule)
    if (!Array.isArray(cidrs)) throw invalid(`${what}.cidrs must be an array`)
    for (const cidr of cidrs) checkCidr(cidr)
    const others = native === undefined ? [] : peersOf(`${what}.native`, native)
    if (cidrs.length + others.length === 0)
      throw invalid(`${what} lets nothing pass`, 'cidrs, or other peers under native')
  })
}

function checkPorts(what: string, { protocol, ports }: FirewallRule): void {
  if (ports === undefined) return
  if (protocol !== 'tcp' && protocol !== 'udp') throw invalid(`${what}: ${protocol} has no ports`)
  checkNames(`${what}.ports`, ports, ['from', 'to'])
  const { from, to } = ports
  const right = [from, to].every((port) => Number.isInteger(port) && port >= 1 && port <= 65_535)
  if (!right || from > to) throw invalid(`${what}.ports are ${from} to ${to}`, 'from 1 to 65535')
}
