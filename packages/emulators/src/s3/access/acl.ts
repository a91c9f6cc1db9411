import { emptyAnswer, xmlAnswer } from '../answer.ts'
import { changeSettings } from '../buckets/bucket-changes.ts'
import type { BucketCall } from '../call.ts'
import type { S3 } from '../cloud.ts'
import type { BucketHandler } from '../handler.ts'
import { foundVersion } from '../objects/found-version.ts'
import { replaceVersion } from '../objects/version-changes.ts'
import { Refusal } from '../refusal.ts'
import { aclDocument, cannedOf } from './acl-document.ts'
import { requestedAcl } from './canned-acl.ts'

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketAcl.html */
export const getBucketAcl: BucketHandler = (s3, { bucket }) =>
  xmlAnswer('AccessControlPolicy', aclDocument(s3, bucket.settings.acl))

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketAcl.html */
export const putBucketAcl: BucketHandler = (s3, call) => {
  changeSettings(s3, call.bucket, { ...call.bucket.settings, acl: wantedAcl(s3, call) })
  return emptyAnswer(200)
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectAcl.html */
export const getObjectAcl: BucketHandler = (s3, { bucket, key, query }) => {
  const version = foundVersion(bucket, key, query.get('versionId'))
  return xmlAnswer('AccessControlPolicy', aclDocument(s3, version.acl))
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectAcl.html */
export const putObjectAcl: BucketHandler = (s3, call) => {
  const { bucket, key, query } = call
  const version = foundVersion(bucket, key, query.get('versionId'))
  replaceVersion(s3, bucket, { ...version, acl: wantedAcl(s3, call) })
  return emptyAnswer(200)
}

/** By its name in a header, or as a document. */
function wantedAcl(s3: S3, { bucket, headers, document }: BucketCall): string {
  if (document && headers['x-amz-acl'] !== undefined)
    throw new Refusal('UnexpectedContent', 'This request does not support content')
  if (!document && headers['x-amz-acl'] === undefined) {
    throw new Refusal('MissingSecurityHeader', 'Your request was missing a required header', {
      details: { MissingHeaderName: 'x-amz-acl' },
    })
  }
  const acl = document ? cannedOf(s3, document) : headers['x-amz-acl']
  return requestedAcl(bucket, { ...headers, ...(acl !== undefined && { 'x-amz-acl': acl }) })
}
