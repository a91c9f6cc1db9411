import type { Bucket, BucketQuery, CreateBucket, Ref, Storage } from '@cloud/core'
import { bucketOf, checkKeyPart, idOf, invalid } from '@cloud/core/driver'
import { type MemoryCloud, refuse } from './memory-cloud.ts'
import { known } from './memory-input.ts'
import { asking } from './memory-store.ts'
import type { MemoryUpload } from './memory-uploads.ts'

/** What a key held once, or, without bytes, that it held nothing. Never changed but for its tags. */
export interface MemoryVersion {
  readonly id: string
  readonly bytes?: Uint8Array
  readonly etag: string
  readonly modifiedAt: string
  readonly described: Described
  tags: Readonly<Record<string, string>>
}

export interface Described {
  readonly headers: Readonly<Record<string, string>>
  readonly metadata: Readonly<Record<string, string>>
}

export interface MemoryBucket {
  readonly record: Bucket
  /** `undefined` where it never kept versions. */
  keeps: boolean | undefined
  /** By key, of each the newest first. */
  readonly objects: Map<string, readonly MemoryVersion[]>
  readonly uploads: Map<string, MemoryUpload>
}

type Part = Pick<Storage, 'listBuckets' | 'createBucket' | 'deleteBucket'>

export function memoryBuckets(cloud: MemoryCloud, token: string): Part {
  const { write, list } = asking(cloud, token)
  const all = cloud.records<MemoryBucket>('buckets')
  return {
    listBuckets: (query = {}, call) => {
      checkBucketQuery(query)
      const { prefix = '' } = query
      const buckets = () => [...all.values()].map(({ record }) => record)
      return list('ListBuckets', call, buckets, ({ name }) => name.startsWith(prefix))
    },
    createBucket: async (options, call) => {
      checkCreateBucket(options)
      return write('CreateBucket', call, () => {
        const found = all.get(options.name)
        if (found) return found.record
        const record = newBucket(options.name)
        all.set(record.id, { record, keeps: undefined, objects: new Map(), uploads: new Map() })
        return record
      })
    },
    deleteBucket: async (ref, call) => {
      const name = bucketOf(ref)
      await write('DeleteBucket', call, () => {
        if (findBucket(cloud, name).objects.size > 0) throw refuse('conflict', 'the bucket is not empty')
        all.delete(name)
      })
    },
  }
}

export function findBucket(cloud: MemoryCloud, ref: Ref<'bucket'>): MemoryBucket {
  const found = cloud.records<MemoryBucket>('buckets').get(bucketOf(ref))
  if (found === undefined) throw refuse('not-found', 'there is no such bucket')
  return found
}

function checkBucketQuery(query: BucketQuery): void {
  known(query, 'prefix')
  if (query.prefix !== undefined) checkKeyPart('prefix', query.prefix)
}

function checkCreateBucket(options: CreateBucket): void {
  known(options, 'name location native')
  const name: unknown = options.name
  if (typeof name !== 'string' || !/^[a-z\d][a-z\d-]{1,61}[a-z\d]$/.test(name))
    throw invalid('the name is none of a bucket')
  if (options.location !== undefined) idOf('location', options.location, 'location')
}

function newBucket(name: string): Bucket {
  return { kind: 'bucket', id: name, name, createdAt: new Date().toISOString(), native: {} }
}
