import { xmlAnswer } from '../answer.ts'
import type { S3 } from '../cloud.ts'
import type { BucketHandler } from '../handler.ts'
import { type StoredVersion, wholeSecond } from '../objects/version.ts'
import { invalidArgument } from '../refusal.ts'
import type { XmlFields } from '../xml.ts'
import { given, type ListQuery, listQuery } from './list-query.ts'
import { page, type Walked, walk } from './walk.ts'

type Item = Walked<readonly StoredVersion[]>

/** A key is listed when its latest version is no delete marker. */
const isListed = ([latest]: readonly StoredVersion[]) => latest !== undefined && !latest.deleteMarker

const contents = (s3: S3, { shown }: ListQuery, items: readonly Item[], withOwner: boolean) =>
  items.flatMap((item) => {
    const version = item.kind === 'key' ? item.value[0] : undefined
    if (!version) return []
    return [
      {
        Key: shown(version.key),
        LastModified: wholeSecond(version.modifiedAt),
        ETag: version.etag,
        ...(version.checksum && {
          ChecksumAlgorithm: version.checksum.algorithm,
          ChecksumType: version.checksum.type,
        }),
        Size: version.size,
        Owner: withOwner ? { ID: s3.ownerId } : undefined,
        StorageClass: version.storageClass,
      },
    ]
  })

export const commonPrefixes = (
  { shown }: ListQuery,
  items: readonly { readonly kind: string; readonly name: string }[],
): readonly XmlFields[] =>
  items.filter(({ kind }) => kind === 'prefix').map(({ name }) => ({ Prefix: shown(name) }))

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html */
export const listObjectsV2: BucketHandler = (s3, call) => {
  const { bucket, query } = call
  const rules = listQuery(s3, call)
  const { prefix, delimiter, shown } = rules
  const token = query.get('continuation-token')
  const startAfter = query.get('start-after')
  const after = token === undefined ? startAfter : fromToken(token)
  const { items, last } = page(walk(bucket.objects, { prefix, delimiter, after, isListed }), rules.most)
  return xmlAnswer('ListBucketResult', {
    Name: bucket.name,
    Prefix: shown(prefix),
    StartAfter: startAfter === undefined ? undefined : shown(startAfter),
    ContinuationToken: token,
    NextContinuationToken: last && toToken(last.name),
    KeyCount: items.length,
    MaxKeys: rules.asked,
    Delimiter: given(delimiter, shown),
    EncodingType: rules.encodingType,
    IsTruncated: last !== undefined,
    Contents: contents(s3, rules, items, query.get('fetch-owner') === 'true'),
    CommonPrefixes: commonPrefixes(rules, items),
  })
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjects.html: the next page's marker is only told where there is a delimiter. */
export const listObjects: BucketHandler = (s3, call) => {
  const { bucket, query } = call
  const rules = listQuery(s3, call)
  const { prefix, delimiter, shown } = rules
  const marker = query.get('marker')
  const after = marker === '' ? undefined : marker
  const { items, last } = page(walk(bucket.objects, { prefix, delimiter, after, isListed }), rules.most)
  return xmlAnswer('ListBucketResult', {
    Name: bucket.name,
    Prefix: shown(prefix),
    Marker: shown(marker ?? ''),
    NextMarker: last && delimiter !== '' ? shown(last.name) : undefined,
    MaxKeys: rules.asked,
    Delimiter: given(delimiter, shown),
    EncodingType: rules.encodingType,
    IsTruncated: last !== undefined,
    Contents: contents(s3, rules, items, true),
    CommonPrefixes: commonPrefixes(rules, items),
  })
}

/** Of a page, nothing but the cloud's own to read; it goes on after a key. */
export const toToken = (key: string): string => `1${Buffer.from(key).toString('base64')}`

export function fromToken(token: string): string {
  const bytes = Buffer.from(token.slice(1), 'base64')
  if (token.startsWith('1') && bytes.toString('base64') === token.slice(1)) return bytes.toString()
  throw invalidArgument('The continuation token provided is incorrect', 'continuation-token', token)
}
