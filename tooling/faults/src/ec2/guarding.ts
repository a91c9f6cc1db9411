import { newFirewall, type Operation, rules, runningNode } from './given.ts'

const more = [
  ...rules,
  { direction: 'inbound', protocol: 'tcp', ports: { from: 80, to: 80 }, cidrs: ['0.0.0.0/0'] },
] as const

const firewalls: readonly Operation[] = [
  {
    name: 'listFirewalls',
    operation: 'DescribeSecurityGroups',
    repeat: 'read',
    given: async (driver) => {
      await newFirewall(driver)
      return () => driver.listFirewalls().toArray()
    },
  },
  {
    name: 'getFirewall',
    operation: 'DescribeSecurityGroups',
    repeat: 'read',
    given: async (driver) => {
      const firewall = await newFirewall(driver)
      return () => driver.getFirewall(firewall)
    },
  },
  {
    name: 'createFirewall',
    operation: 'CreateSecurityGroup',
    repeat: 'named',
    given: async (driver) => () => newFirewall(driver),
    effect: ['+firewall', '+securityGroup'],
  },
  {
    name: 'setFirewallRules (adding)',
    operation: 'AuthorizeSecurityGroupIngress',
    repeat: 'named',
    looksFirst: true,
    given: async (driver) => {
      const firewall = await newFirewall(driver)
      return () => driver.setFirewallRules(firewall, more)
    },
    effect: ['~firewall.rules'],
  },
  {
    name: 'setFirewallRules (taking away)',
    operation: 'RevokeSecurityGroupIngress',
    repeat: 'named',
    second: 'right',
    looksFirst: true,
    given: async (driver) => {
      const firewall = await newFirewall(driver)
      await driver.setFirewallRules(firewall, more)
      return () => driver.setFirewallRules(firewall, rules)
    },
    effect: ['~firewall.rules'],
  },
  {
    name: 'attachFirewall',
    operation: 'ModifyInstanceAttribute',
    repeat: 'idempotent',
    looksFirst: true,
    looksLast: true,
    given: async (driver) => {
      const [firewall, node] = [await newFirewall(driver), await runningNode(driver)]
      return () => driver.attachFirewall(firewall, { node })
    },
    effect: ['~firewall.nodes'],
  },
  {
    name: 'detachFirewall',
    operation: 'ModifyInstanceAttribute',
    repeat: 'idempotent',
    looksFirst: true,
    looksLast: true,
    given: async (driver) => {
      const [firewall, node] = [await newFirewall(driver), await runningNode(driver)]
      await driver.attachFirewall(firewall, { node })
      return () => driver.detachFirewall(firewall, { node })
    },
    effect: ['~firewall.nodes'],
  },
  {
    name: 'destroyFirewall',
    operation: 'DeleteSecurityGroup',
    repeat: 'idempotent',
    given: async (driver) => {
      const firewall = await newFirewall(driver)
      return () => driver.destroyFirewall(firewall)
    },
    effect: ['-firewall', '-securityGroup'],
  },
]

const addresses: readonly Operation[] = [
  {
    name: 'listAddresses',
    operation: 'DescribeAddresses',
    repeat: 'read',
    given: async (driver) => {
      await driver.createAddress()
      return () => driver.listAddresses().toArray()
    },
  },
  {
    name: 'getAddress',
    operation: 'DescribeAddresses',
    repeat: 'read',
    given: async (driver) => {
      const address = await driver.createAddress()
      return () => driver.getAddress(address)
    },
  },
  {
    name: 'createAddress',
    operation: 'AllocateAddress',
    repeat: 'lookup',
    given: async (driver) => () => driver.createAddress(),
    effect: ['+address'],
  },
  {
    name: 'attachAddress',
    operation: 'AssociateAddress',
    repeat: 'named',
    second: 'right',
    looksFirst: true,
    given: async (driver) => {
      const [address, node] = [await driver.createAddress(), await runningNode(driver)]
      return () => driver.attachAddress(address, { node })
    },
    effect: ['~address.nodeId'],
  },
  {
    name: 'detachAddress',
    operation: 'DisassociateAddress',
    repeat: 'idempotent',
    looksFirst: true,
    given: async (driver) => {
      const [address, node] = [await driver.createAddress(), await runningNode(driver)]
      await driver.attachAddress(address, { node })
      return () => driver.detachAddress(address)
    },
    effect: ['~address.nodeId'],
  },
  {
    name: 'destroyAddress',
    operation: 'ReleaseAddress',
    repeat: 'idempotent',
    looksFirst: true,
    given: async (driver) => {
      const address = await driver.createAddress()
      return () => driver.destroyAddress(address)
    },
    effect: ['-address'],
  },
]

/** What stands between nodes and the world. */
export const guarding: readonly Operation[] = [...firewalls, ...addresses]
