import assert from 'node:assert/strict'
import type { Listing, Page, Resource } from '@cloud/core'
import { type Case, type Cases, casesOf } from '../case.ts'
import type { Context } from '../context.ts'
import { rejection } from '../expect.ts'
import { catalogues } from '../paged-list.ts'
import { checkPlain } from '../plain.ts'
import { eventually } from '../waiting.ts'

const turning: Cases<Context> = {
  'A list holds what its pages hold, in their order, and nothing twice': async ({ driver, paged }) => {
    const list = (await paged())(driver)
    const fromPages = (await pagesOf(list)).flatMap(({ items }) => items.map(({ id }) => id))
    const iterated: string[] = []
    for await (const { id } of list) iterated.push(id)
    assert.deepEqual(iterated, fromPages)
    assert.deepEqual(idsOf(await list.toArray()), fromPages)
    assert.equal(new Set(fromPages).size, fromPages.length, 'an item comes twice')
  },

  'A page is plain data, and only the last has no next': async ({ driver, paged }) => {
    const pages = await pagesOf((await paged())(driver))
    for (const page of pages) checkPlain(page, 'page')
    const nexts = pages.map(({ next }) => typeof next === 'string' && next !== '')
    assert.deepEqual(nexts, [...pages.slice(1).map(() => true), false])
  },

  'A list goes on after a page, on another driver too': async ({ driver, another, paged }) => {
    const list = await paged()
    const [first, ...rest] = await pagesOf(list(driver))
    const after = first?.next
    const expected = rest.flatMap(({ items }) => idsOf(items))
    for (const resumed of [list(driver), list(await another())]) {
      const items = (await pagesOf(resumed, after)).flatMap((page) => idsOf(page.items))
      assert.deepEqual(items, expected)
    }
  },
}

/** What holds of a list of one page as well. */
const reading: Cases<Context> = {
  'An `after` that the provider does not know is invalid': async (context) => {
    const list = await aList(context)
    await rejection(() => pagesOf(list, 'conformance: no such page'), 'invalid')
  },

  'toArray takes the first `max` items': async (context) => {
    const list = await aList(context)
    const all = idsOf(await list.toArray())
    for (const max of [0, 1, 2, all.length - 1, all.length, all.length + 5]) {
      assert.deepEqual(idsOf(await list.toArray({ max })), all.slice(0, max), `max ${max}`)
    }
    assert.deepEqual(idsOf(await list.toArray({ max: undefined })), all)
  },

  'A list can be left early and read again': async (context) => {
    const list = await aList(context)
    let first: string | undefined
    for await (const { id } of list) {
      first = id
      break
    }
    assert.ok(first !== undefined, 'the list is empty')
    assert.equal((await list.toArray())[0]?.id, first)
  },

  'Two iterations of one list do not disturb each other': async (context) => {
    const list = await aList(context)
    const [one, other] = await Promise.all([list.toArray(), list.toArray()])
    assert.deepEqual(idsOf(one), idsOf(other))
  },
}

const everyDriver: Cases<Context> = {
  'A `max` that is no whole number from 0 is invalid': async ({ driver }) => {
    for (const max of [-1, 1.5, Number.NaN])
      await rejection(() => driver.listSizes().toArray({ max }), 'invalid')
  },

  'Each iteration starts anew, and sees what was created since': async (context) => {
    const name = context.name()
    const list = context.driver.listNodes({ name })
    assert.deepEqual(await list.toArray(), [])
    const { id } = await context.create({ name })
    const seen = await eventually(context, 'the new node is listed', async () => {
      const ids = idsOf(await list.toArray())
      return ids.length > 0 ? ids : undefined
    })
    assert.deepEqual(seen, [id])
  },
}

const smallPages: Cases<Context> = {
  'A list of nodes does not end at its first page': async (context) => {
    const { driver, options } = context
    const tags = await context.manyNodes()
    const wanted = (options.pageSize ?? 0) + 1
    const list = driver.listNodes({ tags })
    const found = await eventually(context, `${wanted} nodes are listed`, async () => {
      const ids = idsOf(await list.toArray())
      return ids.length >= wanted ? ids : undefined
    })
    assert.equal(new Set(found).size, wanted)
    const pages = await pagesOf(list)
    assert.ok(
      pages.length > 1,
      `${wanted} nodes came in one page: the driver has larger pages than it was said to have`,
    )
    assert.deepEqual(
      pages.flatMap(({ items }) => idsOf(items)),
      found,
    )
  },
}

const onePage: Cases<Context> = {
  'A driver that is said to have no list of two pages has none': async ({ driver }) => {
    for (const list of catalogues) assert.equal((await pagesOf(list(driver))).length, 1)
  },
}

export const listing: readonly Case[] = [
  ...casesOf('listing', turning, { pages: true }),
  ...casesOf('listing', reading),
  ...casesOf('listing', everyDriver),
  ...casesOf('listing', smallPages, { hook: 'pageSize' }),
  ...casesOf('listing', onePage, { hook: 'onePage' }),
]

/** A list of several pages; where the cloud has none, the longest of its catalogues. */
async function aList({ driver, paged, options }: Context): Promise<Listing<Resource<string>>> {
  if (options.onePage === undefined) return (await paged())(driver)
  let longest = { list: driver.listSizes() as Listing<Resource<string>>, length: 0 }
  for (const make of catalogues) {
    const list = make(driver)
    const { length } = await list.toArray()
    if (length > longest.length) longest = { list, length }
  }
  assert.ok(longest.length > 0, 'no catalogue holds anything')
  return longest.list
}

async function pagesOf<T>(list: Listing<T>, after?: string): Promise<Page<T>[]> {
  const pages: Page<T>[] = []
  for await (const page of list.pages({ after })) pages.push(page)
  return pages
}

function idsOf(items: readonly Resource<string>[]): string[] {
  return items.map(({ id }) => id)
}
