import { emptyAnswer, xmlAnswer } from '../answer.ts'
import { childrenOf, textOf } from '../document.ts'
import type { BucketHandler } from '../handler.ts'
import { Refusal } from '../refusal.ts'
import { type BucketEncryption, newSettings } from './bucket.ts'
import { changeSettings } from './bucket-changes.ts'

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketEncryption.html: every bucket has one. */
export const getBucketEncryption: BucketHandler = (_s3, { bucket }) => {
  const { algorithm, keyId, bucketKey } = bucket.settings.encryption
  return xmlAnswer('ServerSideEncryptionConfiguration', {
    Rule: {
      ApplyServerSideEncryptionByDefault: { SSEAlgorithm: algorithm, KMSMasterKeyID: keyId },
      BucketKeyEnabled: bucketKey,
    },
  })
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketEncryption.html */
export const putBucketEncryption: BucketHandler = (s3, { bucket, document }) => {
  const [rule, ...more] = childrenOf(document, 'Rule')
  const algorithm = algorithmOf(textOf(rule, 'ApplyServerSideEncryptionByDefault', 'SSEAlgorithm'))
  const keyId = textOf(rule, 'ApplyServerSideEncryptionByDefault', 'KMSMasterKeyID')
  if (!algorithm || more.length > 0) throw new Refusal('MalformedXML')
  if (keyId !== undefined && algorithm === 'AES256') {
    throw new Refusal(
      'InvalidArgument',
      'a KMSMasterKeyID is not applicable if the default sse algorithm is not aws:kms or aws:kms:dsse',
    )
  }
  if (textOf(rule, 'BlockedEncryptionTypes') !== undefined)
    throw new Refusal('NotImplemented', 'The emulated cloud blocks no kind of encryption')
  const bucketKey = textOf(rule, 'BucketKeyEnabled')?.trim().toLowerCase() === 'true'
  const encryption = { algorithm, bucketKey, ...(keyId !== undefined && { keyId }) }
  changeSettings(s3, bucket, { ...bucket.settings, encryption })
  return emptyAnswer(200)
}

const algorithmOf = (text: string | undefined): BucketEncryption['algorithm'] | undefined =>
  text === 'AES256' || text === 'aws:kms' || text === 'aws:kms:dsse' ? text : undefined

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucketEncryption.html: what every new bucket has comes back. */
export const deleteBucketEncryption: BucketHandler = (s3, { bucket }) => {
  changeSettings(s3, bucket, { ...bucket.settings, encryption: newSettings.encryption })
  return emptyAnswer(204)
}
