import type { Bucket, CallOptions, ObjectListing, ObjectPage, ObjectQuery, Ref, Storage } from '@cloud/core'
import {
  boolean,
  bucketOf,
  CloudError,
  checkObjectQuery,
  defined,
  flat,
  isCloudError,
  listing,
  object,
  objectOf,
  readXml,
  required,
  text,
  type XmlShape,
} from '@cloud/core/driver'
import { done, idempotent, read, type S3Client, send } from './client.ts'
import { getObject } from './get-object.ts'
import type { S3PutNative, S3ReadNative } from './native.ts'
import { type ListedWire, listedObject, type S3Object, toListed } from './objects-wire.ts'
import { putObject } from './put-object.ts'
import { readObject } from './read-object.ts'
import { decoder } from './url-encoding.ts'

export type Objects = Pick<
  Storage<Bucket, S3Object, S3PutNative, S3ReadNative>,
  'listObjects' | 'getObject' | 'readObject' | 'putObject' | 'deleteObject'
>

/** Objects in buckets. https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html */
export function objects(client: S3Client): Objects {
  return {
    listObjects: (bucket, query = {}, call) => listObjects(client, bucket, query, call),
    getObject: (ref, options, call) => getObject(client, ref, options, call),
    readObject: (ref, options, call) => readObject(client, ref, options, call),
    putObject: (ref, content, options, call) => putObject(client, ref, content, options, call),
    deleteObject: async (ref, call) => removeObject(client, objectOf(ref), call),
  }
}

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

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html */
function listObjects(
  client: S3Client,
  ref: Ref<'bucket'>,
  query: ObjectQuery,
  call: CallOptions | undefined,
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

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObject.html */
export async function removeObject(
  client: S3Client,
  { versionId, ...object }: { readonly bucket: string; readonly key: string; readonly versionId?: string },
  call: CallOptions | undefined,
): Promise<void> {
  try {
    await send(
      client,
      {
        name: 'DeleteObject',
        method: 'DELETE',
        ...object,
        query: { versionId },
        repeat: idempotent,
        read: done,
      },
      call,
    )
  } catch (error) {
    // Of what is not there some stores say so, and S3 does where it is a version.
    if (!isCloudError(error, 'not-found') || error.providerCode === 'NoSuchBucket') throw error
  }
}
