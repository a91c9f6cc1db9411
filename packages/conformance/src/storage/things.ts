import assert from 'node:assert/strict'
import { crc32 } from 'node:zlib'
import type { Checksum, ObjectRef, PutObject, ReadObject, Storage, StoredObject } from '@cloud/core'
import type { StorageContext } from '../context.ts'

/** A key of the area's bucket that nothing has yet. */
export async function freeObject(
  context: StorageContext,
  label = 'key',
): Promise<{ readonly bucket: string; readonly key: string }> {
  return { bucket: await context.bucket(), key: context.name(label) }
}

/** A new object of the area's bucket, as `getObject` tells it. */
export async function anObject(
  context: StorageContext,
  content: string | Uint8Array = 'content',
  options: PutObject = {},
): Promise<StoredObject> {
  const at = await freeObject(context)
  await context.driver.putObject(at, content, options)
  return context.driver.getObject(at)
}

/** An own bucket of a case. */
export async function aBucket(context: StorageContext): Promise<string> {
  return context.track(await context.driver.createBucket({ name: context.name('bucket') })).name
}

/** The name of a bucket that is not there. */
export function missingBucket(context: StorageContext): string {
  return context.name('no-bucket')
}

/** The whole content of an object, and what came with it. */
export async function contentOf(
  driver: Storage,
  at: ObjectRef,
  options: ReadObject = {},
): Promise<{ readonly object: StoredObject; readonly bytes: Buffer }> {
  const { object, offset, length, body } = await driver.readObject(at, options)
  const bytes = await bytesOf(body)
  assert.equal(bytes.length, length, 'the body is not as long as was told')
  assert.ok(offset + length <= object.sizeBytes, 'the body ends behind the object')
  return { object, bytes }
}

export async function textOf(driver: Storage, at: ObjectRef, options: ReadObject = {}): Promise<string> {
  return (await contentOf(driver, at, options)).bytes.toString()
}

export async function bytesOf(body: ReadableStream<Uint8Array>): Promise<Buffer> {
  assert.ok(body instanceof ReadableStream, 'the body is no ReadableStream')
  return Buffer.from(await new Response(body).arrayBuffer())
}

/** Bytes that are all the same for the same `seed`, and hardly compress. */
export function someBytes(length: number, seed = 1): Buffer {
  const bytes = Buffer.alloc(length)
  let state = seed
  for (let at = 0; at < length; at += 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    bytes[at] = state >>> 24
  }
  return bytes
}

export function crcOf(content: string | Uint8Array): Checksum {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(crc32(content))
  return { algorithm: 'crc32', value: bytes.toString('base64') }
}

/** The keys in a bucket, as they are listed. */
export async function keysIn(driver: Storage, bucket: string, prefix = ''): Promise<string[]> {
  return (await driver.listObjects(bucket, { prefix }).toArray()).map(({ key }) => key)
}

/** Chunks of content one after the other, and what became of them. */
export function generated(chunks: readonly Uint8Array[]): {
  readonly content: AsyncIterable<Uint8Array>
  readonly seen: { given: number; ended: boolean }
} {
  const seen = { given: 0, ended: false }
  async function* generate(): AsyncGenerator<Uint8Array, void, undefined> {
    try {
      for (const chunk of chunks) {
        seen.given += 1
        yield chunk
      }
    } finally {
      seen.ended = true
    }
  }
  return { content: generate(), seen }
}
