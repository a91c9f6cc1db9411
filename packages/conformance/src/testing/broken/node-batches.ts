import { CloudError, isCloudError, type Node } from '@cloud/core'
import type { MemoryDriver } from '../memory-driver.ts'
import { type Broken, refusal } from './broken.ts'

type Batch = MemoryDriver['createNodeBatch']

/** A driver whose batches are what `make` makes of the good ones. */
const batches =
  (make: (good: Batch) => Batch): Broken['change'] =>
  (driver) => ({ ...driver, createNodeBatch: make(driver.createNodeBatch) })

export const brokenBatches: readonly Broken[] = [
  {
    mistake: 'gives all nodes of a batch the first name',
    area: 'node batches',
    fails: ['createNodeBatch creates a node for each name, and gives them in order'],
    change: batches((good) => (options, call) => {
      const names = Array.isArray(options.names)
        ? options.names.map(() => options.names[0] ?? '')
        : options.names
      return good({ ...options, names }, call)
    }),
  },
  {
    mistake: 'gives the nodes of a batch in the order of their names',
    area: 'node batches',
    fails: ['createNodeBatch creates a node for each name, and gives them in order'],
    change: batches((good) => async (options, call) => {
      const results = await good(options, call)
      const nameOf = (one: PromiseSettledResult<Node>) => (one.status === 'fulfilled' ? one.value.name : '')
      return results.toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1))
    }),
  },
  {
    mistake: 'makes one node for names that are the same',
    area: 'node batches',
    fails: ['A batch may be of one node, and of nodes of one name'],
    change: batches((good) => (options, call) => {
      const names = Array.isArray(options.names) ? [...new Set(options.names)] : options.names
      return good({ ...options, names }, call)
    }),
  },
  {
    mistake: 'makes a batch twice for one idempotency key',
    area: 'node batches',
    fails: [
      'createNodeBatch repeated with its idempotency key gives the same nodes and creates nothing',
      'The idempotency key of a batch used with other options rejects with conflict',
    ],
    change: batches(
      (good) =>
        ({ idempotencyKey: _, ...options }, call) =>
          good(options, call),
    ),
  },
  {
    mistake: 'makes a batch again when its answer is lost',
    area: 'node batches',
    fails: ['A batch whose creation was not answered is found again, and not made twice'],
    change: batches(
      (good) => (options, call) =>
        good(options, call).catch((error: unknown) => {
          if (isCloudError(error, 'network')) return good(options, call)
          throw error
        }),
    ),
  },
  {
    mistake: 'does not tell the key of a batch that may be there',
    area: 'node batches',
    fails: ['A batch whose creation was not answered is found again, and not made twice'],
    change: batches(
      (good) => (options, call) =>
        good(options, call).catch((error: CloudError) => {
          throw new CloudError(error.message, { ...error, details: undefined })
        }),
    ),
  },
  {
    mistake: 'tells of a batch without its image in each of its results',
    area: 'node batches',
    fails: ['createNodeBatch of what does not exist rejects with not-found, and creates nothing'],
    change: batches(
      (good) => (options, call) =>
        good(options, call).catch((reason: unknown) => {
          if (!isCloudError(reason, 'not-found')) throw reason
          return options.names.map(() => ({ status: 'rejected', reason }))
        }),
    ),
  },
  {
    mistake: 'leaves out the names of a batch that are none',
    area: 'node batches',
    fails: [
      'createNodeBatch with names that are none, or with what it does not know, is invalid before anything is sent',
    ],
    change: batches((good) => (options, call) => {
      const names = Array.isArray(options.names) ? options.names.filter(Boolean) : options.names
      return good({ ...options, names }, call)
    }),
  },
  {
    mistake: 'does not create while it creates',
    area: 'many nodes',
    fails: [
      'createNodes creates each node once, with its own name, and gives them in order',
      'createNodes tells of each node what became of it: one that fails stops no other',
    ],
    change: ({ createNodeBatch: _, ...driver }) => {
      let isBusy = false
      return {
        ...driver,
        createNode: async (options, call) => {
          if (isBusy) throw refusal('conflict')
          isBusy = true
          try {
            return await driver.createNode(options, call)
          } finally {
            isBusy = false
          }
        },
      }
    },
    options: { abilities: undefined },
  },
]
