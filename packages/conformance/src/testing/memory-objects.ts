import type { ObjectPage, ObjectQuery, Storage } from '@cloud/core'
import {
  bucketOf,
  checkGetObject,
  checkObjectQuery,
  checkPutObject,
  checkReadObject,
  compareKeys,
  listing,
  objectOf,
} from '@cloud/core/driver'
import { findBucket, type MemoryBucket } from './memory-buckets.ts'
import { type MemoryCloud, refuse } from './memory-cloud.ts'
import {
  checkConditions,
  checkRead,
  collected,
  describe,
  etagOf,
  heldBy,
  keep,
  opened,
  toListed,
  toStored,
  toWritten,
} from './memory-contents.ts'
import { asking } from './memory-store.ts'

type Part = Pick<Storage, 'listObjects' | 'getObject' | 'readObject' | 'putObject' | 'deleteObject'>

export function memoryObjects(cloud: MemoryCloud, token: string): Part {
  const { read, write } = asking(cloud, token)
  return {
    listObjects: (ref, query = {}, call) => {
      const bucket = bucketOf(ref)
      checkObjectQuery(query)
      return listing(
        (after, left) => read('ListObjects', left, () => pageOf(findBucket(cloud, bucket), query, after)),
        call,
        cloud.clock,
      )
    },
    getObject: async (ref, options = {}, call) => {
      const { bucket: name, key } = objectOf(ref)
      checkGetObject(options)
      return read('HeadObject', call, () => {
        const bucket = findBucket(cloud, name)
        const held = heldBy(bucket, key)
        checkRead(held, options)
        return toStored(bucket, key, held)
      })
    },
    readObject: async (ref, options = {}, call = {}) => {
      const { bucket: name, key } = objectOf(ref)
      checkReadObject(options)
      return read('GetObject', call, () => {
        const bucket = findBucket(cloud, name)
        const held = heldBy(bucket, key)
        checkRead(held, options)
        return opened(cloud, bucket, key, held, options, call)
      })
    },
    putObject: async (ref, content, options = {}, call) => {
      const { bucket: name, key } = objectOf(ref)
      checkPutObject(options)
      const bytes = await collected(cloud, content, options, call)
      return write('PutObject', call, () => {
        const bucket = findBucket(cloud, name)
        checkConditions(bucket, key, options)
        const made = { bytes, etag: etagOf(bytes), described: describe(options), tags: {} }
        return toWritten(bucket, key, keep(cloud, bucket, key, made))
      })
    },
    deleteObject: async (ref, call) => {
      const { bucket, key } = objectOf(ref)
      await write('DeleteObject', call, () => removeObject(cloud, findBucket(cloud, bucket), key))
    },
  }
}

export function removeObject(cloud: MemoryCloud, bucket: MemoryBucket, key: string): void {
  const nothing = { etag: '', described: { headers: {}, metadata: {} }, tags: {} }
  if (bucket.keeps !== undefined || bucket.objects.has(key)) keep(cloud, bucket, key, nothing)
}

/** What stands at one place of a list: an object, or what several keys have in common. */
interface Entry {
  readonly at: string
  readonly key?: string
}

function pageOf(bucket: MemoryBucket, query: ObjectQuery, after: string | undefined): ObjectPage {
  const { startAfter, pageSize = 1000 } = query
  const token = after === undefined ? undefined : /^after:(.+)$/s.exec(after)?.[1]
  if (after !== undefined && token === undefined) throw refuse('invalid', 'there is no such page')
  const isAfter = (at: string, start: string | undefined) => start === undefined || compareKeys(at, start) > 0
  const keys = [...bucket.objects.keys()]
    .filter((key) => bucket.objects.get(key)?.[0]?.bytes !== undefined && isAfter(key, startAfter))
    .toSorted(compareKeys)
  const entries = entriesOf(keys, query).filter(({ at }) => isAfter(at, token))
  const page = entries.slice(0, pageSize)
  const items = page.flatMap(({ key }) =>
    key === undefined ? [] : toListed(bucket, key, heldBy(bucket, key)),
  )
  const prefixes = page.flatMap(({ at, key }) => (key === undefined ? at : []))
  const last = page.at(-1)
  return { items, prefixes, ...(entries.length > pageSize && last ? { next: `after:${last.at}` } : {}) }
}

function entriesOf(keys: readonly string[], { prefix = '', delimiter }: ObjectQuery): Entry[] {
  const entries = new Map<string, Entry>()
  for (const key of keys.filter((one) => one.startsWith(prefix))) {
    const end = delimiter === undefined ? -1 : key.indexOf(delimiter, prefix.length)
    const common = key.slice(0, end + (delimiter?.length ?? 0))
    if (end < 0) entries.set(`object ${key}`, { at: key, key })
    else entries.set(`prefix ${common}`, { at: common })
  }
  return [...entries.values()]
}
