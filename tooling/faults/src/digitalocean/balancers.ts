import type { MatrixOperation } from '../operation.ts'
import type { Driver } from './driver.ts'
import { newNode } from './given.ts'

type Operation = MatrixOperation<Driver>

const http = { protocol: 'http', port: 80 } as const
const smtp = { protocol: 'tcp', port: 25 } as const

const newBalancer = (driver: Driver) =>
  driver.createBalancer({ name: 'one', listeners: [http], native: { sizeUnit: 1 } })

async function withMember(driver: Driver) {
  const node = await newNode(driver)
  return {
    node,
    balancer: await driver.createBalancer({ name: 'one', listeners: [http], members: [{ node }] }),
  }
}

/** Every read of a part is one of the whole. */
const get = { operation: 'loadBalancers_get', repeat: 'read' } as const
const change = { repeat: 'idempotent', looksFirst: true, busy: 'found' } as const
const update = { ...change, operation: 'loadBalancers_update', busy: 'again' } as const

const whole: readonly Operation[] = [
  {
    name: 'listBalancers',
    operation: 'loadBalancers_list',
    repeat: 'read',
    given: async (driver) => {
      await newBalancer(driver)
      return () => driver.listBalancers().toArray()
    },
  },
  {
    name: 'getBalancer',
    ...get,
    given: async (driver) => {
      const balancer = await newBalancer(driver)
      return () => driver.getBalancer(balancer)
    },
  },
  {
    name: 'createBalancer',
    operation: 'loadBalancers_create',
    repeat: 'named',
    second: 'invalid',
    given: async (driver) => () => newBalancer(driver),
    effect: ['+loadBalancer'],
  },
  {
    name: 'updateBalancer',
    ...update,
    given: async (driver) => {
      const balancer = await newBalancer(driver)
      return () => driver.updateBalancer(balancer, { name: 'two' })
    },
    effect: ['~loadBalancer.name'],
  },
  {
    name: 'destroyBalancer',
    operation: 'loadBalancers_delete',
    repeat: 'idempotent',
    given: async (driver) => {
      const balancer = await newBalancer(driver)
      return () => driver.destroyBalancer(balancer)
    },
    effect: ['-loadBalancer'],
  },
]

const members: readonly Operation[] = [
  {
    name: 'listMembers',
    ...get,
    given: async (driver) => {
      const { balancer } = await withMember(driver)
      return () => driver.listMembers(balancer).toArray()
    },
  },
  {
    name: 'attachMember',
    operation: 'loadBalancers_add_droplets',
    ...change,
    given: async (driver) => {
      const [balancer, node] = [await newBalancer(driver), await newNode(driver)]
      return () => driver.attachMember(balancer, { node })
    },
    effect: ['~loadBalancer.dropletIds'],
  },
  {
    name: 'detachMember',
    operation: 'loadBalancers_remove_droplets',
    ...change,
    given: async (driver) => {
      const { balancer, node } = await withMember(driver)
      return () => driver.detachMember(balancer, { node })
    },
    effect: ['~loadBalancer.dropletIds'],
  },
]

/** Settings that the inventory does not show. */
const settings: readonly Operation[] = [
  {
    name: 'getHealthCheck',
    ...get,
    given: async (driver) => {
      const balancer = await newBalancer(driver)
      return () => driver.getHealthCheck(balancer)
    },
  },
  {
    name: 'setHealthCheck',
    ...update,
    given: async (driver) => {
      const balancer = await newBalancer(driver)
      return () => driver.setHealthCheck(balancer, { protocol: 'tcp' })
    },
  },
  {
    name: 'getStickiness',
    ...get,
    given: async (driver) => {
      const balancer = await newBalancer(driver)
      return () => driver.getStickiness(balancer)
    },
  },
  {
    name: 'setStickiness',
    ...update,
    given: async (driver) => {
      const balancer = await newBalancer(driver)
      return () => driver.setStickiness(balancer, { by: 'cookie', durationMs: 60_000 })
    },
  },
  {
    name: 'addListener',
    operation: 'loadBalancers_add_forwardingRules',
    repeat: 'named',
    second: 'invalid',
    looksFirst: true,
    given: async (driver) => {
      const balancer = await newBalancer(driver)
      return () => driver.addListener(balancer, smtp)
    },
  },
  {
    name: 'removeListener',
    operation: 'loadBalancers_remove_forwardingRules',
    ...change,
    repeat: 'named',
    given: async (driver) => {
      const balancer = await driver.createBalancer({ name: 'one', listeners: [http, smtp] })
      return () => driver.removeListener(balancer, smtp)
    },
  },
]

export const balancers: readonly Operation[] = [...whole, ...members, ...settings]
