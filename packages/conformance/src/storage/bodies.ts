import assert from 'node:assert/strict'
import type { ByteRange } from '@cloud/core'
import { type Case, type Cases, casesOf } from '../case.ts'
import { refuses } from '../cloud-side.ts'
import type { StorageContext } from '../context.ts'
import { each, rejection } from '../expect.ts'
import { anObject, bytesOf, contentOf, someBytes } from './things.ts'

const ranges: Cases<StorageContext> = {
  'A range is the bytes that it names, of an object that is told whole': async (context) => {
    const { driver } = context
    const bytes = someBytes(1000)
    const at = await anObject(context, bytes)
    const cases: [ByteRange, number, number][] = [
      [{ offset: 0 }, 0, 1000],
      [{ offset: 0, length: 1 }, 0, 1],
      [{ offset: 10, length: 90 }, 10, 100],
      [{ offset: 999 }, 999, 1000],
      [{ offset: 999, length: 1 }, 999, 1000],
      [{ offset: 990, length: 500 }, 990, 1000],
      [{ last: 1 }, 999, 1000],
      [{ last: 100 }, 900, 1000],
      [{ last: 1000 }, 0, 1000],
      [{ last: 5000 }, 0, 1000],
    ]
    const named = Object.fromEntries(cases.map((one) => [JSON.stringify(one[0]), one]))
    await each(named, async ([range, begin, end]) => {
      const { object, offset, length, body } = await driver.readObject(at, { range })
      assert.deepEqual([offset, length, object.sizeBytes], [begin, end - begin, 1000])
      assert.equal(object.etag, at.etag)
      assert.ok((await bytesOf(body)).equals(bytes.subarray(begin, end)), 'other bytes')
    })
  },

  'A range that begins at or after the end is invalid': async (context) => {
    const { driver } = context
    const at = await anObject(context, 'content')
    const empty = await anObject(context, '')
    for (const offset of [7, 8, 5_000_000_000])
      await rejection(() => driver.readObject(at, { range: { offset } }), 'invalid')
    await rejection(() => driver.readObject(empty, { range: { offset: 0 } }), 'invalid')
    await rejection(() => driver.readObject(empty, { range: { last: 1 } }), 'invalid')
    assert.equal((await contentOf(driver, empty)).bytes.length, 0)
  },

  'Options of a read that cannot be right are invalid before anything is sent': async (context) => {
    const { driver } = context
    const at = await anObject(context)
    const conditions: Record<string, object> = {
      'an unknown option': { version: 'v' },
      'an etag that is no text': { ifMatch: 7 },
      'an etag of two lines': { ifNoneMatch: '"a"\r\nx: y' },
      'a Date': { ifModifiedSince: new Date() },
      'a time as HTTP writes it': { ifUnmodifiedSince: 'Thu, 01 Jan 1970 00:00:00 GMT' },
    }
    const wrong: Record<string, object> = {
      ...conditions,
      'an empty range': { range: {} },
      'a range of two sorts': { range: { offset: 0, last: 1 } },
      'a range of nothing': { range: { offset: 0, length: 0 } },
      'the last none': { range: { last: 0 } },
      'an offset below 0': { range: { offset: -1 } },
      'half a byte': { range: { offset: 0.5 } },
      'a range as HTTP writes it': { range: 'bytes=0-1' },
      'a range with an end': { range: { offset: 0, end: 1 } },
    }
    await refuses(context, conditions, (options) => driver.getObject(at, options))
    await refuses(context, { range: { range: { offset: 0 } } }, (options) =>
      driver.getObject(at, options as object),
    )
    await refuses(context, wrong, (options) => driver.readObject(at, options))
  },

  'Bodies are read at the same time, each at its own pace': async (context) => {
    const { driver } = context
    const bytes = someBytes(600_000)
    const at = await anObject(context, bytes)
    const slow = await driver.readObject(at)
    const reader = slow.body.getReader()
    const first = await reader.read()
    const parts = Array.from({ length: 6 }, (_, part) => ({ offset: part * 100_000, length: 100_000 }))
    const read = await Promise.all(parts.map((range) => contentOf(driver, at, { range })))
    assert.ok(Buffer.concat(read.map((one) => one.bytes)).equals(bytes), 'the parts are not the whole')
    const rest: Uint8Array[] = [first.value ?? new Uint8Array(0)]
    for (let next = await reader.read(); !next.done; next = await reader.read()) rest.push(next.value)
    assert.ok(Buffer.concat(rest).equals(bytes), 'what was read slowly is not the whole')
  },
}

const cut: Cases<StorageContext> = {
  'A body that breaks off fails with network, and goes on by a range': async (context) => {
    const { driver, options } = context
    const bytes = someBytes(400_000)
    const at = await anObject(context, bytes)
    await options.cutBody?.()
    const { body, object } = await driver.readObject(at)
    const reader = body.getReader()
    const chunks: Uint8Array[] = []
    const error = await rejection(async () => {
      for (let next = await reader.read(); !next.done; next = await reader.read()) chunks.push(next.value)
    }, 'network')
    assert.equal(error.retryable, true)
    const begin = Buffer.concat(chunks)
    assert.ok(begin.length < bytes.length, 'all of it came')
    const rest = await contentOf(driver, at, { range: { offset: begin.length }, ifMatch: object.etag })
    assert.ok(Buffer.concat([begin, rest.bytes]).equals(bytes), 'the halves are not the whole')
  },
}

const corrupt: Cases<StorageContext> = {
  'A body that does not match the checksum of its object fails with integrity': async (context) => {
    const { driver, options } = context
    const at = await anObject(context, someBytes(100_000))
    await options.corruptBody?.()
    const { body } = await driver.readObject(at)
    await rejection(() => bytesOf(body), 'integrity')
    await contentOf(driver, at)
  },
}

export const bodies: readonly Case<StorageContext>[] = [
  ...casesOf('bodies', ranges),
  ...casesOf('bodies', cut, { hook: 'cutBody' }),
  ...casesOf('bodies', corrupt, { hook: 'corruptBody' }),
]
