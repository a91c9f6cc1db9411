import type { CallOptions, Listing, Page, Ref, UploadQuery } from '@cloud/core'
import { bucketOf, checkKeyPart, checkNames, defined, listing, readXml } from '@cloud/core/driver'
import { read, type S3Client, send } from './client.ts'
import { markersOf, tokenOf } from './page-token.ts'
import { type S3Upload, toUpload, uploads } from './uploads-wire.ts'
import { decoder } from './url-encoding.ts'

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListMultipartUploads.html */
export function listUploads(
  client: S3Client,
  ref: Ref<'bucket'>,
  query: UploadQuery,
  call: CallOptions | undefined,
): Listing<S3Upload> {
  const bucket = bucketOf(ref)
  checkNames('listMultipartUploads', query, ['prefix'])
  const { prefix } = query
  if (prefix !== undefined) checkKeyPart('prefix', prefix)
  // Ceph encodes these keys where it is asked to, and does not say so.
  const encoding = client.integrity === 'md5' ? undefined : 'url'
  const fetch = async (after: string | undefined, limits: CallOptions): Promise<Page<S3Upload>> => {
    const [key, upload] = markersOf(after)
    const wire = await send(
      client,
      {
        name: 'ListMultipartUploads',
        method: 'GET',
        bucket,
        query: {
          uploads: '',
          'encoding-type': encoding,
          prefix,
          'key-marker': key,
          'upload-id-marker': upload,
        },
        repeat: read,
        read: ({ body }) => readXml(body, 'ListMultipartUploadsResult', uploads),
      },
      limits,
    )
    const decoded = decoder(wire.EncodingType)
    const items = wire.Upload.map((each) => toUpload(bucket, decoded(each.Key), each.UploadId, each))
    const next = wire.IsTruncated
      ? tokenOf([decoded(wire.NextKeyMarker ?? ''), wire.NextUploadIdMarker ?? ''])
      : undefined
    return { items, ...defined({ next }) }
  }
  return listing(fetch, call, client.clock)
}
