import { crc32 } from 'node:zlib'
import type { Storage } from '../contract/storage.ts'
import type { StoredObject, WrittenObject } from '../contract/storage-objects.ts'
import type { MultipartUploads, Part } from '../contract/storage-uploads.ts'
import { CloudError, type ErrorCode } from '../errors.ts'
import { listing, onePage } from '../listing.ts'
import { rangeIn } from '../storage/check-object-options.ts'
import { crcText } from '../storage/checksums.ts'
import { sourceOf } from '../storage/content.ts'
import { objectBody } from '../storage/object-body.ts'

export type FakeMember = keyof Storage | keyof MultipartUploads

export interface FakeStorage {
  readonly driver: Storage & MultipartUploads
  readonly contents: Map<string, Buffer>
  /** Parts by upload, of those that are not over. */
  readonly uploads: Map<string, Map<number, Buffer>>
  /** The members that were called, in order. */
  readonly calls: FakeMember[]
  /** The most parts that were under way at the same time, and the most bytes of them. */
  readonly most: { parts: number; bytes: number }
}

export interface FakeFaults {
  /** Called before a member takes effect, with how often it was called: what it throws is what the call rejects with. */
  readonly before?: (member: FakeMember, count: number) => unknown
  /** The same after its effect. */
  readonly after?: (member: FakeMember, count: number) => unknown
  /** After how many bytes a body breaks off; of one that does not, undefined. */
  readonly cut?: (count: number) => number | undefined
  /** Whether checksums are told. */
  readonly isSilent?: boolean
}

export function fault(code: ErrorCode, retryable = true): CloudError {
  return new CloudError(`a fault: ${code}`, { code, retryable, provider: 'fake', outcome: 'unknown' })
}

/** Storage in memory with one bucket, `bkt`, and with faults. */
export function fakeStorage(faults: FakeFaults = {}): FakeStorage {
  const contents = new Map<string, Buffer>()
  const uploads = new Map<string, Map<number, Buffer>>()
  const calls: FakeMember[] = []
  const most = { parts: 0, bytes: 0 }
  let [ids, running, runningBytes] = [0, 0, 0]
  const etags = new Map<string, string>()
  const doing = async <T>(
    member: FakeMember,
    signal: AbortSignal | undefined,
    effect: () => T | Promise<T>,
  ): Promise<T> => {
    calls.push(member)
    const count = calls.filter((one) => one === member).length
    if (signal?.aborted) throw signal.reason
    await faults.before?.(member, count)
    const done = await effect()
    await faults.after?.(member, count)
    return done
  }
  const stored = (key: string): StoredObject => {
    const bytes = contents.get(key)
    if (bytes === undefined) throw new CloudError('none', { code: 'not-found', provider: 'fake' })
    const checksums = faults.isSilent ? {} : { crc32: crcText(crc32(bytes)) }
    const common = { kind: 'object', id: `bkt/${key}`, name: key, bucket: 'bkt', key, native: {} } as const
    const modifiedAt = new Date().toISOString()
    return {
      ...common,
      sizeBytes: bytes.length,
      etag: etags.get(key) ?? '',
      modifiedAt,
      metadata: {},
      checksums,
    }
  }
  const keep = (key: string, bytes: Buffer): WrittenObject => {
    ids += 1
    contents.set(key, bytes)
    etags.set(key, `"${ids}"`)
    const { id, bucket, etag, checksums } = stored(key)
    return { kind: 'object', id, bucket, key, etag, checksums }
  }
  const partsOf = (id: string) => {
    const parts = uploads.get(id)
    if (parts === undefined) throw new CloudError('no upload', { code: 'not-found', provider: 'fake' })
    return parts
  }
  const toPart = (partNumber: number, bytes: Buffer): Part => {
    const crc = crcText(crc32(bytes))
    return {
      partNumber,
      sizeBytes: bytes.length,
      etag: `"${crc}"`,
      checksums: faults.isSilent ? {} : { crc32: crc },
    }
  }
  const unused = async (): Promise<never> => {
    throw fault('unknown', false)
  }
  const driver: Storage & MultipartUploads = {
    listBuckets: () => listing(onePage(unused)),
    createBucket: unused,
    deleteBucket: unused,
    listObjects: () => listing(unused),
    getObject: (ref, options, call) =>
      doing('getObject', call?.signal, () => {
        const object = stored(ref.key)
        if (options?.ifMatch !== undefined && options.ifMatch !== object.etag)
          throw fault('precondition', false)
        return object
      }),
    readObject: (ref, options = {}, call) =>
      doing('readObject', call?.signal, () => {
        const object = stored(ref.key)
        if (options.ifMatch !== undefined && options.ifMatch !== object.etag)
          throw fault('precondition', false)
        const { offset, length } = rangeIn(object.sizeBytes, options.range)
        const bytes = contents.get(ref.key)?.subarray(offset, offset + length) ?? Buffer.alloc(0)
        const cut = faults.cut?.(calls.filter((one) => one === 'readObject').length)
        async function* chunks(): AsyncGenerator<Uint8Array, void, undefined> {
          for (let at = 0; at < (cut ?? length); at += 65_536)
            yield bytes.subarray(at, Math.min(at + 65_536, cut ?? length))
        }
        const body = objectBody({ chunks: chunks(), length, signal: call?.signal, discard: () => {} })
        return { object, offset, length, body }
      }),
    putObject: (ref, content, options, call) =>
      doing('putObject', call?.signal, async () => {
        const chunks: Uint8Array[] = []
        for await (const chunk of sourceOf(content, options?.sizeBytes).open(call?.signal)) chunks.push(chunk)
        return keep(ref.key, Buffer.concat(chunks))
      }),
    deleteObject: unused,
    createMultipartUpload: (ref, _, call) =>
      doing('createMultipartUpload', call?.signal, () => {
        ids += 1
        uploads.set(`u${ids}`, new Map())
        return { kind: 'upload', id: `u${ids}`, name: ref.key, bucket: 'bkt', key: ref.key, native: {} }
      }),
    uploadPart: (ref, number, content, _, call) =>
      doing('uploadPart', call?.signal, async () => {
        const bytes = Buffer.from(content as Uint8Array)
        running += 1
        runningBytes += bytes.length
        most.parts = Math.max(most.parts, running)
        most.bytes = Math.max(most.bytes, runningBytes)
        await new Promise((resolve) => setTimeout(resolve, 2))
        running -= 1
        runningBytes -= bytes.length
        if (call?.signal?.aborted) throw call.signal.reason
        partsOf(ref.id).set(number, bytes)
        return toPart(number, bytes)
      }),
    listParts: (ref, _, call) =>
      listing(
        onePage(() =>
          doing('listParts', call?.signal, () =>
            [...partsOf(ref.id)]
              .toSorted(([a], [b]) => a - b)
              .map(([number, bytes]) => toPart(number, bytes)),
          ),
        ),
      ),
    completeMultipartUpload: (ref, parts, _, call) =>
      doing('completeMultipartUpload', call?.signal, () => {
        const there = partsOf(ref.id)
        const bytes = parts.map(({ partNumber }) => there.get(partNumber) ?? Buffer.alloc(0))
        uploads.delete(ref.id)
        return keep(ref.key, Buffer.concat(bytes))
      }),
    abortMultipartUpload: (ref, call) =>
      doing('abortMultipartUpload', call?.signal, () => {
        uploads.delete(ref.id)
      }),
    listMultipartUploads: () => listing(onePage(unused)),
  }
  return { driver, contents, uploads, calls, most }
}

/** Bytes that are all the same for the same `seed`. */
export function someBytes(length: number, seed = 1): Buffer {
  const bytes = Buffer.alloc(length)
  let state = seed
  for (let at = 0; at < length; at += 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    bytes[at] = state >>> 24
  }
  return bytes
}
