import { emptyAnswer, xmlAnswer } from '../answer.ts'
import type { BucketCall } from '../call.ts'
import type { S3 } from '../cloud.ts'
import type { BucketHandler } from '../handler.ts'
import { foundVersion, versionHeader } from './found-version.ts'
import { mostOfObject, tagSet, tagsFromDocument } from './tags.ts'
import type { Tag } from './version.ts'
import { replaceVersion } from './version-changes.ts'

const versionOf = ({ bucket, key, query }: BucketCall) => foundVersion(bucket, key, query.get('versionId'))

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectTagging.html */
export const getObjectTagging: BucketHandler = (_s3, call) => {
  const version = versionOf(call)
  return xmlAnswer('Tagging', tagSet(version.tags), versionHeader(call.bucket, version))
}

function setTags(s3: S3, call: BucketCall, tags: readonly Tag[]) {
  const version = { ...versionOf(call), tags }
  replaceVersion(s3, call.bucket, version)
  return versionHeader(call.bucket, version)
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectTagging.html */
export const putObjectTagging: BucketHandler = (s3, call) =>
  emptyAnswer(200, setTags(s3, call, tagsFromDocument(call.document, mostOfObject)))

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjectTagging.html */
export const deleteObjectTagging: BucketHandler = (s3, call) => emptyAnswer(204, setTags(s3, call, []))
