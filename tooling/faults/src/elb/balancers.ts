import {
  beside,
  http,
  ip,
  looksAndWrites,
  newBalancer,
  newNetwork,
  type Operation,
  reads,
  readsOf,
  withMember,
} from './given.ts'

/** The answer to a second one with the same name and settings is that to the first, and tags tell whose it is. */
const create = {
  repeat: 'named',
  second: 'right',
  looksLast: true,
  effect: ['+balancer', '+listener', '+targetGroup'],
  partly: ['+balancer'],
} as const

const whole: readonly Operation[] = [
  reads('listBalancers', 'DescribeLoadBalancers', async (driver) => {
    await newBalancer(driver, 'listed')
    return () => driver.listBalancers().toArray()
  }),
  reads('getBalancer', 'DescribeLoadBalancers', async (driver) => {
    const balancer = await newBalancer(driver)
    return () => driver.getBalancer(balancer)
  }),
  looksAndWrites('createBalancer', 'CreateLoadBalancer', async (driver) => () => newBalancer(driver), create),
  looksAndWrites(
    'createBalancer (network)',
    'CreateLoadBalancer',
    async (driver) => () => newNetwork(driver),
    create,
  ),
  reads(
    'updateBalancer (nothing)',
    'DescribeLoadBalancers',
    async (driver) => {
      const balancer = await newBalancer(driver)
      return () => driver.updateBalancer(balancer, { name: 'one' })
    },
    { looksOnly: true },
  ),
  looksAndWrites(
    'updateBalancer',
    'SetSecurityGroups',
    async (driver) => {
      const balancer = await newBalancer(driver)
      const { SecurityGroups: securityGroups } = balancer.native
      return () => driver.updateBalancer(balancer, { native: { securityGroups } })
    },
    { looksLast: true },
  ),
  looksAndWrites(
    'destroyBalancer',
    'DeleteLoadBalancer',
    async (driver) => {
      const balancer = await newBalancer(driver)
      return () => driver.destroyBalancer(balancer)
    },
    {
      effect: ['-balancer', '-listener', '-targetGroup'],
      partly: ['-balancer', '-listener'],
      looksLast: true,
    },
  ),
]

const members: readonly Operation[] = [
  readsOf('listMembers', 'DescribeTargetHealth', async (driver) => {
    const balancer = await withMember(driver)
    return () => driver.listMembers(balancer).toArray()
  }),
  looksAndWrites(
    'attachMember',
    'RegisterTargets',
    async (driver) => {
      const balancer = await newBalancer(driver)
      return () => driver.attachMember(balancer, { ip })
    },
    { effect: ['~targetGroup.targets'], looksLast: true },
  ),
  looksAndWrites(
    'attachMember (network)',
    'RegisterTargets',
    async (driver) => {
      const balancer = await newNetwork(driver)
      return () => driver.network.attachMember(balancer, { ip })
    },
    { effect: ['~targetGroup.targets'], looksLast: true },
  ),
  looksAndWrites(
    'detachMember',
    'DeregisterTargets',
    async (driver) => {
      const balancer = await withMember(driver)
      return () => driver.detachMember(balancer, { ip })
    },
    { effect: ['~targetGroup.targets'] },
  ),
]

const ways: readonly Operation[] = [
  looksAndWrites(
    'addListener',
    'CreateListener',
    async (driver) => {
      const balancer = await newBalancer(driver)
      return () => driver.addListener(balancer, beside)
    },
    { repeat: 'named', second: 'right', effect: ['+listener'] },
  ),
  looksAndWrites(
    'removeListener',
    'DeleteListener',
    async (driver) => {
      const native = { targetType: 'ip' } as const
      const balancer = await driver.createBalancer({ name: 'one', listeners: [http, beside], native })
      return () => driver.removeListener(balancer, beside)
    },
    { effect: ['-listener'] },
  ),
]

export const balancing: readonly Operation[] = [...whole, ...members, ...ways]
