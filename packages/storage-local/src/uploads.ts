import { randomBytes } from 'node:crypto'
import { open, readdir, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import type { MultipartUpload, MultipartUploads, Part, WrittenObject } from '@cloud/core'
import {
  bucketOf,
  CloudError,
  checkCompleteUpload,
  checkKeyPart,
  checkNames,
  checkObjectDescription,
  checkUploadPart,
  compareKeys,
  invalid,
  isCloudError,
  listing,
  objectOf,
  onePage,
  release,
  sourceOf,
  uploadOf,
} from '@cloud/core/driver'
import { closed, disk, unless } from './disk.ts'
import { type BucketPaths, bucketIn, doing, type Folder, objectPath, settled } from './folder.ts'
import { joinedParts } from './joined-parts.ts'
import {
  describedIn,
  type Footer,
  newEtag,
  type ObjectFile,
  writeContent,
  writeFooter,
} from './object-file.ts'
import { keyLimits } from './objects.ts'
import { type LocalNative, toDescription, toWritten } from './objects-wire.ts'
import { discarded, flushed, temporaryFile, temporaryFolder } from './temporary.ts'

export type LocalUpload = MultipartUpload<LocalNative>

/** What an upload is begun with; its folder holds it as `upload.json`, and its parts beside. */
interface Begun extends Pick<Footer, 'key' | 'headers' | 'metadata'> {
  readonly createdAt: string
}

export function uploads(folder: Folder): MultipartUploads {
  return {
    createMultipartUpload: async (ref, options = {}, call) => {
      const { bucket: name, key } = objectOf(ref, keyLimits)
      checkObjectDescription('createMultipartUpload', options)
      return doing({ operation: 'createMultipartUpload', writes: true, call }, async () => {
        const bucket = await bucketIn(folder, name)
        const begun = { key, createdAt: new Date().toISOString(), ...toDescription(options) }
        return toUpload(name, await begin(folder, bucket, begun), begun)
      })
    },
    uploadPart: async (ref, partNumber, content, options = {}, call) => {
      const named = uploadOf(ref, keyLimits)
      checkUploadPart(partNumber, options)
      const source = sourceOf(content, options.sizeBytes)
      if (source.sizeBytes === undefined) throw invalid('sizeBytes of a stream must be given')
      try {
        return await doing({ operation: 'uploadPart', writes: true, call }, async (signal) => {
          const bucket = await bucketIn(folder, named.bucket)
          const { path } = await findUpload(bucket, named)
          return temporaryFile(folder, bucket, async (temporary, file) => {
            const { crc32, sizeBytes } = await writeContent(file, source, options.checksum, signal)
            const made = { key: named.key, etag: newEtag(), modifiedAt: new Date().toISOString(), crc32 }
            const footer = { ...made, headers: {}, metadata: {} }
            await writeFooter(file, sizeBytes, footer)
            await flushed(folder, file)
            await disk(rename(temporary, join(path, partName(partNumber))))
            await settled(folder, path)
            return toPart(partNumber, { footer, sizeBytes })
          })
        })
      } catch (error) {
        release(content)
        throw error
      }
    },
    listParts: (ref, query = {}, call) => {
      const named = uploadOf(ref, keyLimits)
      checkNames('listParts', query, [])
      const all = onePage((left) =>
        doing({ operation: 'listParts', writes: false, call: left }, async () => {
          const { path } = await findUpload(await bucketIn(folder, named.bucket), named)
          return partsIn(path)
        }),
      )
      return listing(all, call)
    },
    completeMultipartUpload: async (ref, parts, options = {}, call) => {
      const named = uploadOf(ref, keyLimits)
      const sorted = checkCompleteUpload(parts, options)
      return doing({ operation: 'completeMultipartUpload', writes: true, call }, async (signal) => {
        const bucket = await bucketIn(folder, named.bucket)
        const before = await madeBy(bucket, named)
        if (before) return before
        const { path, begun } = await findUpload(bucket, named)
        const { key, headers, metadata } = begun
        const described = { key, headers, metadata, upload: named.id }
        const files = sorted.map(({ partNumber, etag }) => ({ path: join(path, partName(partNumber)), etag }))
        const footer = await joinedParts(folder, bucket, files, described, options, signal)
        await overWith(bucket, path)
        return toWritten(named.bucket, footer)
      })
    },
    abortMultipartUpload: async (ref, call) => {
      const named = uploadOf(ref, keyLimits)
      await doing({ operation: 'abortMultipartUpload', writes: true, call }, async () => {
        const bucket = await bucketIn(folder, named.bucket)
        if (idPattern.test(named.id)) await discarded(bucket, join(bucket.uploads, named.id))
      })
    },
    listMultipartUploads: (ref, query = {}, call) => {
      const name = bucketOf(ref)
      checkNames('listMultipartUploads', query, ['prefix'])
      const { prefix = '' } = query
      checkKeyPart('prefix', prefix, keyLimits)
      const all = onePage((left) =>
        doing({ operation: 'listMultipartUploads', writes: false, call: left }, async () => {
          const found = await uploadsIn(await bucketIn(folder, name))
          return found.filter(({ key }) => key.startsWith(prefix))
        }),
      )
      return listing(all, call)
    },
  }
}

const idPattern = /^[\da-f]{32}$/

function partName(partNumber: number): string {
  return `part-${String(partNumber).padStart(5, '0')}`
}

/** Makes the folder of an upload beside, and gives it its name when all is in it. */
async function begin(folder: Folder, bucket: BucketPaths, begun: Begun): Promise<string> {
  const id = randomBytes(16).toString('hex')
  await temporaryFolder(folder, bucket, async (temporary) => {
    const file = await disk(open(join(temporary, 'upload.json'), 'wx'))
    try {
      await disk(file.writeFile(JSON.stringify(begun)))
      await flushed(folder, file)
    } finally {
      await closed(file)
    }
    await disk(rename(temporary, join(bucket.uploads, id)))
  })
  await settled(folder, join(bucket.uploads, id))
  await settled(folder, bucket.uploads)
  return id
}

interface NamedUpload {
  readonly key: string
  readonly id: string
}

async function findUpload(
  bucket: BucketPaths,
  { key, id }: NamedUpload,
): Promise<{ readonly path: string; readonly begun: Begun }> {
  const path = join(bucket.uploads, id)
  const begun = idPattern.test(id) ? await begunAt(path) : undefined
  if (begun?.key === key) return { path, begun }
  throw new CloudError('There is no such upload', { code: 'not-found' })
}

async function begunAt(path: string): Promise<Begun | undefined> {
  const text = await unless(['ENOENT', 'ENOTDIR'], undefined, readFile(join(path, 'upload.json'), 'utf8'))
  return text === undefined ? undefined : (JSON.parse(text) as Begun)
}

/** Removes an upload that has made its object. What stays of it is removed by the next one that looks. */
async function overWith(bucket: BucketPaths, path: string): Promise<void> {
  await discarded(bucket, path).catch(() => {})
}

/** What an upload has made: one that was killed after that is over, though its folder is there. */
async function madeBy(bucket: BucketPaths, { key, id }: NamedUpload): Promise<WrittenObject | undefined> {
  try {
    const { footer } = await describedIn(objectPath(bucket, key))
    if (footer.upload !== id) return undefined
    await overWith(bucket, join(bucket.uploads, id))
    return toWritten(bucket.name, footer)
  } catch (error) {
    if (isCloudError(error, 'not-found')) return undefined
    throw error
  }
}

async function partsIn(path: string): Promise<Part[]> {
  const names = (await disk(readdir(path))).filter((name) => name.startsWith('part-')).toSorted()
  return Promise.all(
    names.map(async (name) => toPart(Number(name.slice(5)), await describedIn(join(path, name)))),
  )
}

async function uploadsIn(bucket: BucketPaths): Promise<LocalUpload[]> {
  const ids = (await disk(readdir(bucket.uploads))).filter((id) => idPattern.test(id))
  const all = await Promise.all(
    ids.map(async (id) => {
      const begun = await begunAt(join(bucket.uploads, id))
      const isOver = begun === undefined || (await madeBy(bucket, { key: begun.key, id })) !== undefined
      return isOver ? [] : [toUpload(bucket.name, id, begun)]
    }),
  )
  return all.flat().toSorted((a, b) => compareKeys(a.key, b.key))
}

function toUpload(bucket: string, id: string, { key, createdAt }: Begun): LocalUpload {
  return { kind: 'upload', id, name: key, bucket, key, createdAt, native: {} }
}

function toPart(partNumber: number, { footer, sizeBytes }: Omit<ObjectFile, 'file'>): Part {
  return { partNumber, sizeBytes, etag: footer.etag, checksums: { crc32: footer.crc32 } }
}
