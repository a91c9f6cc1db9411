import { emptyAnswer, xmlAnswer } from '../answer.ts'
import { wholeParameter } from '../call.ts'
import type { BucketHandler, Handler } from '../handler.ts'
import { fromToken, toToken } from '../listing/list-objects.ts'
import { page } from '../listing/walk.ts'
import { wholeSecond } from '../objects/version.ts'
import { Refusal } from '../refusal.ts'
import { compareKeys } from '../storage/key-order.ts'
import { dropBucket } from './bucket-changes.ts'
import { firstRegion } from './create-bucket.ts'

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListBuckets.html */
export const listBuckets: Handler = (s3, { query, requester }) => {
  if (requester === 'anonymous') throw new Refusal('AccessDenied')
  const prefix = query.get('prefix') ?? ''
  const region = query.get('bucket-region')
  const isPaged = query.has('max-buckets')
  const most = wholeParameter(query.get('max-buckets'), 'max-buckets', { fallback: 10_000, most: 10_000 })
  const token = query.get('continuation-token')
  const after = token === undefined ? '' : fromToken(token)
  const found = [...s3.buckets.values()]
    .filter(({ name }) => name.startsWith(prefix) && compareKeys(name, after) > 0)
    .filter((bucket) => region === undefined || bucket.region === region)
    .sort((a, b) => compareKeys(a.name, b.name))
  const { items, last } = page(found, Math.min(most, s3.bucketPageSize))
  return xmlAnswer('ListAllMyBucketsResult', {
    Owner: { ID: s3.ownerId },
    Buckets: {
      Bucket: items.map((bucket) => ({
        Name: bucket.name,
        CreationDate: wholeSecond(bucket.createdAt),
        BucketRegion: isPaged || region !== undefined ? bucket.region : undefined,
        BucketArn: isPaged || region !== undefined ? `arn:aws:s3:::${bucket.name}` : undefined,
      })),
    },
    ContinuationToken: last && toToken(last.name),
    Prefix: query.get('prefix'),
  })
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadBucket.html */
export const headBucket: BucketHandler = (_s3, { bucket }) =>
  emptyAnswer(200, {
    'content-type': 'application/xml',
    'x-amz-bucket-region': bucket.region,
    'x-amz-access-point-alias': 'false',
    'x-amz-bucket-arn': `arn:aws:s3:::${bucket.name}`,
  })

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLocation.html: of the first region, nothing. */
export const getBucketLocation: BucketHandler = (_s3, { bucket }) =>
  xmlAnswer('LocationConstraint', bucket.region === firstRegion ? '' : bucket.region)

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucket.html: versions and delete markers count; uploads do not, and end. */
export const deleteBucket: BucketHandler = (s3, { bucket }) => {
  if (bucket.objects.size() > 0)
    throw new Refusal('BucketNotEmpty', undefined, { details: { BucketName: bucket.name } })
  dropBucket(s3, bucket)
  return emptyAnswer(204)
}
