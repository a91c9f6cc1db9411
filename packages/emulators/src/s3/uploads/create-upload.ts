import { xmlAnswer } from '../answer.ts'
import {
  algorithm,
  type ChecksumAlgorithm,
  type ChecksumType,
  checksumAlgorithms,
} from '../checksums/algorithms.ts'
import type { BucketHandler } from '../handler.ts'
import { encryptionHeaders } from '../objects/encryption.ts'
import { requestedTraits } from '../objects/traits.ts'
import { newToken } from '../objects/version-changes.ts'
import { Refusal } from '../refusal.ts'
import { addUpload } from './upload-changes.ts'

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateMultipartUpload.html */
export const createMultipartUpload: BucketHandler = (s3, { bucket, key, headers }) => {
  const checksum = requestedChecksum(headers)
  const traits = requestedTraits(s3, bucket, headers)
  const id = newToken(s3, 96)
  addUpload(s3, bucket, { ...traits, ...checksum, id, key, initiatedAt: s3.clock.now() })
  return xmlAnswer(
    'InitiateMultipartUploadResult',
    { Bucket: bucket.name, Key: key, UploadId: id },
    {
      ...encryptionHeaders(traits.encryption),
      ...(checksum.named && {
        'x-amz-checksum-algorithm': checksum.algorithm,
        'x-amz-checksum-type': checksum.type,
      }),
    },
  )
}

/** Where none is named, the service takes its own, of the whole object. */
function requestedChecksum(headers: Readonly<Record<string, string>>): {
  readonly algorithm: ChecksumAlgorithm
  readonly type: ChecksumType
  readonly named: boolean
} {
  const name = headers['x-amz-checksum-algorithm']?.toUpperCase()
  const wanted = headers['x-amz-checksum-type']
  if (name === undefined) {
    if (wanted !== undefined)
      throw new Refusal(
        'InvalidRequest',
        'The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm header.',
      )
    return { algorithm: 'CRC64NVME', type: 'FULL_OBJECT', named: false }
  }
  const known = checksumAlgorithms.find((each) => each === name)
  if (!known) throw new Refusal('NotImplemented', `The emulated cloud does not compute ${name}`)
  const { types } = algorithm(known)
  const type = types.find((each) => wanted === undefined || each === wanted)
  if (type) return { algorithm: known, type, named: true }
  throw new Refusal(
    'InvalidRequest',
    `The ${wanted} checksum type cannot be used with the ${name.toLowerCase()} checksum algorithm.`,
  )
}
