import { emptyAnswer, xmlAnswer } from '../answer.ts'
import { textOf } from '../document.ts'
import type { BucketHandler } from '../handler.ts'
import { Refusal } from '../refusal.ts'
import { changeSettings } from './bucket-changes.ts'

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetPublicAccessBlock.html */
export const getPublicAccessBlock: BucketHandler = (_s3, { bucket }) => {
  const { publicAccessBlock: block } = bucket.settings
  if (!block)
    throw new Refusal('NoSuchPublicAccessBlockConfiguration', undefined, {
      details: { BucketName: bucket.name },
    })
  return xmlAnswer('PublicAccessBlockConfiguration', {
    BlockPublicAcls: block.blockAcls,
    IgnorePublicAcls: block.ignoreAcls,
    BlockPublicPolicy: block.blockPolicy,
    RestrictPublicBuckets: block.restrictBuckets,
  })
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutPublicAccessBlock.html: what is left out is false. */
export const putPublicAccessBlock: BucketHandler = (s3, { bucket, document }) => {
  const flag = (name: string) => textOf(document, name)?.trim().toLowerCase() === 'true'
  const publicAccessBlock = {
    blockAcls: flag('BlockPublicAcls'),
    ignoreAcls: flag('IgnorePublicAcls'),
    blockPolicy: flag('BlockPublicPolicy'),
    restrictBuckets: flag('RestrictPublicBuckets'),
  }
  changeSettings(s3, bucket, { ...bucket.settings, publicAccessBlock })
  return emptyAnswer(200)
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeletePublicAccessBlock.html */
export const deletePublicAccessBlock: BucketHandler = (s3, { bucket }) => {
  const { publicAccessBlock: _block, ...rest } = bucket.settings
  changeSettings(s3, bucket, rest)
  return emptyAnswer(204)
}
