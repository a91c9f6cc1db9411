import type { CreateFirewall } from '@cloud/core'
import { checkFirewallRules, checkList, checkNames, invalid, told } from '@cloud/core/driver'
import { checkName } from './check-value.ts'
import { checkRange } from './cidr.ts'
import type { DigitalOceanPeers, DigitalOceanRule } from './firewalls-wire.ts'
import { dropletPath } from './get-node.ts'

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
  checkName('firewall', name, {
    pattern: /^[a-zA-Z0-9][a-zA-Z0-9.-]+$/,
    rule: 'at least 2 letters, digits, . and -, beginning with a letter or digit',
  })
  checkRules(rules)
  for (const id of native.dropletIds ?? []) dropletPath(id)
}

export function checkRules(rules: readonly DigitalOceanRule[]): void {
  checkList('rules', rules, checkRule)
  checkFirewallRules<DigitalOceanPeers>(rules, (what, native) => {
    checkNames(what, native, ['dropletIds', 'tags', 'loadBalancerIds', 'kubernetesIds'])
    for (const id of native.dropletIds ?? []) dropletPath(id)
    return Object.values(native).flatMap((each) => each ?? [])
  })
  if (rules.length === 0) throw invalid('A firewall needs a rule', 'DigitalOcean keeps none without')
}

/** What is told of a rule more closely than of those of any provider. */
function checkRule(what: string, rule: DigitalOceanRule): void {
  const { ports, cidrs } = Object(rule) as Partial<DigitalOceanRule>
  const { from, to } = Object(ports) as Partial<NonNullable<DigitalOceanRule['ports']>>
  if (from !== undefined && to === undefined)
    throw invalid(`${what}.ports has no to`, `{ from: ${told(from)}, to: ${told(from)} } for one port`)
  if (Number(from) > Number(to))
    throw invalid(`${what}.ports are ${told(from)} to ${told(to)}`, 'from the lower to the higher')
  checkList(`${what}.cidrs`, cidrs, checkRange)
}
