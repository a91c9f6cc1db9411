import { newNode, type Operation, stoppedNode } from './given.ts'

export const nodes: readonly Operation[] = [
  {
    name: 'listNodes',
    operation: 'droplets_list',
    repeat: 'read',
    given: async (driver) => {
      await newNode(driver)
      return () => driver.listNodes().toArray()
    },
  },
  {
    name: 'getNode',
    operation: 'droplets_get',
    repeat: 'read',
    given: async (driver) => {
      const node = await newNode(driver)
      return () => driver.getNode(node)
    },
  },
  {
    name: 'createNode',
    operation: 'droplets_create',
    repeat: 'lookup',
    given: async (driver) => () => newNode(driver),
    effect: ['+droplet', '+tag', '+tag'],
  },
  {
    name: 'rebootNode',
    operation: 'dropletActions_post',
    repeat: 'lookup',
    looksFirst: true,
    given: async (driver) => {
      const node = await newNode(driver)
      return () => driver.rebootNode(node)
    },
  },
  {
    name: 'destroyNode',
    operation: 'droplets_destroy',
    repeat: 'idempotent',
    given: async (driver) => {
      const node = await newNode(driver)
      return () => driver.destroyNode(node)
    },
    effect: ['-droplet'],
  },
  {
    name: 'startNode',
    operation: 'dropletActions_post',
    repeat: 'lookup',
    looksFirst: true,
    given: async (driver) => {
      const node = await stoppedNode(driver)
      return () => driver.startNode(node)
    },
    effect: ['~droplet.status'],
  },
  {
    name: 'stopNode',
    operation: 'dropletActions_post',
    repeat: 'lookup',
    looksFirst: true,
    given: async (driver) => {
      const node = await newNode(driver)
      return () => driver.stopNode(node)
    },
    effect: ['~droplet.status'],
  },
  {
    name: 'resizeNode',
    operation: 'dropletActions_post',
    repeat: 'lookup',
    looksFirst: true,
    given: async (driver) => {
      const node = await stoppedNode(driver)
      return () => driver.resizeNode(node, { size: 's-2vcpu-2gb' })
    },
    effect: ['~droplet.size'],
  },
]
