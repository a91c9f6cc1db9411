import {
  type BucketPolicy,
  deleteBucketPolicy,
  getBucketCors,
  getBucketLifecycle,
  getBucketPolicy,
  getBucketTags,
  putBucketCors,
  putBucketLifecycle,
  putBucketPolicy,
  putBucketTags,
  type S3,
} from '@cloud/s3'
import { bucket, newBucket, type Operation } from './given.ts'

const policy: BucketPolicy = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { AWS: 'arn:aws:iam::111122223333:root' },
      Action: 's3:GetObject',
      Resource: `arn:aws:s3:::${bucket}/*`,
    },
  ],
}

type Call = (driver: S3) => Promise<unknown>

/** What is set and read of a bucket; a write leaves no trace in the inventory, and is counted. */
const onBucket = (
  name: string,
  operation: string,
  repeat: 'read' | 'idempotent',
  call: Call,
  before: Call = async () => {},
): Operation => ({
  name,
  operation,
  repeat,
  ...(repeat === 'idempotent' && { bare: true }),
  given: async (driver) => {
    await newBucket(driver)
    await before(driver)
    return () => call(driver)
  },
})

const cors: Call = (driver) => putBucketCors(driver, bucket, [{ origins: ['*'], methods: ['GET'] }])
const lifecycle: Call = (driver) => putBucketLifecycle(driver, bucket, [{ expireAfterDays: 1 }])
const tags: Call = (driver) => putBucketTags(driver, bucket, { color: 'blue' })
const permit: Call = (driver) => putBucketPolicy(driver, bucket, policy)

export const settings: readonly Operation[] = [
  onBucket('putBucketCors', 'PutBucketCors', 'idempotent', cors),
  onBucket('getBucketCors', 'GetBucketCors', 'read', (driver) => getBucketCors(driver, bucket), cors),
  onBucket('putBucketLifecycle', 'PutBucketLifecycleConfiguration', 'idempotent', lifecycle),
  onBucket(
    'getBucketLifecycle',
    'GetBucketLifecycleConfiguration',
    'read',
    (driver) => getBucketLifecycle(driver, bucket),
    lifecycle,
  ),
  onBucket('putBucketTags', 'PutBucketTagging', 'idempotent', tags),
  onBucket('getBucketTags', 'GetBucketTagging', 'read', (driver) => getBucketTags(driver, bucket), tags),
  onBucket('putBucketPolicy', 'PutBucketPolicy', 'idempotent', permit),
  onBucket('getBucketPolicy', 'GetBucketPolicy', 'read', (driver) => getBucketPolicy(driver, bucket), permit),
  onBucket(
    'deleteBucketPolicy',
    'DeleteBucketPolicy',
    'idempotent',
    (driver) => deleteBucketPolicy(driver, bucket),
    permit,
  ),
]
