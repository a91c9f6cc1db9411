import { makeBalancer, newBalancer, nodeAndAddress, type Operation, reads, readsOf, writes } from './given.ts'

const cookie = { by: 'cookie', durationMs: 60_000 } as const

export const balancing: readonly Operation[] = [
  reads('listBalancers', 'listLoadBalancerRules', async (driver) => {
    await newBalancer(driver)
    return () => driver.listBalancers().toArray()
  }),
  reads('getBalancer', 'listLoadBalancerRules', async (driver) => {
    const { balancer } = await newBalancer(driver)
    return () => driver.getBalancer(balancer)
  }),
  writes(
    'createBalancer',
    'createLoadBalancerRule',
    'lookup',
    async (driver) => {
      const { network, address } = await nodeAndAddress(driver)
      return () => makeBalancer(driver, network.id, address.id)
    },
    { effect: ['+firewallRule', '+loadBalancer'] },
  ),
  writes(
    'updateBalancer',
    'updateLoadBalancerRule',
    'lookup',
    async (driver) => {
      const { balancer } = await newBalancer(driver)
      return () => driver.updateBalancer(balancer, { name: 'two' })
    },
    { effect: ['~loadBalancer.name'] },
  ),
  writes(
    'destroyBalancer',
    'deleteLoadBalancerRule',
    'lookup',
    async (driver) => {
      const { balancer } = await newBalancer(driver)
      return () => driver.destroyBalancer(balancer)
    },
    { effect: ['-firewallRule', '-loadBalancer'] },
  ),
  readsOf('listMembers', 'listLoadBalancerRuleInstances', async (driver) => {
    const { balancer, node } = await newBalancer(driver)
    await driver.attachMember(balancer, { node })
    return () => driver.listMembers(balancer).toArray()
  }),
  writes(
    'attachMember',
    'assignToLoadBalancerRule',
    'lookup',
    async (driver) => {
      const { balancer, node } = await newBalancer(driver)
      return () => driver.attachMember(balancer, { node })
    },
    { effect: ['~loadBalancer.members'], looksLast: true },
  ),
  writes(
    'detachMember',
    'removeFromLoadBalancerRule',
    'lookup',
    async (driver) => {
      const { balancer, node } = await newBalancer(driver)
      await driver.attachMember(balancer, { node })
      return () => driver.detachMember(balancer, { node })
    },
    { effect: ['~loadBalancer.members'] },
  ),
  reads('getAlgorithm', 'listLoadBalancerRules', async (driver) => {
    const { balancer } = await newBalancer(driver)
    return () => driver.getAlgorithm(balancer)
  }),
  writes('setAlgorithm', 'updateLoadBalancerRule', 'lookup', async (driver) => {
    const { balancer } = await newBalancer(driver)
    return () => driver.setAlgorithm(balancer, 'source-ip')
  }),
  readsOf('getHealthCheck', 'listLBHealthCheckPolicies', async (driver) => {
    const { balancer } = await newBalancer(driver)
    return () => driver.getHealthCheck(balancer)
  }),
  writes('setHealthCheck', 'createLBHealthCheckPolicy', 'lookup', async (driver) => {
    const { balancer } = await newBalancer(driver)
    return () => driver.setHealthCheck(balancer, { protocol: 'http', path: '/up' })
  }),
  readsOf('getStickiness', 'listLBStickinessPolicies', async (driver) => {
    const { balancer } = await newBalancer(driver)
    return () => driver.getStickiness(balancer)
  }),
  writes('setStickiness', 'createLBStickinessPolicy', 'lookup', async (driver) => {
    const { balancer } = await newBalancer(driver)
    return () => driver.setStickiness(balancer, cookie)
  }),
]
