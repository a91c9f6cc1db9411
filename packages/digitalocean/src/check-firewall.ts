import type { CreateFirewall } from '@cloud/core'
import { checkFirewallRules, checkNames, invalid } from '@cloud/core/driver'
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
  checkFirewallRules<DigitalOceanPeers>(rules, (what, native) => {
    checkNames(what, native, ['dropletIds', 'tags', 'loadBalancerIds', 'kubernetesIds'])
    for (const id of native.dropletIds ?? []) dropletPath(id)
    return Object.values(native).flatMap((each) => each ?? [])
  })
}
