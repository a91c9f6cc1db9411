import type { CallOptions, Ref } from '@cloud/core'
import { bucketOf, clientOf, invalid, isCloudError, readJson } from '@cloud/core/driver'
import { removeSetting, type S3Driver } from './bucket-settings.ts'
import { done, idempotent, read, send } from './client.ts'

/** A policy in AWS's own terms. https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-policies.html */
export interface BucketPolicy {
  readonly Version?: string | undefined
  readonly Id?: string | undefined
  readonly Statement: readonly Readonly<Record<string, unknown>>[]
}

/** Undefined where there is none. https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketPolicy.html */
export async function getBucketPolicy(
  driver: S3Driver,
  bucket: Ref<'bucket'>,
  call?: CallOptions,
): Promise<BucketPolicy | undefined> {
  try {
    return await send(
      clientOf(driver),
      {
        name: 'GetBucketPolicy',
        method: 'GET',
        bucket: bucketOf(bucket),
        query: { policy: '' },
        repeat: read,
        read: ({ body }) => readJson(body) as BucketPolicy,
      },
      call,
    )
  } catch (error) {
    if (isCloudError(error, 'not-found') && error.providerCode !== 'NoSuchBucket') return undefined
    throw error
  }
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketPolicy.html */
export async function putBucketPolicy(
  driver: S3Driver,
  bucket: Ref<'bucket'>,
  policy: BucketPolicy,
  call?: CallOptions,
): Promise<void> {
  if (!Array.isArray(Object(policy).Statement))
    throw invalid('The policy has no Statement', 'an array of them')
  const body = JSON.stringify(policy)
  if (Buffer.byteLength(body) > 20 * 1024)
    throw invalid(`The policy has ${Buffer.byteLength(body)} bytes`, 'at most 20,480')
  await send(
    clientOf(driver),
    {
      name: 'PutBucketPolicy',
      method: 'PUT',
      bucket: bucketOf(bucket),
      query: { policy: '' },
      headers: { 'content-type': 'application/json' },
      body,
      repeat: idempotent,
      read: done,
    },
    call,
  )
}

/** Resolves also where there is none. https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucketPolicy.html */
export function deleteBucketPolicy(
  driver: S3Driver,
  bucket: Ref<'bucket'>,
  call?: CallOptions,
): Promise<void> {
  return removeSetting(driver, { parameter: 'policy', remove: 'DeleteBucketPolicy' }, bucket, call)
}
