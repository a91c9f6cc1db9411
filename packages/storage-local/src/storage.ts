import type { BulkDelete, CopyObjects, MultipartUploads, Storage } from '@cloud/core'
import { checkRuntime } from '@cloud/core/driver'
import { buckets, type LocalBucket } from './buckets.ts'
import { bulkDelete, copies } from './copies.ts'
import { openFolder, type StorageLocalOptions } from './folder.ts'
import { objectLists } from './object-lists.ts'
import { type LocalObject, objects } from './objects.ts'
import { uploads } from './uploads.ts'

export type StorageLocal = Storage<LocalBucket, LocalObject> & CopyObjects & BulkDelete & MultipartUploads

/** Object storage on a folder. Nothing is read or written before the first call. */
export function storage(options: StorageLocalOptions): StorageLocal {
  checkRuntime()
  const folder = openFolder(options)
  return {
    ...buckets(folder),
    ...objectLists(folder),
    ...objects(folder),
    ...copies(folder),
    ...bulkDelete(folder),
    ...uploads(folder),
  }
}
