import type { CallOptions } from '@cloud/core'
import { checkText } from '@cloud/core/driver'
import type { CloudStackClient } from './client.ts'
import { create } from './create.ts'
import type { Parameters } from './parameters.ts'
import { remove } from './remove.ts'

/** The kinds of rules of advanced zones, by the commands that list them. */
export const ruleLists = {
  firewall: { name: 'listFirewallRules', key: 'firewallrule' },
  egress: { name: 'listEgressFirewallRules', key: 'firewallrule' },
  forwarding: { name: 'listPortForwardingRules', key: 'portforwardingrule' },
  acl: { name: 'listNetworkACLs', key: 'networkacl' },
} as const

type Kind = keyof typeof ruleLists

const nouns: Readonly<Record<Kind, string>> = {
  firewall: 'FirewallRule',
  egress: 'EgressFirewallRule',
  forwarding: 'PortForwardingRule',
  acl: 'NetworkACL',
}

/** A rule on an address or a network, which `on` names. */
export async function makeRule<W extends { readonly id: string; readonly protocol: string }>(
  client: CloudStackClient,
  kind: Kind,
  on: Readonly<Record<string, string>>,
  parameters: Parameters,
  call: CallOptions,
): Promise<W> {
  const { protocol } = parameters
  const map = (wire: W) => (wire.protocol.toLowerCase() === protocol ? wire : undefined)
  const among = { ...ruleLists[kind], parameters: on, map }
  const name = `create${nouns[kind]}`
  return (await create<W>(client, { name, parameters, among, result: ruleLists[kind].key }, call)).wire
}

export function removeRule(
  client: CloudStackClient,
  kind: Kind,
  id: string,
  call: CallOptions | undefined,
): Promise<void> {
  return client.within(call, (left) => {
    checkText('The id of the rule', id, { max: 255 })
    const among = { ...ruleLists[kind], map: (wire: object) => wire }
    return remove(client, { name: `delete${nouns[kind]}`, among, what: 'rule', id }, left)
  })
}
