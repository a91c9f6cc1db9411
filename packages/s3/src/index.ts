import type {} from '@cloud/core/registry'

export { type CorsRule, getBucketCors, putBucketCors } from './bucket-cors.ts'
export {
  getBucketLifecycle,
  type LifecycleRule,
  type LifecycleTransition,
  putBucketLifecycle,
} from './bucket-lifecycle.ts'
export { type BucketPolicy, deleteBucketPolicy, getBucketPolicy, putBucketPolicy } from './bucket-policy.ts'
export type { S3Driver } from './bucket-settings.ts'
export { getBucketTags, putBucketTags } from './bucket-tags.ts'
export { type Buckets, buckets, type S3CreateBucket } from './buckets.ts'
export { bulkDelete } from './bulk-delete.ts'
export { type S3Client, s3Client } from './client.ts'
export { copies } from './copy-object.ts'
export { deleteObject } from './delete-object.ts'
export { getObject } from './get-object.ts'
export { listObjects } from './list-objects.ts'
export type { S3CustomerKey, S3PutNative, S3ReadNative } from './native.ts'
export { objectTags } from './object-tags.ts'
export { type Objects, objects } from './objects.ts'
export type { S3Object, S3ObjectNative } from './objects-wire.ts'
export type { S3Options } from './options.ts'
export { ceph, googleStorage, minio, type StoreOptions } from './presets.ts'
export { putObject } from './put-object.ts'
export { readObject } from './read-object.ts'
export { signedUrls } from './signed-urls.ts'
export { type S3, storage } from './storage.ts'
export { uploads } from './uploads.ts'
export type { S3Upload, S3UploadNative } from './uploads-wire.ts'
export { versions } from './versions.ts'

declare module '@cloud/core/registry' {
  interface Drivers {
    s3: typeof import('@cloud/s3')
  }
}
