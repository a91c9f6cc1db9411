import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import type { MultipartUpload, MultipartUploads, Part, Storage } from '@cloud/core'
import { ableCases, type Case, type Cases } from '../case.ts'
import { refuses, refusesQueries } from '../cloud-side.ts'
import type { StorageContext } from '../context.ts'
import { rejection, settled } from '../expect.ts'
import { checkPart, checkUpload, checkWritten } from './shapes.ts'
import {
  aBucket,
  anObject,
  contentOf,
  crcOf,
  freeObject,
  keysIn,
  missingBucket,
  someBytes,
  textOf,
} from './things.ts'

type Able = StorageContext<Storage & MultipartUploads>

const described = { contentType: 'text/plain', cacheControl: 'no-store', metadata: { a: 'b' } }

/** The object that an upload makes. */
function made({ bucket, key }: MultipartUpload): { readonly bucket: string; readonly key: string } {
  return { bucket, key }
}

/** The content of a part that need not be the last. */
function partBytes({ options }: StorageContext, seed: number): Buffer {
  return someBytes(options.minPartBytes ?? 5_242_880, seed)
}

async function anUpload(context: Able): Promise<MultipartUpload> {
  return context.driver.createMultipartUpload(await freeObject(context))
}

const cases: Cases<Able> = {
  'An object is made of its parts, whatever order they are sent in': async (context) => {
    const { driver } = context
    const at = await freeObject(context)
    const upload = await driver.createMultipartUpload(at, described)
    checkUpload(upload)
    assert.deepEqual([upload.bucket, upload.key], [at.bucket, at.key])
    const [one, two, end] = [partBytes(context, 1), partBytes(context, 2), Buffer.from('end')]
    const parts = await Promise.all([
      driver.uploadPart(upload, 9, end),
      driver.uploadPart(upload, 2, one),
      driver.uploadPart(upload, 5, two),
    ])
    for (const part of parts) checkPart(part)
    assert.deepEqual(
      parts.map(({ partNumber, sizeBytes }) => [partNumber, sizeBytes]),
      [
        [9, 3],
        [2, one.length],
        [5, two.length],
      ],
    )
    await rejection(() => driver.getObject(at), 'not-found')
    assert.deepEqual(await keysIn(driver, at.bucket, at.key), [])
    const written = await driver.completeMultipartUpload(upload, parts)
    checkWritten(written)
    const { object, bytes } = await contentOf(driver, at)
    assert.ok(bytes.equals(Buffer.concat([one, two, end])), 'the content is not that of the parts')
    assert.equal(object.etag, written.etag)
    assert.deepEqual(
      [object.contentType, object.cacheControl, { ...object.metadata }],
      ['text/plain', 'no-store', { a: 'b' }],
    )
  },

  'Until an upload is completed the key holds what it held': async (context) => {
    const { driver } = context
    const at = await anObject(context, 'before')
    const upload = await driver.createMultipartUpload(at)
    const part = await driver.uploadPart(upload, 1, 'after')
    assert.equal(await textOf(driver, at), 'before')
    await driver.completeMultipartUpload(upload, [part])
    assert.equal(await textOf(driver, at), 'after')
  },

  'A part replaces one that had its number': async (context) => {
    const { driver } = context
    const upload = await anUpload(context)
    const first = await driver.uploadPart(upload, 1, 'first')
    const second = await driver.uploadPart(upload, 1, 'second')
    assert.notEqual(first.etag, second.etag)
    await rejection(() => driver.completeMultipartUpload(upload, [first]), 'invalid')
    await driver.completeMultipartUpload(upload, [second])
    assert.equal(await textOf(driver, made(upload)), 'second')
  },

  'Parts that are not named are thrown away': async (context) => {
    const { driver } = context
    const upload = await anUpload(context)
    const named = await driver.uploadPart(upload, 2, 'named')
    await driver.uploadPart(upload, 1, partBytes(context, 1))
    await driver.completeMultipartUpload(upload, [named])
    assert.equal(await textOf(driver, made(upload)), 'named')
  },

  'listParts tells the parts by their numbers': async (context) => {
    const { driver } = context
    const upload = await anUpload(context)
    assert.deepEqual(await driver.listParts(upload).toArray(), [])
    const sent: Part[] = []
    for (const number of [12, 3, 10_000, 1, 2])
      sent.push(await driver.uploadPart(upload, number, `part ${number}`))
    const listed = await driver.listParts(upload).toArray()
    for (const part of listed) checkPart(part)
    assert.deepEqual(
      listed.map(({ partNumber }) => partNumber),
      [1, 2, 3, 12, 10_000],
    )
    for (const part of sent) {
      const found = listed.find(({ partNumber }) => partNumber === part.partNumber)
      assert.deepEqual([found?.etag, found?.sizeBytes], [part.etag, part.sizeBytes])
    }
    await driver.abortMultipartUpload(upload)
  },

  'uploadPart takes streams of a known size, and holds content to its size and checksum': async (context) => {
    const { driver } = context
    const upload = await anUpload(context)
    const bytes = someBytes(100_000)
    const stream = () => Readable.from([bytes.subarray(0, 10), bytes.subarray(10)])
    const { length } = bytes
    const part = await driver.uploadPart(upload, 1, stream(), { sizeBytes: length, checksum: crcOf(bytes) })
    assert.equal(part.sizeBytes, length)
    const wrong = { checksum: crcOf('something else'), sizeBytes: length }
    await rejection(() => driver.uploadPart(upload, 1, stream(), wrong), 'integrity')
    await rejection(() => driver.uploadPart(upload, 1, stream(), { sizeBytes: length + 1 }), 'invalid')
    await rejection(() => driver.uploadPart(upload, 1, stream()), 'invalid')
    await driver.completeMultipartUpload(upload, [part])
    assert.ok((await contentOf(driver, made(upload))).bytes.equals(bytes), 'other content')
  },

  'completeMultipartUpload of parts that are not right is invalid, and the upload is as it was': async (
    context,
  ) => {
    const { driver } = context
    const upload = await anUpload(context)
    const part = await driver.uploadPart(upload, 1, 'content')
    const missing = { ...part, partNumber: 2 }
    for (const parts of [
      [part, missing],
      [missing],
      [{ ...part, etag: '"00000000000000000000000000000000"' }],
    ]) {
      const error = await rejection(() => driver.completeMultipartUpload(upload, parts), 'invalid')
      assert.equal(error.outcome, 'not-applied')
    }
    await rejection(() => driver.getObject(made(upload)), 'not-found')
    await driver.completeMultipartUpload(upload, [part])
    assert.equal(await textOf(driver, made(upload)), 'content')
  },

  'A part that is too small is invalid where it is not the last': async (context) => {
    const { driver, options } = context
    if (options.minPartBytes === 1) return
    const upload = await anUpload(context)
    const parts = [await driver.uploadPart(upload, 1, 'x'), await driver.uploadPart(upload, 2, 'y')]
    await rejection(() => driver.completeMultipartUpload(upload, parts), 'invalid')
    assert.equal((await driver.listParts(upload).toArray()).length, 2)
    await driver.abortMultipartUpload(upload)
  },

  'A checksum of the whole content that does not match makes no object': async (context) => {
    const { driver } = context
    const upload = await anUpload(context)
    const [one, end] = [partBytes(context, 1), Buffer.from('end')]
    const parts = [await driver.uploadPart(upload, 1, one), await driver.uploadPart(upload, 2, end)]
    const crc32 = parts[0]?.checksums.crc32
    // Where the provider tells no CRC32, it compares none.
    if (crc32 !== undefined) {
      const wrong = { checksum: crcOf('something else') }
      await rejection(() => driver.completeMultipartUpload(upload, parts, wrong), 'integrity')
    }
    const checksum = crcOf(Buffer.concat([one, end]))
    const written = await driver.completeMultipartUpload(upload, parts, { checksum })
    if (written.checksums.crc32 !== undefined) assert.equal(written.checksums.crc32, checksum.value)
  },

  'completeMultipartUpload with ifNoneMatch makes no object where there is one': async (context) => {
    const { driver } = context
    const at = await anObject(context, 'before')
    const upload = await driver.createMultipartUpload(at)
    const part = await driver.uploadPart(upload, 1, 'after')
    const completing = () => driver.completeMultipartUpload(upload, [part], { ifNoneMatch: '*' })
    await rejection(completing, 'precondition', 'invalid')
    assert.equal(await textOf(driver, at), 'before')
    await driver.abortMultipartUpload(upload)
  },

  'An upload that was completed is gone, and completing it again makes nothing else': async (context) => {
    const { driver } = context
    const upload = await anUpload(context)
    const part = await driver.uploadPart(upload, 1, 'content')
    const { etag } = await driver.completeMultipartUpload(upload, [part])
    await rejection(() => driver.uploadPart(upload, 2, 'more'), 'not-found')
    await rejection(() => driver.listParts(upload).toArray(), 'not-found')
    const again = await settled(() => driver.completeMultipartUpload(upload, [part]))
    if ('code' in again) assert.equal(again.code, 'not-found')
    else assert.equal(again.etag, etag)
    assert.equal(await textOf(driver, made(upload)), 'content')
    await driver.abortMultipartUpload(upload)
    assert.equal(await textOf(driver, made(upload)), 'content')
  },

  'abortMultipartUpload throws an upload away, and resolves where there is none': async (context) => {
    const { driver } = context
    const at = await anObject(context, 'before')
    const upload = await driver.createMultipartUpload(at)
    const part = await driver.uploadPart(upload, 1, 'after')
    assert.equal(await driver.abortMultipartUpload(upload), undefined)
    await rejection(() => driver.uploadPart(upload, 1, 'after'), 'not-found')
    await rejection(() => driver.completeMultipartUpload(upload, [part]), 'not-found')
    const { bucket, key } = upload
    assert.deepEqual(await driver.listMultipartUploads(bucket, { prefix: key }).toArray(), [])
    await driver.abortMultipartUpload(upload)
    assert.equal(await textOf(driver, at), 'before')
  },

  'listMultipartUploads tells the uploads that are not over, in the order of their keys': async (context) => {
    const { driver } = context
    const bucket = await aBucket(context)
    const keys = ['🚀', 'b', 'a/../b', 'a', '\uffee', 'a%2F b']
    const begun: MultipartUpload[] = []
    for (const key of keys) begun.push(await driver.createMultipartUpload({ bucket, key }))
    const listed = await driver.listMultipartUploads(bucket).toArray()
    for (const upload of listed) checkUpload(upload)
    assert.deepEqual(
      listed.map(({ key }) => key),
      ['a', 'a%2F b', 'a/../b', 'b', '\uffee', '🚀'],
    )
    assert.deepEqual(listed.map(({ id }) => id).toSorted(), begun.map(({ id }) => id).toSorted())
    const some = await driver.listMultipartUploads(bucket, { prefix: 'a' }).toArray()
    assert.deepEqual(
      some.map(({ key }) => key),
      ['a', 'a%2F b', 'a/../b'],
    )
    for (const upload of listed) await driver.abortMultipartUpload(upload)
    assert.deepEqual(await driver.listMultipartUploads(bucket).toArray(), [])
  },

  'Uploads of one key do not disturb each other': async (context) => {
    const { driver } = context
    const [first, at] = [await anUpload(context), await freeObject(context)]
    const second = await driver.createMultipartUpload(made(first))
    assert.notEqual(first.id, second.id)
    const part = await driver.uploadPart(first, 1, 'first')
    await driver.uploadPart(second, 1, 'second')
    await driver.abortMultipartUpload(second)
    await driver.completeMultipartUpload(first, [part])
    assert.equal(await textOf(driver, made(first)), 'first')
    await rejection(() => driver.uploadPart({ ...first, key: at.key }, 1, 'x'), 'not-found')
  },

  'An upload that is not there rejects with not-found': async (context) => {
    const { driver } = context
    const { bucket, key } = await freeObject(context)
    for (const upload of [
      { bucket, key, id: 'no-such-upload' },
      { bucket: missingBucket(context), key, id: 'x' },
    ]) {
      const part = { partNumber: 1, etag: '"etag"' }
      await rejection(() => driver.uploadPart(upload, 1, 'content'), 'not-found')
      await rejection(() => driver.listParts(upload).toArray(), 'not-found')
      await rejection(() => driver.completeMultipartUpload(upload, [part]), 'not-found')
    }
    await rejection(() => driver.createMultipartUpload({ bucket: missingBucket(context), key }), 'not-found')
  },

  'Input of uploads that cannot be right is invalid before anything is sent': async (context) => {
    const { driver } = context
    const upload = await anUpload(context)
    const at = { bucket: upload.bucket, key: upload.key }
    const numbers = { 'part 0': 0, 'part 10,001': 10_001, 'half a part': 1.5, 'a text': '1' }
    await refuses(context, numbers, (number) => driver.uploadPart(upload, number as number, 'content'))
    const part = { partNumber: 1, etag: '"etag"' }
    const lists: Record<string, unknown> = {
      'no parts': [],
      'no list': part,
      'a part twice': [part, { partNumber: 2, etag: '"etag"' }, part],
      'a part without an etag': [{ partNumber: 1 }],
    }
    await refuses(context, lists, (parts) => driver.completeMultipartUpload(upload, parts as Part[]))
    const refs: Record<string, unknown> = {
      'no id': at,
      'an object': { ...at, kind: 'object', id: upload.id },
      nothing: undefined,
    }
    await refuses(context, refs, (ref) => driver.uploadPart(ref as MultipartUpload, 1, 'content'))
    await refuses(context, { 'an unknown option': { sizeBytes: 3 } }, (options) =>
      driver.createMultipartUpload(at, options as object),
    )
    await refusesQueries(context, (query) => driver.listMultipartUploads(at.bucket, query), {
      key: { key: 'a' },
    })
    await driver.abortMultipartUpload(upload)
  },
}

const lost: Cases<Able> = {
  'A completion whose answer was lost made the object, or says that its outcome is unknown': async (
    context,
  ) => {
    const { driver, options } = context
    const upload = await anUpload(context)
    const part = await driver.uploadPart(upload, 1, 'content')
    await options.loseComplete?.()
    const written = await settled(() => driver.completeMultipartUpload(upload, [part]))
    if ('code' in written) assert.equal(written.outcome, 'unknown')
    const object = await driver.getObject(made(upload))
    if (!('code' in written)) assert.equal(object.etag, written.etag)
    assert.equal(await textOf(driver, object), 'content')
  },
}

export const uploads: readonly Case<StorageContext>[] = [
  ...ableCases<StorageContext, Able>('uploads', ['MultipartUploads'], cases),
  ...ableCases<StorageContext, Able>('uploads', ['MultipartUploads'], lost, { hook: 'loseComplete' }),
]
