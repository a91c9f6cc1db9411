import type { Versions } from '@cloud/core'
import {
  bucketOf,
  checkGetObject,
  checkKeyPart,
  checkPageSize,
  checkReadObject,
  compareKeys,
  invalid,
  listing,
  versionOf,
} from '@cloud/core/driver'
import { findBucket, type MemoryBucket, type MemoryVersion } from './memory-buckets.ts'
import { type MemoryCloud, refuse } from './memory-cloud.ts'
import { checkRead, heldBy, opened, toStored, toVersion } from './memory-contents.ts'
import { known } from './memory-input.ts'
import { asking } from './memory-store.ts'

export function memoryVersions(cloud: MemoryCloud, token: string): Versions {
  const { read, write } = asking(cloud, token)
  return {
    getVersioning: async (ref, call) => {
      const name = bucketOf(ref)
      return read('GetBucketVersioning', call, () => findBucket(cloud, name).keeps === true)
    },
    setVersioning: async (ref, keeps, call) => {
      const name = bucketOf(ref)
      if (typeof keeps !== 'boolean') throw invalid('whether versions are kept is yes or no')
      await write('PutBucketVersioning', call, () => {
        findBucket(cloud, name).keeps = keeps
      })
    },
    listVersions: (ref, query = {}, call) => {
      const name = bucketOf(ref)
      known(query, 'prefix pageSize')
      checkPageSize(query.pageSize)
      const { prefix = '', pageSize = 1000 } = query
      checkKeyPart('prefix', prefix)
      const page = (after = '0') => {
        const at = Number(after)
        if (!Number.isInteger(at)) throw refuse('invalid', 'there is no such page')
        const all = allVersions(findBucket(cloud, name)).filter(({ key }) => key.startsWith(prefix))
        const items = all.slice(at, at + pageSize)
        return all.length > at + pageSize ? { items, next: String(at + pageSize) } : { items }
      }
      return listing((after, left) => read('ListObjectVersions', left, () => page(after)), call, cloud.clock)
    },
    getVersion: async (ref, options = {}, call) => {
      const { bucket: name, key, versionId } = versionOf(ref)
      checkGetObject(options)
      return read('HeadObject', call, () => {
        const bucket = findBucket(cloud, name)
        const held = versionIn(bucket, key, versionId)
        checkRead(held, options)
        return toStored(bucket, key, held)
      })
    },
    readVersion: async (ref, options = {}, call = {}) => {
      const { bucket: name, key, versionId } = versionOf(ref)
      checkReadObject(options)
      return read('GetObject', call, () => {
        const bucket = findBucket(cloud, name)
        const held = versionIn(bucket, key, versionId)
        checkRead(held, options)
        return opened(cloud, bucket, key, held, options, call)
      })
    },
    deleteVersion: async (ref, call) => {
      const { bucket: name, key, versionId } = versionOf(ref)
      await write('DeleteObject', call, () => {
        const { objects } = findBucket(cloud, name)
        const left = (objects.get(key) ?? []).filter(({ id }) => id !== versionId)
        if (left.length > 0) objects.set(key, left)
        else objects.delete(key)
      })
    },
  }
}

function allVersions(bucket: MemoryBucket): ReturnType<typeof toVersion>[] {
  return [...bucket.objects]
    .toSorted(([a], [b]) => compareKeys(a, b))
    .flatMap(([key, all]) => all.map((version, at) => toVersion(bucket, key, version, at === 0)))
}

export function versionIn(bucket: MemoryBucket, key: string, versionId: string | undefined): MemoryVersion {
  if (versionId === undefined) return heldBy(bucket, key)
  const found = bucket.objects.get(key)?.find(({ id }) => id === versionId)
  if (found?.bytes === undefined) throw refuse('not-found', 'there is no such version')
  return found
}
