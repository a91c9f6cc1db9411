import { waitForNode } from '@cloud/core'
import { compute, type Ec2 } from '@cloud/ec2'
import { ec2Images } from '@cloud/emulators'
import { publicKey } from './keys.ts'
import type { DriverEntry, MatrixOperation } from './operation.ts'

type Operation = MatrixOperation<Ec2>

const newNode = (driver: Ec2) =>
  driver.createNode({ name: 'one', size: 't3.micro', image: ec2Images.debian12 })

async function runningNode(driver: Ec2) {
  return waitForNode(driver, await newNode(driver), 'running')
}

async function stoppedNode(driver: Ec2) {
  const node = await runningNode(driver)
  await driver.stopNode(node)
  return waitForNode(driver, node, 'stopped')
}

const nodes: readonly Operation[] = [
  {
    name: 'listNodes',
    operation: 'DescribeInstances',
    repeat: 'read',
    given: async (driver) => {
      await newNode(driver)
      return () => driver.listNodes().toArray()
    },
  },
  {
    name: 'getNode',
    operation: 'DescribeInstances',
    repeat: 'read',
    given: async (driver) => {
      const node = await newNode(driver)
      return () => driver.getNode(node)
    },
  },
  {
    name: 'createNode',
    operation: 'RunInstances',
    repeat: 'token',
    given: async (driver) => () => newNode(driver),
    effect: ['+node'],
  },
  {
    name: 'rebootNode',
    operation: 'RebootInstances',
    repeat: 'once',
    given: async (driver) => {
      const node = await runningNode(driver)
      return () => driver.rebootNode(node)
    },
  },
  {
    name: 'destroyNode',
    operation: 'TerminateInstances',
    repeat: 'idempotent',
    given: async (driver) => {
      const node = await runningNode(driver)
      return () => driver.destroyNode(node)
    },
    effect: ['~node.state'],
  },
  {
    name: 'startNode',
    operation: 'StartInstances',
    repeat: 'idempotent',
    given: async (driver) => {
      const node = await stoppedNode(driver)
      return () => driver.startNode(node)
    },
    effect: ['~node.state'],
  },
  {
    name: 'stopNode',
    operation: 'StopInstances',
    repeat: 'idempotent',
    given: async (driver) => {
      const node = await runningNode(driver)
      return () => driver.stopNode(node)
    },
    effect: ['~node.state'],
  },
]

const console: readonly Operation[] = [
  {
    name: 'getConsoleOutput',
    operation: 'GetConsoleOutput',
    repeat: 'read',
    given: async (driver) => {
      const node = await runningNode(driver)
      return () => driver.getConsoleOutput(node)
    },
  },
  {
    name: 'listHostKeys',
    operation: 'GetConsoleOutput',
    repeat: 'read',
    given: async (driver) => {
      const node = await runningNode(driver)
      return () => driver.listHostKeys(node)
    },
  },
]

const catalogues: readonly Operation[] = [
  {
    name: 'listSizes',
    operation: 'DescribeInstanceTypes',
    repeat: 'read',
    pages: 2,
    given: async (driver) => () => driver.listSizes().toArray(),
  },
  {
    name: 'listImages',
    operation: 'DescribeImages',
    repeat: 'read',
    given: async (driver) => () => driver.listImages().toArray(),
  },
  {
    name: 'listLocations',
    operation: 'DescribeAvailabilityZones',
    repeat: 'read',
    given: async (driver) => () => driver.listLocations().toArray(),
  },
]

const keyPairs: readonly Operation[] = [
  {
    name: 'listKeyPairs',
    operation: 'DescribeKeyPairs',
    repeat: 'read',
    given: async (driver) => {
      await driver.importKeyPair({ name: 'one', publicKey })
      return () => driver.listKeyPairs().toArray()
    },
  },
  {
    name: 'getKeyPair',
    operation: 'DescribeKeyPairs',
    repeat: 'read',
    given: async (driver) => {
      const pair = await driver.importKeyPair({ name: 'one', publicKey })
      return () => driver.getKeyPair(pair)
    },
  },
  {
    name: 'createKeyPair',
    operation: 'CreateKeyPair',
    // Its private key is told once: a pair whose answer was lost is of no use, and found by its name.
    repeat: 'once',
    given: async (driver) => () => driver.createKeyPair({ name: 'one' }),
    effect: ['+keyPair'],
  },
  {
    name: 'importKeyPair',
    operation: 'ImportKeyPair',
    repeat: 'named',
    given: async (driver) => () => driver.importKeyPair({ name: 'one', publicKey }),
    effect: ['+keyPair'],
  },
  {
    name: 'deleteKeyPair',
    operation: 'DeleteKeyPair',
    repeat: 'idempotent',
    looksFirst: true,
    given: async (driver) => {
      const pair = await driver.importKeyPair({ name: 'one', publicKey })
      return () => driver.deleteKeyPair(pair)
    },
    effect: ['-keyPair'],
  },
]

export const ec2: DriverEntry<Ec2> = {
  name: 'ec2',
  endpoint: (local) => local.ec2.endpoint,
  connect: (local, options) => compute({ ...local.ec2, ...options }),
  operations: [...nodes, ...console, ...catalogues, ...keyPairs],
  chosen: [
    'listNodes',
    'getNode',
    'createNode',
    'rebootNode',
    'destroyNode',
    'startNode',
    'stopNode',
    'getConsoleOutput',
    'getKeyPair',
    'createKeyPair',
    'importKeyPair',
    'deleteKeyPair',
  ],
}
