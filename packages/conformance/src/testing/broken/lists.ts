import type { Compute, Node } from '@cloud/core'
import { isCloudError } from '@cloud/core'
import { listing } from '@cloud/core/driver'
import type { MemoryDriver } from '../memory-driver.ts'
import { type Broken, firstPage, mapped } from './broken.ts'

export const brokenLists: readonly Broken[] = [
  {
    mistake: 'takes a 503 for an empty list',
    area: 'errors',
    fails: ['An outage of the cloud ends each call with unavailable, and never with an empty answer'],
    change: (driver) => ({
      ...driver,
      listNodes: (query, call) => {
        const list = driver.listNodes(query, call)
        const toArray: typeof list.toArray = (limit) =>
          list.toArray(limit).catch((error: unknown) => {
            if (isCloudError(error, 'unavailable')) return []
            throw error
          })
        return { ...list, toArray }
      },
    }),
  },
  {
    mistake: 'is said to have no second page, and has',
    area: 'listing',
    fails: ['A driver that is said to have no list of two pages has none'],
    change: (driver) => driver,
    options: { onePage: 'every list is short', pageSize: undefined },
  },
  {
    mistake: 'lists nodes from the first page only',
    area: 'listing',
    fails: ['A list of nodes does not end at its first page'],
    change: (driver) => ({ ...driver, listNodes: (query, call) => firstPage(driver.listNodes(query, call)) }),
  },
  {
    mistake: 'lists sizes from the first page only',
    area: 'sizes',
    fails: ["A node's size is the id of a size that is listed"],
    change: (driver) => ({
      ...driver,
      listSizes: (query, call) =>
        mapped(firstPage(driver.listSizes(query, call)), (size) => ({ ...size, id: `${size.id}!` })),
    }),
  },
  {
    mistake: 'tells of a size without GPUs that it has none of them',
    area: 'sizes',
    fails: ['listSizes gives sizes with processors and memory, each once'],
    change: (driver) => ({
      ...driver,
      listSizes: (query, call) =>
        mapped(driver.listSizes(query, call), (size) => ({ ...size, gpus: { count: 0 } })),
    }),
  },
  {
    mistake: 'lists terminated nodes',
    area: 'destroy',
    fails: ['listNodes leaves out what is terminated, unless it is asked for'],
    change: (driver) => ({
      ...driver,
      listNodes: (query = {}, call) =>
        driver.listNodes(
          { states: ['pending', 'running', 'stopped', 'terminating', 'terminated'], ...query },
          call,
        ),
    }),
  },
  {
    mistake: 'never lists terminated nodes',
    area: 'destroy',
    fails: ['listNodes leaves out what is terminated, unless it is asked for'],
    change: (driver) => ({
      ...driver,
      listNodes: (query = {}, call) =>
        driver.listNodes(
          { ...query, states: (query.states ?? ['running']).filter((one) => one !== 'terminated') },
          call,
        ),
    }),
  },
  {
    mistake: 'requests the first page when the list is made',
    area: 'lazy',
    fails: ['Nothing is requested before the first item is wanted'],
    change: (driver) => ({
      ...driver,
      listSizes: (query, call) => {
        const first = driver.listSizes(query, call).toArray({ max: 1 })
        first.catch(() => {})
        return driver.listSizes(query, call)
      },
    }),
  },
  {
    mistake: 'requests page two with page one',
    area: 'lazy',
    fails: ['Page two is not requested before its first item is wanted'],
    change: (driver) => ({
      ...driver,
      listSizes: (query, call) =>
        listing(async (after) => {
          const pages = []
          for await (const page of driver.listSizes(query, call).pages({ after })) pages.push(page)
          return pages[0] ?? { items: [] }
        }),
    }),
  },
  {
    mistake: 'remembers a list',
    area: 'lazy',
    fails: ['Each iteration asks the provider again'],
    change: (driver) => {
      const all = driver.listSizes()
      let kept: ReturnType<typeof all.toArray> | undefined
      return {
        ...driver,
        listSizes: () =>
          listing(async () => {
            kept ??= all.toArray()
            return { items: await kept }
          }),
      }
    },
  },
  {
    mistake: 'sends a request when it is made',
    area: 'lazy',
    fails: ['Making a driver sends nothing'],
    change: (driver) => {
      driver
        .listLocations()
        .toArray()
        .catch(() => {})
      return driver
    },
  },
  {
    mistake: 'ignores `after`',
    area: 'listing',
    fails: [
      'A list goes on after a page, on another driver too',
      'An `after` that the provider does not know is invalid',
    ],
    change: (driver) => ({
      ...driver,
      listSizes: (query, call) => ({
        ...driver.listSizes(query, call),
        pages: () => driver.listSizes(query, call).pages(),
      }),
    }),
  },
  {
    mistake: 'reads all pages for the first item',
    area: 'lazy',
    fails: ['A list that is left early asks for no more'],
    change: (driver) => ({
      ...driver,
      listSizes: (query, call) => {
        const list = driver.listSizes(query, call)
        return {
          ...list,
          async *[Symbol.asyncIterator]() {
            yield* await list.toArray()
          },
        }
      },
    }),
  },
  {
    mistake: 'asks for a page before it looks at `max`',
    area: 'lazy',
    fails: ['toArray of at most 0 items sends nothing'],
    change: (driver) => ({
      ...driver,
      listSizes: (query, call) => {
        const list = driver.listSizes(query, call)
        return { ...list, toArray: async (limit) => (await list.toArray()).slice(0, limit?.max) }
      },
    }),
  },
  {
    mistake: 'takes any `max`',
    area: 'listing',
    fails: ['A `max` that is no whole number from 0 is invalid'],
    change: (driver) => ({
      ...driver,
      listSizes: (query, call) => {
        const list = driver.listSizes(query, call)
        return { ...list, toArray: async (limit) => (await list.toArray()).slice(0, limit?.max) }
      },
    }),
  },
  {
    mistake: 'takes a name for the beginning of a name',
    area: 'node queries',
    fails: ['A name is matched whole, and case counts'],
    change: (driver) => filtered(driver, (node, { name = '' }) => node.name.startsWith(name), 'name'),
  },
  {
    mistake: 'takes a name for a pattern',
    area: 'node queries',
    fails: ['A name in a query is no pattern'],
    change: (driver) =>
      filtered(
        driver,
        (node, { name = '*' }) => {
          const [head = '', tail] = name.split('*')
          return tail === undefined
            ? node.name === name
            : node.name.startsWith(head) && node.name.endsWith(tail)
        },
        'name',
      ),
  },
  {
    mistake: 'takes an empty list of ids for no ids',
    area: 'node queries',
    fails: ['An empty list of ids or states matches nothing'],
    change: (driver) => ({
      ...driver,
      listNodes: (query = {}, call) =>
        driver.listNodes({ ...query, ids: query.ids?.length === 0 ? undefined : query.ids }, call),
    }),
  },
]

/** `listNodes` with the driver's own idea of one member of the query. */
function filtered(
  driver: MemoryDriver,
  matches: (node: Node, query: NonNullable<Parameters<Compute['listNodes']>[0]>) => boolean,
  member: 'name' | 'tags',
): Compute {
  return {
    ...driver,
    listNodes: (query = {}, call) => {
      const { [member]: _, ...rest } = query
      return listing(async () => ({
        items: (await driver.listNodes(rest, call).toArray()).filter((node) => matches(node, query)),
      }))
    },
  }
}
