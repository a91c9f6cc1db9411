import type { CallOptions, ObjectListing, ObjectPage, ObjectQuery, Ref } from '@cloud/core'
import {
  boolean,
  bucketOf,
  CloudError,
  checkObjectQuery,
  defined,
  flat,
  listing,
  object,
  readXml,
  required,
  text,
  type XmlShape,
} from '@cloud/core/driver'
import { read, type S3Client, send } from './client.ts'
import { type ListedWire, listedObject, toListed } from './objects-wire.ts'
import { decoder } from './url-encoding.ts'

interface ListWire {
  readonly EncodingType?: string
  readonly IsTruncated?: boolean
  readonly NextContinuationToken?: string
  readonly Contents: readonly ListedWire[]
  readonly CommonPrefixes: readonly { readonly Prefix: string }[]
}

const list: XmlShape<ListWire> = object<ListWire>({
  EncodingType: text,
  IsTruncated: boolean,
  NextContinuationToken: text,
  Contents: flat(listedObject),
  CommonPrefixes: flat(object<{ readonly Prefix: string }>({ Prefix: required(text) })),
})

/**
 * `listObjects` of `objects` alone, for who only lists: its bundle holds nothing of what moves content.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html
 */
export function listObjects(
  client: S3Client,
  ref: Ref<'bucket'>,
  query: ObjectQuery = {},
  call?: CallOptions,
): ObjectListing {
  const bucket = bucketOf(ref)
  checkObjectQuery(query)
  const { prefix, delimiter, startAfter, pageSize = 1000 } = query
  const fetch = async (after: string | undefined, limits: CallOptions): Promise<ObjectPage> => {
    const wire = await send(
      client,
      {
        name: 'ListObjectsV2',
        method: 'GET',
        bucket,
        query: {
          'list-type': 2,
          // Not all that a key may hold can be written in XML.
          'encoding-type': 'url',
          'max-keys': pageSize,
          prefix,
          delimiter,
          'start-after': startAfter,
          'continuation-token': after,
        },
        repeat: read,
        read: ({ body }) => readXml(body, 'ListBucketResult', list),
      },
      limits,
    )
    const decoded = decoder(wire.EncodingType)
    const items = wire.Contents.map((each) => toListed(bucket, decoded(each.Key), each))
    const prefixes = wire.CommonPrefixes.map(({ Prefix }) => decoded(Prefix))
    return { items, prefixes, ...defined({ next: nextOf(wire) }) }
  }
  return listing(fetch, call, client.clock)
}

function nextOf({ IsTruncated, NextContinuationToken }: ListWire): string | undefined {
  if (!IsTruncated) return undefined
  if (NextContinuationToken) return NextContinuationToken
  throw new CloudError('The list goes on, and no token tells where', { code: 'protocol' })
}
