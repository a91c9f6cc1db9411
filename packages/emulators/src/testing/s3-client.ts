import { S3, type S3ClientConfig } from '@aws-sdk/client-s3'
import type { LocalCloud } from '../options.ts'

/** The vendor's own client, which does not try again. */
export const s3Client = (local: LocalCloud, config: S3ClientConfig = {}): S3 =>
  new S3({ ...local.s3, maxAttempts: 1, ...config })

/** A bucket of its home region. */
export async function madeBucket(local: LocalCloud, name = 'my-bucket'): Promise<string> {
  const CreateBucketConfiguration = { LocationConstraint: 'eu-west-1' } as const
  await s3Client(local).createBucket({ Bucket: name, CreateBucketConfiguration })
  return name
}
