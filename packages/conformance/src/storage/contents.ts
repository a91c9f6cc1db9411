import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import type { Content } from '@cloud/core'
import { type Case, type Cases, casesOf } from '../case.ts'
import { refuses } from '../cloud-side.ts'
import type { StorageContext } from '../context.ts'
import { each, rejection } from '../expect.ts'
import { anObject, contentOf, crcOf, freeObject, generated, someBytes, textOf } from './things.ts'

const large = someBytes(300_000)
const chunks = [large.subarray(0, 1), large.subarray(1, 100_000), Buffer.alloc(0), large.subarray(100_000)]

const streams: Readonly<Record<string, () => Content>> = {
  'a web stream': () => new Blob([Uint8Array.from(large)]).stream(),
  'a Node stream': () => Readable.from(chunks),
  'a generator': () => generated(chunks).content,
}

const cases: Cases<StorageContext> = {
  'Content of every sort is stored as it is': async (context) => {
    const { driver } = context
    const sorts: Record<string, [Content, Uint8Array]> = {
      'a string': ['grüße 🚀\r\n', Buffer.from('grüße 🚀\r\n')],
      'an empty string': ['', Buffer.alloc(0)],
      bytes: [large, large],
      'part of a buffer': [large.subarray(1000, 2000), Buffer.from(large.subarray(1000, 2000))],
      'no bytes': [new Uint8Array(0), Buffer.alloc(0)],
      'a Blob': [new Blob([Uint8Array.from(large)]), large],
      'an empty Blob': [new Blob([]), Buffer.alloc(0)],
      'all bytes': [Uint8Array.from({ length: 256 }, (_, byte) => byte), Buffer.from([...Array(256).keys()])],
    }
    await each(sorts, async ([content, wanted]) => {
      const at = await freeObject(context)
      await driver.putObject(at, content)
      const { object, bytes } = await contentOf(driver, at)
      assert.ok(bytes.equals(wanted), `${bytes.length} bytes that are not those that were put`)
      assert.equal(object.sizeBytes, wanted.length)
    })
  },

  'Streams of a known size are stored as they come': async (context) => {
    const { driver } = context
    await each(streams, async (make) => {
      const at = await freeObject(context)
      await driver.putObject(at, make(), { sizeBytes: large.length })
      const { bytes } = await contentOf(driver, at)
      assert.ok(bytes.equals(large), 'the bytes are not those that were put')
    })
    const at = await freeObject(context)
    await driver.putObject(at, Readable.from([]), { sizeBytes: 0 })
    assert.equal((await driver.getObject(at)).sizeBytes, 0)
  },

  'A stream of no known size is invalid before anything is sent': async (context) => {
    const at = await freeObject(context)
    await refuses(context, streams, (make) => context.driver.putObject(at, make()))
  },

  'A stream that is shorter or longer than its size is invalid, and nothing is stored': async (context) => {
    const { driver } = context
    const at = await anObject(context, 'before')
    const sizes = {
      'one byte more': large.length - 1,
      'one byte less': large.length + 1,
      'more than none': 0,
    }
    await each(sizes, async (sizeBytes) => {
      for (const make of Object.values(streams)) {
        const error = await rejection(() => driver.putObject(at, make(), { sizeBytes }), 'invalid')
        assert.equal(error.outcome, 'not-applied')
      }
    })
    assert.equal(await textOf(driver, at), 'before')
  },

  'What content throws is what the call rejects with, and nothing is stored': async (context) => {
    const { driver } = context
    const at = await anObject(context, 'before')
    const failure = new Error('the tape tore')
    async function* torn(): AsyncGenerator<Uint8Array, void, undefined> {
      yield large
      throw failure
    }
    const puts = [torn(), Readable.from(torn()), Readable.toWeb(Readable.from(torn()))] as const
    for (const content of puts) {
      const putting = driver.putObject(at, content, { sizeBytes: large.length * 2 })
      const error = await putting.then(undefined, (reason: unknown) => reason)
      assert.equal(error, failure, 'it did not reject with what the content threw')
    }
    assert.equal(await textOf(driver, at), 'before')
  },

  'Content is told to end where it is not taken': async (context) => {
    const { driver } = context
    const at = await freeObject(context)
    const { content, seen } = generated([large, large])
    await rejection(() => driver.putObject(at, content, { sizeBytes: 1 }), 'invalid')
    await pause(5)
    assert.ok(seen.ended, 'the content was not told to end')
  },

  'What is no content is invalid before anything is sent': async (context) => {
    const at = await freeObject(context)
    const wrong = {
      nothing: undefined,
      null: null,
      'a number': 7,
      'an array': [1, 2],
      'an object': {},
      'a Map': new Map(),
    }
    await refuses(context, wrong, (content) => context.driver.putObject(at, content as unknown as string))
  },

  'A checksum that the content matches is taken': async (context) => {
    const { driver } = context
    const at = await freeObject(context)
    await driver.putObject(at, large, { checksum: crcOf(large) })
    await driver.putObject(at, Readable.from(chunks), { checksum: crcOf(large), sizeBytes: large.length })
    await driver.putObject(at, '', { checksum: crcOf('') })
    assert.equal((await driver.getObject(at)).sizeBytes, 0)
  },

  'A checksum that the content does not match is an integrity error, and nothing is stored': async (
    context,
  ) => {
    const { driver } = context
    const at = await anObject(context, 'before')
    const checksum = crcOf('something else')
    const contents: [Content, number][] = [
      ['after', 5],
      [large, large.length],
      [Readable.from(chunks), large.length],
    ]
    for (const [content, sizeBytes] of contents) {
      const error = await rejection(() => driver.putObject(at, content, { checksum, sizeBytes }), 'integrity')
      assert.equal(error.outcome, 'not-applied')
    }
    assert.equal(await textOf(driver, at), 'before')
  },

  'A checksum that is told of an object is the one of its content': async (context) => {
    const { checksums } = await anObject(context, large)
    if (checksums.crc32 !== undefined) assert.equal(checksums.crc32, crcOf(large).value)
  },
}

export const contents: readonly Case<StorageContext>[] = casesOf('contents', cases)
