import assert from 'node:assert/strict'
import { supports } from '@cloud/core'
import { storageAbilityMembers, storageAbilityNames, storageMembers } from '../abilities.ts'
import { type Case, casesOf } from '../case.ts'
import type { StorageContext } from '../context.ts'
import { anObject, freeObject, textOf } from './things.ts'

export const portability: readonly Case<StorageContext>[] = casesOf<StorageContext>('portability', {
  'A driver is a plain object of functions': async ({ driver }) => {
    for (const member of storageMembers) {
      assert.equal(typeof driver[member], 'function', `${member} is no function`)
      assert.ok(Object.hasOwn(driver, member), `${member} is not the driver's own: a spread loses it`)
    }
  },

  'A spread of a driver works as the driver does, and has its abilities': async (context) => {
    const { driver } = context
    const spread = { ...driver }
    const at = await anObject(context)
    assert.equal((await spread.getObject(at)).id, at.id)
    for (const ability of ['Storage', ...storageAbilityNames] as const)
      assert.equal(supports(spread, ability), supports(driver, ability), ability)
  },

  'Members work without the object they come from': async (context) => {
    const { listBuckets, listObjects, getObject, readObject, putObject, deleteObject } = context.driver
    const at = await freeObject(context)
    await listBuckets().toArray()
    await putObject(at, 'content')
    await getObject(at)
    await (await readObject(at)).body.cancel()
    await listObjects(at.bucket).toArray()
    await deleteObject(at)
  },

  'An ability is there whole or not at all': async ({ driver }) => {
    for (const ability of storageAbilityNames) {
      const there = storageAbilityMembers[ability].filter((member) => member in driver)
      assert.ok(
        there.length === 0 || supports(driver, ability),
        `of ${ability} there is only ${there.join(', ')}`,
      )
    }
  },

  'The driver has the abilities that it claims, and no others': async ({ driver, options }) => {
    const found = storageAbilityNames.filter((ability) => supports(driver, ability))
    const claimed = options.abilities ?? found
    assert.deepEqual(
      found,
      storageAbilityNames.filter((ability) => claimed.includes(ability)),
    )
  },

  'An object stays as it was given while the cloud goes on': async (context) => {
    const object = await anObject(context, 'one', { metadata: { a: 'b' } })
    const before = JSON.stringify(object)
    await context.driver.putObject(object, 'another one', { metadata: { c: 'd' } })
    assert.equal(JSON.stringify(object), before)
  },

  'What is handed in is not changed, and what changes later is not stored': async (context) => {
    const at = Object.freeze(await freeObject(context))
    const options = Object.freeze({ metadata: Object.freeze({ a: 'b' }), contentType: 'text/plain' })
    const bytes = Buffer.from('content')
    await context.driver.putObject(at, bytes, options)
    assert.equal(bytes.toString(), 'content')
    bytes.fill(0)
    assert.equal(
      await textOf(context.driver, at, Object.freeze({ range: Object.freeze({ offset: 0 }) })),
      'content',
    )
  },
})
