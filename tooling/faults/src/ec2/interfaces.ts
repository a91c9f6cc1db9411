import {
  attachNetworkInterface,
  createNetworkInterface,
  deleteNetworkInterface,
  detachNetworkInterface,
  type Ec2,
  getNetworkInterface,
  listNetworkInterfaces,
  listSubnets,
} from '@cloud/ec2'
import { location, type Operation, runningNode } from './given.ts'

/** In the subnet that nodes of the location are in. */
async function newInterface(driver: Ec2) {
  const [subnet] = await listSubnets(driver, { location }).toArray()
  return createNetworkInterface(driver, { subnet: subnet?.id ?? '' })
}

export const interfaces: readonly Operation[] = [
  {
    name: 'listNetworkInterfaces',
    operation: 'DescribeNetworkInterfaces',
    repeat: 'read',
    given: async (driver) => {
      await newInterface(driver)
      return () => listNetworkInterfaces(driver).toArray()
    },
  },
  {
    name: 'getNetworkInterface',
    operation: 'DescribeNetworkInterfaces',
    repeat: 'read',
    given: async (driver) => {
      const made = await newInterface(driver)
      return () => getNetworkInterface(driver, made)
    },
  },
  {
    name: 'createNetworkInterface',
    operation: 'CreateNetworkInterface',
    repeat: 'token',
    given: async (driver) => {
      const [subnet] = await listSubnets(driver, { location }).toArray()
      return () => createNetworkInterface(driver, { subnet: subnet?.id ?? '' })
    },
    effect: ['+networkInterface'],
  },
  {
    name: 'attachNetworkInterface',
    operation: 'AttachNetworkInterface',
    repeat: 'named',
    second: 'conflict',
    given: async (driver) => {
      const [made, node] = [await newInterface(driver), await runningNode(driver)]
      return () => attachNetworkInterface(driver, made, { node, deviceIndex: 1 })
    },
    effect: ['~networkInterface.node'],
  },
  {
    name: 'detachNetworkInterface',
    operation: 'DetachNetworkInterface',
    repeat: 'named',
    second: 'right',
    looksFirst: true,
    given: async (driver) => {
      const [made, node] = [await newInterface(driver), await runningNode(driver)]
      await attachNetworkInterface(driver, made, { node, deviceIndex: 1 })
      return () => detachNetworkInterface(driver, made)
    },
    effect: ['~networkInterface.node'],
  },
  {
    name: 'deleteNetworkInterface',
    operation: 'DeleteNetworkInterface',
    repeat: 'idempotent',
    given: async (driver) => {
      const made = await newInterface(driver)
      return () => deleteNetworkInterface(driver, made)
    },
    effect: ['-networkInterface'],
  },
]
