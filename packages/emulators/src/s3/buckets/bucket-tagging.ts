import { emptyAnswer, xmlAnswer } from '../answer.ts'
import type { BucketHandler } from '../handler.ts'
import { mostOfBucket, tagSet, tagsFromDocument } from '../objects/tags.ts'
import { Refusal } from '../refusal.ts'
import { changeSettings } from './bucket-changes.ts'

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketTagging.html */
export const getBucketTagging: BucketHandler = (_s3, { bucket }) => {
  const { tags } = bucket.settings
  if (!tags) throw new Refusal('NoSuchTagSet', undefined, { details: { BucketName: bucket.name } })
  return xmlAnswer('Tagging', tagSet(tags))
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketTagging.html */
export const putBucketTagging: BucketHandler = (s3, { bucket, document }) => {
  changeSettings(s3, bucket, { ...bucket.settings, tags: tagsFromDocument(document, mostOfBucket) })
  return emptyAnswer(204)
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucketTagging.html */
export const deleteBucketTagging: BucketHandler = (s3, { bucket }) => {
  const { tags: _tags, ...rest } = bucket.settings
  changeSettings(s3, bucket, rest)
  return emptyAnswer(204)
}
