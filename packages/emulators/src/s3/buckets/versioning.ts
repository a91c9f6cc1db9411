import { emptyAnswer, xmlAnswer } from '../answer.ts'
import { textOf } from '../document.ts'
import type { BucketHandler } from '../handler.ts'
import { Refusal } from '../refusal.ts'
import { changeSettings } from './bucket-changes.ts'

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketVersioning.html: of a bucket that never was, nothing. */
export const getBucketVersioning: BucketHandler = (_s3, { bucket }) =>
  xmlAnswer('VersioningConfiguration', { Status: bucket.settings.versioning })

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketVersioning.html */
export const putBucketVersioning: BucketHandler = (s3, { bucket, document }) => {
  if (textOf(document, 'MfaDelete') === 'Enabled')
    throw new Refusal('NotImplemented', 'The emulated cloud has no second factor')
  const status = textOf(document, 'Status')
  if (status !== 'Enabled' && status !== 'Suspended')
    throw new Refusal('IllegalVersioningConfigurationException', 'The Versioning element must be specified')
  changeSettings(s3, bucket, { ...bucket.settings, versioning: status })
  return emptyAnswer(200)
}
