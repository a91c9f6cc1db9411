import {
  beside,
  classicWithMember,
  http,
  looksAndWrites,
  newClassic,
  type Operation,
  reads,
  runningNode,
} from './given.ts'

const whole: readonly Operation[] = [
  reads('listBalancers (classic)', 'DescribeLoadBalancers', async (driver) => {
    await newClassic(driver)
    return () => driver.classic.listBalancers().toArray()
  }),
  reads('getBalancer (classic)', 'DescribeLoadBalancers', async (driver) => {
    const balancer = await newClassic(driver)
    return () => driver.classic.getBalancer(balancer)
  }),
  looksAndWrites(
    'createBalancer (classic)',
    'CreateLoadBalancer',
    async (driver) => () => newClassic(driver),
    { repeat: 'named', second: 'right', effect: ['+balancer'], looksLast: true },
  ),
  reads(
    'updateBalancer (classic)',
    'DescribeLoadBalancers',
    async (driver) => {
      const balancer = await newClassic(driver)
      return () => driver.classic.updateBalancer(balancer, { name: 'one' })
    },
    { looksOnly: true },
  ),
  looksAndWrites(
    'destroyBalancer (classic)',
    'DeleteLoadBalancer',
    async (driver) => {
      const balancer = await newClassic(driver)
      return () => driver.classic.destroyBalancer(balancer)
    },
    { effect: ['-balancer'] },
  ),
]

const members: readonly Operation[] = [
  reads('listMembers (classic)', 'DescribeInstanceHealth', async (driver) => {
    const { balancer } = await classicWithMember(driver)
    return () => driver.classic.listMembers(balancer).toArray()
  }),
  looksAndWrites(
    'attachMember (classic)',
    'RegisterInstancesWithLoadBalancer',
    async (driver) => {
      const [balancer, node] = [await newClassic(driver), await runningNode(driver)]
      return () => driver.classic.attachMember(balancer, { node })
    },
    { effect: ['~balancer.members'], looksLast: true },
  ),
  looksAndWrites(
    'detachMember (classic)',
    'DeregisterInstancesFromLoadBalancer',
    async (driver) => {
      const { balancer, node } = await classicWithMember(driver)
      return () => driver.classic.detachMember(balancer, { node })
    },
    { effect: ['~balancer.members'] },
  ),
]

const settings: readonly Operation[] = [
  looksAndWrites(
    'addListener (classic)',
    'CreateLoadBalancerListeners',
    async (driver) => {
      const balancer = await newClassic(driver)
      return () => driver.classic.addListener(balancer, beside)
    },
    { looksLast: true },
  ),
  looksAndWrites(
    'removeListener (classic)',
    'DeleteLoadBalancerListeners',
    async (driver) => {
      const balancer = await driver.classic.createBalancer({ name: 'one', listeners: [http, beside] })
      return () => driver.classic.removeListener(balancer, beside)
    },
    { looksLast: true },
  ),
  reads('getHealthCheck (classic)', 'DescribeLoadBalancers', async (driver) => {
    const balancer = await newClassic(driver)
    return () => driver.classic.getHealthCheck(balancer)
  }),
  looksAndWrites('setHealthCheck (classic)', 'ConfigureHealthCheck', async (driver) => {
    const balancer = await newClassic(driver)
    return () => driver.classic.setHealthCheck(balancer, { protocol: 'http', path: '/up' })
  }),
  reads('getStickiness (classic)', 'DescribeLoadBalancers', async (driver) => {
    const balancer = await newClassic(driver)
    return () => driver.classic.getStickiness(balancer)
  }),
  looksAndWrites(
    'setStickiness (classic)',
    'CreateLBCookieStickinessPolicy',
    async (driver) => {
      const balancer = await newClassic(driver)
      return () => driver.classic.setStickiness(balancer, { by: 'cookie', durationMs: 60_000 })
    },
    { repeat: 'named' },
  ),
]

export const classics: readonly Operation[] = [...whole, ...members, ...settings]
