import type { CallOptions, MultipartUpload, MultipartUploads, Part, UploadRef } from '@cloud/core'
import {
  bucketOf,
  checkCompleteUpload,
  checkKeyPart,
  checkObjectDescription,
  checkUploadPart,
  compareKeys,
  objectOf,
  uploadOf,
} from '@cloud/core/driver'
import { mapped } from './broken/broken.ts'
import { type Described, findBucket, type MemoryBucket } from './memory-buckets.ts'
import { type MemoryCloud, refuse } from './memory-cloud.ts'
import {
  checkConditions,
  checkSum,
  collected,
  crcOf,
  describe,
  etagOf,
  keep,
  toWritten,
} from './memory-contents.ts'
import { known } from './memory-input.ts'
import { asking } from './memory-store.ts'

export interface MemoryUpload {
  readonly record: MultipartUpload
  readonly described: Described
  readonly parts: Map<number, Uint8Array>
}

/** Of a part that is not the last. */
export const minPartBytes = 5

type CompletePart = Pick<Part, 'partNumber' | 'etag'>

export function memoryUploads(cloud: MemoryCloud, token: string): MultipartUploads {
  const { write, list } = asking(cloud, token)
  return {
    createMultipartUpload: async (ref, options = {}, call) => {
      const { bucket: name, key } = objectOf(ref)
      checkObjectDescription('createMultipartUpload', options)
      return write('CreateMultipartUpload', call, () => {
        const bucket = findBucket(cloud, name)
        const id = cloud.nextId('upload')
        const createdAt = new Date().toISOString()
        const record = { kind: 'upload', id, name: key, bucket: name, key, createdAt, native: {} } as const
        bucket.uploads.set(id, { record, described: describe(options), parts: new Map() })
        return record
      })
    },
    uploadPart: async (ref, partNumber, content, options = {}, call = {}) => {
      const named = uploadOf(ref)
      checkUploadPart(partNumber, options)
      const bytes = await collected(cloud, content, options, call)
      return write('UploadPart', call, () => {
        findUpload(cloud, named).parts.set(partNumber, bytes)
        return toPart(partNumber, bytes)
      })
    },
    listParts: (ref, query = {}, call) => {
      const named = uploadOf(ref)
      known(query, '')
      return listed(cloud, token, call, () => partsOf(findUpload(cloud, named)))
    },
    completeMultipartUpload: async (ref, parts, options = {}, call) => {
      const named = uploadOf(ref)
      const sorted = checkCompleteUpload(parts, options)
      return write('CompleteMultipartUpload', call, () => {
        const bucket = findBucket(cloud, named.bucket)
        const upload = findUpload(cloud, named)
        const bytes = joined(upload, sorted)
        if (options.checksum) checkSum(bytes, options.checksum)
        checkConditions(bucket, named.key, options)
        bucket.uploads.delete(named.id)
        const etag = etagOf(bytes).replace(/"$/, `-${sorted.length}"`)
        const made = { bytes, etag, described: upload.described, tags: {} }
        return toWritten(bucket, named.key, keep(cloud, bucket, named.key, made))
      })
    },
    abortMultipartUpload: async (ref, call) => {
      const { bucket, id } = uploadOf(ref)
      await write('AbortMultipartUpload', call, () => {
        findBucket(cloud, bucket).uploads.delete(id)
      })
    },
    listMultipartUploads: (ref, query = {}, call) => {
      const bucket = bucketOf(ref)
      known(query, 'prefix')
      const { prefix = '' } = query
      checkKeyPart('prefix', prefix)
      return list(
        'ListMultipartUploads',
        call,
        () => uploadsOf(findBucket(cloud, bucket)),
        ({ key }) => key.startsWith(prefix),
      )
    },
  }
}

function uploadsOf({ uploads }: MemoryBucket): MultipartUpload[] {
  return [...uploads.values()].map(({ record }) => record).toSorted((a, b) => compareKeys(a.key, b.key))
}

function findUpload(cloud: MemoryCloud, { bucket, key, id }: UploadRef): MemoryUpload {
  const found = findBucket(cloud, bucket).uploads.get(id)
  if (found?.record.key !== key) throw refuse('not-found', 'there is no such upload')
  return found
}

function toPart(partNumber: number, bytes: Uint8Array): Part {
  return { partNumber, sizeBytes: bytes.length, etag: etagOf(bytes), checksums: { crc32: crcOf(bytes) } }
}

function partsOf({ parts }: MemoryUpload): Part[] {
  return [...parts].toSorted(([a], [b]) => a - b).map(([number, bytes]) => toPart(number, bytes))
}

function listed(
  cloud: MemoryCloud,
  token: string,
  call: CallOptions | undefined,
  all: () => Part[],
): ReturnType<MultipartUploads['listParts']> {
  const named = () => all().map((part) => ({ id: `part-${String(part.partNumber).padStart(6, '0')}`, part }))
  return mapped(asking(cloud, token).list('ListParts', call, named), ({ part }) => part)
}

function joined(upload: MemoryUpload, parts: readonly CompletePart[]): Uint8Array {
  const contents = parts.map(({ partNumber, etag }) => {
    const bytes = upload.parts.get(partNumber)
    if (bytes === undefined || etagOf(bytes) !== etag)
      throw refuse('invalid', 'a part is not what it is said to be')
    return bytes
  })
  if (contents.slice(0, -1).some(({ length }) => length < minPartBytes))
    throw refuse('invalid', 'a part is too small')
  return Buffer.concat(contents)
}
