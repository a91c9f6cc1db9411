import type { S3 } from '../cloud.ts'
import { createKeyMap } from '../storage/key-map.ts'
import { dropUpload } from '../uploads/upload-changes.ts'
import type { Bucket, BucketSettings } from './bucket.ts'

/** A bucket without anything in it. */
export const emptyBucket = (
  name: string,
  region: string,
  createdAt: number,
  settings: BucketSettings,
): Bucket => ({
  name,
  region,
  createdAt,
  settings,
  objects: createKeyMap(),
  uploads: new Map(),
  completed: new Map(),
})

/** Puts a bucket among the others, or its settings as they are now. */
export function keepBucket(s3: S3, bucket: Bucket): void {
  const { name, region, createdAt, settings } = bucket
  s3.buckets.set(name, bucket)
  s3.records.put(['bucket', name], { region, createdAt, settings })
}

export function changeSettings(s3: S3, bucket: Bucket, settings: BucketSettings): void {
  bucket.settings = settings
  keepBucket(s3, bucket)
}

/** Of one that is empty; its uploads end with it. */
export function dropBucket(s3: S3, bucket: Bucket): void {
  for (const upload of bucket.uploads.values()) dropUpload(s3, bucket, upload)
  for (const id of bucket.completed.keys()) s3.records.remove(['completion', bucket.name, id])
  s3.buckets.delete(bucket.name)
  s3.records.remove(['bucket', bucket.name])
}
