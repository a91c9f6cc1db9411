import type { CallOptions, CreateFirewall, Firewalls, Listing, Ref } from '@cloud/core'
import { beforeWrite, checkNames, checkText } from '@cloud/core/driver'
import { attachFirewall, detachFirewall } from './attach-firewall.ts'
import { checkCreateFirewall, checkRules, type DigitalOceanCreateFirewall } from './check-firewall.ts'
import { type DigitalOceanClient, idempotent, remove, send } from './client.ts'
import { createNamed } from './create-named.ts'
import {
  type DigitalOceanFirewall,
  type DigitalOceanPeers,
  type DigitalOceanRule,
  type FirewallWire,
  toFirewall,
  toRules,
  toRulesWire,
} from './firewalls-wire.ts'
import { type FirewallReply, firewallPath, getFirewall, readFirewall } from './get-firewall.ts'
import { list } from './pages.ts'

type Create = CreateFirewall<DigitalOceanCreateFirewall, DigitalOceanPeers>

/**
 * Firewalls, whose names are unique. What is changed reaches the droplets some seconds later; `native.pending_changes` tells what has
 * not yet. https://docs.digitalocean.com/reference/api/digitalocean/#tag/Firewalls
 */
export function firewalls(
  client: DigitalOceanClient,
): Firewalls<DigitalOceanFirewall, DigitalOceanCreateFirewall, DigitalOceanPeers> {
  return {
    listFirewalls: (query = {}, call) => listFirewalls(client, query, call),
    getFirewall: (firewall, call) => client.within(call, (left) => getFirewall(client, firewall, left)),
    createFirewall: (options, call) => client.within(call, (left) => createFirewall(client, options, left)),
    setFirewallRules: (firewall, rules, call) =>
      client.within(call, (left) => setFirewallRules(client, firewall, rules, left)),
    attachFirewall: (firewall, to, call) =>
      client.within(call, (left) => attachFirewall(client, firewall, to, left)),
    detachFirewall: (firewall, from, call) =>
      client.within(call, (left) => detachFirewall(client, firewall, from, left)),
    destroyFirewall: (firewall, call) =>
      client.within(call, (left) => {
        const path = firewallPath(firewall)
        return remove(client, { name: 'firewalls_delete', path }, left)
      }),
  }
}

function listFirewalls(
  client: DigitalOceanClient,
  query: { readonly name?: string | undefined },
  call: CallOptions | undefined,
): Listing<DigitalOceanFirewall> {
  checkNames('listFirewalls', query, ['name'])
  const { name } = query
  if (name !== undefined) checkText('The name', name, { max: 255 })
  const map = (wire: FirewallWire) =>
    name === undefined || name === wire.name ? toFirewall(wire) : undefined
  return list(client, { name: 'firewalls_list', path: '/firewalls', key: 'firewalls', map }, call)
}

/** How long after a request its effect may say that it was made before it: clocks differ. */
const slackMs = 5000

/** A firewall carries nothing that tells its maker: one of the name that was made since, with the same rules, is this call's. */
async function createFirewall(
  client: DigitalOceanClient,
  options: Create,
  call: CallOptions,
): Promise<DigitalOceanFirewall> {
  checkCreateFirewall(options)
  const { name, rules, native = {} } = options
  const body = {
    name,
    ...toRulesWire(rules),
    droplet_ids: (native.dropletIds ?? []).map(Number),
    tags: native.tags ?? [],
  }
  const since = client.clock.now() - slackMs
  const named = async (left: CallOptions) => (await listFirewalls(client, { name }, left).toArray())[0]
  const ours = async (left: CallOptions) => {
    const firewall = await named(left)
    const isOurs =
      firewall && Date.parse(firewall.native.created_at) >= since && sameRules(firewall.native, body)
    return isOurs ? firewall : undefined
  }
  const taken = async (left: CallOptions) => (await named(left)) !== undefined
  const request = { name: 'firewalls_create', path: '/firewalls', body, map: readFirewall }
  return createNamed(client, request, { ours, taken }, call)
}

type Rules = Pick<FirewallWire, 'inbound_rules' | 'outbound_rules'>

function sameRules(a: Rules, b: Rules): boolean {
  const told = (wire: Rules) =>
    JSON.stringify(
      toRules(wire)
        .map((rule) => JSON.stringify(rule))
        .toSorted(),
    )
  return told(a) === told(b)
}

/** The API replaces a firewall whole: whom it guards is sent along as it is. */
async function setFirewallRules(
  client: DigitalOceanClient,
  ref: Ref<'firewall'>,
  rules: readonly DigitalOceanRule[],
  call: CallOptions,
): Promise<DigitalOceanFirewall> {
  checkRules(rules)
  const { name, native } = await beforeWrite(getFirewall(client, ref, call))
  const body = { name, ...toRulesWire(rules), droplet_ids: native.droplet_ids ?? [], tags: native.tags ?? [] }
  const path = firewallPath(ref)
  const request = { name: 'firewalls_update', repeat: idempotent, method: 'PUT', path, body } as const
  return send<FirewallReply, DigitalOceanFirewall>(client, { ...request, map: readFirewall }, call)
}
