import type { CallOptions, CreateFirewall, Firewalls, Listing, Ref } from '@cloud/core'
import {
  beforeWrite,
  changed,
  checkFirewallRules,
  checkList,
  checkNames,
  checkText,
  idOf,
  invalid,
  isCloudError,
  listing,
  onePage,
  orUndone,
} from '@cloud/core/driver'
import { list } from '@cloud/google'
import { attachFirewall, detachFirewall } from './attach-firewall.ts'
import { change, filterOf, type GceClient, projectPath } from './client.ts'
import {
  claimOf,
  type FirewallWire,
  type GceFirewall,
  type GcePeers,
  type GceRule,
  type Guard,
  guardOf,
  idOfGuard,
  toFirewall,
  toWires,
} from './firewalls-wire.ts'
import { noSuch } from './ids.ts'
import { checkName, isName } from './names.ts'
import { defaultNetwork } from './networks-wire.ts'
import { refusal } from './refusal.ts'

/** What `createFirewall` takes under `native`. */
export interface GceCreateFirewall {
  /** The network whose nodes it is for; left out, `default`. */
  readonly network?: string | undefined
}

/**
 * VPC firewall rules, gathered by the network tag that they are for. To attach a firewall is to give a node the tag.
 * https://cloud.google.com/compute/docs/reference/rest/v1/firewalls
 */
export function firewalls(client: GceClient): Firewalls<GceFirewall, GceCreateFirewall, GcePeers> {
  const find = (ref: Ref<'firewall'>, call: CallOptions) => getFirewall(client, guardIn(ref), call)
  return {
    listFirewalls: (query = {}, call) => listFirewalls(client, query, call),
    getFirewall: (firewall, call) => client.within(call, (left) => find(firewall, left)),
    createFirewall: (options, call) => client.within(call, (left) => createFirewall(client, options, left)),
    setFirewallRules: (firewall, rules, call) =>
      client.within(call, (left) => setFirewallRules(client, firewall, rules, left)),
    attachFirewall: (firewall, to, call) =>
      client.within(call, (left) => attachFirewall(client, { firewall, to, find }, left)),
    detachFirewall: (firewall, from, call) =>
      client.within(call, (left) => detachFirewall(client, { firewall, to: from, find }, left)),
    destroyFirewall: (firewall, call) =>
      client.within(call, async (left) => {
        const { native } = await beforeWrite(find(firewall, left))
        await removeAll(client, native.rules, left)
      }),
  }
}

function guardIn(ref: Ref<'firewall'>): Guard {
  const id = idOf('firewall', ref, 'firewall')
  const [network = '', tag = '', ...rest] = id.split('/')
  if (rest.length > 0 || !isName(network) || !isName(tag)) throw noSuch('firewall', id)
  return { network, tag }
}

type Query = { readonly name?: string | undefined }

/** The rules of a firewall are anywhere in the list of rules: it is read whole. */
function listFirewalls(client: GceClient, query: Query, call: CallOptions | undefined): Listing<GceFirewall> {
  checkNames('listFirewalls', query, ['name'])
  const { name } = query
  if (name !== undefined) checkText('The name', name, { max: 255 })
  if (name !== undefined && !isName(name)) return listing(async () => ({ items: [] }), call, client.clock)
  return listing(
    onePage((left) => allFirewalls(client, name, left)),
    call,
    client.clock,
  )
}

async function allFirewalls(
  client: GceClient,
  tag: string | undefined,
  call: CallOptions,
): Promise<readonly GceFirewall[]> {
  const groups = new Map<string, { readonly guard: Guard; readonly rules: FirewallWire[] }>()
  const path = () => projectPath(client, ['global', 'firewalls'])
  const query = filterOf(tag === undefined ? undefined : `targetTags = ${tag}`)
  const map = (wire: FirewallWire) => wire
  for await (const wire of list<FirewallWire, FirewallWire>(
    client,
    { name: 'compute.firewalls.list', path, query, map },
    call,
  )) {
    const guard = guardOf(wire)
    if (guard === undefined || (tag !== undefined && guard.tag !== tag)) continue
    const group = groups.get(idOfGuard(guard)) ?? { guard, rules: [] }
    group.rules.push(wire)
    groups.set(idOfGuard(guard), group)
  }
  return [...groups.values()].map(({ guard, rules }) => toFirewall(guard, rules))
}

async function getFirewall(client: GceClient, guard: Guard, call: CallOptions): Promise<GceFirewall> {
  const found = (await allFirewalls(client, guard.tag, call)).find(({ id }) => id === idOfGuard(guard))
  if (found) return found
  throw refusal('not-found', `There is no firewall ${idOfGuard(guard)}`)
}

function checkRules(rules: readonly GceRule[]): void {
  checkFirewallRules<GcePeers>(rules, (what, native) => {
    checkNames(what, native, ['sourceTags', 'sourceServiceAccounts'])
    const { sourceTags, sourceServiceAccounts } = native
    checkList(`${what}.sourceTags`, sourceTags, (which, tag) => checkText(which, tag, { max: 63 }))
    checkList(`${what}.sourceServiceAccounts`, sourceServiceAccounts, (which, account) =>
      checkText(which, account, { max: 255 }),
    )
    return [...(sourceTags ?? []), ...(sourceServiceAccounts ?? [])]
  })
  if (rules.some(({ direction, native }) => direction === 'outbound' && native !== undefined))
    throw invalid('What goes out goes to addresses', 'cidrs, and no native')
}

async function createFirewall(
  client: GceClient,
  options: CreateFirewall<GceCreateFirewall, GcePeers>,
  call: CallOptions,
): Promise<GceFirewall> {
  checkNames('createFirewall', options, ['name', 'rules', 'native'])
  const { native = {}, rules } = options
  checkNames('createFirewall under native', native, ['network'])
  const tag = checkName('firewall', options.name)
  const network = checkName('network', native.network ?? defaultNetwork)
  checkRules(rules)
  const guard = { network, tag }
  const [earlier] = await beforeWrite(allFirewalls(client, tag, call))
  if (earlier?.id === idOfGuard(guard)) throw refusal('already-exists', `There is a firewall ${earlier.id}`)
  const claim = claimOf(guard)
  const others = toWires(guard, rules).filter(({ name }) => name !== claim.name)
  await insert(client, claim, call)
  await orUndone(
    client,
    atOnce(others.map((wire) => insert(client, wire, call))),
    async (left) => removeAll(client, (await getFirewall(client, guard, left)).native.rules, left),
    { firewallId: idOfGuard(guard) },
  )
  return toFirewall(guard, [claim, ...others])
}

/** New rules are in force before old ones go, and those that are both stay. */
async function setFirewallRules(
  client: GceClient,
  ref: Ref<'firewall'>,
  rules: readonly GceRule[],
  call: CallOptions,
): Promise<GceFirewall> {
  const guard = guardIn(ref)
  checkRules(rules)
  const { native } = await beforeWrite(getFirewall(client, guard, call))
  const wanted = toWires(guard, rules)
  const there = new Set(native.rules.filter(({ disabled }) => !disabled).map(({ name }) => name))
  const added = wanted.filter(({ name }) => !there.has(name))
  await atOnce(added.map((wire) => insert(client, wire, call)))
  const kept = new Set(wanted.map(({ name }) => name))
  const surplus = native.rules.filter(({ name, allowed }) => allowed !== undefined && !kept.has(name))
  await removeAll(client, surplus, call)
  return toFirewall(guard, [...native.rules.filter((rule) => !surplus.includes(rule)), ...added])
}

async function insert(client: GceClient, body: FirewallWire, call: CallOptions): Promise<void> {
  await change(client, { name: 'compute.firewalls.insert', path: ['global', 'firewalls'], body }, call)
}

/** The first alone: where nothing can be removed, all stays as it is. */
async function removeAll(
  client: GceClient,
  [first, ...others]: readonly FirewallWire[],
  call: CallOptions,
): Promise<void> {
  if (first === undefined) return
  const name = 'compute.firewalls.delete'
  const remove = (rule: FirewallWire) =>
    change(client, { name, method: 'DELETE', path: ['global', 'firewalls', rule.name] }, call)
  await remove(first)
  try {
    await atOnce(others.map(remove))
  } catch (error) {
    throw isCloudError(error) ? changed(error, { outcome: 'unknown' }) : error
  }
}

/** All of them, also where one fails: the first failure is told when the others have come to their end. */
async function atOnce(work: readonly Promise<unknown>[]): Promise<void> {
  for (const one of await Promise.allSettled(work)) if (one.status === 'rejected') throw one.reason
}
