import {
  type BulkDelete,
  CloudError,
  type CopyObjects,
  type ObjectTags,
  type SignedUrl,
  type SignedUrls,
  type SignUrl,
} from '@cloud/core'
import { bucketOf, checkCopyObject, checkKey, invalid, objectOf } from '@cloud/core/driver'
import { findBucket } from './memory-buckets.ts'
import { type MemoryCloud, refuse } from './memory-cloud.ts'
import { checkConditions, describe, etagOf, heldBy, keep, toWritten } from './memory-contents.ts'
import { checkTags, known } from './memory-input.ts'
import { removeObject } from './memory-objects.ts'
import { asking } from './memory-store.ts'
import { versionIn } from './memory-versions.ts'

export function memoryCopies(cloud: MemoryCloud, token: string): CopyObjects {
  const { write } = asking(cloud, token)
  return {
    copyObject: async (from, to, options = {}, call) => {
      const [source, target] = [objectOf(from), objectOf(to)]
      checkCopyObject(options)
      const { ifMatch, ifNoneMatch, ifSourceMatch, native: _, ...description } = options
      const isNew = Object.values(description).some((one) => one !== undefined)
      const isSame = source.bucket === target.bucket && source.key === target.key
      if (isSame && from.versionId === undefined && !isNew) throw invalid('nothing would change')
      return write('CopyObject', call, () => {
        const held = versionIn(findBucket(cloud, source.bucket), source.key, from.versionId)
        const bucket = findBucket(cloud, target.bucket)
        if (ifSourceMatch !== undefined && ifSourceMatch !== held.etag)
          throw refuse('precondition', 'the source is another object')
        checkConditions(bucket, target.key, { ifMatch, ifNoneMatch })
        const described = isNew ? describe(description) : held.described
        return toWritten(bucket, target.key, keep(cloud, bucket, target.key, { ...held, described }))
      })
    },
  }
}

export function memoryBulkDelete(cloud: MemoryCloud, token: string): BulkDelete {
  const { write } = asking(cloud, token)
  return {
    deleteObjects: async (ref, keys, call) => {
      const name = bucketOf(ref)
      if (!Array.isArray(keys)) throw invalid('keys are no array')
      for (const key of keys) checkKey(key)
      if (keys.length === 0) return
      await write('DeleteObjects', call, () => {
        const bucket = findBucket(cloud, name)
        for (const key of keys) removeObject(cloud, bucket, key)
      })
    },
  }
}

export function memorySignedUrls(cloud: MemoryCloud): SignedUrls {
  return {
    signUrl: async (ref, options, call = {}) => {
      const { bucket, key } = objectOf(ref)
      checkSignUrl(options)
      if (call.signal?.aborted)
        throw new CloudError('aborted', {
          code: 'aborted',
          cause: call.signal.reason,
          outcome: 'not-applied',
        })
      const { method, expiresInMs = 900_000, contentType } = options
      const grant = { bucket, key, ...options, expiresAt: cloud.clock.now() + expiresInMs }
      const id = cloud.nextId('grant')
      grants(cloud).set(id, grant)
      const url = `memory:${id}`
      const headers: Record<string, string> =
        method === 'PUT' && contentType !== undefined ? { 'content-type': contentType } : {}
      return { method, url, headers, expiresAt: new Date(grant.expiresAt).toISOString() }
    },
  }
}

interface Grant extends SignUrl {
  readonly bucket: string
  readonly key: string
  readonly expiresAt: number
}

function grants(cloud: MemoryCloud): Map<string, Grant> {
  return cloud.records<Grant>('grants')
}

function checkSignUrl(options: SignUrl): void {
  known(options, 'method expiresInMs contentType contentDisposition part native')
  const { method, expiresInMs = 900_000 } = options
  if (!['GET', 'HEAD', 'PUT', 'DELETE'].includes(method)) throw invalid('the method is none of an object')
  const isTime = Number.isInteger(expiresInMs / 1000) && expiresInMs >= 1000 && expiresInMs <= 604_800_000
  if (!isTime) throw invalid('expiresInMs is out of range')
  if (options.part !== undefined && method !== 'PUT') throw invalid('a part is put')
  if (options.contentDisposition !== undefined && method !== 'GET' && method !== 'HEAD')
    throw invalid('contentDisposition is of what is read')
}

/** What who has a URL gets: the cloud as a server of strangers. */
export async function sendSigned(
  cloud: MemoryCloud,
  { url, method }: SignedUrl,
  content = '',
): Promise<{ readonly status: number; readonly headers: Headers; readonly text: string }> {
  const grant = grants(cloud).get(url.replace('memory:', ''))
  if (grant?.method !== method) return { status: 403, headers: new Headers(), text: '' }
  const bucket = findBucket(cloud, grant.bucket)
  const { part, key, contentType } = grant
  if (method === 'PUT' && part)
    bucket.uploads.get(part.upload)?.parts.set(part.partNumber, Buffer.from(content))
  else if (method === 'PUT')
    keep(cloud, bucket, key, {
      bytes: Buffer.from(content),
      etag: etagOf(Buffer.from(content)),
      described: describe({ contentType }),
      tags: {},
    })
  if (method === 'DELETE') removeObject(cloud, bucket, key)
  if (method === 'PUT' || method === 'DELETE') return { status: 200, headers: new Headers(), text: '' }
  const held = heldBy(bucket, key)
  const headers = new Headers({ 'content-type': contentType ?? held.described.headers.contentType ?? '' })
  if (grant.contentDisposition) headers.set('content-disposition', grant.contentDisposition)
  return { status: 200, headers, text: method === 'GET' ? Buffer.from(held.bytes ?? []).toString() : '' }
}

export function memoryTags(cloud: MemoryCloud, token: string): ObjectTags {
  const { read, write } = asking(cloud, token)
  return {
    getObjectTags: async (ref, call) => {
      const { bucket, key } = objectOf(ref)
      return read('GetObjectTagging', call, () => ({ ...heldBy(findBucket(cloud, bucket), key).tags }))
    },
    putObjectTags: async (ref, tags, call) => {
      const { bucket, key } = objectOf(ref)
      checkTags(tags)
      if (Object.keys(tags).length > 10) throw invalid('there are too many tags', 'at most 10')
      await write('PutObjectTagging', call, () => {
        heldBy(findBucket(cloud, bucket), key).tags = { ...tags }
      })
    },
  }
}
