import {
  getNodeMetadata,
  resumeNode,
  setAutoDelete,
  setNetworkTags,
  setNodeMetadata,
  setScheduling,
  suspendNode,
} from '@cloud/gce'
import {
  attachedVolume,
  looksAndWrites,
  newNode,
  type Operation,
  reads,
  replaces,
  stoppedNode,
  writes,
} from './given.ts'

export const nodes: readonly Operation[] = [
  reads('listNodes', 'instances.aggregatedList', async (driver) => {
    await newNode(driver)
    return () => driver.listNodes().toArray()
  }),
  reads('getNode', 'instances.get', async (driver) => {
    const node = await newNode(driver)
    return () => driver.getNode(node)
  }),
  writes('createNode', 'instances.insert', async (driver) => () => newNode(driver), {
    effect: ['+disk', '+instance'],
  }),
  looksAndWrites('rebootNode', 'instances.reset', async (driver) => {
    const node = await newNode(driver)
    return () => driver.rebootNode(node)
  }),
  writes(
    'destroyNode',
    'instances.delete',
    async (driver) => {
      const node = await newNode(driver)
      return () => driver.destroyNode(node)
    },
    { effect: ['-disk', '-instance'] },
  ),
  looksAndWrites(
    'startNode',
    'instances.start',
    async (driver) => {
      const node = await stoppedNode(driver)
      return () => driver.startNode(node)
    },
    { effect: ['~instance.status'] },
  ),
  looksAndWrites(
    'stopNode',
    'instances.stop',
    async (driver) => {
      const node = await newNode(driver)
      return () => driver.stopNode(node)
    },
    { effect: ['~instance.status'] },
  ),
  looksAndWrites(
    'suspendNode',
    'instances.suspend',
    async (driver) => {
      const node = await newNode(driver)
      return () => suspendNode(driver, node)
    },
    { effect: ['~instance.status'] },
  ),
  looksAndWrites(
    'resumeNode',
    'instances.resume',
    async (driver) => {
      const node = await newNode(driver)
      await suspendNode(driver, node)
      return () => resumeNode(driver, node)
    },
    { effect: ['~instance.status'] },
  ),
  looksAndWrites(
    'resizeNode',
    'instances.setMachineType',
    async (driver) => {
      const node = await stoppedNode(driver)
      return () => driver.resizeNode(node, { size: 'e2-small' })
    },
    { effect: ['~instance.machineType'] },
  ),
  replaces(
    'setTags',
    'instances.setLabels',
    async (driver) => {
      const node = await newNode(driver)
      return () => driver.setTags(node, { role: 'web' })
    },
    { effect: ['~instance.labels'] },
  ),
  replaces(
    'removeTags',
    'instances.setLabels',
    async (driver) => {
      const node = await newNode(driver)
      await driver.setTags(node, { role: 'web' })
      return () => driver.removeTags(node, ['role'])
    },
    { effect: ['~instance.labels'] },
  ),
  reads('getNodeMetadata', 'instances.get', async (driver) => {
    const node = await newNode(driver)
    return () => getNodeMetadata(driver, node)
  }),
  replaces(
    'setNodeMetadata',
    'instances.setMetadata',
    async (driver) => {
      const node = await newNode(driver)
      return () => setNodeMetadata(driver, node, { role: 'web' })
    },
    { effect: ['~instance.metadata'] },
  ),
  replaces(
    'setNetworkTags',
    'instances.setTags',
    async (driver) => {
      const node = await newNode(driver)
      return () => setNetworkTags(driver, node, ['web'])
    },
    { effect: ['~instance.tags'] },
  ),
  looksAndWrites(
    'setScheduling',
    'instances.setScheduling',
    async (driver) => {
      const node = await newNode(driver)
      return () => setScheduling(driver, node, { automaticRestart: false })
    },
    { effect: ['~instance.scheduling'] },
  ),
  looksAndWrites(
    'setAutoDelete',
    'instances.setDiskAutoDelete',
    async (driver) => {
      const { volume, node } = await attachedVolume(driver)
      return () => setAutoDelete(driver, { node, volume, autoDelete: true })
    },
    { effect: ['~instance.disks'] },
  ),
  reads('getConsoleOutput', 'instances.getSerialPortOutput', async (driver) => {
    const node = await newNode(driver)
    return () => driver.getConsoleOutput(node)
  }),
  reads(
    'listHostKeys',
    'instances.getGuestAttributes',
    async (driver) => {
      const node = await newNode(driver)
      return () => driver.listHostKeys(node)
    },
    // Of a machine that has told none yet it says the same.
    { forgives: ['not-found'] },
  ),
]
