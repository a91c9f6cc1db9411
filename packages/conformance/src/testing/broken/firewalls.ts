import type { FirewallRule } from '@cloud/core'
import { anyId, type Broken, forgiven, refusal, swallowed } from './broken.ts'

const area = 'firewalls'
const round = 'Rules of each protocol and direction come back as they were, and no others'
const everybody = ['0.0.0.0/0', '::/0']

const brokenRules: readonly Broken[] = [
  {
    mistake: 'forgets ranges of IPv6',
    area,
    fails: ['createFirewall resolves with the firewall, as it was asked for', round],
    change: (driver) => ({
      ...driver,
      createFirewall: (options, call) => {
        const rules = options.rules.map((rule) => ({
          ...rule,
          cidrs: rule.cidrs?.some((cidr) => cidr.includes('.'))
            ? rule.cidrs.filter((cidr) => !cidr.includes('::'))
            : rule.cidrs,
        }))
        return driver.createFirewall({ ...options, rules }, call)
      },
    }),
  },
  {
    mistake: 'takes all protocols for TCP',
    area,
    fails: [round],
    change: (driver) => ({
      ...driver,
      createFirewall: (options, call) => {
        const narrow = (rule: FirewallRule<never>) =>
          rule.protocol === 'all' ? { ...rule, protocol: 'tcp' as const } : rule
        return driver.createFirewall({ ...options, rules: options.rules.map(narrow) }, call)
      },
    }),
  },
  {
    mistake: 'lets everything out',
    area,
    fails: ['A firewall of rules in one direction lets nothing pass in the other'],
    change: (driver) => ({
      ...driver,
      createFirewall: (options, call) =>
        driver.createFirewall(
          {
            ...options,
            rules: [...options.rules, { direction: 'outbound', protocol: 'all', cidrs: everybody }],
          },
          call,
        ),
    }),
  },
  {
    mistake: 'opens a rule without a peer to everybody',
    area,
    fails: [
      'Options of createFirewall that cannot be right are invalid before anything is sent',
      'setFirewallRules with what is no rule is invalid before anything is sent',
    ],
    change: (driver) => {
      const open = (rule: FirewallRule<never>) =>
        rule.cidrs?.length === 0 ? { ...rule, cidrs: everybody } : rule
      return {
        ...driver,
        createFirewall: (options, call) =>
          driver.createFirewall({ ...options, rules: options.rules.map(open) }, call),
        setFirewallRules: (ref, rules, call) => driver.setFirewallRules(ref, rules.map(open), call),
      }
    },
  },
  {
    mistake: 'gives the firewall that has the name, with other rules',
    area,
    fails: ['createFirewall of a name that is taken makes another firewall, or rejects with already-exists'],
    change: (driver) => ({
      ...driver,
      createFirewall: async (options, call) => {
        const [there] = await driver.listFirewalls({ name: options.name }, call).toArray()
        return there
          ? driver.setFirewallRules(there, options.rules, call)
          : driver.createFirewall(options, call)
      },
    }),
  },
  {
    mistake: 'adds rules to those that are there',
    area,
    fails: ['setFirewallRules makes the rules these, and no others'],
    change: (driver) => ({
      ...driver,
      setFirewallRules: async (ref, rules, call) => {
        const before = (await driver.getFirewall(ref, call)).rules as readonly FirewallRule<never>[]
        return driver.setFirewallRules(ref, [...before, ...rules], call)
      },
    }),
  },
  {
    mistake: 'takes all rules away before it makes new ones',
    area,
    fails: ['A rule that stays is in force all the while that others change'],
    change: (driver) => ({
      ...driver,
      setFirewallRules: async (ref, rules, call) => {
        await driver.setFirewallRules(ref, [], call)
        for (let looks = 0; looks < 3; looks += 1) await driver.getFirewall(ref, call)
        return driver.setFirewallRules(ref, rules, call)
      },
    }),
  },
  {
    mistake: 'fails where there is nothing to change',
    area,
    fails: ['setFirewallRules with the rules that are there changes nothing'],
    change: (driver) => ({
      ...driver,
      setFirewallRules: async (ref, rules, call) => {
        const before = await driver.getFirewall(ref, call)
        if (JSON.stringify(before.rules) === JSON.stringify(rules)) throw refusal('invalid')
        return driver.setFirewallRules(ref, rules, call)
      },
    }),
  },
  {
    mistake: 'makes a firewall where there is none to change',
    area,
    fails: ['setFirewallRules of a firewall that is not there rejects with not-found'],
    change: (driver) => ({
      ...driver,
      setFirewallRules: async (ref, rules, call) =>
        anyId(ref) === 'no such firewall'
          ? driver.createFirewall({ name: 'conformance-new', rules }, call)
          : driver.setFirewallRules(ref, rules, call),
    }),
  },
]

const brokenAttachments: readonly Broken[] = [
  {
    mistake: 'says that it put a firewall in front of a node',
    area,
    fails: ['attachFirewall puts a firewall in front of a node, detachFirewall takes it away'],
    change: (driver) => ({
      ...driver,
      attachFirewall: async (ref, to, call) => {
        await driver.detachFirewall(ref, { node: to.node }, call)
      },
    }),
  },
  {
    mistake: 'puts a firewall in the place of those that are there',
    area,
    fails: ['Several firewalls guard a node, and one can be taken away'],
    change: (driver) => ({
      ...driver,
      attachFirewall: async (ref, to, call) => {
        for (const one of await driver.listFirewalls({}, call).toArray())
          await driver.detachFirewall(one, to, call)
        await driver.attachFirewall(ref, to, call)
      },
    }),
  },
  {
    mistake: 'fails where there is no firewall to take away',
    area,
    fails: ['attachFirewall where it is already, and detachFirewall where it is not, resolve'],
    change: (driver) => ({
      ...driver,
      detachFirewall: async (ref, from, call) => {
        const { nodes = [] } = await driver.getFirewall(ref, call)
        if (!nodes.includes(anyId(from.node))) throw refusal('conflict')
        await driver.detachFirewall(ref, from, call)
      },
    }),
  },
  {
    mistake: 'guards a node that is not there',
    area,
    fails: ['attachFirewall and detachFirewall reject with not-found where firewall or node do not exist'],
    change: (driver) => ({
      ...driver,
      attachFirewall: (ref, to, call) => forgiven(driver.attachFirewall(ref, to, call), 'not-found'),
    }),
  },
  {
    mistake: 'drops what it does not know of where to put a firewall',
    area,
    fails: ['attachFirewall and detachFirewall of what is no firewall, or of what is no node, are invalid'],
    change: (driver) => ({
      ...driver,
      attachFirewall: (ref, { node }, call) => driver.attachFirewall(ref, { node }, call),
    }),
  },
  {
    mistake: 'says nothing where a firewall guards a node',
    area,
    fails: ['destroyFirewall of a firewall that guards a node removes it, or rejects with conflict'],
    change: (driver) => ({
      ...driver,
      destroyFirewall: (ref, call) => forgiven(driver.destroyFirewall(ref, call), 'conflict'),
    }),
  },
  {
    mistake: 'keeps the firewalls that it destroys',
    area,
    fails: ['destroyFirewall removes a firewall, once', 'Nothing that was made here is left'],
    change: (driver) => ({
      ...driver,
      destroyFirewall: (ref, call) => swallowed(driver.getFirewall(ref, call).then(() => undefined)),
    }),
  },
]

export const brokenFirewalls: readonly Broken[] = [...brokenRules, ...brokenAttachments]
