import type { Bucket } from './buckets/bucket.ts'
import { isBucketName } from './buckets/bucket-name.ts'
import type { S3 } from './cloud.ts'
import { Refusal } from './refusal.ts'

export function bucketNamed(s3: S3, name: string): Bucket {
  const bucket = s3.buckets.get(name)
  if (bucket) return bucket
  const code = isBucketName(name) ? 'NoSuchBucket' : 'InvalidBucketName'
  throw new Refusal(code, undefined, { details: { BucketName: name } })
}
