import {
  disableBackups,
  enableBackups,
  enableIpv6,
  listNeighbors,
  listNodeActions,
  rebuildNode,
  renameNode,
  resetPassword,
  restoreNode,
} from '@cloud/digitalocean'
import { newNode, type Operation } from './given.ts'

const action = { operation: 'dropletActions_post', repeat: 'lookup', looksFirst: true } as const

/** What only DigitalOcean does to a node. */
export const nodeChanges: readonly Operation[] = [
  {
    name: 'rebuildNode',
    ...action,
    given: async (driver) => {
      const node = await newNode(driver)
      return () => rebuildNode(driver, node, { image: 'ubuntu-24-04-x64' })
    },
    effect: ['~droplet.image'],
  },
  {
    name: 'restoreNode',
    ...action,
    given: async (driver) => {
      const node = await newNode(driver)
      const image = await driver.createImage({ node, name: 'one' })
      return () => restoreNode(driver, node, { image })
    },
    effect: ['~droplet.image'],
  },
  {
    name: 'renameNode',
    ...action,
    given: async (driver) => {
      const node = await newNode(driver)
      return () => renameNode(driver, node, 'two')
    },
    effect: ['~droplet.name'],
  },
  {
    name: 'enableIpv6',
    ...action,
    given: async (driver) => {
      const node = await newNode(driver)
      return () => enableIpv6(driver, node)
    },
    effect: ['~droplet.publicIpv6'],
  },
  {
    name: 'resetPassword',
    ...action,
    given: async (driver) => {
      const node = await newNode(driver)
      return () => resetPassword(driver, node)
    },
  },
  {
    name: 'enableBackups',
    ...action,
    given: async (driver) => {
      const node = await newNode(driver)
      return () => enableBackups(driver, node)
    },
  },
  {
    name: 'disableBackups',
    ...action,
    given: async (driver) => {
      const node = await newNode(driver)
      await enableBackups(driver, node)
      return () => disableBackups(driver, node)
    },
  },
  {
    name: 'listNodeActions',
    operation: 'dropletActions_list',
    repeat: 'read',
    given: async (driver) => {
      const node = await newNode(driver)
      return () => listNodeActions(driver, node).toArray()
    },
  },
  {
    name: 'listNeighbors',
    operation: 'droplets_list_neighbors',
    repeat: 'read',
    given: async (driver) => {
      const node = await newNode(driver)
      return () => listNeighbors(driver, node).toArray()
    },
  },
]
