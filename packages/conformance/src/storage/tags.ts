import assert from 'node:assert/strict'
import type { ObjectTags, Storage } from '@cloud/core'
import { ableCases, type Case, type Cases } from '../case.ts'
import { refuses } from '../cloud-side.ts'
import type { StorageContext } from '../context.ts'
import { rejection } from '../expect.ts'
import { anObject, freeObject, textOf } from './things.ts'

type Able = StorageContext<Storage & ObjectTags>

const cases: Cases<Able> = {
  'putObjectTags makes the tags these and no others': async (context) => {
    const { driver } = context
    const at = await anObject(context)
    assert.deepEqual({ ...(await driver.getObjectTags(at)) }, {})
    for (const tags of [{ a: '1', team: 'a b' }, { a: '2', c: '' }, { constructor: 'x' }, {}]) {
      assert.equal(await driver.putObjectTags(at, tags), undefined)
      assert.deepEqual({ ...(await driver.getObjectTags(at)) }, tags)
    }
    assert.equal(await textOf(driver, at), 'content')
  },

  'A put leaves no tags of the object before': async (context) => {
    const { driver } = context
    const at = await anObject(context)
    await driver.putObjectTags(at, { a: '1' })
    await driver.putObject(at, 'again')
    assert.deepEqual({ ...(await driver.getObjectTags(at)) }, {})
  },

  'Tags of an object that is not there reject with not-found': async (context) => {
    const { driver } = context
    const at = await freeObject(context)
    await rejection(() => driver.getObjectTags(at), 'not-found')
    assert.equal(
      (await rejection(() => driver.putObjectTags(at, { a: 'b' }), 'not-found')).outcome,
      'not-applied',
    )
  },

  'Tags that cannot be kept are invalid before anything is sent': async (context) => {
    const { driver } = context
    const at = await anObject(context)
    const wrong: Record<string, unknown> = {
      'an empty key': { '': 'a' },
      'a long key': { ['k'.repeat(129)]: 'a' },
      'a long value': { a: 'v'.repeat(257) },
      'a number': { a: 7 },
      'eleven of them': Object.fromEntries(Array.from({ length: 11 }, (_, index) => [`k${index}`, 'v'])),
      nothing: undefined,
      'a list': [],
    }
    await refuses(context, wrong, (tags) => driver.putObjectTags(at, tags as Record<string, string>))
    assert.deepEqual({ ...(await driver.getObjectTags(at)) }, {})
  },
}

export const objectTags: readonly Case<StorageContext>[] = ableCases<StorageContext, Able>(
  'object tags',
  ['ObjectTags'],
  cases,
)
