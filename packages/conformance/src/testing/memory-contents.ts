import { createHash } from 'node:crypto'
import {
  type CallOptions,
  type Checksum,
  CloudError,
  type Content,
  type ListedObject,
  type ObjectContent,
  type ObjectDescription,
  type ObjectVersion,
  type ReadObject,
  type StoredObject,
  type WriteConditions,
  type WrittenObject,
} from '@cloud/core'
import { callScope, invalid, objectBody, rangeIn, release, sourceOf, summing } from '@cloud/core/driver'
import type { Described, MemoryBucket, MemoryVersion } from './memory-buckets.ts'
import { type MemoryCloud, refuse } from './memory-cloud.ts'

/** Reads content to its end, and holds it to its size and checksum. */
export async function collected(
  cloud: MemoryCloud,
  content: Content,
  options: { readonly sizeBytes?: number | undefined; readonly checksum?: Checksum | undefined },
  call: CallOptions = {},
): Promise<Uint8Array> {
  const { signal, end } = callScope(call, call.timeoutMs, cloud.clock)
  try {
    const source = sourceOf(content, options.sizeBytes)
    if (source.sizeBytes === undefined) throw invalid('sizeBytes of a stream must be given')
    if (signal.aborted) throw signal.reason
    const chunks: Uint8Array[] = []
    for await (const chunk of source.open(signal)) chunks.push(Uint8Array.from(chunk))
    const bytes = Buffer.concat(chunks)
    if (options.checksum) checkSum(bytes, options.checksum)
    return bytes
  } catch (error) {
    release(content)
    throw error
  } finally {
    end()
  }
}

export function checkSum(bytes: Uint8Array, { algorithm, value }: Checksum): void {
  const sum = summing(algorithm)
  if (sum === undefined) throw invalid(`${algorithm} is not computed here`)
  sum.update(bytes)
  if (sum.value() === value) return
  throw new CloudError('the content does not match its checksum', {
    code: 'integrity',
    provider: 'memory',
    outcome: 'not-applied',
  })
}

export function crcOf(bytes: Uint8Array): string {
  const sum = summing('crc32')
  sum?.update(bytes)
  return sum?.value() ?? ''
}

export function etagOf(bytes: Uint8Array): string {
  return `"${createHash('md5').update(bytes).digest('hex')}"`
}

export function describe(options: ObjectDescription): Described {
  const { contentType = 'application/octet-stream' } = options
  const { cacheControl, contentDisposition, contentEncoding, contentLanguage } = options
  const all = { contentType, cacheControl, contentDisposition, contentEncoding, contentLanguage }
  return { headers: withoutUndefined(all), metadata: { ...options.metadata } }
}

function withoutUndefined(headers: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
}

/** What the key holds: `not-found` where that is nothing. */
export function heldBy(bucket: MemoryBucket, key: string): MemoryVersion {
  const [latest] = bucket.objects.get(key) ?? []
  if (latest?.bytes === undefined) throw refuse('not-found', 'there is no such object')
  return latest
}

export function checkConditions(bucket: MemoryBucket, key: string, conditions: WriteConditions): void {
  const [latest] = bucket.objects.get(key) ?? []
  const etag = latest?.bytes && latest.etag
  if (conditions.ifNoneMatch !== undefined && etag !== undefined)
    throw refuse('precondition', 'the key holds an object')
  if (conditions.ifMatch !== undefined && etag !== conditions.ifMatch)
    throw refuse('precondition', 'the key holds another object')
}

/** Puts a version on top of what a key held, in place of it where the bucket keeps none. */
export function keep(
  cloud: MemoryCloud,
  bucket: MemoryBucket,
  key: string,
  version: Omit<MemoryVersion, 'id' | 'modifiedAt'>,
): MemoryVersion {
  const id = bucket.keeps ? cloud.nextId('version') : 'null'
  const made = { ...version, id, modifiedAt: new Date().toISOString() }
  const before = (bucket.objects.get(key) ?? []).filter((one) => one.id !== id)
  const all = bucket.keeps === undefined ? [made] : [made, ...before]
  // Without versions a delete leaves nothing.
  if (made.bytes === undefined && bucket.keeps === undefined) bucket.objects.delete(key)
  else bucket.objects.set(key, all)
  return made
}

export function toListed(bucket: MemoryBucket, key: string, version: MemoryVersion): ListedObject {
  const { bytes = new Uint8Array(0), etag, modifiedAt } = version
  const { name } = bucket.record
  const id = `${name}/${key}`
  return {
    kind: 'object',
    id,
    name: key,
    bucket: name,
    key,
    sizeBytes: bytes.length,
    etag,
    modifiedAt,
    native: {},
  }
}

export function toStored(bucket: MemoryBucket, key: string, version: MemoryVersion): StoredObject {
  const { headers, metadata } = version.described
  const checksums = { crc32: crcOf(version.bytes ?? new Uint8Array(0)) }
  const listed = toListed(bucket, key, version)
  return { ...listed, ...headers, metadata, checksums, ...versionOf(bucket, version) }
}

export function toWritten(bucket: MemoryBucket, key: string, version: MemoryVersion): WrittenObject {
  const { id, etag, checksums } = toStored(bucket, key, version)
  return {
    kind: 'object',
    id,
    bucket: bucket.record.name,
    key,
    etag,
    checksums,
    ...versionOf(bucket, version),
  }
}

function versionOf({ keeps }: MemoryBucket, { id }: MemoryVersion): { versionId?: string } {
  return keeps === undefined ? {} : { versionId: id }
}

export function toVersion(
  bucket: MemoryBucket,
  key: string,
  version: MemoryVersion,
  latest: boolean,
): ObjectVersion {
  const { id: versionId, bytes, etag, modifiedAt } = version
  const { name } = bucket.record
  const common = { kind: 'version', id: `${name}/${versionId}/${key}`, name: key, bucket: name, key } as const
  const held = bytes === undefined ? {} : { sizeBytes: bytes.length, etag }
  return { ...common, versionId, latest, deleted: bytes === undefined, modifiedAt, ...held, native: {} }
}

export function checkRead({ etag, modifiedAt }: MemoryVersion, conditions: ReadObject): void {
  const seconds = (time: string) => Math.floor(Date.parse(time) / 1000)
  const { ifMatch, ifNoneMatch, ifModifiedSince, ifUnmodifiedSince } = conditions
  const isChanged =
    ifMatch === undefined
      ? ifUnmodifiedSince !== undefined && seconds(modifiedAt) > seconds(ifUnmodifiedSince)
      : ifMatch !== etag
  const isSame =
    ifNoneMatch === undefined
      ? ifModifiedSince !== undefined && seconds(modifiedAt) <= seconds(ifModifiedSince)
      : ifNoneMatch === etag
  if (isChanged || isSame) throw refuse('precondition', 'a condition does not hold')
}

/** What the next body is told to suffer: to break off, or to be changed on its way. */
export function bodyFaults(cloud: MemoryCloud): Map<'cut' | 'corrupt', true> {
  return cloud.records<true>('body faults') as Map<'cut' | 'corrupt', true>
}

export function opened(
  cloud: MemoryCloud,
  bucket: MemoryBucket,
  key: string,
  version: MemoryVersion,
  { range }: ReadObject,
  { signal }: CallOptions,
): ObjectContent {
  const object = toStored(bucket, key, version)
  const { offset, length } = rangeIn(object.sizeBytes, range)
  const bytes = Buffer.from((version.bytes ?? new Uint8Array(0)).slice(offset, offset + length))
  const faults = bodyFaults(cloud)
  const isCut = faults.delete('cut')
  if (faults.delete('corrupt') && bytes[0] !== undefined) bytes[0] ^= 1
  async function* chunks(): AsyncGenerator<Uint8Array, void, undefined> {
    const half = Math.ceil(length / 2)
    yield bytes.subarray(0, half)
    if (!isCut) yield bytes.subarray(half)
  }
  const checksum =
    range === undefined ? ({ algorithm: 'crc32', value: object.checksums.crc32 ?? '' } as const) : undefined
  const body = objectBody({ chunks: chunks(), length, checksum, signal, discard: () => {} })
  return { object, offset, length, body }
}
