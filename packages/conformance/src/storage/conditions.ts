import assert from 'node:assert/strict'
import type { ReadObject, WriteConditions } from '@cloud/core'
import { type Case, type Cases, casesOf } from '../case.ts'
import type { StorageContext } from '../context.ts'
import { rejection, settled } from '../expect.ts'
import { anObject, freeObject, textOf } from './things.ts'

const reading: Cases<StorageContext> = {
  'A read with ifMatch wants the object to have that etag': async (context) => {
    const { driver } = context
    const at = await anObject(context, 'one')
    const other = await driver.putObject(await freeObject(context), 'two')
    await holds(context, at, { ifMatch: at.etag }, true)
    await holds(context, at, { ifMatch: other.etag }, false)
    await driver.putObject(at, 'one changed')
    await holds(context, at, { ifMatch: at.etag }, false)
  },

  'A read with ifNoneMatch wants it to have another': async (context) => {
    const at = await anObject(context, 'one')
    await holds(context, at, { ifNoneMatch: at.etag }, false)
    await context.driver.putObject(at, 'two')
    await holds(context, at, { ifNoneMatch: at.etag }, true)
  },

  'A read with times wants the object to be changed since, or not': async (context) => {
    const at = await anObject(context)
    const then = Date.parse(at.modifiedAt)
    const before = new Date(then - 3_600_000).toISOString()
    await holds(context, at, { ifModifiedSince: before }, true)
    await holds(context, at, { ifModifiedSince: at.modifiedAt }, false)
    await holds(context, at, { ifUnmodifiedSince: before }, false)
    await holds(context, at, { ifUnmodifiedSince: at.modifiedAt }, true)
  },

  'Times say nothing beside etags': async (context) => {
    const at = await anObject(context)
    const before = new Date(Date.parse(at.modifiedAt) - 3_600_000).toISOString()
    await holds(context, at, { ifMatch: at.etag, ifUnmodifiedSince: before }, true)
    await holds(context, at, { ifNoneMatch: '"another"', ifModifiedSince: at.modifiedAt }, true)
    await holds(context, at, { ifNoneMatch: at.etag, ifModifiedSince: before }, false)
  },

  'A read of what is not there is not-found, whatever its conditions': async (context) => {
    const { driver } = context
    const at = await freeObject(context)
    await rejection(() => driver.readObject(at, { ifNoneMatch: '"etag"' }), 'not-found')
    await rejection(() => driver.getObject(at, { ifMatch: '"etag"' }), 'not-found')
  },
}

const writing: Cases<StorageContext> = {
  'A put with ifNoneMatch makes an object where there is none, or is invalid': async (context) => {
    const { driver } = context
    const at = await freeObject(context)
    await written(context, at, 'one', { ifNoneMatch: '*' }, true)
    if (!(await isThere(context, at))) return
    await written(context, at, 'two', { ifNoneMatch: '*' }, false)
    assert.equal(await textOf(driver, at), 'one')
    await driver.deleteObject(at)
    await written(context, at, 'three', { ifNoneMatch: '*' }, true)
    assert.equal(await textOf(driver, at), 'three')
  },

  'A put with ifMatch replaces the object of that etag and no other, or is invalid': async (context) => {
    const { driver } = context
    const at = await anObject(context, 'one')
    const missing = await freeObject(context)
    await written(context, at, 'two', { ifMatch: at.etag }, true)
    if ((await textOf(driver, at)) === 'one') return
    await written(context, at, 'three', { ifMatch: at.etag }, false)
    assert.equal(await textOf(driver, at), 'two')
    await written(context, missing, 'one', { ifMatch: at.etag }, false)
    assert.equal(await isThere(context, missing), false)
  },

  'Of puts at the same time that each want the key free, one makes the object': async (context) => {
    const { driver } = context
    const at = await freeObject(context)
    const contents = ['a', 'b', 'c', 'd', 'e', 'f']
    const results = await Promise.all(
      contents.map((content) => settled(() => driver.putObject(at, content, { ifNoneMatch: '*' }))),
    )
    const codes = results.map((one) => ('code' in one ? one.code : 'written'))
    if (codes.every((code) => code === 'invalid')) return
    assert.equal(codes.filter((code) => code === 'written').length, 1, codes.join(', '))
    for (const code of codes) assert.ok(['written', 'precondition', 'conflict'].includes(code), code)
    assert.equal(await textOf(driver, at), contents[codes.indexOf('written')])
  },
}

export const conditions: readonly Case<StorageContext>[] = [
  ...casesOf('conditions', reading),
  ...casesOf('conditions', writing),
]

type At = { readonly bucket: string; readonly key: string }

/** Both reads of an object agree with `wanted`. */
async function holds(
  { driver }: StorageContext,
  at: At,
  conditions: Omit<ReadObject, 'range'>,
  wanted: boolean,
): Promise<void> {
  const read = async () => (await driver.readObject(at, conditions)).body.cancel()
  const get = () => driver.getObject(at, conditions)
  for (const call of [read, get]) {
    if (wanted) await call()
    else assert.equal((await rejection(call, 'precondition')).retryable, false)
  }
}

/** A put with conditions is done or refused as `wanted`; where the provider cannot judge them it is invalid. */
async function written(
  { driver }: StorageContext,
  at: At,
  content: string,
  conditions: WriteConditions,
  wanted: boolean,
): Promise<void> {
  try {
    await driver.putObject(at, content, conditions)
  } catch (error) {
    const refused = () => Promise.reject(error)
    const { outcome } = await (wanted
      ? rejection(refused, 'invalid')
      : rejection(refused, 'precondition', 'invalid'))
    assert.equal(outcome, 'not-applied')
    return
  }
  assert.ok(wanted, 'it was done though the condition does not hold')
}

async function isThere({ driver }: StorageContext, at: At): Promise<boolean> {
  const found = await settled(() => driver.getObject(at))
  return !('code' in found)
}
