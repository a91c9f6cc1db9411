import {
  createAcl,
  createAclRule,
  createVpnConnection,
  createVpnCustomerGateway,
  createVpnGateway,
  deleteAcl,
  deleteAclRule,
  deleteVpnConnection,
  deleteVpnCustomerGateway,
  deleteVpnGateway,
  getAcl,
  getVpnConnection,
  getVpnCustomerGateway,
  getVpnGateway,
  listAclRules,
  listAcls,
  listVpnConnections,
  listVpnCustomerGateways,
  listVpnGateways,
  resetVpnConnection,
  setNetworkAcl,
} from '@cloud/cloudstack'
import type { Driver } from './driver.ts'
import { far, newVpc, type Operation, reads, writes } from './given.ts'

async function newAcl(driver: Driver) {
  const vpc = await newVpc(driver)
  return { vpc, acl: await createAcl(driver, { name: 'one', vpc }) }
}

const makeRule = (driver: Driver, acl: string) =>
  createAclRule(driver, { acl, direction: 'inbound', protocol: 'tcp', ports: { from: 80, to: 80 } })

async function newRule(driver: Driver) {
  const { acl } = await newAcl(driver)
  return { acl, rule: await makeRule(driver, acl.id) }
}

const lists: readonly Operation[] = [
  reads('listAcls', 'listNetworkACLLists', async (driver) => () => listAcls(driver).toArray()),
  reads('getAcl', 'listNetworkACLLists', async (driver) => {
    const { acl } = await newAcl(driver)
    return () => getAcl(driver, acl)
  }),
  writes(
    'createAcl',
    'createNetworkACLList',
    'lookup',
    async (driver) => {
      const vpc = await newVpc(driver)
      return () => createAcl(driver, { name: 'one', vpc })
    },
    { effect: ['+aclList'] },
  ),
  writes(
    'deleteAcl',
    'deleteNetworkACLList',
    'lookup',
    async (driver) => {
      const { acl } = await newAcl(driver)
      return () => deleteAcl(driver, acl)
    },
    { effect: ['-aclList'] },
  ),
  writes('setNetworkAcl', 'replaceNetworkACLList', 'lookup', async (driver) => {
    const { acl, vpc } = await newAcl(driver)
    const native = { vpc: vpc.id }
    const tier = await driver.createNetwork({ name: 'one', location: far, cidr: '10.9.1.0/24', native })
    return () => setNetworkAcl(driver, tier, acl)
  }),
  reads('listAclRules', 'listNetworkACLs', async (driver) => {
    await newRule(driver)
    return () => listAclRules(driver).toArray()
  }),
  writes(
    'createAclRule',
    'createNetworkACL',
    'lookup',
    async (driver) => {
      const { acl } = await newAcl(driver)
      return () => makeRule(driver, acl.id)
    },
    { effect: ['~aclList.rules'] },
  ),
  writes(
    'deleteAclRule',
    'deleteNetworkACL',
    'lookup',
    async (driver) => {
      const { rule } = await newRule(driver)
      return () => deleteAclRule(driver, rule.id)
    },
    { effect: ['~aclList.rules'] },
  ),
]

const office = {
  name: 'office',
  gateway: '203.0.113.77',
  cidrs: ['192.168.9.0/24'],
  presharedKey: 'known-to-both-ends',
  ikePolicy: 'aes256-sha256;modp2048',
  espPolicy: 'aes256-sha256',
}

const newGateway = async (driver: Driver) => createVpnGateway(driver, { vpc: await newVpc(driver) })
const newCustomer = (driver: Driver) => createVpnCustomerGateway(driver, office)

async function newConnection(driver: Driver) {
  const [gateway, customerGateway] = [await newGateway(driver), await newCustomer(driver)]
  return createVpnConnection(driver, { gateway, customerGateway })
}

const gateways: readonly Operation[] = [
  reads('listVpnGateways', 'listVpnGateways', async (driver) => {
    await newGateway(driver)
    return () => listVpnGateways(driver).toArray()
  }),
  reads('getVpnGateway', 'listVpnGateways', async (driver) => {
    const gateway = await newGateway(driver)
    return () => getVpnGateway(driver, gateway)
  }),
  writes(
    'createVpnGateway',
    'createVpnGateway',
    'lookup',
    async (driver) => {
      const vpc = await newVpc(driver)
      return () => createVpnGateway(driver, { vpc })
    },
    { effect: ['+vpnGateway'] },
  ),
  writes(
    'deleteVpnGateway',
    'deleteVpnGateway',
    'lookup',
    async (driver) => {
      const gateway = await newGateway(driver)
      return () => deleteVpnGateway(driver, gateway)
    },
    { effect: ['-vpnGateway'] },
  ),
  reads('listVpnCustomerGateways', 'listVpnCustomerGateways', async (driver) => {
    await newCustomer(driver)
    return () => listVpnCustomerGateways(driver).toArray()
  }),
  reads('getVpnCustomerGateway', 'listVpnCustomerGateways', async (driver) => {
    const gateway = await newCustomer(driver)
    return () => getVpnCustomerGateway(driver, gateway)
  }),
  writes(
    'createVpnCustomerGateway',
    'createVpnCustomerGateway',
    'lookup',
    async (driver) => () => newCustomer(driver),
    { effect: ['+vpnCustomerGateway'] },
  ),
  writes(
    'deleteVpnCustomerGateway',
    'deleteVpnCustomerGateway',
    'lookup',
    async (driver) => {
      const gateway = await newCustomer(driver)
      return () => deleteVpnCustomerGateway(driver, gateway)
    },
    { effect: ['-vpnCustomerGateway'] },
  ),
]

const connections: readonly Operation[] = [
  reads('listVpnConnections', 'listVpnConnections', async (driver) => {
    await newConnection(driver)
    return () => listVpnConnections(driver).toArray()
  }),
  reads('getVpnConnection', 'listVpnConnections', async (driver) => {
    const connection = await newConnection(driver)
    return () => getVpnConnection(driver, connection)
  }),
  writes(
    'createVpnConnection',
    'createVpnConnection',
    'lookup',
    async (driver) => {
      const [gateway, customerGateway] = [await newGateway(driver), await newCustomer(driver)]
      return () => createVpnConnection(driver, { gateway, customerGateway })
    },
    { effect: ['+vpnConnection'] },
  ),
  writes(
    'resetVpnConnection',
    'resetVpnConnection',
    'lookup',
    async (driver) => {
      const connection = await newConnection(driver)
      return () => resetVpnConnection(driver, connection)
    },
    { looksLast: true },
  ),
  writes(
    'deleteVpnConnection',
    'deleteVpnConnection',
    'lookup',
    async (driver) => {
      const connection = await newConnection(driver)
      return () => deleteVpnConnection(driver, connection)
    },
    { effect: ['-vpnConnection'] },
  ),
]

export const vpcs: readonly Operation[] = [...lists, ...gateways, ...connections]
