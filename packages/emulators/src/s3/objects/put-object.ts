import { emptyAnswer } from '../answer.ts'
import { checksumHeaders } from '../checksums/checksum-headers.ts'
import type { BucketHandler } from '../handler.ts'
import { receive } from '../receive.ts'
import { checkWriteConditions, recheckWriteConditions } from './conditions.ts'
import { encryptionHeaders, etagOf } from './encryption.ts'
import { latestOf, versionHeader } from './found-version.ts'
import { requestedTraits } from './traits.ts'
import { putVersion } from './version-changes.ts'

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html */
export const putObject: BucketHandler = async (s3, call) => {
  const { bucket, key, headers } = call
  const traits = requestedTraits(s3, bucket, headers)
  checkWriteConditions(latestOf(bucket, key), headers)
  const { slices, size, md5, checksum } = await receive(s3, call, 'CRC64NVME')
  try {
    recheckWriteConditions(latestOf(bucket, key), headers)
  } catch (error) {
    s3.pieces.release(slices)
    throw error
  }
  const version = putVersion(s3, bucket, {
    ...traits,
    key,
    deleteMarker: false,
    size,
    etag: etagOf(s3, traits.encryption, md5),
    slices,
    ...(checksum && { checksum: { ...checksum, type: 'FULL_OBJECT' } }),
  })
  return emptyAnswer(200, {
    etag: version.etag,
    ...encryptionHeaders(version.encryption),
    ...versionHeader(bucket, version),
    ...checksumHeaders(version.checksum),
  })
}
