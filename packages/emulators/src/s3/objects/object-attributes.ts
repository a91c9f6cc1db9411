import { xmlAnswer } from '../answer.ts'
import { wholeParameter } from '../call.ts'
import { elementOf } from '../checksums/algorithms.ts'
import { checksumFields } from '../checksums/checksum-headers.ts'
import type { BucketHandler } from '../handler.ts'
import { page } from '../listing/walk.ts'
import type { XmlFields } from '../xml.ts'
import { checkReadConditions } from './conditions.ts'
import { checkCustomerKey } from './encryption.ts'
import { foundVersion, versionHeader } from './found-version.ts'
import type { StoredVersion } from './version.ts'

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectAttributes.html */
export const getObjectAttributes: BucketHandler = (_s3, { bucket, key, query, headers }) => {
  const version = foundVersion(bucket, key, query.get('versionId'))
  checkCustomerKey(version.encryption, headers)
  checkReadConditions(version, headers)
  const wanted = (headers['x-amz-object-attributes'] ?? '').split(',').map((name) => name.trim())
  const all: XmlFields = {
    ETag: version.etag.replaceAll('"', ''),
    Checksum: version.checksum && checksumFields(version.checksum),
    ObjectParts: version.parts && partsOf(version, headers),
    StorageClass: version.storageClass,
    ObjectSize: version.size,
  }
  return xmlAnswer(
    'GetObjectAttributesResponse',
    Object.fromEntries(Object.entries(all).filter(([name]) => wanted.includes(name))),
    {
      'last-modified': new Date(version.modifiedAt).toUTCString(),
      ...versionHeader(bucket, version),
    },
  )
}

/** One by one only where each part has a checksum of its own. */
function partsOf(
  { parts = [], checksum }: StoredVersion,
  headers: Readonly<Record<string, string>>,
): XmlFields {
  if (checksum?.type !== 'COMPOSITE') return { PartsCount: parts.length }
  const most = wholeParameter(headers['x-amz-max-parts'], 'max-parts', { fallback: 1_000, most: 1_000 })
  const marker = Number(headers['x-amz-part-number-marker'] ?? 0)
  const { items, last } = page(
    parts.filter(({ number }) => number > marker),
    most,
  )
  return {
    PartsCount: parts.length,
    PartNumberMarker: marker,
    NextPartNumberMarker: last?.number ?? 0,
    MaxParts: most,
    IsTruncated: last !== undefined,
    Part: items.map((part) => ({
      PartNumber: part.number,
      Size: part.size,
      [elementOf(checksum.algorithm)]: part.checksum,
    })),
  }
}
