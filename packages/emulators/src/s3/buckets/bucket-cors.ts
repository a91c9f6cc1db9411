import { emptyAnswer, xmlAnswer } from '../answer.ts'
import { childrenOf } from '../document.ts'
import type { BucketHandler } from '../handler.ts'
import { Refusal } from '../refusal.ts'
import { changeSettings } from './bucket-changes.ts'
import { shownDocument } from './shown-document.ts'

const methods = ['GET', 'PUT', 'POST', 'DELETE', 'HEAD']
const mostRules = 100

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketCors.html */
export const getBucketCors: BucketHandler = (_s3, { bucket }) => {
  const { cors } = bucket.settings
  if (!cors) throw new Refusal('NoSuchCORSConfiguration', undefined, { details: { BucketName: bucket.name } })
  return xmlAnswer('CORSConfiguration', shownDocument(cors))
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketCors.html */
export const putBucketCors: BucketHandler = (s3, { bucket, document }) => {
  const rules = childrenOf(document, 'CORSRule')
  if (!document || rules.length > mostRules) throw new Refusal('MalformedXML')
  for (const { text } of rules.flatMap((rule) => childrenOf(rule, 'AllowedMethod'))) {
    if (!methods.includes(text))
      throw new Refusal(
        'InvalidRequest',
        `Found unsupported HTTP method in CORS config. Unsupported method is ${text}`,
      )
  }
  for (const name of ['AllowedOrigin', 'AllowedHeader']) {
    for (const { text } of rules.flatMap((rule) => childrenOf(rule, name))) {
      if (text.split('*').length > 2)
        throw new Refusal('InvalidRequest', `${name} "${text}" can not have more than one wildcard.`)
    }
  }
  changeSettings(s3, bucket, { ...bucket.settings, cors: document })
  return emptyAnswer(200)
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucketCors.html */
export const deleteBucketCors: BucketHandler = (s3, { bucket }) => {
  const { cors: _cors, ...rest } = bucket.settings
  changeSettings(s3, bucket, rest)
  return emptyAnswer(204)
}
