import { isPublicAcl } from '../access/canned-acl.ts'
import { emptyAnswer, xmlAnswer } from '../answer.ts'
import { textOf } from '../document.ts'
import type { BucketHandler } from '../handler.ts'
import { Refusal } from '../refusal.ts'
import { changeSettings } from './bucket-changes.ts'

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketOwnershipControls.html */
export const getBucketOwnershipControls: BucketHandler = (_s3, { bucket }) => {
  const { ownership } = bucket.settings
  if (ownership === undefined)
    throw new Refusal('OwnershipControlsNotFoundError', undefined, {
      details: { BucketName: bucket.name },
    })
  return xmlAnswer('OwnershipControls', { Rule: { ObjectOwnership: ownership } })
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketOwnershipControls.html */
export const putBucketOwnershipControls: BucketHandler = (s3, { bucket, document }) => {
  const ownership = textOf(document, 'Rule', 'ObjectOwnership') ?? ''
  if (ownership === 'BucketOwnerEnforced' && isPublicAcl(bucket.settings.acl)) {
    throw new Refusal(
      'InvalidBucketAclWithObjectOwnership',
      "Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced setting",
    )
  }
  changeSettings(s3, bucket, { ...bucket.settings, ownership })
  return emptyAnswer(200)
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucketOwnershipControls.html */
export const deleteBucketOwnershipControls: BucketHandler = (s3, { bucket }) => {
  const { ownership: _ownership, ...rest } = bucket.settings
  changeSettings(s3, bucket, rest)
  return emptyAnswer(204)
}
