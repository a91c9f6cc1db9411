import { createHash } from 'node:crypto'
import { type Answer, xmlAnswer } from '../answer.ts'
import type { BucketCall } from '../call.ts'
import { checksumFields } from '../checksums/checksum-headers.ts'
import type { S3 } from '../cloud.ts'
import { childrenOf, textOf } from '../document.ts'
import type { BucketHandler } from '../handler.ts'
import { objectUrl } from '../object-url.ts'
import { checkWriteConditions } from '../objects/conditions.ts'
import { checkCustomerKey, encryptionHeaders } from '../objects/encryption.ts'
import { latestOf } from '../objects/found-version.ts'
import type { ObjectTraits, StoredVersion } from '../objects/version.ts'
import { putVersion } from '../objects/version-changes.ts'
import { Refusal } from '../refusal.ts'
import type { XmlElement } from '../xml-reader.ts'
import { completedChecksum } from './completed-checksum.ts'
import { foundUpload, mostParts } from './found-upload.ts'
import type { Completion, Upload, UploadedPart } from './upload.ts'
import { addCompletion, dropUpload } from './upload-changes.ts'

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_CompleteMultipartUpload.html */
export const completeMultipartUpload: BucketHandler = (s3, call) => {
  const { bucket, key, query, headers } = call
  const named = childrenOf(call.document, 'Part')
  const parts = JSON.stringify(named.map((part) => [textOf(part, 'PartNumber'), bare(textOf(part, 'ETag'))]))
  const before = bucket.completed.get(query.get('uploadId') ?? '')
  // The same completion again, for a client that did not hear of the first.
  if (before?.key === key && before.parts === parts) return answer(call, before, {})
  const upload = foundUpload(call)
  checkCustomerKey(upload.encryption, headers)
  const chosen = chosenParts(upload, named)
  checkSizes(upload, chosen, headers['x-amz-mp-object-size'])
  const checksum = completedChecksum(upload, chosen, named, headers)
  checkWriteConditions(latestOf(bucket, key), headers)
  const version = joined(s3, call, upload, chosen, checksum)
  const completion: Completion = {
    id: upload.id,
    key,
    parts,
    versionId: version.versionId,
    etag: version.etag,
    ...(checksum && { checksum }),
  }
  addCompletion(s3, bucket, completion)
  dropUpload(s3, bucket, upload)
  return answer(call, completion, encryptionHeaders(upload.encryption))
}

const bare = (etag: string | undefined): string => (etag ?? '').trim().replace(/^"|"$/g, '')

/** In the order that they were named. Throws for a part that is not there, or not the one that was meant. */
function chosenParts(upload: Upload, named: readonly XmlElement[]): readonly UploadedPart[] {
  if (named.length === 0 || named.length > mostParts) throw new Refusal('MalformedXML')
  let last = 0
  return named.map((element) => {
    const number = Number(textOf(element, 'PartNumber'))
    if (number <= last) throw new Refusal('InvalidPartOrder', undefined, { details: { UploadId: upload.id } })
    last = number
    const part = upload.parts.get(number)
    const etag = bare(textOf(element, 'ETag'))
    if (part && bare(part.etag) === etag) return part
    throw new Refusal('InvalidPart', undefined, {
      details: { UploadId: upload.id, PartNumber: number, ETag: etag },
    })
  })
}

const smallestPart = 5 * 1024 ** 2
const largestObject = 5 * 1024 ** 4

function checkSizes(upload: Upload, parts: readonly UploadedPart[], expected: string | undefined): void {
  const small = parts.slice(0, -1).find(({ size }) => size < smallestPart)
  if (small) {
    throw new Refusal('EntityTooSmall', undefined, {
      details: {
        ProposedSize: small.size,
        MinSizeAllowed: smallestPart,
        PartNumber: small.number,
        ETag: bare(small.etag),
      },
    })
  }
  const size = parts.reduce((sum, part) => sum + part.size, 0)
  if (size > largestObject)
    throw new Refusal('EntityTooLarge', undefined, {
      details: { ProposedSize: size, MaxSizeAllowed: largestObject, UploadId: upload.id },
    })
  if (expected !== undefined && Number(expected) !== size) {
    throw new Refusal(
      'InvalidRequest',
      `The provided 'x-amz-mp-object-size' header value ${expected} does not match what was computed: ${size}`,
    )
  }
}

function joined(
  s3: S3,
  { bucket, key }: BucketCall,
  upload: Upload,
  parts: readonly UploadedPart[],
  checksum: StoredVersion['checksum'],
): StoredVersion {
  const slices = parts.flatMap((part) => part.slices)
  s3.pieces.hold(slices)
  const md5 = createHash('md5')
  for (const part of parts) md5.update(part.md5, 'hex')
  const hash = upload.encryption.kind === 'AES256' ? md5.digest('hex') : s3.random.hex(32)
  return putVersion(s3, bucket, {
    ...traitsOf(upload),
    key,
    deleteMarker: false,
    size: parts.reduce((sum, part) => sum + part.size, 0),
    etag: `"${hash}-${parts.length}"`,
    slices,
    ...(checksum && { checksum }),
    parts: parts.map(({ number, size, checksum: own }) => ({
      number,
      size,
      ...(own !== undefined && { checksum: own }),
    })),
  })
}

const traitsOf = ({ headers, metadata, tags, storageClass, encryption, acl }: Upload): ObjectTraits => ({
  headers,
  metadata,
  tags,
  storageClass,
  encryption,
  acl,
})

const answer = (
  { bucket, key, host }: BucketCall,
  { etag, versionId, checksum }: Completion,
  headers: Readonly<Record<string, string>>,
): Answer =>
  xmlAnswer(
    'CompleteMultipartUploadResult',
    {
      Location: objectUrl(host, bucket.name, key),
      Bucket: bucket.name,
      Key: key,
      ETag: etag,
      ...checksumFields(checksum),
    },
    { ...headers, ...(bucket.settings.versioning !== undefined && { 'x-amz-version-id': versionId }) },
  )
