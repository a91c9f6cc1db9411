import { newFirewall, newNode, newNodeV6, type Operation, rules } from './given.ts'

const everybody = [
  { ...rules[0], direction: 'inbound', protocol: 'icmp', ports: undefined, cidrs: ['0.0.0.0/0'] },
] as const

const firewalls: readonly Operation[] = [
  {
    name: 'listFirewalls',
    operation: 'firewalls_list',
    repeat: 'read',
    given: async (driver) => {
      await newFirewall(driver)
      return () => driver.listFirewalls().toArray()
    },
  },
  {
    name: 'getFirewall',
    operation: 'firewalls_get',
    repeat: 'read',
    given: async (driver) => {
      const firewall = await newFirewall(driver)
      return () => driver.getFirewall(firewall)
    },
  },
  {
    name: 'createFirewall',
    operation: 'firewalls_create',
    repeat: 'named',
    second: 'conflict',
    given: async (driver) => () => newFirewall(driver),
    effect: ['+firewall'],
  },
  {
    name: 'setFirewallRules',
    operation: 'firewalls_update',
    repeat: 'idempotent',
    looksFirst: true,
    given: async (driver) => {
      const firewall = await newFirewall(driver)
      return () => driver.setFirewallRules(firewall, everybody)
    },
  },
  {
    name: 'attachFirewall',
    operation: 'firewalls_assign_droplets',
    repeat: 'idempotent',
    given: async (driver) => {
      const [firewall, node] = [await newFirewall(driver), await newNode(driver)]
      return () => driver.attachFirewall(firewall, { node })
    },
    effect: ['~firewall.dropletIds'],
  },
  {
    name: 'detachFirewall',
    operation: 'firewalls_delete_droplets',
    repeat: 'idempotent',
    looksFirst: true,
    given: async (driver) => {
      const [firewall, node] = [await newFirewall(driver), await newNode(driver)]
      await driver.attachFirewall(firewall, { node })
      return () => driver.detachFirewall(firewall, { node })
    },
    effect: ['~firewall.dropletIds'],
  },
  {
    name: 'destroyFirewall',
    operation: 'firewalls_delete',
    repeat: 'idempotent',
    given: async (driver) => {
      const firewall = await newFirewall(driver)
      return () => driver.destroyFirewall(firewall)
    },
    effect: ['-firewall'],
  },
]

const addresses: readonly Operation[] = [
  {
    name: 'listAddresses',
    operation: 'reservedIPs_list',
    repeat: 'read',
    given: async (driver) => {
      await driver.createAddress()
      return () => driver.listAddresses().toArray()
    },
  },
  {
    name: 'getAddress',
    operation: 'reservedIPs_get',
    repeat: 'read',
    given: async (driver) => {
      const address = await driver.createAddress()
      return () => driver.getAddress(address)
    },
  },
  {
    name: 'createAddress',
    operation: 'reservedIPs_create',
    // It has neither name nor tag by which it would be found.
    repeat: 'once',
    given: async (driver) => () => driver.createAddress(),
    effect: ['+reservedIp'],
  },
  {
    name: 'attachAddress',
    operation: 'reservedIPsActions_post',
    repeat: 'lookup',
    looksFirst: true,
    given: async (driver) => {
      const [address, node] = [await driver.createAddress(), await newNode(driver)]
      return () => driver.attachAddress(address, { node })
    },
    effect: ['~reservedIp.dropletId'],
  },
  {
    name: 'detachAddress',
    operation: 'reservedIPsActions_post',
    repeat: 'lookup',
    looksFirst: true,
    given: async (driver) => {
      const [address, node] = [await driver.createAddress(), await newNode(driver)]
      await driver.attachAddress(address, { node })
      return () => driver.detachAddress(address)
    },
    effect: ['~reservedIp.dropletId'],
  },
  {
    name: 'destroyAddress',
    operation: 'reservedIPs_delete',
    repeat: 'idempotent',
    looksFirst: true,
    given: async (driver) => {
      const address = await driver.createAddress()
      return () => driver.destroyAddress(address)
    },
    effect: ['-reservedIp'],
  },
]

const addressesV6: readonly Operation[] = [
  {
    name: 'getAddress (IPv6)',
    operation: 'reservedIPv6_get',
    repeat: 'read',
    given: async (driver) => {
      const address = await driver.createAddress({ version: 6 })
      return () => driver.getAddress(address)
    },
  },
  {
    name: 'createAddress (IPv6)',
    operation: 'reservedIPv6_create',
    repeat: 'once',
    given: async (driver) => () => driver.createAddress({ version: 6 }),
    effect: ['+reservedIp'],
  },
  {
    name: 'attachAddress (IPv6)',
    operation: 'reservedIPv6Actions_post',
    repeat: 'lookup',
    looksFirst: true,
    given: async (driver) => {
      const [address, node] = [await driver.createAddress({ version: 6 }), await newNodeV6(driver)]
      return () => driver.attachAddress(address, { node })
    },
    effect: ['~reservedIp.dropletId'],
  },
  {
    name: 'detachAddress (IPv6)',
    operation: 'reservedIPv6Actions_post',
    repeat: 'lookup',
    looksFirst: true,
    given: async (driver) => {
      const [address, node] = [await driver.createAddress({ version: 6 }), await newNodeV6(driver)]
      await driver.attachAddress(address, { node })
      return () => driver.detachAddress(address)
    },
    effect: ['~reservedIp.dropletId'],
  },
  {
    name: 'destroyAddress (IPv6)',
    operation: 'reservedIPv6_delete',
    repeat: 'idempotent',
    looksFirst: true,
    given: async (driver) => {
      const address = await driver.createAddress({ version: 6 })
      return () => driver.destroyAddress(address)
    },
    effect: ['-reservedIp'],
  },
]

const networks: readonly Operation[] = [
  {
    name: 'listNetworks',
    operation: 'vpcs_list',
    repeat: 'read',
    given: async (driver) => {
      await driver.createNetwork({ name: 'one' })
      return () => driver.listNetworks().toArray()
    },
  },
  {
    name: 'getNetwork',
    operation: 'vpcs_get',
    repeat: 'read',
    given: async (driver) => {
      const network = await driver.createNetwork({ name: 'one' })
      return () => driver.getNetwork(network)
    },
  },
  {
    name: 'createNetwork',
    operation: 'vpcs_create',
    repeat: 'named',
    second: 'conflict',
    given: async (driver) => () => driver.createNetwork({ name: 'one' }),
    effect: ['+vpc'],
  },
  {
    name: 'destroyNetwork',
    operation: 'vpcs_delete',
    repeat: 'idempotent',
    given: async (driver) => {
      const network = await driver.createNetwork({ name: 'one' })
      return () => driver.destroyNetwork(network)
    },
    effect: ['-vpc'],
  },
]

export const networking: readonly Operation[] = [...firewalls, ...addresses, ...addressesV6, ...networks]
