import { generateKeyPairSync } from 'node:crypto'
import {
  cancelSpotRequest,
  createPlacementGroup,
  deletePlacementGroup,
  type Ec2,
  getAccountLimits,
  getNodeAttribute,
  getPassword,
  getPlacementGroup,
  getSnapshotImport,
  getSpotRequest,
  hibernateNode,
  importSnapshot,
  listPlacementGroups,
  listReservedNodes,
  listSizeOfferings,
  listSnapshotImports,
  listSpotPrices,
  listSpotRequests,
  setMetadataOptions,
  setMonitoring,
  setNodeAttribute,
} from '@cloud/ec2'
import { ec2Images } from '@cloud/emulators'
import { hibernatingNode, location, type Operation, runningNode } from './given.ts'

const newGroup = (driver: Ec2) => createPlacementGroup(driver, { name: 'one', strategy: 'spread' })

async function newSpotRequest(driver: Ec2): Promise<string> {
  const wanted = { name: 'one', size: 't3.micro', image: ec2Images.debian12, location }
  const { native } = await driver.createNode({ ...wanted, native: { spot: {} } })
  return native.spotInstanceRequestId ?? ''
}

const newImport = (driver: Ec2) => importSnapshot(driver, { bucket: 'disks', key: 'root.vmdk' })

const attributes: readonly Operation[] = [
  {
    name: 'getNodeAttribute',
    operation: 'DescribeInstanceAttribute',
    repeat: 'read',
    given: async (driver) => {
      const node = await runningNode(driver)
      return () => getNodeAttribute(driver, node, 'terminationProtection')
    },
  },
  {
    name: 'setNodeAttribute',
    operation: 'ModifyInstanceAttribute',
    repeat: 'idempotent',
    given: async (driver) => {
      const node = await runningNode(driver)
      return () => setNodeAttribute(driver, node, { terminationProtection: true })
    },
  },
  {
    name: 'setMetadataOptions',
    operation: 'ModifyInstanceMetadataOptions',
    repeat: 'idempotent',
    given: async (driver) => {
      const node = await runningNode(driver)
      return () => setMetadataOptions(driver, node, { hopLimit: 3 })
    },
  },
  {
    name: 'setMonitoring (on)',
    operation: 'MonitorInstances',
    repeat: 'idempotent',
    given: async (driver) => {
      const node = await runningNode(driver)
      return () => setMonitoring(driver, node, true)
    },
  },
  {
    name: 'setMonitoring (off)',
    operation: 'UnmonitorInstances',
    repeat: 'idempotent',
    given: async (driver) => {
      const node = await runningNode(driver)
      return () => setMonitoring(driver, node, false)
    },
  },
  {
    name: 'hibernateNode',
    operation: 'StopInstances',
    repeat: 'idempotent',
    given: async (driver) => {
      const node = await hibernatingNode(driver)
      return () => hibernateNode(driver, node)
    },
    effect: ['~node.state'],
  },
  {
    name: 'getPassword',
    operation: 'GetPasswordData',
    repeat: 'read',
    given: async (driver) => {
      const node = await runningNode(driver)
      const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 1024 })
      const pem = String(privateKey.export({ type: 'pkcs8', format: 'pem' }))
      return () => getPassword(driver, node, pem)
    },
  },
]

const groups: readonly Operation[] = [
  {
    name: 'listPlacementGroups',
    operation: 'DescribePlacementGroups',
    repeat: 'read',
    given: async (driver) => () => listPlacementGroups(driver).toArray(),
  },
  {
    name: 'getPlacementGroup',
    operation: 'DescribePlacementGroups',
    repeat: 'read',
    given: async (driver) => {
      const group = await newGroup(driver)
      return () => getPlacementGroup(driver, group)
    },
  },
  {
    name: 'createPlacementGroup',
    operation: 'CreatePlacementGroup',
    repeat: 'named',
    given: async (driver) => () => newGroup(driver),
    effect: ['+placementGroup'],
  },
  {
    name: 'deletePlacementGroup',
    operation: 'DeletePlacementGroup',
    repeat: 'idempotent',
    given: async (driver) => {
      const group = await newGroup(driver)
      return () => deletePlacementGroup(driver, group)
    },
    effect: ['-placementGroup'],
  },
]

const market: readonly Operation[] = [
  {
    name: 'listSpotRequests',
    operation: 'DescribeSpotInstanceRequests',
    repeat: 'read',
    given: async (driver) => () => listSpotRequests(driver).toArray(),
  },
  {
    name: 'getSpotRequest',
    operation: 'DescribeSpotInstanceRequests',
    repeat: 'read',
    given: async (driver) => {
      const request = await newSpotRequest(driver)
      return () => getSpotRequest(driver, request)
    },
  },
  {
    name: 'cancelSpotRequest',
    operation: 'CancelSpotInstanceRequests',
    repeat: 'idempotent',
    given: async (driver) => {
      const request = await newSpotRequest(driver)
      return () => cancelSpotRequest(driver, request)
    },
    effect: ['~spotRequest.state'],
  },
  {
    name: 'listSpotPrices',
    operation: 'DescribeSpotPriceHistory',
    repeat: 'read',
    given: async (driver) => () => listSpotPrices(driver, { sizes: ['t3.micro'], location }).toArray(),
  },
]

const catalogues: readonly Operation[] = [
  {
    name: 'listReservedNodes',
    operation: 'DescribeReservedInstances',
    repeat: 'read',
    given: async (driver) => () => listReservedNodes(driver).toArray(),
  },
  {
    name: 'getAccountLimits',
    operation: 'DescribeAccountAttributes',
    repeat: 'read',
    given: async (driver) => () => getAccountLimits(driver),
  },
  {
    name: 'listSizeOfferings',
    operation: 'DescribeInstanceTypeOfferings',
    repeat: 'read',
    given: async (driver) => () => listSizeOfferings(driver, { size: 't3.micro' }).toArray(),
  },
]

const imports: readonly Operation[] = [
  {
    name: 'importSnapshot',
    operation: 'ImportSnapshot',
    repeat: 'token',
    given: async (driver) => () => newImport(driver),
    effect: ['+snapshot'],
  },
  {
    name: 'listSnapshotImports',
    operation: 'DescribeImportSnapshotTasks',
    repeat: 'read',
    given: async (driver) => () => listSnapshotImports(driver).toArray(),
  },
  {
    name: 'getSnapshotImport',
    operation: 'DescribeImportSnapshotTasks',
    repeat: 'read',
    given: async (driver) => {
      const made = await newImport(driver)
      return () => getSnapshotImport(driver, made)
    },
  },
]

/** What only EC2 has of nodes, and beside them. */
export const nodeFunctions: readonly Operation[] = [
  ...attributes,
  ...groups,
  ...market,
  ...catalogues,
  ...imports,
]
