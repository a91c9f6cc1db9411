import { emptyAnswer, xmlAnswer } from '../answer.ts'
import { textOf } from '../document.ts'
import type { BucketHandler } from '../handler.ts'
import { changeSettings } from './bucket-changes.ts'

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketRequestPayment.html */
export const getBucketRequestPayment: BucketHandler = (_s3, { bucket }) =>
  xmlAnswer('RequestPaymentConfiguration', { Payer: bucket.settings.payer })

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketRequestPayment.html */
export const putBucketRequestPayment: BucketHandler = (s3, { bucket, document }) => {
  const payer = textOf(document, 'Payer') === 'Requester' ? 'Requester' : 'BucketOwner'
  changeSettings(s3, bucket, { ...bucket.settings, payer })
  return emptyAnswer(200)
}
