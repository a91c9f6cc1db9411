import type { CallOptions } from '@cloud/core'
import type { CloudStackClient } from './client.ts'
import {
  type CloudStackRule,
  keyOf,
  nothingOut,
  type PlainRule,
  plainRules,
  type SecurityGroupWire,
  splitRules,
  withIds,
} from './firewalls-wire.ts'
import { getSecurityGroup } from './get-firewall.ts'
import { perform } from './perform.ts'

/** Makes the rules of a group these: what is new is let through before what is old ends. */
export async function makeRules(
  client: CloudStackClient,
  group: SecurityGroupWire,
  rules: readonly CloudStackRule[],
  call: CallOptions,
): Promise<void> {
  const wanted = splitRules(rules)
  const isClosed = !wanted.some(({ direction }) => direction === 'outbound')
  const all = uniqueOf(isClosed ? [...wanted, nothingOut] : wanted)
  const told = new Set(plainRules(group).map(keyOf))
  const kept = new Set(all.map(keyOf))
  for (const rule of all) if (!told.has(keyOf(rule))) await authorize(client, group.id, rule, call)
  for (const [rule, id] of withIds(group))
    if (!kept.has(keyOf(rule))) await revoke(client, group.id, rule, id, call)
}

const uniqueOf = (rules: readonly PlainRule[]): readonly PlainRule[] => [
  ...new Map(rules.map((rule) => [keyOf(rule), rule])).values(),
]

/** https://cloudstack.apache.org/api/apidocs-4.20/apis/authorizeSecurityGroupIngress.html */
async function authorize(
  client: CloudStackClient,
  securitygroupid: string,
  rule: PlainRule,
  call: CallOptions,
): Promise<void> {
  const { protocol, cidr, group } = rule
  const hasPorts = protocol === 'tcp' || protocol === 'udp'
  const isIcmp = protocol === 'icmp'
  const parameters = {
    securitygroupid,
    protocol,
    startport: hasPorts ? rule.from : undefined,
    endport: hasPorts ? rule.to : undefined,
    // All kinds of messages.
    icmptype: isIcmp ? -1 : undefined,
    icmpcode: isIcmp ? -1 : undefined,
    cidrlist: cidr === undefined ? undefined : [cidr],
    usersecuritygrouplist: group && [{ account: group.account, group: group.group }],
  }
  const name = `authorizeSecurityGroup${sideOf(rule)}`
  const shown = async (left: CallOptions) =>
    plainRules(await getSecurityGroup(client, securitygroupid, left)).some(
      (each) => keyOf(each) === keyOf(rule),
    )
  await perform(client, { name, parameters, on: securitygroupid, word: name.toLowerCase(), shown }, call)
}

/** https://cloudstack.apache.org/api/apidocs-4.20/apis/revokeSecurityGroupIngress.html */
async function revoke(
  client: CloudStackClient,
  group: string,
  rule: PlainRule,
  id: string,
  call: CallOptions,
): Promise<void> {
  const name = `revokeSecurityGroup${sideOf(rule)}`
  const shown = async (left: CallOptions) =>
    !withIds(await getSecurityGroup(client, group, left)).some(([, each]) => each === id)
  await perform(client, { name, parameters: { id }, on: group, word: name.toLowerCase(), shown }, call)
}

const sideOf = ({ direction }: PlainRule) => (direction === 'inbound' ? 'Ingress' : 'Egress')
