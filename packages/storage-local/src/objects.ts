import { unlink } from 'node:fs/promises'
import type { ByteRange, ObjectContent, Storage, StoredObject } from '@cloud/core'
import {
  checkGetObject,
  checkPutObject,
  checkReadObject,
  invalid,
  type NamedObject,
  objectBody,
  objectOf,
  rangeIn,
  release,
  sourceOf,
} from '@cloud/core/driver'
import type { LocalBucket } from './buckets.ts'
import { commit } from './commit.ts'
import { closed, disk, unless } from './disk.ts'
import { type BucketPaths, bucketIn, doing, type Folder, objectPath, settled } from './folder.ts'
import { locked } from './lock.ts'
import {
  describedIn,
  newEtag,
  type ObjectFile,
  openObject,
  writeContent,
  writeFooter,
} from './object-file.ts'
import { checkReadConditions, type LocalNative, toDescription, toStored, toWritten } from './objects-wire.ts'
import { flushed, temporaryFile } from './temporary.ts'

export type LocalObject = StoredObject<LocalNative>

type Part = Pick<Storage<LocalBucket, LocalObject>, 'getObject' | 'readObject' | 'putObject' | 'deleteObject'>

/** A file system keeps any key, since none is ever a name as it is. */
export const keyLimits = { controls: true } as const

export function objects(folder: Folder): Part {
  return {
    getObject: async (ref, options = {}, call) => {
      const { bucket, key } = objectOf(ref, keyLimits)
      checkGetObject(options)
      return doing({ operation: 'getObject', writes: false, call }, async () => {
        const held = await describedIn(objectPath(await bucketIn(folder, bucket), key))
        checkReadConditions(held, options)
        return toStored(bucket, held)
      })
    },
    readObject: async (ref, options = {}, call) => {
      const named = objectOf(ref, keyLimits)
      checkReadObject(options)
      return doing({ operation: 'readObject', writes: false, call }, async () => {
        const held = await openObject(objectPath(await bucketIn(folder, named.bucket), named.key))
        try {
          checkReadConditions(held, options)
          return opened(named, held, options.range, call?.signal)
        } catch (error) {
          await closed(held.file)
          throw error
        }
      })
    },
    putObject: async (ref, content, options = {}, call) => {
      const named = objectOf(ref, keyLimits)
      checkPutObject(options)
      const source = sourceOf(content, options.sizeBytes)
      if (source.sizeBytes === undefined) throw invalid('sizeBytes of a stream must be given')
      const { ifMatch, ifNoneMatch, checksum } = options
      try {
        return await doing({ operation: 'putObject', writes: true, call }, async (signal) => {
          const bucket = await bucketIn(folder, named.bucket)
          return temporaryFile(folder, bucket, async (path, file) => {
            const { crc32, sizeBytes } = await writeContent(file, source, checksum, signal)
            const made = { key: named.key, etag: newEtag(), modifiedAt: new Date().toISOString(), crc32 }
            const footer = { ...made, ...toDescription(options) }
            await writeFooter(file, sizeBytes, footer)
            await flushed(folder, file)
            await commit(folder, bucket, named.key, path, { ifMatch, ifNoneMatch }, signal)
            return toWritten(named.bucket, footer)
          })
        })
      } catch (error) {
        release(content)
        throw error
      }
    },
    deleteObject: async (ref, call) => {
      const { bucket, key } = objectOf(ref, keyLimits)
      await doing({ operation: 'deleteObject', writes: true, call }, async (signal) => {
        const paths = await bucketIn(folder, bucket)
        await removed(folder, paths, key, signal)
        await settled(folder, paths.objects)
      })
    },
  }
}

/** Removes what a key holds. */
export async function removed(
  folder: Folder,
  bucket: BucketPaths,
  key: string,
  signal: AbortSignal,
): Promise<void> {
  const path = objectPath(bucket, key)
  await locked(folder, bucket, path, signal, () => unless(['ENOENT'], undefined, unlink(path)))
}

const chunkBytes = 256 * 1024

function opened(
  { bucket }: NamedObject,
  held: ObjectFile,
  range: ByteRange | undefined,
  signal: AbortSignal | undefined,
): ObjectContent<LocalObject> {
  const { file } = held
  const object = toStored(bucket, held)
  const { offset, length } = rangeIn(object.sizeBytes, range)
  const close = () => void closed(file)
  async function* chunks(): AsyncGenerator<Uint8Array, void, undefined> {
    for (let at = offset; at < offset + length; ) {
      const size = Math.min(chunkBytes, offset + length - at)
      const { bytesRead, buffer } = await disk(file.read(Buffer.allocUnsafe(size), 0, size, at))
      if (bytesRead === 0) break
      at += bytesRead
      yield buffer.subarray(0, bytesRead)
    }
    await closed(file)
  }
  const checksum =
    range === undefined ? ({ algorithm: 'crc32', value: held.footer.crc32 } as const) : undefined
  const body = objectBody({ chunks: chunks(), length, checksum, signal, discard: close })
  return { object, offset, length, body }
}
