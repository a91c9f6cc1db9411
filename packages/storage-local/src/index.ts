import type {} from '@cloud/core/registry'

export type { LocalBucket } from './buckets.ts'
export type { StorageLocalOptions } from './folder.ts'
export type { LocalObject } from './objects.ts'
export type { LocalNative } from './objects-wire.ts'
export { type StorageLocal, storage } from './storage.ts'
export type { LocalUpload } from './uploads.ts'

declare module '@cloud/core/registry' {
  interface Drivers {
    'storage-local': typeof import('@cloud/storage-local')
  }
}
