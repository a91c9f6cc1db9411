import { constants } from 'node:fs'
import { copyFile, lstat } from 'node:fs/promises'
import type { BulkDelete, CopyObjects } from '@cloud/core'
import {
  bucketOf,
  CloudError,
  checkCopyObject,
  checkKey,
  checkList,
  invalid,
  isCloudError,
  objectOf,
} from '@cloud/core/driver'
import { commit } from './commit.ts'
import { disk } from './disk.ts'
import { bucketIn, doing, type Folder, objectPath, settled } from './folder.ts'
import { newEtag, readFooter, writeFooter } from './object-file.ts'
import { keyLimits, removed } from './objects.ts'
import { refused, toDescription, toWritten } from './objects-wire.ts'
import { flushed, temporaryFile } from './temporary.ts'

export function copies(folder: Folder): CopyObjects {
  return {
    copyObject: async (from, to, options = {}, call) => {
      const [source, target] = [objectOf(from, keyLimits), objectOf(to, keyLimits)]
      if (from.versionId !== undefined) throw invalid('There are no versions here')
      checkCopyObject(options)
      const { ifMatch, ifNoneMatch, ifSourceMatch, native: _, ...description } = options
      const isNew = Object.values(description).some((one) => one !== undefined)
      if (!isNew && source.bucket === target.bucket && source.key === target.key)
        throw invalid('The object is copied onto itself, and nothing of it would change')
      return doing({ operation: 'copyObject', writes: true, call }, async (signal) => {
        const path = objectPath(await bucketIn(folder, source.bucket), source.key)
        const bucket = await bucketIn(folder, target.bucket)
        return temporaryFile(folder, bucket, async (temporary, file) => {
          await copied(path, temporary)
          // What was copied is what counts: the source may be another one by now.
          const held = await readFooter(file)
          if (ifSourceMatch !== undefined && ifSourceMatch !== held.footer.etag)
            throw refused('The source has another etag')
          const { crc32, headers, metadata } = held.footer
          const described = isNew ? toDescription(description) : { headers, metadata }
          const made = { key: target.key, etag: newEtag(), modifiedAt: new Date().toISOString(), crc32 }
          const footer = { ...made, ...described }
          await disk(file.truncate(held.sizeBytes))
          await writeFooter(file, held.sizeBytes, footer)
          await flushed(folder, file)
          await commit(folder, bucket, target.key, temporary, { ifMatch, ifNoneMatch }, signal)
          return toWritten(target.bucket, footer)
        })
      })
    },
  }
}

/** Where the file system can share blocks no byte is copied. */
async function copied(path: string, temporary: string): Promise<void> {
  const found = await disk(lstat(path))
  if (!found.isFile()) throw new CloudError('There is no such object', { code: 'not-found' })
  await disk(copyFile(path, temporary, constants.COPYFILE_FICLONE))
}

export function bulkDelete(folder: Folder): BulkDelete {
  return {
    deleteObjects: async (ref, keys, call) => {
      const name = bucketOf(ref)
      if (keys === undefined) throw invalid('keys must be an array')
      checkList('keys', keys, (_, key) => checkKey(key, keyLimits))
      if (keys.length === 0) return
      await doing({ operation: 'deleteObjects', writes: true, call }, async (signal) => {
        const bucket = await bucketIn(folder, name)
        const failures: { key: string; code: string; message: string }[] = []
        let first: CloudError | undefined
        for (const key of keys) {
          try {
            await removed(folder, bucket, key, signal)
          } catch (error) {
            if (signal.aborted || !isCloudError(error)) throw error
            failures.push({ key, code: error.code, message: error.message })
            first ??= error
          }
        }
        await settled(folder, bucket.objects)
        if (first) throw someLeft(first, failures)
      })
    },
  }
}

function someLeft(first: CloudError, failures: readonly object[]): CloudError {
  return new CloudError(`${failures.length} objects could not be removed: ${first.message}`, {
    code: first.code,
    outcome: 'unknown',
    details: { failures },
    cause: first,
  })
}
