import { rename } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { WriteConditions } from '@cloud/core'
import { isCloudError } from '@cloud/core/driver'
import { disk } from './disk.ts'
import { type BucketPaths, type Folder, objectPath, settled } from './folder.ts'
import { locked } from './lock.ts'
import { describedIn } from './object-file.ts'
import { checkWriteConditions } from './objects-wire.ts'

/** Gives the file at `temporary` to a key, in place of what it held, where the conditions hold of that. */
export async function commit(
  folder: Folder,
  bucket: BucketPaths,
  key: string,
  temporary: string,
  conditions: WriteConditions,
  signal: AbortSignal,
): Promise<void> {
  const path = objectPath(bucket, key)
  await locked(folder, bucket, path, signal, async () => {
    if (conditions.ifMatch !== undefined || conditions.ifNoneMatch !== undefined)
      checkWriteConditions(await etagAt(path), conditions)
    if (signal.aborted) throw signal.reason
    await disk(rename(temporary, path))
  })
  await settled(folder, dirname(path))
}

/** The etag of what is at a path, if there is something. */
export async function etagAt(path: string): Promise<string | undefined> {
  try {
    return (await describedIn(path)).footer.etag
  } catch (error) {
    if (isCloudError(error, 'not-found')) return undefined
    throw error
  }
}
