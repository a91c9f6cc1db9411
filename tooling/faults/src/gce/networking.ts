import { subnetworks } from '@cloud/gce'
import {
  attachedAddress,
  guardedNode,
  looksAndWrites,
  moreRules,
  newFirewall,
  newNode,
  type Operation,
  reads,
  region,
  replaces,
  rules,
  writes,
} from './given.ts'

export const networking: readonly Operation[] = [
  reads('listFirewalls', 'firewalls.list', async (driver) => {
    await newFirewall(driver)
    return () => driver.listFirewalls().toArray()
  }),
  reads('getFirewall', 'firewalls.list', async (driver) => {
    const firewall = await newFirewall(driver)
    return () => driver.getFirewall(firewall)
  }),
  looksAndWrites('createFirewall', 'firewalls.insert', async (driver) => () => newFirewall(driver), {
    effect: ['+firewall', '+firewall', '+firewall', '+firewall'],
    partly: ['+firewall'],
    pages: 4,
  }),
  looksAndWrites(
    'setFirewallRules',
    'firewalls.insert',
    async (driver) => {
      const firewall = await newFirewall(driver)
      return () => driver.setFirewallRules(firewall, moreRules)
    },
    { effect: ['+firewall'] },
  ),
  looksAndWrites(
    'setFirewallRules (fewer)',
    'firewalls.delete',
    async (driver) => {
      const firewall = await driver.createFirewall({ name: 'web', rules: moreRules })
      return () => driver.setFirewallRules(firewall, rules)
    },
    { effect: ['-firewall'] },
  ),
  replaces(
    'attachFirewall',
    'instances.setTags',
    async (driver) => {
      const [firewall, node] = [await newFirewall(driver), await newNode(driver)]
      return () => driver.attachFirewall(firewall, { node })
    },
    { effect: ['~instance.tags'] },
  ),
  replaces(
    'detachFirewall',
    'instances.setTags',
    async (driver) => {
      const { firewall, node } = await guardedNode(driver)
      return () => driver.detachFirewall(firewall, { node })
    },
    { effect: ['~instance.tags'] },
  ),
  looksAndWrites(
    'destroyFirewall',
    'firewalls.delete',
    async (driver) => {
      const firewall = await newFirewall(driver)
      return () => driver.destroyFirewall(firewall)
    },
    {
      effect: ['-firewall', '-firewall', '-firewall', '-firewall'],
      partly: ['-firewall'],
      pages: 4,
    },
  ),
  reads('listAddresses', 'addresses.aggregatedList', async (driver) => {
    await driver.createAddress()
    return () => driver.listAddresses().toArray()
  }),
  reads('getAddress', 'addresses.get', async (driver) => {
    const address = await driver.createAddress()
    return () => driver.getAddress(address)
  }),
  writes('createAddress', 'addresses.insert', async (driver) => () => driver.createAddress(), {
    effect: ['+address'],
  }),
  looksAndWrites(
    'attachAddress',
    'instances.addAccessConfig',
    async (driver) => {
      const address = await driver.createAddress()
      const native = { publicIp: false }
      const wanted = { name: 'one', size: 'e2-micro', image: 'debian-cloud/family/debian-12', native }
      const node = await driver.createNode(wanted)
      return () => driver.attachAddress(address, { node })
    },
    { effect: ['~address.status', '~address.users', '~instance.networkInterfaces'] },
  ),
  looksAndWrites(
    'detachAddress',
    'instances.deleteAccessConfig',
    async (driver) => {
      const { address } = await attachedAddress(driver)
      return () => driver.detachAddress(address)
    },
    { effect: ['~address.status', '~address.users', '~instance.networkInterfaces'] },
  ),
  looksAndWrites(
    'destroyAddress',
    'addresses.delete',
    async (driver) => {
      const address = await driver.createAddress()
      return () => driver.destroyAddress(address)
    },
    { effect: ['-address'] },
  ),
  reads('listNetworks', 'networks.list', async (driver) => () => driver.listNetworks().toArray()),
  reads('getNetwork', 'networks.get', async (driver) => () => driver.getNetwork('default')),
  looksAndWrites(
    'createNetwork',
    'networks.insert',
    async (driver) => () => driver.createNetwork({ name: 'apart', cidr: '10.77.0.0/24' }),
    { effect: ['+network', '+route', '+subnetwork'], partly: ['+network', '+route'] },
  ),
  looksAndWrites(
    'destroyNetwork',
    'subnetworks.delete',
    async (driver) => {
      const network = await driver.createNetwork({ name: 'apart', cidr: '10.77.0.0/24' })
      return () => driver.destroyNetwork(network)
    },
    { effect: ['-network', '-route', '-subnetwork'], partly: ['-subnetwork'] },
  ),
  looksAndWrites(
    'destroyNetwork (without a range)',
    'networks.delete',
    async (driver) => {
      const network = await driver.createNetwork({ name: 'apart', cidr: '10.77.0.0/24' })
      await subnetworks(driver, region).remove('apart')
      return () => driver.destroyNetwork(network)
    },
    { effect: ['-network', '-route'] },
  ),
]
