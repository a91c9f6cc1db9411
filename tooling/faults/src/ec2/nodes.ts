import { ec2Images } from '@cloud/emulators'
import { location, newNode, type Operation, runningNode, stoppedNode } from './given.ts'

export const nodes: readonly Operation[] = [
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
    effect: ['+networkInterface', '+node', '+volume', '~firewall.nodes'],
  },
  {
    name: 'createNodeBatch',
    operation: 'RunInstances',
    repeat: 'token',
    given: async (driver) => () =>
      driver.createNodeBatch({
        names: ['one', 'one'],
        size: 't3.micro',
        image: ec2Images.debian12,
        location,
      }),
    effect: [
      ...['+networkInterface', '+networkInterface', '+node', '+node', '+volume', '+volume'],
      '~firewall.nodes',
    ],
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
    effect: ['-networkInterface', '-volume', '~firewall.nodes', '~node.state'],
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
  {
    name: 'resizeNode',
    operation: 'ModifyInstanceAttribute',
    repeat: 'idempotent',
    given: async (driver) => {
      const node = await stoppedNode(driver)
      return () => driver.resizeNode(node, { size: 't3.small' })
    },
    effect: ['~node.size'],
  },
  {
    name: 'setTags',
    operation: 'CreateTags',
    repeat: 'idempotent',
    given: async (driver) => {
      const node = await newNode(driver)
      return () => driver.setTags(node, { role: 'web' })
    },
    effect: ['~node.tags'],
  },
  {
    name: 'removeTags',
    operation: 'DeleteTags',
    repeat: 'idempotent',
    given: async (driver) => {
      const node = await newNode(driver)
      await driver.setTags(node, { role: 'web' })
      return () => driver.removeTags(node, ['role'])
    },
    effect: ['~node.tags'],
  },
]
