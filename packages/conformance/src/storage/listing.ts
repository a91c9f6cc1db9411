import assert from 'node:assert/strict'
import type { ObjectPage, ObjectQuery, Storage } from '@cloud/core'
import { type Case, type Cases, casesOf } from '../case.ts'
import { refusesQueries } from '../cloud-side.ts'
import type { StorageContext } from '../context.ts'
import { rejection } from '../expect.ts'
import { checkListed } from './shapes.ts'
import { aBucket } from './things.ts'

const tree = [
  'a',
  'a b',
  'a%b',
  'a/1',
  'a/2',
  'a/b/1',
  'a/b/2',
  'a_b',
  'b',
  'b/1',
  'c--1',
  'c--2',
  'd/',
  '\uffee',
  '🚀',
]

/** The bucket of a tree of keys that no case changes. */
function treeBucket(context: StorageContext): Promise<string> {
  return context.shared('tree', async () => {
    const bucket = await aBucket(context)
    for (const key of tree.toReversed()) await context.driver.putObject({ bucket, key }, `of ${key}`)
    return bucket
  })
}

async function pagesOf(driver: Storage, bucket: string, query: ObjectQuery): Promise<ObjectPage[]> {
  const pages: ObjectPage[] = []
  for await (const page of driver.listObjects(bucket, query).pages()) pages.push(page)
  return pages
}

/** All that the pages of a list tell: keys and prefixes. */
async function told(driver: Storage, bucket: string, query: ObjectQuery): Promise<[string[], string[]]> {
  const pages = await pagesOf(driver, bucket, query)
  return [
    pages.flatMap(({ items }) => items.map(({ key }) => key)),
    pages.flatMap(({ prefixes }) => prefixes),
  ]
}

const asking: Cases<StorageContext> = {
  'Objects are listed in the order of the bytes of their keys': async (context) => {
    const bucket = await treeBucket(context)
    const all = await context.driver.listObjects(bucket).toArray()
    assert.deepEqual(
      all.map(({ key }) => key),
      tree,
    )
  },

  'A list tells of an object what getObject tells': async (context) => {
    const { driver } = context
    const bucket = await treeBucket(context)
    for (const one of await driver.listObjects(bucket, { prefix: 'a/' }).toArray()) {
      checkListed(one)
      const { sizeBytes, etag, modifiedAt } = await driver.getObject(one)
      assert.deepEqual([one.sizeBytes, one.etag], [sizeBytes, etag])
      const seconds = (time: string) => Math.floor(Date.parse(time) / 1000)
      assert.equal(seconds(one.modifiedAt), seconds(modifiedAt))
    }
  },

  'A prefix is the beginning of keys, whatever is in it': async (context) => {
    const { driver } = context
    const bucket = await treeBucket(context)
    const byPrefix = {
      '': tree,
      a: tree.filter((key) => key.startsWith('a')),
      'a/': ['a/1', 'a/2', 'a/b/1', 'a/b/2'],
      'a/b': ['a/b/1', 'a/b/2'],
      'a%': ['a%b'],
      'a ': ['a b'],
      a_: ['a_b'],
      'a/b/1': ['a/b/1'],
      'a*': [],
      'A/': [],
      '/a': [],
      '..': [],
      '🚀': ['🚀'],
    }
    for (const [prefix, keys] of Object.entries(byPrefix))
      assert.deepEqual(await told(driver, bucket, { prefix }), [keys, []], JSON.stringify(prefix))
  },

  'A delimiter tells what keys have in common up to it, and the keys that have it not': async (context) => {
    const { driver } = context
    const bucket = await treeBucket(context)
    const rest = ['a', 'a b', 'a%b', 'a_b', 'b', 'c--1', 'c--2', '\uffee', '🚀']
    const cases: [ObjectQuery, [string[], string[]]][] = [
      [{ delimiter: '/' }, [rest, ['a/', 'b/', 'd/']]],
      [{ delimiter: '/', prefix: 'a/' }, [['a/1', 'a/2'], ['a/b/']]],
      [{ delimiter: '/', prefix: 'a' }, [['a', 'a b', 'a%b', 'a_b'], ['a/']]],
      [{ delimiter: '/', prefix: 'd/' }, [['d/'], []]],
      [{ delimiter: '--' }, [tree.filter((key) => !key.includes('--')), ['c--']]],
      [{ delimiter: 'b/', prefix: 'a/' }, [['a/1', 'a/2'], ['a/b/']]],
      [{ delimiter: '!' }, [tree, []]],
      [{ delimiter: '/', prefix: 'x' }, [[], []]],
    ]
    for (const [query, wanted] of cases)
      assert.deepEqual(await told(driver, bucket, query), wanted, JSON.stringify(query))
  },

  'Iterating over a level gives the objects that are on it': async (context) => {
    const { driver } = context
    const bucket = await treeBucket(context)
    const keys: string[] = []
    for await (const { key } of driver.listObjects(bucket, { delimiter: '/', prefix: 'a/', pageSize: 1 }))
      keys.push(key)
    assert.deepEqual(keys, ['a/1', 'a/2'])
  },

  'startAfter begins behind a key, which need not be there': async (context) => {
    const { driver } = context
    const bucket = await treeBucket(context)
    const after = async (query: ObjectQuery) => (await told(driver, bucket, query))[0]
    assert.deepEqual(await after({ startAfter: 'a/b/2' }), tree.slice(tree.indexOf('a_b')))
    assert.deepEqual(await after({ startAfter: 'a/b/1x' }), tree.slice(tree.indexOf('a/b/2')))
    assert.deepEqual(await after({ startAfter: '\uffee' }), ['🚀'])
    assert.deepEqual(await after({ startAfter: '🚀' }), [])
    assert.deepEqual(await after({ startAfter: 'a/1', prefix: 'a/' }), ['a/2', 'a/b/1', 'a/b/2'])
    assert.deepEqual(await after({ startAfter: 'b', prefix: 'a/' }), [])
    assert.deepEqual(await after({ startAfter: '', prefix: 'b' }), ['b', 'b/1'])
    assert.deepEqual(await told(driver, bucket, { startAfter: 'a/1', prefix: 'a', delimiter: '/' }), [
      ['a_b'],
      ['a/'],
    ])
  },

  'A list with a query that cannot be right throws invalid at once': async (context) => {
    const bucket = await context.bucket()
    await refusesQueries(context, (query) => context.driver.listObjects(bucket, query), {
      'an unknown member': { limit: 3 },
      'a misspelt member': { Prefix: 'a' },
      'an empty delimiter': { delimiter: '' },
      'a prefix that is no text': { prefix: 7 },
      'a prefix that no key has': { prefix: 'x'.repeat(1025) },
      'half of an emoji': { startAfter: '\ud83d' },
      'pages of nothing': { pageSize: 0 },
      'pages that are too large': { pageSize: 1001 },
      'half a page': { pageSize: 1.5 },
    })
  },
}

const paging: Cases<StorageContext> = {
  'Pages have at most pageSize items and prefixes, and together tell all, once': async (context) => {
    const { driver } = context
    const bucket = await treeBucket(context)
    for (const query of [{}, { delimiter: '/' }, { prefix: 'a', delimiter: '/' }, { startAfter: 'a' }]) {
      const whole = await told(driver, bucket, query)
      for (const pageSize of [1, 2, 3]) {
        const pages = await pagesOf(driver, bucket, { ...query, pageSize })
        for (const { items, prefixes } of pages)
          assert.ok(items.length + prefixes.length <= pageSize, `a page of ${items.length + prefixes.length}`)
        assert.deepEqual(await told(driver, bucket, { ...query, pageSize }), whole, JSON.stringify(query))
      }
    }
  },

  'A list goes on after any of its pages, on another driver too': async (context) => {
    const { driver } = context
    const bucket = await treeBucket(context)
    const query = { pageSize: 2 }
    const pages = await pagesOf(driver, bucket, query)
    assert.ok(pages.length > 2, 'the list has no third page')
    const another = await context.another()
    for (const [at, { next }] of pages.entries()) {
      if (next === undefined) continue
      const rest: string[] = []
      for await (const { items } of another.listObjects(bucket, query).pages({ after: next }))
        rest.push(...items.map(({ key }) => key))
      assert.deepEqual(
        rest,
        pages.slice(at + 1).flatMap(({ items }) => items.map(({ key }) => key)),
      )
    }
    assert.equal(pages.at(-1)?.next, undefined)
  },

  'An `after` that no page was the next of is invalid': async (context) => {
    const bucket = await treeBucket(context)
    const list = context.driver.listObjects(bucket)
    await rejection(async () => {
      for await (const _ of list.pages({ after: 'no such page' })) return
    }, 'invalid')
  },

  'toArray takes the first `max` objects': async (context) => {
    const bucket = await treeBucket(context)
    const list = context.driver.listObjects(bucket, { pageSize: 2 })
    for (const max of [0, 1, 3]) {
      const keys = (await list.toArray({ max })).map(({ key }) => key)
      assert.deepEqual(keys, tree.slice(0, max))
    }
  },

  'What was put is listed at once, and what was deleted is not': async (context) => {
    const { driver } = context
    const bucket = await aBucket(context)
    const another = await context.another()
    const listed = async () => (await another.listObjects(bucket).toArray()).map(({ key }) => key)
    for (const key of ['b', 'a', 'c']) await driver.putObject({ bucket, key }, key)
    assert.deepEqual(await listed(), ['a', 'b', 'c'])
    await driver.deleteObject({ bucket, key: 'b' })
    assert.deepEqual(await listed(), ['a', 'c'])
    await driver.putObject({ bucket, key: 'a' }, 'a second a')
    const [a] = await another.listObjects(bucket).toArray()
    assert.equal(a?.sizeBytes, 'a second a'.length)
  },
}

export const listing: readonly Case<StorageContext>[] = [
  ...casesOf('listing', asking),
  ...casesOf('listing', paging),
]
