import assert from 'node:assert/strict'
import { gzipSync } from 'node:zlib'
import { type Case, type Cases, casesOf } from '../case.ts'
import { refuses } from '../cloud-side.ts'
import type { StorageContext } from '../context.ts'
import { rejection } from '../expect.ts'
import { checkStored, checkWritten } from './shapes.ts'
import { anObject, contentOf, freeObject, someBytes, textOf } from './things.ts'

const described = {
  contentType: 'text/plain; charset=utf-8',
  cacheControl: 'public, max-age=60',
  contentDisposition: `attachment; filename="a.txt"; filename*=UTF-8''gr%C3%BC%C3%9Fe.txt`,
  contentEncoding: 'gzip',
  contentLanguage: 'de-AT, en',
}
const metadata = { owner: 'me', 'made-by': 'a = "b"; c,d', '2': 'two', empty: 'x' }

const cases: Cases<StorageContext> = {
  'putObject resolves with what was written, and getObject tells it': async (context) => {
    const { driver } = context
    const at = await freeObject(context)
    const written = await driver.putObject(at, 'content')
    checkWritten(written)
    assert.deepEqual([written.bucket, written.key], [at.bucket, at.key])
    const object = await driver.getObject(written)
    checkStored(object)
    assert.deepEqual([object.sizeBytes, object.etag], [7, written.etag])
    assert.ok(
      Math.abs(Date.parse(object.modifiedAt) - Date.now()) < 900_000,
      `modified at ${object.modifiedAt}`,
    )
  },

  'getObject and readObject tell the same of an object': async (context) => {
    const at = await anObject(context, 'content', { ...described, metadata })
    const { object } = await contentOf(context.driver, at)
    checkStored(object)
    assert.deepEqual({ ...object, native: 0 }, { ...at, native: 0 })
  },

  'Content headers and metadata are kept as they are given': async (context) => {
    const object = await anObject(context, 'content', { ...described, metadata })
    const { contentType, cacheControl, contentDisposition, contentEncoding, contentLanguage } = object
    const told = { contentType, cacheControl, contentDisposition, contentEncoding, contentLanguage }
    assert.deepEqual(told, described)
    assert.deepEqual({ ...object.metadata }, metadata)
  },

  'What is not given is left out, and the content type is application/octet-stream': async (context) => {
    const object = await anObject(context)
    assert.equal(object.contentType, 'application/octet-stream')
    assert.deepEqual({ ...object.metadata }, {})
    for (const header of ['cacheControl', 'contentDisposition', 'contentEncoding', 'contentLanguage'])
      assert.ok(!Object.hasOwn(object, header), `${header} is there`)
  },

  'Metadata of names that objects of JavaScript have is metadata like any other': async (context) => {
    const odd = { constructor: 'a', 'to-string': 'b', hasownproperty: 'c' }
    const object = await anObject(context, 'content', { metadata: odd })
    assert.deepEqual({ ...object.metadata }, odd)
  },

  'Content that is encoded is kept, and is not decoded': async (context) => {
    const zipped = gzipSync('content')
    const at = await anObject(context, zipped, { contentEncoding: 'gzip', contentType: 'text/plain' })
    const { bytes } = await contentOf(context.driver, at)
    assert.deepEqual(bytes, zipped)
  },

  'putObject replaces content, headers and metadata of what the key held': async (context) => {
    const { driver } = context
    const before = await anObject(context, 'a long content', { ...described, metadata })
    await driver.putObject(before, 'short', { metadata: { other: 'one' } })
    const { object, bytes } = await contentOf(driver, before)
    assert.equal(bytes.toString(), 'short')
    assert.deepEqual({ ...object.metadata }, { other: 'one' })
    assert.equal(object.contentType, 'application/octet-stream')
    assert.ok(!Object.hasOwn(object, 'cacheControl'), 'a header of the object before')
    assert.notEqual(object.etag, before.etag)
  },

  'Who reads while an object is replaced gets what was there before, whole': async (context) => {
    const { driver } = context
    const [one, two] = [someBytes(400_000, 1), someBytes(300_000, 2)]
    const at = await anObject(context, one)
    const { body } = await driver.readObject(at)
    const reader = body.getReader()
    const chunks = [(await reader.read()).value ?? new Uint8Array(0)]
    await driver.putObject(at, two)
    for (let next = await reader.read(); !next.done; next = await reader.read()) chunks.push(next.value)
    assert.ok(Buffer.concat(chunks).equals(one), 'what was read is no longer what was there')
    assert.ok((await contentOf(driver, at)).bytes.equals(two))
  },

  'Of puts of one key at the same time one stays, whole': async (context) => {
    const { driver } = context
    const at = await freeObject(context)
    const contents = Array.from({ length: 6 }, (_, index) => someBytes(50_000 + index, index + 1))
    await Promise.all(
      contents.map((bytes, index) => driver.putObject(at, bytes, { metadata: { index: `${index}` } })),
    )
    const { object, bytes } = await contentOf(driver, at)
    const wanted = contents[Number(object.metadata.index)]
    assert.ok(wanted && bytes.equals(wanted), 'content and metadata are not of one put')
  },

  'deleteObject removes an object, and resolves where there is none': async (context) => {
    const { driver } = context
    const at = await anObject(context)
    assert.equal(await driver.deleteObject(at), undefined)
    await rejection(() => driver.getObject(at), 'not-found')
    await rejection(() => driver.readObject(at), 'not-found')
    assert.equal(await driver.deleteObject(at), undefined)
    await driver.deleteObject(await freeObject(context))
    await driver.putObject(at, 'again')
    assert.equal(await textOf(driver, at), 'again')
  },

  'An object that is not there rejects with not-found': async (context) => {
    const { driver } = context
    const at = await anObject(context)
    for (const key of [`${at.key}x`, at.key.slice(0, -1), `${at.key}/`, `/${at.key}`, at.key.toUpperCase()]) {
      await rejection(() => driver.getObject({ ...at, key }), 'not-found')
      await rejection(() => driver.readObject({ ...at, key }), 'not-found')
    }
  },

  'Options of putObject that cannot be right are invalid before anything is sent': async (context) => {
    const { driver } = context
    const at = await freeObject(context)
    const wrong: Record<string, object> = {
      'an unknown option': { mimeType: 'text/plain' },
      'a content type of two lines': { contentType: 'text/plain\r\nx-injected: 1' },
      'an empty header': { cacheControl: '' },
      'a header of letters beyond ASCII': { contentDisposition: 'attachment; filename=grüße.txt' },
      'metadata in a Map': { metadata: new Map([['a', 'b']]) },
      'a metadata key with capitals': { metadata: { Owner: 'me' } },
      'a metadata key of two lines': { metadata: { 'a\r\nb': 'me' } },
      'a metadata value that is no text': { metadata: { a: 7 } },
      'a metadata value of two lines': { metadata: { a: 'b\r\nx-injected: 1' } },
      'a metadata value with a space at its end': { metadata: { a: 'b ' } },
      'an etag that the key must not hold': { ifNoneMatch: '"etag"' },
      'two conditions that exclude each other': { ifNoneMatch: '*', ifMatch: '"etag"' },
      'a size that is none': { sizeBytes: -1 },
      'another size than the content has': { sizeBytes: 8 },
      'a checksum that is none': { checksum: { algorithm: 'crc32', value: 'none' } },
    }
    await refuses(context, wrong, (options) => driver.putObject(at, 'content', options))
    await rejection(() => driver.getObject(at), 'not-found')
  },
}

export const objects: readonly Case<StorageContext>[] = casesOf('objects', cases)
