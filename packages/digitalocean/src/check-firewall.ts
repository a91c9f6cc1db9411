import type { CreateFirewall } from '@cloud/core'
import { checkNames, invalid } from '@cloud/core/driver'
import { checkCidr } from './cidr.ts'
import { dropletPath } from './droplet-actions.ts'
import type { DigitalOceanPeers, DigitalOceanRule } from './firewalls-wire.ts'

/** What `createFirewall` takes under `native`: whom it guards from the start. */
export interface DigitalOceanCreateFirewall {
  /** Ids of nodes. */
  readonly dropletIds?: readonly string[] | undefined
  /** All droplets with one of these tags, also later ones, in DigitalOcean's spelling: `key:value`, or the key alone. */
  readonly tags?: readonly string[] | undefined
}

export function checkCreateFirewall(
  options: CreateFirewall<DigitalOceanCreateFirewall, DigitalOceanPeers>,
): void {
  checkNames('createFirewall', options, ['name', 'rules', 'native'])
  const { name, rules, native = {} } = options
  checkNames('createFirewall under native', native, ['dropletIds', 'tags'])
  if (typeof name !== 'string' || !/^[a-zA-Z0-9][a-zA-Z0-9.-]{1,254}$/.test(name)) {
    throw invalid(
      `The name ${JSON.stringify(name)} is none of a firewall`,
      'at least 2 letters, digits, . and -, beginning with a letter or digit',
    )
  }
  checkRules(rules)
  for (const id of native.dropletIds ?? []) dropletPath(id)
}

export function checkRules(rules: readonly DigitalOceanRule[]): void {
  if (!Array.isArray(rules)) throw invalid('rules must be an array')
  for (const [index, rule] of rules.entries()) {
    const what = `rules[${index}]`
    checkNames(what, rule, ['direction', 'protocol', 'ports', 'cidrs', 'native'])
    const { direction, protocol, cidrs } = rule
    if (!['inbound', 'outbound'].includes(direction))
      throw invalid(`${what}.direction is ${JSON.stringify(direction)}`, 'inbound or outbound')
    if (!['tcp', 'udp', 'icmp', 'all'].includes(protocol))
      throw invalid(`${what}.protocol is ${JSON.stringify(protocol)}`, 'tcp, udp, icmp or all')
    checkPorts(what, rule)
    if (!Array.isArray(cidrs)) throw invalid(`${what}.cidrs must be an array`)
    for (const cidr of cidrs) checkCidr(cidr)
    checkPeers(what, rule)
  }
}

function checkPorts(what: string, { protocol, ports }: DigitalOceanRule): void {
  if (ports === undefined) return
  if (protocol !== 'tcp' && protocol !== 'udp') throw invalid(`${what}: ${protocol} has no ports`)
  const { from, to } = ports
  const right = [from, to].every((port) => Number.isInteger(port) && port >= 1 && port <= 65_535)
  if (!right || from > to) throw invalid(`${what}.ports are ${from} to ${to}`, 'from 1 to 65535')
}

function checkPeers(what: string, { cidrs, native = {} }: DigitalOceanRule): void {
  checkNames(`${what}.native`, native, ['dropletIds', 'tags', 'loadBalancerIds', 'kubernetesIds'])
  for (const id of native.dropletIds ?? []) dropletPath(id)
  const peers = [cidrs, ...Object.values(native)].flatMap((each) => each ?? [])
  if (peers.length === 0) throw invalid(`${what} lets nothing pass`, 'cidrs, or other peers under native')
}
