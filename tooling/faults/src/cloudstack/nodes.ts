import {
  createAffinityGroup,
  deleteAffinityGroup,
  expungeNode,
  getConsoleUrl,
  getJob,
  getPassword,
  listAffinityGroups,
  listAffinityGroupTypes,
  listJobs,
  recoverNode,
  renameNode,
  resetPassword,
  setAffinityGroups,
} from '@cloud/cloudstack'
import { large, newNode, type Operation, reads, readsOf, stoppedNode, writes } from './given.ts'
import { withKeyPair } from './keys.ts'

const group = { name: 'one', type: 'host anti-affinity' } as const

export const nodes: readonly Operation[] = [
  reads('listNodes', 'listVirtualMachines', async (driver) => {
    await newNode(driver)
    return () => driver.listNodes().toArray()
  }),
  reads('getNode', 'listVirtualMachines', async (driver) => {
    const node = await newNode(driver)
    return () => driver.getNode(node)
  }),
  writes('createNode', 'deployVirtualMachine', 'lookup', async (driver) => () => newNode(driver), {
    effect: ['+virtualMachine', '+volume'],
    looksLast: true,
  }),
  writes('rebootNode', 'rebootVirtualMachine', 'lookup', async (driver) => {
    const node = await newNode(driver)
    return () => driver.rebootNode(node)
  }),
  writes(
    'destroyNode',
    'destroyVirtualMachine',
    'lookup',
    async (driver) => {
      const node = await newNode(driver)
      return () => driver.destroyNode(node)
    },
    { effect: ['~virtualMachine.state'] },
  ),
  writes(
    'startNode',
    'startVirtualMachine',
    'lookup',
    async (driver) => {
      const node = await stoppedNode(driver)
      return () => driver.startNode(node)
    },
    { effect: ['~virtualMachine.state'] },
  ),
  writes(
    'stopNode',
    'stopVirtualMachine',
    'lookup',
    async (driver) => {
      const node = await newNode(driver)
      return () => driver.stopNode(node)
    },
    { effect: ['~virtualMachine.state'] },
  ),
  writes(
    'resizeNode',
    'changeServiceForVirtualMachine',
    'named',
    async (driver) => {
      const node = await stoppedNode(driver)
      return () => driver.resizeNode(node, { size: large })
    },
    { effect: ['~virtualMachine.offering'], second: 'invalid' },
  ),
  writes(
    'renameNode',
    'updateVirtualMachine',
    'idempotent',
    async (driver) => {
      const node = await newNode(driver)
      return () => renameNode(driver, node, 'two')
    },
    { effect: ['~virtualMachine.displayName'], looksLast: true },
  ),
  writes(
    'expungeNode',
    'expungeVirtualMachine',
    'lookup',
    async (driver) => {
      const node = await newNode(driver)
      await driver.destroyNode(node)
      return () => expungeNode(driver, node)
    },
    { effect: ['-virtualMachine', '-volume'] },
  ),
  writes(
    'recoverNode',
    'recoverVirtualMachine',
    'named',
    async (driver) => {
      const node = await newNode(driver)
      await driver.destroyNode(node)
      return () => recoverNode(driver, node)
    },
    { effect: ['~virtualMachine.state'], second: 'conflict', looksLast: true },
  ),
  readsOf('getPassword', 'getVMPassword', async (driver) => {
    const { node, privateKey } = await withKeyPair(driver)
    return () => getPassword(driver, node, privateKey)
  }),
  writes('resetPassword', 'resetPasswordForVirtualMachine', 'lookup', async (driver) => {
    const { node } = await withKeyPair(driver)
    await driver.stopNode(node)
    return () => resetPassword(driver, node)
  }),
  writes('getConsoleUrl', 'createConsoleEndpoint', 'idempotent', async (driver) => {
    const node = await newNode(driver)
    return () => getConsoleUrl(driver, node)
  }),
  reads('listJobs', 'listAsyncJobs', async (driver) => {
    await newNode(driver)
    return () => listJobs(driver).toArray()
  }),
  reads('getJob', 'queryAsyncJobResult', async (driver) => {
    const { native } = await newNode(driver)
    return () => getJob(driver, String(native.operation))
  }),
  reads('listAffinityGroups', 'listAffinityGroups', async (driver) => {
    await createAffinityGroup(driver, group)
    return () => listAffinityGroups(driver).toArray()
  }),
  reads('listAffinityGroupTypes', 'listAffinityGroupTypes', async (driver) => () => {
    return listAffinityGroupTypes(driver).toArray()
  }),
  writes(
    'createAffinityGroup',
    'createAffinityGroup',
    'lookup',
    async (driver) => () => createAffinityGroup(driver, group),
    { effect: ['+affinityGroup'] },
  ),
  writes(
    'deleteAffinityGroup',
    'deleteAffinityGroup',
    'lookup',
    async (driver) => {
      const made = await createAffinityGroup(driver, group)
      return () => deleteAffinityGroup(driver, made)
    },
    { effect: ['-affinityGroup'] },
  ),
  writes('setAffinityGroups', 'updateVMAffinityGroup', 'lookup', async (driver) => {
    const [made, node] = [await createAffinityGroup(driver, group), await stoppedNode(driver)]
    return () => setAffinityGroups(driver, node, [made])
  }),
]
