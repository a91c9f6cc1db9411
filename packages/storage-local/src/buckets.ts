import { lstat, mkdir, readdir, rm, rmdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Bucket, CreateBucket, Storage } from '@cloud/core'
import {
  bucketOf,
  CloudError,
  checkKeyPart,
  checkNames,
  idOf,
  invalid,
  listing,
  onePage,
} from '@cloud/core/driver'
import { disk, unless } from './disk.ts'
import { afterwards, bucketIn, doing, type Folder, pathsOf, settled } from './folder.ts'

export type LocalBucket = Bucket<Readonly<Record<string, never>>>

type Part = Pick<Storage<LocalBucket>, 'listBuckets' | 'createBucket' | 'deleteBucket'>

export function buckets(folder: Folder): Part {
  return {
    listBuckets: (query = {}, call) => {
      checkNames('listBuckets', query, ['prefix'])
      const { prefix = '' } = query
      checkKeyPart('prefix', prefix)
      const all = onePage((left) =>
        doing({ operation: 'listBuckets', writes: false, call: left }, () => allBuckets(folder, prefix)),
      )
      return listing(all, call)
    },
    createBucket: async (options, call) => {
      const name = checkCreate(options)
      return doing({ operation: 'createBucket', writes: true, call }, (signal) =>
        folder.inTurn(`bucket ${name}`, () => create(folder, name), { signal }),
      )
    },
    deleteBucket: async (ref, call) => {
      const name = bucketOf(ref)
      await doing({ operation: 'deleteBucket', writes: true, call }, (signal) =>
        folder.inTurn(`bucket ${name}`, () => remove(folder, name), { signal }),
      )
    },
  }
}

async function allBuckets(folder: Folder, prefix: string): Promise<LocalBucket[]> {
  const found = await unless(['ENOENT'], [], readdir(folder.path, { withFileTypes: true }))
  const names = found.flatMap((one) =>
    one.isDirectory() && bucketName.test(one.name) ? one.name.slice(2) : [],
  )
  const all = names.filter((name) => name.startsWith(prefix)).toSorted()
  return (await Promise.all(all.map((name) => toBucket(folder, name)))).flatMap((one) => one ?? [])
}

const bucketName = /^b\.[a-z\d][a-z\d-]{1,61}[a-z\d]$/

/** `undefined` where it is gone, or not whole yet. */
async function toBucket(folder: Folder, name: string): Promise<LocalBucket | undefined> {
  const { root, objects } = pathsOf(folder, name)
  const [made, whole] = await Promise.all(
    [root, objects].map((path) => unless(['ENOENT'], undefined, lstat(path))),
  )
  if (made === undefined || !whole?.isDirectory()) return undefined
  // Some file systems do not know it.
  const created = made.birthtimeMs > 0 ? { createdAt: made.birthtime.toISOString() } : {}
  return { kind: 'bucket', id: name, name, ...created, native: {} }
}

function checkCreate(options: CreateBucket): string {
  checkNames('createBucket', options, ['name', 'location', 'native'])
  const name: unknown = options.name
  if (typeof name !== 'string' || !bucketName.test(`b.${name}`))
    throw invalid('The name is none of a bucket', '3 to 63 small letters, digits and -, no - at either end')
  if (options.location !== undefined && idOf('location', options.location, 'location') !== 'local')
    throw invalid('There is no such location', 'local, or none')
  return name
}

async function create(folder: Folder, name: string): Promise<LocalBucket> {
  const paths = pathsOf(folder, name)
  const before = await toBucket(folder, name)
  if (before) return before
  // What a delete that was cut short has left.
  await disk(rm(paths.root, { recursive: true, force: true }))
  for (const path of [paths.uploads, paths.temporary, paths.locks])
    await disk(mkdir(path, { recursive: true }))
  // Last: with it the bucket is there.
  await unless(['EEXIST'], undefined, mkdir(paths.objects))
  await settled(folder, paths.root)
  const made = await afterwards('applied', () => toBucket(folder, name))
  if (made) return made
  throw new CloudError('The bucket was deleted at the same time', { code: 'conflict', retryable: true })
}

async function remove(folder: Folder, name: string): Promise<void> {
  const { root, objects } = await bucketIn(folder, name)
  // First, and in one step: with it the bucket is gone, unless there is an object in it.
  if ((await unless(['ENOTEMPTY', 'EEXIST'], 'full', rmdir(objects))) === 'full')
    throw new CloudError('The bucket is not empty', { code: 'conflict' })
  folder.swept.delete(name)
  await afterwards('applied', () => disk(rm(root, { recursive: true, force: true })))
  await settled(folder, join(root, '..'))
}
