import {
  balancedNode,
  looks,
  looksAndWrites,
  newBalancer,
  newNode,
  type Operation,
  reads,
  writes,
} from './given.ts'

export const balancing: readonly Operation[] = [
  reads('listBalancers', 'targetPools.aggregatedList', async (driver) => {
    await newBalancer(driver)
    return () => driver.listBalancers().toArray()
  }),
  reads('getBalancer', 'targetPools.get', async (driver) => {
    const balancer = await newBalancer(driver)
    return () => driver.getBalancer(balancer)
  }),
  writes('createBalancer', 'targetPools.insert', async (driver) => () => newBalancer(driver), {
    effect: ['+address', '+forwardingRule', '+httpHealthCheck', '+targetPool'],
    partly: ['+targetPool'],
  }),
  looks('updateBalancer', 'targetPools.get', async (driver) => {
    const balancer = await newBalancer(driver)
    return () => driver.updateBalancer(balancer, { name: 'front' })
  }),
  looksAndWrites(
    'destroyBalancer',
    'forwardingRules.delete',
    async (driver) => {
      const balancer = await newBalancer(driver)
      return () => driver.destroyBalancer(balancer)
    },
    {
      effect: ['-address', '-forwardingRule', '-httpHealthCheck', '-targetPool'],
      partly: ['-forwardingRule', '~address.status', '~address.users'],
      // What is said to be gone, and is not, is in the way of what comes after it.
      codes: { 'not-found': 'conflict' },
    },
  ),
  reads('listMembers', 'targetPools.get', async (driver) => {
    const { balancer } = await balancedNode(driver)
    return () => driver.listMembers(balancer).toArray()
  }),
  looksAndWrites(
    'attachMember',
    'targetPools.addInstance',
    async (driver) => {
      const [balancer, node] = [await newBalancer(driver), await newNode(driver)]
      return () => driver.attachMember(balancer, { node })
    },
    { effect: ['~targetPool.instances'] },
  ),
  looksAndWrites(
    'detachMember',
    'targetPools.removeInstance',
    async (driver) => {
      const { balancer, node } = await balancedNode(driver)
      return () => driver.detachMember(balancer, { node })
    },
    { effect: ['~targetPool.instances'] },
  ),
  looksAndWrites(
    'addListener',
    'forwardingRules.insert',
    async (driver) => {
      const balancer = await newBalancer(driver)
      return () => driver.addListener(balancer, { protocol: 'tcp', port: 443 })
    },
    { effect: ['+forwardingRule', '~address.users'] },
  ),
  looksAndWrites(
    'removeListener',
    'forwardingRules.delete',
    async (driver) => {
      const balancer = await newBalancer(driver)
      await driver.addListener(balancer, { protocol: 'tcp', port: 443 })
      return () => driver.removeListener(balancer, { protocol: 'tcp', port: 443 })
    },
    { effect: ['-forwardingRule', '~address.users'], forgives: ['not-found'] },
  ),
  reads(
    'getHealthCheck',
    'httpHealthChecks.get',
    async (driver) => {
      const balancer = await newBalancer(driver)
      return () => driver.getHealthCheck(balancer)
    },
    { looksFirst: true },
  ),
  looksAndWrites(
    'setHealthCheck',
    'httpHealthChecks.update',
    async (driver) => {
      const balancer = await newBalancer(driver)
      return () => driver.setHealthCheck(balancer, { protocol: 'http', path: '/up' })
    },
    { effect: ['~httpHealthCheck.requestPath'] },
  ),
]
