import {
  attachNic,
  createAffinityGroup,
  deleteAffinityGroup,
  detachNic,
  expungeNode,
  getConsoleUrl,
  getJob,
  getPassword,
  listAffinityGroups,
  listAffinityGroupTypes,
  listJobs,
  listLimits,
  listNics,
  rebuildNode,
  recoverNode,
  renameNode,
  resetPassword,
  setAffinityGroups,
  setDefaultNic,
} from '@cloud/cloudstack'
import { cloudstackTemplates } from '@cloud/emulators'
import type { Driver } from './driver.ts'
import {
  farNode,
  large,
  newNetwork,
  newNode,
  type Operation,
  reads,
  readsOf,
  stoppedNode,
  writes,
} from './given.ts'
import { withKeyPair } from './keys.ts'

const group = { name: 'one', type: 'host anti-affinity' } as const

/** A node of one network, and another network beside that. */
async function besideNode(driver: Driver) {
  const { node } = await farNode(driver)
  return { node, network: await newNetwork(driver) }
}

async function inTwo(driver: Driver) {
  const { node, network } = await besideNode(driver)
  return { node, nic: await attachNic(driver, node, { network }) }
}

const interfaces: readonly Operation[] = [
  reads('listNics', 'listNics', async (driver) => {
    const { node } = await farNode(driver)
    return () => listNics(driver, node).toArray()
  }),
  writes(
    'attachNic',
    'addNicToVirtualMachine',
    'lookup',
    async (driver) => {
      const { node, network } = await besideNode(driver)
      return () => attachNic(driver, node, { network })
    },
    { effect: ['+publicIp', '~virtualMachine.networks'] },
  ),
  writes(
    'detachNic',
    'removeNicFromVirtualMachine',
    'lookup',
    async (driver) => {
      const { node, nic } = await inTwo(driver)
      return () => detachNic(driver, node, nic)
    },
    { effect: ['~virtualMachine.networks'] },
  ),
  writes('setDefaultNic', 'updateDefaultNicForVirtualMachine', 'lookup', async (driver) => {
    const { node, nic } = await inTwo(driver)
    return () => setDefaultNic(driver, node, nic)
  }),
]

export const nodes: readonly Operation[] = [
  ...interfaces,
  reads('listLimits', 'listResourceLimits', async (driver) => () => listLimits(driver).toArray()),
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
    { effect: ['~virtualMachine.displayName'] },
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
    { effect: ['~virtualMachine.state'], second: 'conflict' },
  ),
  writes(
    'rebuildNode',
    'restoreVirtualMachine',
    'lookup',
    async (driver) => {
      const node = await newNode(driver)
      return () => rebuildNode(driver, node, { image: cloudstackTemplates.rocky9 })
    },
    { effect: ['+volume', '-volume', '~virtualMachine.template'] },
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
