import { xmlAnswer } from '../answer.ts'
import type { BucketCall } from '../call.ts'
import { type ChecksumAlgorithm, checksumAlgorithms } from '../checksums/algorithms.ts'
import { checksumFields } from '../checksums/checksum-headers.ts'
import type { S3 } from '../cloud.ts'
import type { BucketHandler } from '../handler.ts'
import { largestPut } from '../receive.ts'
import { Refusal } from '../refusal.ts'
import { checkWriteConditions, recheckWriteConditions } from './conditions.ts'
import { type CopySource, copySource, measured } from './copy-source.ts'
import { encryptionHeaders, etagOf } from './encryption.ts'
import { latestOf, versionHeader } from './found-version.ts'
import { requestedTraits } from './traits.ts'
import { type ObjectTraits, wholeSecond } from './version.ts'
import { putVersion } from './version-changes.ts'

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html */
export const copyObject: BucketHandler = async (s3, call) => {
  const { bucket, key, headers } = call
  const source = copySource(s3, call)
  if (source.version.size > largestPut) {
    throw new Refusal(
      'InvalidRequest',
      `The specified copy source is larger than the maximum allowable size for a copy source: ${largestPut}`,
    )
  }
  const traits = copiedTraits(s3, call, source)
  checkWriteConditions(latestOf(bucket, key), headers)
  const { slices, size, md5, checksum } = await measured(s3, source.version.slices, algorithmOf(call, source))
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
  return xmlAnswer(
    'CopyObjectResult',
    {
      LastModified: wholeSecond(version.modifiedAt),
      ETag: version.etag,
      ...checksumFields(version.checksum),
    },
    {
      ...sourceVersionHeader(source),
      ...versionHeader(bucket, version),
      ...encryptionHeaders(version.encryption),
    },
  )
}

export const sourceVersionHeader = ({ bucket, version }: CopySource): Readonly<Record<string, string>> =>
  bucket.settings.versioning === undefined ? {} : { 'x-amz-copy-source-version-id': version.versionId }

/** A copy has the checksum of the whole, by the algorithm that is asked for or that its source has. */
function algorithmOf({ headers }: BucketCall, { version }: CopySource): ChecksumAlgorithm {
  const wanted = headers['x-amz-checksum-algorithm']?.toUpperCase()
  if (wanted === undefined) return version.checksum?.algorithm ?? 'CRC64NVME'
  const known = checksumAlgorithms.find((name) => name === wanted)
  if (known) return known
  throw new Refusal('NotImplemented', `The emulated cloud does not compute ${wanted}`)
}

/** What describes an object comes along unless it is replaced; class, encryption and access never do. */
function copiedTraits(s3: S3, { bucket, key, headers }: BucketCall, source: CopySource): ObjectTraits {
  const requested = requestedTraits(s3, bucket, headers)
  const { version } = source
  const replacesMetadata = headers['x-amz-metadata-directive'] === 'REPLACE'
  const replacesTags = headers['x-amz-tagging-directive'] === 'REPLACE'
  const isSame = source.bucket === bucket && version.key === key && version === latestOf(bucket, key)
  const changes =
    replacesMetadata ||
    replacesTags ||
    ['x-amz-storage-class', 'x-amz-website-redirect-location'].some((name) => name in headers) ||
    Object.keys(headers).some((name) => name.startsWith('x-amz-server-side-encryption'))
  if (isSame && !changes) {
    throw new Refusal(
      'InvalidRequest',
      "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.",
    )
  }
  return {
    ...requested,
    headers: replacesMetadata ? requested.headers : version.headers,
    metadata: replacesMetadata ? requested.metadata : version.metadata,
    tags: replacesTags ? requested.tags : version.tags,
  }
}
