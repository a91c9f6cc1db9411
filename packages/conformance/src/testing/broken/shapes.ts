import type { Compute, Node } from '@cloud/core'
import type { MemoryDriver } from '../memory-driver.ts'
import { type Broken, mapped } from './broken.ts'

export const brokenShapes: readonly Broken[] = [
  {
    mistake: 'gives nodes of another kind',
    area: 'portability',
    fails: ['Nodes fit their shape, plain and closed, from each call that gives them'],
    change: (driver) => withNode(driver, (node) => ({ ...node, kind: 'droplet' as 'node' })),
  },
  {
    mistake: 'gives a Date for a time',
    area: 'portability',
    fails: ['Nodes fit their shape, plain and closed, from each call that gives them'],
    change: (driver) => withNode(driver, (node) => ({ ...node, createdAt: new Date() as unknown as string })),
  },
  {
    mistake: "gives the provider's own state",
    area: 'portability',
    fails: ['Nodes fit their shape, plain and closed, from each call that gives them'],
    change: (driver) => withNode(driver, (node) => ({ ...node, state: 'active' as 'running' })),
  },
  {
    mistake: 'leaves undefined where it knows nothing',
    area: 'portability',
    fails: ['Nodes fit their shape, plain and closed, from each call that gives them'],
    change: (driver) => withNode(driver, (node) => ({ ...node, native: { host: undefined } })),
  },
  {
    mistake: 'gives members that belong under native',
    area: 'portability',
    fails: ['Nodes fit their shape, plain and closed, from each call that gives them'],
    change: (driver) => withNode(driver, (node) => ({ ...node, flavour: 'small' })),
  },
  {
    mistake: 'is a class',
    area: 'portability',
    fails: [
      'A driver is a plain object of functions',
      'A spread of a driver works as the driver does, and has its abilities',
    ],
    change: (driver) => Object.create(driver) as Compute,
  },
  {
    mistake: 'needs its `this`',
    area: 'portability',
    fails: ['Members work without the object they come from'],
    change: (driver) => ({
      ...driver,
      getNode(this: MemoryDriver | undefined, node, call) {
        if (this === undefined) throw new TypeError('this is undefined')
        return driver.getNode(node, call)
      },
    }),
  },
  {
    mistake: 'can stop nodes and not start them',
    area: 'portability',
    fails: [
      'An ability is there whole or not at all',
      'The driver has the abilities that it claims, and no others',
    ],
    change: ({ startNode: _, ...driver }) => driver,
  },
  {
    mistake: 'changes a node that it gave before',
    area: 'portability',
    fails: ['A node stays as it was given while the cloud goes on'],
    change: (driver) => {
      const given = new Map<string, { state: Node['state'] }>()
      return {
        ...driver,
        createNode: async (options, call) => {
          const node = { ...(await driver.createNode(options, call)) }
          given.set(node.id, node)
          return node
        },
        destroyNode: async (ref, call) => {
          await driver.destroyNode(ref, call)
          const node = given.get(typeof ref === 'string' ? ref : ref.id)
          if (node) node.state = 'terminating'
        },
      }
    },
  },
]

function withNode(driver: MemoryDriver, change: (node: Node) => Node): Compute {
  return {
    ...driver,
    getNode: async (node, call) => change(await driver.getNode(node, call)),
    listNodes: (query, call) => mapped(driver.listNodes(query, call), change),
  }
}
