import type { ListedObject, ObjectListing, ObjectPage, ObjectQuery, Ref } from '@cloud/core'
import { listing } from '@cloud/core/driver'
import type { MemoryStorage } from '../memory-storage.ts'
import type { BrokenStorage } from './broken.ts'

type Call = Parameters<MemoryStorage['listObjects']>[2]

/** A list of what `map` makes of each page. */
function repaged(list: ObjectListing, map: (page: ObjectPage) => ObjectPage): ObjectListing {
  return listing(async (after) => {
    for await (const page of list.pages({ after })) return map(page)
    return { items: [], prefixes: [] }
  })
}

/** A driver whose lists are what `change` makes of the good one's. */
function relisted(
  driver: MemoryStorage,
  change: (list: ObjectListing, query: ObjectQuery) => ObjectListing,
): MemoryStorage {
  return {
    ...driver,
    listObjects: (ref: Ref<'bucket'>, query: ObjectQuery = {}, call?: Call) =>
      change(driver.listObjects(ref, query, call), query),
  }
}

function each(driver: MemoryStorage, map: (object: ListedObject) => ListedObject): MemoryStorage {
  return relisted(driver, (list) => repaged(list, (page) => ({ ...page, items: page.items.map(map) })))
}

export const brokenObjectLists: readonly BrokenStorage[] = [
  {
    mistake: 'ends at its first page of objects',
    area: 'listing',
    fails: ['Pages have at most pageSize items and prefixes, and together tell all, once'],
    change: (driver) => relisted(driver, (list) => repaged(list, ({ next: _, ...page }) => page)),
  },
  {
    mistake: 'orders keys by UTF-16',
    area: 'listing',
    fails: ['Objects are listed in the order of the bytes of their keys'],
    change: (driver) =>
      relisted(driver, (list) =>
        repaged(list, (page) => ({
          ...page,
          items: page.items.toSorted((a, b) => (a.key < b.key ? -1 : 1)),
        })),
      ),
  },
  {
    mistake: 'takes a prefix for a pattern',
    area: 'listing',
    fails: ['A prefix is the beginning of keys, whatever is in it'],
    change: (driver) => ({
      ...driver,
      listObjects: (ref, query = {}, call) =>
        driver.listObjects(ref, { ...query, prefix: query.prefix?.replace(/[*%_].*$/, '') }, call),
    }),
  },
  {
    mistake: 'takes a prefix for a folder',
    area: 'listing',
    fails: ['A prefix is the beginning of keys, whatever is in it'],
    change: (driver) => ({
      ...driver,
      listObjects: (ref, query = {}, call) => {
        const { prefix = '' } = query
        const folder = prefix === '' || prefix.endsWith('/') ? prefix : `${prefix}/`
        return driver.listObjects(ref, { ...query, prefix: folder }, call)
      },
    }),
  },
  {
    mistake: 'knows no other delimiter than a slash',
    area: 'listing',
    fails: ['A delimiter tells what keys have in common up to it, and the keys that have it not'],
    change: (driver) => ({
      ...driver,
      listObjects: (ref, query = {}, call) =>
        driver.listObjects(ref, { ...query, delimiter: query.delimiter && '/' }, call),
    }),
  },
  {
    mistake: 'tells prefixes as objects too',
    area: 'listing',
    fails: ['Iterating over a level gives the objects that are on it'],
    change: (driver) =>
      relisted(driver, (list) =>
        repaged(list, ({ items, prefixes, ...page }) => ({
          ...page,
          prefixes,
          items: [...items, ...prefixes.map((key) => ({ ...items[0], key }) as ListedObject)],
        })),
      ),
  },
  {
    mistake: 'begins with the key that it is told to begin after',
    area: 'listing',
    fails: ['startAfter begins behind a key, which need not be there'],
    change: (driver) => ({
      ...driver,
      listObjects: (ref, query = {}, call) =>
        driver.listObjects(ref, { ...query, startAfter: query.startAfter?.slice(0, -1) }, call),
    }),
  },
  {
    mistake: 'asks for pages of any size',
    area: 'listing',
    fails: ['Pages have at most pageSize items and prefixes, and together tell all, once'],
    change: (driver) => ({
      ...driver,
      listObjects: (ref, query = {}, call) =>
        driver.listObjects(ref, { ...query, pageSize: query.pageSize && query.pageSize + 1 }, call),
    }),
  },
  {
    mistake: 'tells a prefix on each page',
    area: 'listing',
    fails: ['Pages have at most pageSize items and prefixes, and together tell all, once'],
    change: (driver) => {
      return relisted(driver, (list) => {
        let seen: readonly string[] = []
        return repaged(list, (page) => {
          const prefixes = [...new Set([...seen, ...page.prefixes])]
          seen = prefixes
          return { ...page, prefixes }
        })
      })
    },
  },
  {
    mistake: 'begins anew after a page that it does not know',
    area: 'listing',
    fails: ['An `after` that no page was the next of is invalid'],
    change: (driver) =>
      relisted(driver, (list) => ({
        ...list,
        pages: ({ after } = {}) => list.pages(after?.startsWith('after:') ? { after } : {}),
      })),
  },
  {
    mistake: 'tells sizes in a list as texts',
    area: 'listing',
    fails: ['A list tells of an object what getObject tells'],
    change: (driver) =>
      each(driver, (object) => ({ ...object, sizeBytes: String(object.sizeBytes) as unknown as number })),
  },
  {
    mistake: 'lists what was there a while ago',
    area: 'listing',
    fails: ['What was put is listed at once, and what was deleted is not'],
    change: (driver) => {
      const before = new Map<string, Promise<ListedObject[]>>()
      return {
        ...driver,
        listObjects: (ref, query, call) => {
          const list = driver.listObjects(ref, query, call)
          const key = JSON.stringify([ref, query])
          const known = before.get(key) ?? list.toArray()
          before.set(key, known)
          return { ...list, toArray: async () => [...(await known)] }
        },
      }
    },
  },
]
