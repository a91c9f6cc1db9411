import assert from 'node:assert/strict'
import type { FirewallRule } from '@cloud/core'

/**
 * What rules let pass, in one way to write it: a provider may split them by range or protocol, join them and change their order.
 * `all` is every protocol that a rule can name, and ports that are left out are all ports.
 */
export function passes(rules: readonly FirewallRule[]): readonly string[] {
  return [...new Set(rules.flatMap(passesOf))].toSorted()
}

/** Fails where `rules` let anything else pass than `wanted` do. */
export function checkPasses(rules: readonly FirewallRule[], wanted: readonly FirewallRule[]): void {
  assert.deepEqual(passes(rules), passes(wanted))
}

function passesOf({ direction, protocol, ports, cidrs }: FirewallRule): string[] {
  const protocols = protocol === 'all' ? ['tcp', 'udp', 'icmp'] : [protocol]
  return protocols.flatMap((one) => {
    const { from, to } = ports ?? { from: 1, to: 65_535 }
    const where = one === 'icmp' ? 'icmp' : `${one} ${from}-${to}`
    return cidrs.map((cidr) => `${direction} ${where} ${cidr.toLowerCase()}`)
  })
}
