import assert from 'node:assert/strict'
import type { Compute, CreateFirewall, Firewall, FirewallRule, Firewalls } from '@cloud/core'
import { checkFirewall } from '../ability-shapes.ts'
import { type Case, casesOfAbility } from '../case.ts'
import { refuses } from '../cloud-side.ts'
import type { Context } from '../context.ts'
import { rejection, unlessRefused } from '../expect.ts'
import { checkPasses, passes } from '../firewall-rules.ts'
import { type KeptThing, keptCases, namedCases, pagedCases } from '../kept-things.ts'
import { badNames } from '../samples.ts'
import { aFirewall, someRules } from '../things.ts'
import { eventually, pause, waitOptions } from '../waiting.ts'
import { attachedFirewalls } from './firewall-attachments.ts'

const thing: KeptThing<Context<Compute & Firewalls>, Firewall> = {
  noun: 'firewall',
  members: { get: 'getFirewall', list: 'listFirewalls', destroy: 'destroyFirewall' },
  make: (context, name) => aFirewall(context, someRules, name),
  get: (driver, ref) => driver.getFirewall(ref),
  list: (driver, query) => driver.listFirewalls(query),
  destroy: (driver, ref) => driver.destroyFirewall(ref),
  check: checkFirewall,
}
const everybody = ['0.0.0.0/0', '::/0']
const allOut: FirewallRule<never> = { direction: 'outbound', protocol: 'all', cidrs: everybody }
const ssh: FirewallRule<never> = {
  ...{ direction: 'inbound', protocol: 'tcp', ports: { from: 22, to: 22 }, cidrs: ['203.0.113.0/24'] },
}

const creating = casesOfAbility('firewalls', 'Firewalls', {
  'createFirewall resolves with the firewall, as it was asked for': async (context) => {
    const { driver, track, name } = context
    const wanted = { name: name('firewall'), rules: someRules }
    const firewall = track(await driver.createFirewall(wanted))
    checkFirewall(firewall)
    assert.equal(firewall.name, wanted.name)
    checkPasses(firewall.rules, someRules)
    assert.deepEqual(firewall.nodes ?? [], [])
  },

  'Rules of each protocol and direction come back as they were, and no others': async (context) => {
    const rules: readonly FirewallRule<never>[] = [
      ssh,
      allOut,
      { direction: 'inbound', protocol: 'udp', ports: { from: 1, to: 65_535 }, cidrs: ['198.51.100.0/24'] },
      { direction: 'inbound', protocol: 'icmp', cidrs: everybody },
      { direction: 'inbound', protocol: 'tcp', cidrs: ['192.0.2.7/32', '2001:db8::/32'] },
    ]
    const firewall = await aFirewall(context, rules)
    checkFirewall(firewall)
    checkPasses(firewall.rules, rules)
  },

  'A firewall of rules in one direction lets nothing pass in the other': async (context) => {
    for (const rules of [[ssh], [allOut]]) checkPasses((await aFirewall(context, rules)).rules, rules)
  },

  'A firewall without rules lets nothing pass, or is invalid': async (context) => {
    const { driver } = context
    const made = await unlessRefused(() => aFirewall(context, []), 'invalid')
    if (made) assert.deepEqual(made.rules, [])
    const { id } = await aFirewall(context)
    const emptied = await unlessRefused(() => driver.setFirewallRules(id, []), 'invalid')
    if (emptied) assert.deepEqual(emptied.rules, [])
    checkPasses((await driver.getFirewall(id)).rules, emptied ? [] : someRules)
  },

  'createFirewall of a name that is taken makes another firewall, or rejects with already-exists': async (
    context,
  ) => {
    const { driver, track } = context
    const { id, name } = await aFirewall(context)
    const make = async () => track(await driver.createFirewall({ name, rules: [allOut] }))
    const second = await unlessRefused(make, 'already-exists')
    assert.notEqual(second?.id, id)
    checkPasses((await driver.getFirewall(id)).rules, someRules)
  },

  'Options of createFirewall that cannot be right are invalid before anything is sent': async (context) => {
    const { driver, track } = context
    const options = { name: context.name('firewall'), rules: someRules }
    const names = Object.entries(badNames(options.name)).map(([what, name]) => [what, { name }] as const)
    const rules = Object.entries(badRules()).map(([what, rule]) => [what, { rules: [rule] }] as const)
    const wrong = {
      ...Object.fromEntries([...names, ...rules]),
      'no name': { name: undefined },
      'no rules': { rules: undefined },
      'a good rule and a bad one': { rules: [ssh, { ...ssh, cidrs: [] }] },
      'an unknown option': { description: 'a' },
    }
    await refuses(context, wrong, async (one) => {
      track(await driver.createFirewall({ ...options, ...(one as Partial<CreateFirewall>) }))
    })
    assert.deepEqual(await driver.listFirewalls({ name: options.name }).toArray(), [])
  },
})

const changing = casesOfAbility('firewalls', 'Firewalls', {
  'setFirewallRules makes the rules these, and no others': async (context) => {
    const { driver } = context
    const firewall = await aFirewall(context)
    for (const rules of [[ssh, allOut], [allOut]]) {
      const after = await driver.setFirewallRules(firewall, rules)
      checkFirewall(after)
      assert.deepEqual([after.id, after.name], [firewall.id, firewall.name])
      checkPasses(after.rules, rules)
      await eventually(context, 'the firewall has its new rules', async () => {
        const seen = passes((await driver.getFirewall(firewall)).rules)
        return seen.join() === passes(rules).join() ? true : undefined
      })
    }
  },

  'setFirewallRules with the rules that are there changes nothing': async (context) => {
    const { driver } = context
    const { id, rules } = await aFirewall(context)
    checkPasses((await driver.setFirewallRules({ id }, someRules)).rules, rules)
  },

  'A rule that stays is in force all the while that others change': async (context) => {
    const { driver } = context
    const firewall = await aFirewall(context, [ssh, allOut])
    let over = false
    const changing = driver.setFirewallRules(firewall.id, [ssh]).finally(() => {
      over = true
    })
    // Whatever becomes of it is seen below.
    changing.catch(() => {})
    const [kept = ''] = passes([ssh])
    while (!over) {
      const seen = passes((await driver.getFirewall(firewall)).rules)
      assert.ok(seen.includes(kept), 'a rule that stays was away for a while')
      await pause(context, waitOptions(context).intervalMs / 10)
    }
    checkPasses((await changing).rules, [ssh])
  },

  'setFirewallRules with what is no rule is invalid before anything is sent': async (context) => {
    const { driver } = context
    const firewall = await context.shared('firewall', () => aFirewall(context))
    await refuses(context, badRules(), (rule) => driver.setFirewallRules(firewall, [ssh, rule]))
    const others = { 'no list': ssh, nothing: undefined }
    await refuses(context, others, (rules) => driver.setFirewallRules(firewall, rules as never))
    const strange = { id: firewall.id, kind: 'node' as 'firewall' }
    await refuses(context, { node: strange }, (ref) => driver.setFirewallRules(ref, [ssh]))
    checkPasses((await driver.getFirewall(firewall)).rules, someRules)
  },

  'setFirewallRules of a firewall that is not there rejects with not-found': async ({ driver }) => {
    const error = await rejection(() => driver.setFirewallRules('no such firewall', [ssh]), 'not-found')
    assert.equal(error.outcome, 'not-applied')
  },
})

export const firewalls: readonly Case[] = [
  ...creating,
  ...casesOfAbility('firewalls', 'Firewalls', keptCases(thing)),
  ...casesOfAbility('firewalls', 'Firewalls', namedCases(thing)),
  ...changing,
  ...attachedFirewalls,
  ...casesOfAbility('firewalls', 'Firewalls', pagedCases(thing), { hook: 'pageSize' }),
]

/** Rules that cannot be, by what is wrong with them. */
function badRules(): Readonly<Record<string, FirewallRule<never>>> {
  const bad: Record<string, object> = {
    'no peer at all': { cidrs: [] },
    'ranges left out': { cidrs: undefined },
    'a prefix too long': { cidrs: ['203.0.113.0/33'] },
    'a prefix of IPv6 too long': { cidrs: ['2001:db8::/129'] },
    'an address that is none': { cidrs: ['300.0.0.0/8'] },
    'a word for a range': { cidrs: ['everybody'] },
    'bits beyond the prefix': { cidrs: ['203.0.113.7/24'] },
    'bits of IPv6 beyond the prefix': { cidrs: ['2001:db8::7/32'] },
    'a good range and a bad one': { cidrs: ['203.0.113.0/24', '/0'] },
    'port 0': { ports: { from: 0, to: 22 } },
    'port 65,536': { ports: { from: 22, to: 65_536 } },
    'half a port': { ports: { from: 22.5, to: 23 } },
    'ports from last to first': { ports: { from: 443, to: 80 } },
    'one end of ports': { ports: { from: 22 } },
    'ports of ICMP': { protocol: 'icmp' },
    'ports of all protocols': { protocol: 'all' },
    'an unknown direction': { direction: 'sideways' },
    'an unknown protocol': { protocol: 'smoke' },
    'an unknown option': { action: 'deny' },
  }
  return Object.fromEntries(
    Object.entries(bad).map(([what, change]) => [what, { ...ssh, ...change } as FirewallRule<never>]),
  )
}
