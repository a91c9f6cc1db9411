import assert from 'node:assert/strict'
import { type CopyObjects, type Storage, supports } from '@cloud/core'
import { ableCases, type Case, type Cases } from '../case.ts'
import { refuses } from '../cloud-side.ts'
import type { StorageContext } from '../context.ts'
import { rejection } from '../expect.ts'
import { checkWritten } from './shapes.ts'
import { aBucket, anObject, contentOf, freeObject, missingBucket, someBytes, textOf } from './things.ts'

type Able = StorageContext<Storage & CopyObjects>

const described = { contentType: 'text/plain', cacheControl: 'no-store', metadata: { a: 'b' } }

const cases: Cases<Able> = {
  'copyObject makes an object like the source, which stays': async (context) => {
    const { driver } = context
    const bytes = someBytes(100_000)
    const from = await anObject(context, bytes, described)
    const to = await freeObject(context)
    const written = await driver.copyObject(from, to)
    checkWritten(written)
    assert.deepEqual([written.bucket, written.key], [to.bucket, to.key])
    for (const at of [from, to]) {
      const { object, bytes: read } = await contentOf(driver, at)
      assert.ok(read.equals(bytes), 'other content')
      assert.deepEqual([object.contentType, object.cacheControl], ['text/plain', 'no-store'])
      assert.deepEqual({ ...object.metadata }, { a: 'b' })
    }
    assert.equal((await driver.getObject(to)).etag, written.etag)
  },

  'copyObject copies between buckets, and keys of every sort': async (context) => {
    const { driver } = context
    const bucket = await aBucket(context)
    const keys = ['a/../b', '//a', 'a%2Fb', 'a+b', 'a b', '🚀', 'é', 'e\u0301', 'a?b&c#d']
    for (const key of keys) {
      const from = { bucket: await context.bucket(), key }
      await driver.putObject(from, `of ${key}`)
      await driver.copyObject(from, { bucket, key: `copy of ${key}` })
    }
    for (const key of keys) assert.equal(await textOf(driver, { bucket, key: `copy of ${key}` }), `of ${key}`)
  },

  'What describes the copy is all new where some of it is given': async (context) => {
    const { driver } = context
    const from = await anObject(context, 'content', described)
    const to = await freeObject(context)
    await driver.copyObject(from, to, { contentType: 'text/html' })
    const typed = await driver.getObject(to)
    assert.deepEqual(
      [typed.contentType, typed.cacheControl, { ...typed.metadata }],
      ['text/html', undefined, {}],
    )
    await driver.copyObject(from, to, { metadata: { c: 'd' } })
    const labelled = await driver.getObject(to)
    assert.deepEqual({ ...labelled.metadata }, { c: 'd' })
    assert.equal(labelled.contentType, 'application/octet-stream')
  },

  'copyObject onto itself changes what describes it, and is invalid where nothing is given': async (
    context,
  ) => {
    const { driver } = context
    const at = await anObject(context, 'content', described)
    await rejection(() => driver.copyObject(at, at), 'invalid')
    await driver.copyObject(at, at, { metadata: { new: 'one' } })
    const { object, bytes } = await contentOf(driver, at)
    assert.equal(bytes.toString(), 'content')
    assert.deepEqual({ ...object.metadata }, { new: 'one' })
  },

  'copyObject replaces what the key held': async (context) => {
    const { driver } = context
    const [from, to] = [await anObject(context, 'new'), await anObject(context, 'old', described)]
    await driver.copyObject(from, to)
    const { object, bytes } = await contentOf(driver, to)
    assert.deepEqual([bytes.toString(), { ...object.metadata }], ['new', {}])
  },

  'copyObject of a source that has changed rejects with precondition': async (context) => {
    const { driver } = context
    const from = await anObject(context, 'one')
    const to = await freeObject(context)
    await driver.copyObject(from, to, { ifSourceMatch: from.etag })
    await driver.putObject(from, 'two')
    const error = await rejection(
      () => driver.copyObject(from, to, { ifSourceMatch: from.etag }),
      'precondition',
    )
    assert.equal(error.outcome, 'not-applied')
    assert.equal(await textOf(driver, to), 'one')
  },

  'copyObject rejects with not-found where source or bucket are not there': async (context) => {
    const { driver } = context
    const at = await anObject(context)
    const nowhere = { bucket: missingBucket(context), key: 'key' }
    const calls = [
      () => driver.copyObject({ ...at, key: `${at.key}x` }, { bucket: at.bucket, key: 'copy' }),
      () => driver.copyObject(nowhere, { bucket: at.bucket, key: 'copy' }),
      () => driver.copyObject(at, nowhere),
    ]
    for (const call of calls) assert.equal((await rejection(call, 'not-found')).outcome, 'not-applied')
  },

  'Options of copyObject that cannot be right are invalid before anything is sent': async (context) => {
    const { driver } = context
    const at = await anObject(context)
    const wrong: Record<string, object> = {
      'an unknown option': { acl: 'public' },
      'metadata that cannot be kept': { metadata: { a: 'b\n' } },
      'a header of two lines': { contentType: 'a\r\nb: c' },
      'an etag that is no text': { ifSourceMatch: 7 },
    }
    await refuses(context, wrong, (options) => driver.copyObject(at, { ...at, key: 'copy' }, options))
  },

  'copyObject copies a version where the bucket keeps them': async (context) => {
    const { driver } = context
    if (!supports(driver, 'Versions')) return
    const bucket = await aBucket(context)
    await driver.setVersioning(bucket, true)
    const at = { bucket, key: 'key' }
    const { versionId } = await driver.putObject(at, 'one')
    await driver.putObject(at, 'two')
    await driver.copyObject({ ...at, versionId }, at)
    assert.equal(await textOf(driver, at), 'one')
  },
}

export const copies: readonly Case<StorageContext>[] = ableCases<StorageContext, Able>(
  'copies',
  ['CopyObjects'],
  cases,
)
