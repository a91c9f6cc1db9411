import { emptyAnswer, xmlAnswer } from '../answer.ts'
import { wholeParameter } from '../call.ts'
import { elementOf } from '../checksums/algorithms.ts'
import type { BucketHandler } from '../handler.ts'
import { page } from '../listing/walk.ts'
import { wholeSecond } from '../objects/version.ts'
import { foundUpload } from './found-upload.ts'
import { dropUpload } from './upload-changes.ts'

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListParts.html */
export const listParts: BucketHandler = (s3, call) => {
  const { bucket, key, query } = call
  const upload = foundUpload(call)
  const asked = wholeParameter(query.get('max-parts'), 'max-parts', { fallback: 1_000, most: 1_000 })
  const marker = wholeParameter(query.get('part-number-marker'), 'part-number-marker', {
    fallback: 0,
    most: Number.POSITIVE_INFINITY,
  })
  const parts = [...upload.parts.values()].sort((a, b) => a.number - b.number)
  const { items, last } = page(
    parts.filter(({ number }) => number > marker),
    Math.min(asked, s3.pageSize),
  )
  return xmlAnswer('ListPartsResult', {
    Bucket: bucket.name,
    Key: key,
    UploadId: upload.id,
    Initiator: { ID: s3.ownerId, DisplayName: 'owner' },
    Owner: { ID: s3.ownerId, DisplayName: 'owner' },
    StorageClass: upload.storageClass,
    PartNumberMarker: marker,
    NextPartNumberMarker: last ? last.number : undefined,
    MaxParts: asked,
    IsTruncated: last !== undefined,
    Part: items.map((part) => ({
      PartNumber: part.number,
      LastModified: wholeSecond(part.modifiedAt),
      ETag: part.etag,
      Size: part.size,
      [elementOf(upload.algorithm)]: upload.named ? part.checksum : undefined,
    })),
    ChecksumAlgorithm: upload.named ? upload.algorithm : undefined,
    ChecksumType: upload.named ? upload.type : undefined,
  })
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_AbortMultipartUpload.html */
export const abortMultipartUpload: BucketHandler = (s3, call) => {
  dropUpload(s3, call.bucket, foundUpload(call))
  return emptyAnswer(204)
}
