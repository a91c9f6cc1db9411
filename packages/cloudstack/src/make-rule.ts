import type { CallOptions } from '@cloud/core'
import { checkText } from '@cloud/core/driver'
import type { CloudStackClient } from './client.ts'
import { create } from './create.ts'
import { beforeWrite } from './looks.ts'
import { findOne, oneOf } from './pages.ts'
import type { Parameters } from './parameters.ts'
import { perform, refusedNow } from './perform.ts'

/** The three kinds of rules of advanced zones, by the commands that list them. */
export const ruleLists = {
  firewall: { name: 'listFirewallRules', key: 'firewallrule' },
  egress: { name: 'listEgressFirewallRules', key: 'firewallrule' },
  forwarding: { name: 'listPortForwardingRules', key: 'portforwardingrule' },
} as const

type Kind = keyof typeof ruleLists

const nouns: Readonly<Record<Kind, string>> = {
  firewall: 'FirewallRule',
  egress: 'EgressFirewallRule',
  forwarding: 'PortForwardingRule',
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
  return client.within(call, async (left) => {
    checkText('The id of the rule', id, { max: 255 })
    const look = { ...ruleLists[kind], map: (wire: object) => wire }
    await beforeWrite(oneOf(client, look, { what: 'rule', id }, left))
    const shown = async (still: CallOptions) =>
      (await findOne(client, { ...look, parameters: { id } }, still)) === undefined
    const name = `delete${nouns[kind]}`
    try {
      await perform(client, { name, parameters: { id }, on: id, word: name.toLowerCase(), shown }, left)
    } catch (error) {
      throw refusedNow(error)
    }
  })
}
