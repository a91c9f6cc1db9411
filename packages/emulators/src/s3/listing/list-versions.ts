import { xmlAnswer } from '../answer.ts'
import type { S3 } from '../cloud.ts'
import type { BucketHandler } from '../handler.ts'
import { checkVersionId } from '../objects/found-version.ts'
import { type StoredVersion, wholeSecond } from '../objects/version.ts'
import { invalidArgument } from '../refusal.ts'
import { commonPrefixes } from './list-objects.ts'
import { given, type ListQuery, listQuery } from './list-query.ts'
import { page, type Walked, walk } from './walk.ts'

type Item =
  | {
      readonly kind: 'version'
      readonly name: string
      readonly version: StoredVersion
      readonly isLatest: boolean
    }
  | Extract<Walked<never>, { kind: 'prefix' }>

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectVersions.html */
export const listObjectVersions: BucketHandler = (s3, call) => {
  const { bucket, query } = call
  const rules = listQuery(s3, call)
  const { prefix, delimiter, shown } = rules
  const keyMarker = query.get('key-marker') || undefined
  const idMarker = query.get('version-id-marker') || undefined
  if (idMarker !== undefined) {
    if (keyMarker === undefined)
      throw invalidArgument(
        'A version-id marker cannot be specified without a key marker.',
        'version-id-marker',
        idMarker,
      )
    checkVersionId(idMarker)
  }
  const walked = walk(bucket.objects, {
    prefix,
    delimiter,
    after: keyMarker,
    isAfterIncluded: idMarker !== undefined,
    isListed: () => true,
  })
  const { items, last } = page(versionsOf(walked, keyMarker, idMarker), rules.most)
  return xmlAnswer('ListVersionsResult', {
    Name: bucket.name,
    Prefix: shown(prefix),
    KeyMarker: shown(keyMarker ?? ''),
    VersionIdMarker: idMarker ?? '',
    NextKeyMarker: last && shown(last.name),
    NextVersionIdMarker: last?.kind === 'version' ? last.version.versionId : undefined,
    MaxKeys: rules.asked,
    Delimiter: given(delimiter, shown),
    EncodingType: rules.encodingType,
    IsTruncated: last !== undefined,
    // Versions and delete markers of a key lie among each other, the latest first.
    '': items.flatMap((item) => (item.kind === 'version' ? [fieldsOf(s3, rules, item)] : [])),
    CommonPrefixes: commonPrefixes(rules, items),
  })
}

function* versionsOf(
  walked: Iterable<Walked<readonly StoredVersion[]>>,
  keyMarker: string | undefined,
  idMarker: string | undefined,
): Generator<Item, void> {
  for (const item of walked) {
    if (item.kind === 'prefix') {
      yield item
      continue
    }
    const marked =
      item.name === keyMarker ? item.value.findIndex(({ versionId }) => versionId === idMarker) : -1
    for (const [index, version] of item.value.entries()) {
      if (index > marked) yield { kind: 'version', name: item.name, version, isLatest: index === 0 }
    }
  }
}

function fieldsOf(
  { ownerId }: S3,
  { shown }: ListQuery,
  { version, isLatest }: Extract<Item, { kind: 'version' }>,
) {
  const shared = {
    Key: shown(version.key),
    VersionId: version.versionId,
    IsLatest: isLatest,
    LastModified: wholeSecond(version.modifiedAt),
  }
  const Owner = { ID: ownerId }
  if (version.deleteMarker) return { DeleteMarker: { ...shared, Owner } }
  return {
    Version: {
      ...shared,
      ETag: version.etag,
      ChecksumAlgorithm: version.checksum?.algorithm,
      ChecksumType: version.checksum?.type,
      Size: version.size,
      Owner,
      StorageClass: version.storageClass,
    },
  }
}
