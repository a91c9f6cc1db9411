import {
  createEgressRule,
  createFirewallRule,
  createPortForwarding,
  createVpc,
  deleteEgressRule,
  deleteFirewallRule,
  deletePortForwarding,
  deleteVpc,
  getVpc,
  listEgressRules,
  listFirewallRules,
  listPortForwardings,
  listVpcs,
} from '@cloud/cloudstack'
import type { Driver } from './driver.ts'
import {
  far,
  newAddress,
  newFirewall,
  newNetwork,
  newVpc,
  nodeAndAddress,
  type Operation,
  reads,
  rules,
  stoppedNode,
  writes,
} from './given.ts'

const everybody = [
  ...rules,
  { ...rules[0], protocol: 'icmp', ports: undefined, direction: 'inbound', cidrs: ['0.0.0.0/0'] },
] as const
const web = { protocol: 'tcp', ports: { from: 80, to: 80 } } as const

const newRule = async (driver: Driver) =>
  createFirewallRule(driver, { address: await newAddress(driver), ...web })
const newEgress = async (driver: Driver) =>
  createEgressRule(driver, { network: await newNetwork(driver), ...web })
async function newForwarding(driver: Driver) {
  const { node, address } = await nodeAndAddress(driver)
  return createPortForwarding(driver, { address, node, protocol: 'tcp', port: 80, openFirewall: false })
}

const firewalls: readonly Operation[] = [
  reads('listFirewalls', 'listSecurityGroups', async (driver) => {
    await newFirewall(driver)
    return () => driver.listFirewalls().toArray()
  }),
  reads('getFirewall', 'listSecurityGroups', async (driver) => {
    const firewall = await newFirewall(driver)
    return () => driver.getFirewall(firewall)
  }),
  writes('createFirewall', 'createSecurityGroup', 'named', async (driver) => () => newFirewall(driver), {
    effect: ['+securityGroup'],
    looksLast: true,
    // Only a look tells that the name is taken.
    second: 'invalid',
  }),
  writes(
    'setFirewallRules',
    'authorizeSecurityGroupIngress',
    'lookup',
    async (driver) => {
      const firewall = await newFirewall(driver)
      return () => driver.setFirewallRules(firewall, everybody)
    },
    { effect: ['~securityGroup.rules'], looksLast: true },
  ),
  writes(
    'attachFirewall',
    'updateVirtualMachine',
    'idempotent',
    async (driver) => {
      const [firewall, node] = [await newFirewall(driver), await stoppedNode(driver)]
      return () => driver.attachFirewall(firewall, { node })
    },
    { effect: ['~virtualMachine.securityGroups'] },
  ),
  writes(
    'detachFirewall',
    'updateVirtualMachine',
    'idempotent',
    async (driver) => {
      const [firewall, node] = [await newFirewall(driver), await stoppedNode(driver)]
      await driver.attachFirewall(firewall, { node })
      return () => driver.detachFirewall(firewall, { node })
    },
    { effect: ['~virtualMachine.securityGroups'] },
  ),
  writes(
    'destroyFirewall',
    'deleteSecurityGroup',
    'named',
    async (driver) => {
      const firewall = await newFirewall(driver)
      return () => driver.destroyFirewall(firewall)
    },
    { effect: ['-securityGroup'], second: 'not-found' },
  ),
]

const addresses: readonly Operation[] = [
  reads('listAddresses', 'listPublicIpAddresses', async (driver) => {
    await newAddress(driver)
    return () => driver.listAddresses().toArray()
  }),
  reads('getAddress', 'listPublicIpAddresses', async (driver) => {
    const address = await newAddress(driver)
    return () => driver.getAddress(address)
  }),
  writes(
    'createAddress',
    'associateIpAddress',
    'lookup',
    async (driver) => {
      const network = await newNetwork(driver)
      return () => driver.createAddress({ location: far, native: { network: network.id } })
    },
    { effect: ['+publicIp'] },
  ),
  writes(
    'attachAddress',
    'enableStaticNat',
    'named',
    async (driver) => {
      const { node, address } = await nodeAndAddress(driver)
      return () => driver.attachAddress(address, { node })
    },
    { effect: ['~publicIp.machineId'], second: 'right' },
  ),
  writes(
    'detachAddress',
    'disableStaticNat',
    'lookup',
    async (driver) => {
      const { node, address } = await nodeAndAddress(driver)
      await driver.attachAddress(address, { node })
      return () => driver.detachAddress(address)
    },
    { effect: ['~publicIp.machineId'] },
  ),
  writes(
    'destroyAddress',
    'disassociateIpAddress',
    'lookup',
    async (driver) => {
      const address = await newAddress(driver)
      return () => driver.destroyAddress(address)
    },
    { effect: ['-publicIp'] },
  ),
]

const networks: readonly Operation[] = [
  reads('listNetworks', 'listNetworks', async (driver) => {
    await newNetwork(driver)
    return () => driver.listNetworks().toArray()
  }),
  reads('getNetwork', 'listNetworks', async (driver) => {
    const network = await newNetwork(driver)
    return () => driver.getNetwork(network)
  }),
  writes('createNetwork', 'createNetwork', 'lookup', async (driver) => () => newNetwork(driver), {
    effect: ['+network'],
  }),
  writes(
    'destroyNetwork',
    'deleteNetwork',
    'lookup',
    async (driver) => {
      const network = await newNetwork(driver)
      return () => driver.destroyNetwork(network)
    },
    { effect: ['-network'] },
  ),
  reads('listVpcs', 'listVPCs', async (driver) => {
    await newVpc(driver)
    return () => listVpcs(driver).toArray()
  }),
  reads('getVpc', 'listVPCs', async (driver) => {
    const vpc = await newVpc(driver)
    return () => getVpc(driver, vpc)
  }),
  writes(
    'createVpc',
    'createVPC',
    'lookup',
    async (driver) => () => createVpc(driver, { name: 'one', cidr: '10.9.0.0/16', location: far }),
    { effect: ['+publicIp', '+vpc'] },
  ),
  writes(
    'deleteVpc',
    'deleteVPC',
    'lookup',
    async (driver) => {
      const vpc = await newVpc(driver)
      return () => deleteVpc(driver, vpc)
    },
    { effect: ['-publicIp', '-vpc'] },
  ),
]

const networkRules: readonly Operation[] = [
  reads('listFirewallRules', 'listFirewallRules', async (driver) => {
    await newRule(driver)
    return () => listFirewallRules(driver).toArray()
  }),
  writes(
    'createFirewallRule',
    'createFirewallRule',
    'lookup',
    async (driver) => {
      const address = await newAddress(driver)
      return () => createFirewallRule(driver, { address, ...web })
    },
    { effect: ['+firewallRule'] },
  ),
  writes(
    'deleteFirewallRule',
    'deleteFirewallRule',
    'lookup',
    async (driver) => {
      const { id } = await newRule(driver)
      return () => deleteFirewallRule(driver, id)
    },
    { effect: ['-firewallRule'] },
  ),
  reads('listEgressRules', 'listEgressFirewallRules', async (driver) => {
    await newEgress(driver)
    return () => listEgressRules(driver).toArray()
  }),
  writes(
    'createEgressRule',
    'createEgressFirewallRule',
    'lookup',
    async (driver) => {
      const network = await newNetwork(driver)
      return () => createEgressRule(driver, { network, ...web })
    },
    { effect: ['+egressRule'] },
  ),
  writes(
    'deleteEgressRule',
    'deleteEgressFirewallRule',
    'lookup',
    async (driver) => {
      const { id } = await newEgress(driver)
      return () => deleteEgressRule(driver, id)
    },
    { effect: ['-egressRule'] },
  ),
  reads('listPortForwardings', 'listPortForwardingRules', async (driver) => {
    await newForwarding(driver)
    return () => listPortForwardings(driver).toArray()
  }),
  writes(
    'createPortForwarding',
    'createPortForwardingRule',
    'lookup',
    async (driver) => {
      const { node, address } = await nodeAndAddress(driver)
      const rule = { address, node, protocol: 'tcp', port: 80, openFirewall: false } as const
      return () => createPortForwarding(driver, rule)
    },
    { effect: ['+forwardingRule'] },
  ),
  writes(
    'deletePortForwarding',
    'deletePortForwardingRule',
    'lookup',
    async (driver) => {
      const { id } = await newForwarding(driver)
      return () => deletePortForwarding(driver, id)
    },
    { effect: ['-forwardingRule'] },
  ),
]

export const networking: readonly Operation[] = [...firewalls, ...addresses, ...networks, ...networkRules]
