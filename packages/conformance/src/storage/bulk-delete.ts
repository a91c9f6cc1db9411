import assert from 'node:assert/strict'
import type { BulkDelete, Storage } from '@cloud/core'
import { ableCases, type Case, type Cases } from '../case.ts'
import { refuses, sendsNothing } from '../cloud-side.ts'
import type { StorageContext } from '../context.ts'
import { aBucket, keysIn } from './things.ts'

type Able = StorageContext<Storage & BulkDelete>

const odd = [
  '../a',
  '//',
  'a%2Fb',
  'a+b',
  '<a>&amp;"\'',
  ' a ',
  '🚀',
  'é',
  'e\u0301',
  ']]>',
  '__proto__',
  'x'.repeat(1024),
]

const cases: Cases<Able> = {
  'deleteObjects removes the objects of its keys, and no others': async (context) => {
    const { driver } = context
    const bucket = await aBucket(context)
    const stay = ['a', 'a/b', 'A']
    for (const key of [...odd, ...stay]) await driver.putObject({ bucket, key }, key)
    assert.equal(await driver.deleteObjects(bucket, odd), undefined)
    assert.deepEqual(await keysIn(driver, bucket), ['A', 'a', 'a/b'])
  },

  'deleteObjects takes more keys than one request does, some of them twice or of nothing': async (
    context,
  ) => {
    const { driver } = context
    const bucket = await aBucket(context)
    const keys = Array.from({ length: 1050 }, (_, index) => `key ${index}`)
    for (const key of [keys[0], keys[999], keys[1000], keys[1049]])
      await driver.putObject({ bucket, key: key ?? '' }, 'content')
    await driver.putObject({ bucket, key: 'stays' }, 'content')
    await driver.deleteObjects(bucket, [...keys, 'key 0', 'never there'])
    assert.deepEqual(await keysIn(driver, bucket), ['stays'])
  },

  'deleteObjects of no keys sends nothing': async (context) => {
    const bucket = await context.bucket()
    await sendsNothing(context, () => context.driver.deleteObjects(bucket, []))
  },

  'deleteObjects with a key that is none is invalid, and removes nothing': async (context) => {
    const { driver } = context
    const bucket = await aBucket(context)
    await driver.putObject({ bucket, key: 'a' }, 'content')
    const wrong = {
      'an empty key': ['a', ''],
      'a number': ['a', 7],
      'a text': 'a',
      'a NUL': ['a', 'a\0'],
      objects: [{ key: 'a' }],
    }
    await refuses(context, wrong, (keys) => driver.deleteObjects(bucket, keys as string[]))
    assert.deepEqual(await keysIn(driver, bucket), ['a'])
  },
}

export const bulkDelete: readonly Case<StorageContext>[] = ableCases<StorageContext, Able>(
  'bulk delete',
  ['BulkDelete'],
  cases,
)
