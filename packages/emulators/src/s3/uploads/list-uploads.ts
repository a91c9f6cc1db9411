import { xmlAnswer } from '../answer.ts'
import type { Bucket } from '../buckets/bucket.ts'
import type { BucketHandler } from '../handler.ts'
import { commonPrefixes } from '../listing/list-objects.ts'
import { given, listQuery } from '../listing/list-query.ts'
import { page, type Walked, walk } from '../listing/walk.ts'
import { wholeSecond } from '../objects/version.ts'
import { createKeyMap, type KeyMap } from '../storage/key-map.ts'
import type { Upload } from './upload.ts'

type Item =
  | { readonly kind: 'upload'; readonly name: string; readonly upload: Upload }
  | Extract<Walked<never>, { kind: 'prefix' }>

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListMultipartUploads.html */
export const listMultipartUploads: BucketHandler = (s3, call) => {
  const { bucket, query } = call
  const rules = listQuery(s3, call, 'max-uploads')
  const { prefix, delimiter, shown } = rules
  const keyMarker = query.get('key-marker') || undefined
  // Without a key, the marker of an upload says nothing.
  const idMarker = keyMarker === undefined ? undefined : query.get('upload-id-marker') || undefined
  const walked = walk(byKey(bucket), {
    prefix,
    delimiter,
    after: keyMarker,
    isAfterIncluded: idMarker !== undefined,
    isListed: () => true,
  })
  const { items, last } = page(uploadsOf(walked, keyMarker, idMarker), rules.most)
  return xmlAnswer('ListMultipartUploadsResult', {
    Bucket: bucket.name,
    KeyMarker: shown(keyMarker ?? ''),
    UploadIdMarker: idMarker ?? '',
    NextKeyMarker: last && shown(last.name),
    NextUploadIdMarker: last && (last.kind === 'upload' ? last.upload.id : ''),
    Prefix: given(prefix, shown),
    Delimiter: given(delimiter, shown),
    EncodingType: rules.encodingType,
    MaxUploads: rules.asked,
    IsTruncated: last !== undefined,
    Upload: items.flatMap((item) =>
      item.kind === 'upload' ? [fieldsOf(item.upload, s3.ownerId, shown)] : [],
    ),
    CommonPrefixes: commonPrefixes(rules, items),
  })
}

const fieldsOf = (upload: Upload, owner: string, shown: (key: string) => string) => ({
  UploadId: upload.id,
  Key: shown(upload.key),
  Initiated: wholeSecond(upload.initiatedAt),
  StorageClass: upload.storageClass,
  Owner: { ID: owner, DisplayName: 'owner' },
  Initiator: { ID: owner, DisplayName: 'owner' },
  ChecksumAlgorithm: upload.named ? upload.algorithm : undefined,
  ChecksumType: upload.named ? upload.type : undefined,
})

/** Of a key, in the order in which they were begun. */
function byKey({ uploads }: Bucket): KeyMap<readonly Upload[]> {
  const map = createKeyMap<readonly Upload[]>()
  for (const upload of uploads.values()) map.set(upload.key, [...(map.get(upload.key) ?? []), upload])
  return map
}

function* uploadsOf(
  walked: Iterable<Walked<readonly Upload[]>>,
  keyMarker: string | undefined,
  idMarker: string | undefined,
): Generator<Item, void> {
  for (const item of walked) {
    if (item.kind === 'prefix') {
      yield item
      continue
    }
    const marked = item.name === keyMarker ? item.value.findIndex(({ id }) => id === idMarker) : -1
    for (const upload of item.value.slice(marked + 1)) yield { kind: 'upload', name: item.name, upload }
  }
}
