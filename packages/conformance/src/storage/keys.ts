import assert from 'node:assert/strict'
import { type Case, type Cases, casesOf } from '../case.ts'
import { refuses } from '../cloud-side.ts'
import type { StorageContext } from '../context.ts'
import { each, rejection } from '../expect.ts'
import { aBucket, freeObject, keysIn, textOf } from './things.ts'

/** Keys that mean something to URLs, paths, shells, file systems, XML and Unicode, and nothing to an object store. */
const oddKeys: readonly string[] = [
  ...[
    '.',
    '..',
    '../up',
    '../../up',
    './here',
    'a/../b',
    'a/./b',
    'a/..',
    '/lead',
    '//lead',
    'a//b',
    'a///b',
  ],
  ...['trail/', 'trail//', '/', '//', 'a', 'a/', 'a/b', 'A', 'a.', 'a ', ' a', 'a  b', '.a', '..a', 'a/.b'],
  ...[
    '%',
    '%2F',
    '%2f',
    'a%2Fb',
    '%252F',
    '%00',
    '%zz',
    'a+b',
    'a b',
    'a%20b',
    'a=b&c=d',
    'a?b',
    'a#b',
    'a;b',
  ],
  ...[
    'a:b',
    'C:\\a',
    'a\\b',
    '\\\\host\\a',
    '~',
    '~/a',
    '$HOME',
    '`a`',
    '$(a)',
    '*',
    'a*b',
    '[a]',
    '{a}',
    '|',
    '!',
  ],
  ...['"', "'", '<a>', '&amp;', '&', ']]>', '<!--', '@', ',', '^', '\u00a0', '\u2028', '\u202e', '\ufeff'],
  ...['CON', 'nul', 'aux.txt', 'COM1', 'lpt9', '-rf', '--', '.git', '.DS_Store', 'desktop.ini', 'a.tmp'],
  ...[
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    'undefined',
    'null',
    'true',
    '0',
    '-1',
    '1e3',
  ],
  ...[
    'é',
    'e\u0301',
    'Å',
    'A\u030a',
    'ß',
    'ss',
    'İ',
    'i\u0307',
    '日本',
    '🚀',
    '👩‍👩‍👧',
    '\uffee',
    '\u{10fffd}',
  ],
  ...[
    'x'.repeat(255),
    'x'.repeat(256),
    'x'.repeat(1024),
    'é'.repeat(512),
    '🚀'.repeat(256),
    '/'.repeat(1024),
  ],
  ...['a/'.repeat(512), `${'d'.repeat(300)}/${'f'.repeat(300)}`],
]

const cases: Cases<StorageContext> = {
  'Every key is an object of its own: read, told and listed byte for byte': async (context) => {
    const { driver } = context
    const bucket = await aBucket(context)
    const content = (key: string) => `content of ${key}`
    for (const key of oddKeys) {
      const written = await driver.putObject({ bucket, key }, content(key))
      assert.equal(written.key, key)
    }
    await each(Object.fromEntries(oddKeys.map((key) => [JSON.stringify(key), key])), async (key) => {
      assert.equal(await textOf(driver, { bucket, key }), content(key))
      const object = await driver.getObject({ bucket, key })
      assert.deepEqual([object.key, object.name, object.id], [key, key, `${bucket}/${key}`])
    })
    assert.deepEqual(await keysIn(driver, bucket), oddKeys.toSorted(byBytes))
  },

  'deleteObject removes the object of that key, and no other': async (context) => {
    const { driver } = context
    const bucket = await aBucket(context)
    const some = ['a', 'a/', 'a/b', 'A', '/a', '//a', 'a%2Fb', '../a', 'é', 'e\u0301', 'a+b', 'a b']
    for (const key of some) await driver.putObject({ bucket, key }, key)
    const left = some.toSorted(byBytes)
    for (const key of some) {
      await driver.deleteObject({ bucket, key })
      left.splice(left.indexOf(key), 1)
      assert.deepEqual(await keysIn(driver, bucket), left, `after ${JSON.stringify(key)} was deleted`)
    }
  },

  'A key that leads out of its bucket leads nowhere': async (context) => {
    const { driver } = context
    const [bucket, other] = [await aBucket(context), await aBucket(context)]
    await driver.putObject({ bucket: other, key: 'a' }, 'of the other')
    const key = `../${other}/a`
    await rejection(() => driver.readObject({ bucket, key }), 'not-found')
    await driver.deleteObject({ bucket, key })
    await driver.putObject({ bucket, key }, 'of this one')
    assert.equal(await textOf(driver, { bucket: other, key: 'a' }), 'of the other')
    assert.deepEqual(await keysIn(driver, other), ['a'])
  },

  'What is no key is invalid before anything is sent': async (context) => {
    const { driver } = context
    const { bucket } = await freeObject(context)
    const wrong: Record<string, unknown> = {
      empty: '',
      'too long': 'x'.repeat(1025),
      'too long in UTF-8': 'é'.repeat(513),
      'half of an emoji': '\ud83d',
      'a NUL': 'a\0b',
      'a number': 7,
      nothing: undefined,
    }
    await refuses(context, wrong, (key) => driver.putObject({ bucket, key: key as string }, 'content'))
    await refuses(context, wrong, (key) => driver.getObject({ bucket, key: key as string }))
    await refuses(context, wrong, (key) => driver.deleteObject({ bucket, key: key as string }))
  },

  'A key with control characters is kept as it is, or is invalid': async (context) => {
    const { driver } = context
    const { bucket, key: stem } = await freeObject(context)
    for (const end of ['\n', '\r', '\t', '\u0001', '\u001f', '\u007f']) {
      const key = `${stem}${end}`
      try {
        await driver.putObject({ bucket, key }, 'content')
      } catch (error) {
        await rejection(() => Promise.reject(error), 'invalid')
        continue
      }
      assert.equal(await textOf(driver, { bucket, key }), 'content')
      assert.deepEqual(await keysIn(driver, bucket, stem), [key])
      await driver.deleteObject({ bucket, key })
    }
  },

  'What is no object is invalid before anything is sent': async (context) => {
    const { driver } = context
    const { bucket, key } = await freeObject(context)
    const wrong: Record<string, unknown> = {
      nothing: undefined,
      'a text': `${bucket}/${key}`,
      'a version': { kind: 'version', bucket, key, versionId: 'v' },
      'a bucket': { kind: 'bucket', id: bucket, name: bucket },
      'no bucket': { key },
    }
    const calls = [driver.getObject, driver.readObject, driver.deleteObject]
    for (const call of calls) await refuses(context, wrong, (ref) => call(ref as never))
    await refuses(context, wrong, (ref) => driver.putObject(ref as never, 'content'))
  },
}

export const keys: readonly Case<StorageContext>[] = casesOf('keys', cases)

function byBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b))
}
