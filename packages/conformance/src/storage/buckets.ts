import assert from 'node:assert/strict'
import { type Case, type Cases, casesOf } from '../case.ts'
import { refuses, refusesQueries } from '../cloud-side.ts'
import type { StorageContext } from '../context.ts'
import { rejection } from '../expect.ts'
import { checkBucket } from './shapes.ts'
import { aBucket, anObject, keysIn, missingBucket, textOf } from './things.ts'

const cases: Cases<StorageContext> = {
  'createBucket resolves with the bucket, which is listed and empty': async (context) => {
    const { driver, name, track } = context
    const wanted = name('bucket')
    const made = track(await driver.createBucket({ name: wanted }))
    checkBucket(made)
    assert.equal(made.name, wanted)
    const all = await driver.listBuckets().toArray()
    for (const one of all) checkBucket(one)
    assert.equal(all.filter(({ id }) => id === made.id).length, 1)
    assert.deepEqual(await keysIn(driver, wanted), [])
  },

  'createBucket of one that the account has resolves with it, and changes nothing': async (context) => {
    const at = await anObject(context)
    const again = await context.driver.createBucket({ name: at.bucket })
    assert.equal(again.id, at.bucket)
    assert.equal(await textOf(context.driver, at), 'content')
  },

  'listBuckets by a prefix gives those whose name begins with it': async (context) => {
    const { driver } = context
    const made = await aBucket(context)
    const listed = async (prefix: string) =>
      (await driver.listBuckets({ prefix }).toArray()).map(({ name }) => name)
    assert.ok((await listed('')).includes(made))
    assert.deepEqual(await listed(made), [made])
    const short = await listed(made.slice(0, 12))
    assert.ok(short.includes(made) && short.every((name) => name.startsWith(made.slice(0, 12))))
    assert.deepEqual(await listed(made.slice(1)), [])
  },

  'listBuckets with a query that cannot be right throws invalid at once': (context) =>
    refusesQueries(context, (query) => context.driver.listBuckets(query), {
      'an unknown member': { name: 'photos' },
      'a prefix that is no text': { prefix: 7 },
    }),

  'A bucket is named by its name, by a record that carries it and by the bucket itself': async (context) => {
    const { driver, name, track } = context
    const made = track(await driver.createBucket({ name: name('bucket') }))
    for (const bucket of [made.id, { id: made.id }, { id: made.id, kind: 'bucket' as const }, made]) {
      await driver.putObject({ bucket, key: 'key' }, 'content')
      assert.equal((await driver.listObjects(bucket).toArray()).length, 1)
      await driver.deleteObject({ bucket, key: 'key' })
    }
    await driver.deleteBucket(made)
  },

  'deleteBucket removes a bucket, once': async (context) => {
    const { driver } = context
    const bucket = await aBucket(context)
    assert.equal(await driver.deleteBucket(bucket), undefined)
    assert.deepEqual(await driver.listBuckets({ prefix: bucket }).toArray(), [])
    const error = await rejection(() => driver.deleteBucket(bucket), 'not-found')
    assert.equal(error.outcome, 'not-applied')
  },

  'deleteBucket of one that holds objects rejects with conflict, and nothing is gone': async (context) => {
    const { driver } = context
    const at = await anObject(context)
    const error = await rejection(() => driver.deleteBucket(at.bucket), 'conflict')
    assert.equal(error.outcome, 'not-applied')
    assert.equal(await textOf(driver, at), 'content')
  },

  'A bucket that was emptied can be deleted': async (context) => {
    const { driver } = context
    const bucket = await aBucket(context)
    for (const key of ['a', 'a/b', '../c']) await driver.putObject({ bucket, key }, 'content')
    for (const key of ['a', 'a/b', '../c']) await driver.deleteObject({ bucket, key })
    await driver.deleteBucket(bucket)
  },

  'Nothing is read of or written to a bucket that is not there': async (context) => {
    const { driver } = context
    const bucket = missingBucket(context)
    const at = { bucket, key: 'key' }
    await rejection(() => driver.listObjects(bucket).toArray(), 'not-found')
    await rejection(() => driver.getObject(at), 'not-found')
    await rejection(() => driver.readObject(at), 'not-found')
    const put = await rejection(() => driver.putObject(at, 'content'), 'not-found')
    const deleted = await rejection(() => driver.deleteObject(at), 'not-found')
    assert.deepEqual([put.outcome, deleted.outcome], ['not-applied', 'not-applied'])
  },

  'A name that no bucket has is not-found, and leads nowhere else': async (context) => {
    const { driver } = context
    const { bucket: own, key } = await anObject(context)
    for (const bucket of ['..', '.', 'a/b', `${own}/`, `x/../${own}`, `${own}?x`, '%2e%2e', `../${own}`]) {
      await rejection(() => driver.getObject({ bucket, key }), 'not-found')
      await rejection(() => driver.deleteBucket(bucket), 'not-found')
      await rejection(() => driver.putObject({ bucket, key }, 'elsewhere'), 'not-found')
    }
    assert.equal(await textOf(driver, { bucket: own, key }), 'content')
  },

  'Options of createBucket that cannot be right are invalid before anything is sent': async (context) => {
    const good = context.name('bucket')
    const names = {
      nothing: undefined,
      'an empty name': '',
      'two letters': 'ab',
      '64 letters': good.padEnd(64, 'x'),
      capitals: `${good}-A`,
      'a space': `${good} a`,
      'an underscore': `${good}_a`,
      'a slash': `${good}/a`,
      'dots alone': '...',
      'a line feed': `${good}\na`,
      'a hyphen at its end': `${good}-`,
      'a number': 7,
    }
    const wrong = {
      ...Object.fromEntries(Object.entries(names).map(([what, name]) => [what, { name }])),
      'an unknown option': { name: good, public: true },
      'a node for a location': { name: good, location: { id: 'x', kind: 'node' } },
    }
    await refuses(context, wrong, (options) => context.driver.createBucket(options as { name: string }))
  },

  'What is no bucket is invalid before anything is sent': async (context) => {
    const { driver } = context
    const bucket = { id: await context.bucket(), kind: 'node' as 'bucket' }
    const calls = {
      deleteBucket: () => driver.deleteBucket(bucket),
      listObjects: () => driver.listObjects(bucket),
      getObject: () => driver.getObject({ bucket, key: 'key' }),
      putObject: () => driver.putObject({ bucket, key: 'key' }, 'content'),
    }
    await refuses(context, calls, (call: () => unknown) => call())
  },
}

export const buckets: readonly Case<StorageContext>[] = casesOf('buckets', cases)
