import { emptyAnswer } from '../answer.ts'
import type { BucketCall } from '../call.ts'
import { headerOf } from '../checksums/algorithms.ts'
import { claimedChecksum } from '../checksums/checked-bytes.ts'
import type { S3 } from '../cloud.ts'
import type { BucketHandler } from '../handler.ts'
import { checkCustomerKey, encryptionHeaders, etagOf } from '../objects/encryption.ts'
import { type Received, receive } from '../receive.ts'
import { Refusal } from '../refusal.ts'
import { foundUpload, partNumber } from './found-upload.ts'
import type { Upload, UploadedPart } from './upload.ts'
import { addPart } from './upload-changes.ts'

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_UploadPart.html */
export const uploadPart: BucketHandler = async (s3, call) => {
  const upload = foundUpload(call)
  const number = partNumber(call)
  checkCustomerKey(upload.encryption, call.headers)
  checkAlgorithm(upload, claimedChecksum(call.headers)?.algorithm)
  const received = await receive(s3, call, upload.algorithm)
  const part = keepPart(s3, call, number, received)
  return emptyAnswer(200, {
    etag: part.etag,
    ...(part.checksum !== undefined && { [headerOf(upload.algorithm)]: part.checksum }),
    ...encryptionHeaders(upload.encryption),
  })
}

/** Every part has the checksum that the upload was begun with, and none has one that it was not. */
function checkAlgorithm({ algorithm, named }: Upload, claimed: string | undefined): void {
  const expected = named ? algorithm : undefined
  if (claimed === expected) return
  const [one, other] = [expected, claimed].map((name) => name?.toLowerCase() ?? 'null')
  throw new Refusal(
    'InvalidRequest',
    `Checksum Type mismatch occurred, expected checksum Type: ${one}, actual checksum Type: ${other}`,
  )
}

/** The upload may have ended while the part came in: then nothing of it stays. */
export function keepPart(s3: S3, call: BucketCall, number: number, received: Received): UploadedPart {
  const { slices, size, md5, checksum } = received
  try {
    const upload = foundUpload(call)
    const part: UploadedPart = {
      number,
      size,
      etag: etagOf(s3, upload.encryption, md5),
      md5: md5.toString('hex'),
      modifiedAt: s3.clock.now(),
      slices,
      ...(checksum && { checksum: checksum.value }),
    }
    addPart(s3, call.bucket, upload, part)
    return part
  } catch (error) {
    s3.pieces.release(slices)
    throw error
  }
}
