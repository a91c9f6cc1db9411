import { xmlAnswer } from '../answer.ts'
import { elementOf } from '../checksums/algorithms.ts'
import type { BucketHandler } from '../handler.ts'
import { sourceVersionHeader } from '../objects/copy-object.ts'
import { copySource, measured } from '../objects/copy-source.ts'
import { checkCustomerKey, encryptionHeaders } from '../objects/encryption.ts'
import { readCopyRange } from '../objects/range.ts'
import { wholeSecond } from '../objects/version.ts'
import { largestPut } from '../receive.ts'
import { Refusal } from '../refusal.ts'
import { cut } from '../storage/slices.ts'
import { foundUpload, partNumber } from './found-upload.ts'
import { keepPart } from './upload-part.ts'

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_UploadPartCopy.html */
export const uploadPartCopy: BucketHandler = async (s3, call) => {
  const upload = foundUpload(call)
  const number = partNumber(call)
  checkCustomerKey(upload.encryption, call.headers)
  const source = copySource(s3, call)
  const { start, length } = readCopyRange(call.headers['x-amz-copy-source-range'], source.version.size)
  if (length > largestPut) {
    throw new Refusal(
      'InvalidRequest',
      `The specified copy source is larger than the maximum allowable size for a copy source: ${largestPut}`,
    )
  }
  const slices = cut(source.version.slices, start, length)
  const part = keepPart(s3, call, number, await measured(s3, slices, upload.algorithm))
  return xmlAnswer(
    'CopyPartResult',
    {
      ETag: part.etag,
      LastModified: wholeSecond(part.modifiedAt),
      [elementOf(upload.algorithm)]: upload.named ? part.checksum : undefined,
    },
    { ...sourceVersionHeader(source), ...encryptionHeaders(upload.encryption) },
  )
}
