import type { Bucket, BucketQuery, CallOptions, CreateBucket, Page, Ref, Storage } from '@cloud/core'
import {
  bucketOf,
  changed,
  checkNames,
  checkText,
  defined,
  idOf,
  invalid,
  isCloudError,
  list,
  listing,
  object,
  readXml,
  required,
  text,
  type XmlShape,
} from '@cloud/core/driver'
import { done, idempotent, read, type S3Client, send } from './client.ts'
import { timeOf } from './objects-wire.ts'
import { xmlText } from './xml-text.ts'

/** What S3 takes where a bucket is made. */
export interface S3CreateBucket {
  /** For objects that may not be removed for a time. It also keeps versions from then on. */
  readonly objectLock?: boolean | undefined
  readonly objectOwnership?: 'BucketOwnerPreferred' | 'ObjectWriter' | 'BucketOwnerEnforced' | undefined
}

export type Buckets = Pick<
  Storage<Bucket, never, never, never, S3CreateBucket>,
  'listBuckets' | 'createBucket' | 'deleteBucket'
>

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingBucket.html */
export function buckets(client: S3Client): Buckets {
  return {
    listBuckets: (query = {}, call) => listBuckets(client, query, call),
    createBucket: (options, call) => client.within(call, (left) => createBucket(client, options, left)),
    deleteBucket: async (bucket, call) => deleteBucket(client, bucket, call),
  }
}

interface BucketWire {
  readonly Name: string
  readonly CreationDate?: string
  readonly BucketRegion?: string
}
interface BucketsWire {
  readonly Buckets?: readonly BucketWire[]
  readonly ContinuationToken?: string
}

const bucketsShape: XmlShape<BucketsWire> = object<BucketsWire>({
  Buckets: list(
    'Bucket',
    object<BucketWire>({ Name: required(text), CreationDate: text, BucketRegion: text }),
  ),
  ContinuationToken: text,
})

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListBuckets.html */
function listBuckets(client: S3Client, query: BucketQuery, call: CallOptions | undefined) {
  checkNames('listBuckets', query, ['prefix'])
  const { prefix } = query
  if (prefix !== undefined) checkText('prefix', prefix, { min: 0, max: 255 })
  const fetch = async (after: string | undefined, limits: CallOptions): Promise<Page<Bucket>> => {
    const { Buckets: found = [], ContinuationToken: next } = await send(
      client,
      {
        name: 'ListBuckets',
        method: 'GET',
        query: { 'max-buckets': 1000, prefix, 'continuation-token': after },
        repeat: read,
        read: ({ body }) => readXml(body, 'ListAllMyBucketsResult', bucketsShape),
      },
      limits,
    )
    // Stores that do not know prefixes of buckets tell all.
    const items = found.filter(({ Name }) => Name.startsWith(prefix ?? '')).map(toBucket)
    return { items, ...defined({ next: next || undefined }) }
  }
  return listing(fetch, call, client.clock)
}

function toBucket({ Name, CreationDate, BucketRegion }: BucketWire): Bucket {
  return {
    kind: 'bucket',
    id: Name,
    name: Name,
    native: {},
    ...defined({
      createdAt: CreationDate === undefined ? undefined : timeOf(CreationDate),
      location: BucketRegion,
    }),
  }
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html */
async function createBucket(
  client: S3Client,
  options: CreateBucket<S3CreateBucket>,
  call: CallOptions,
): Promise<Bucket> {
  const { name, location, native = {} } = checkCreate(options)
  const own = await client.region()
  const region = location === undefined ? own : idOf('location', location, 'location')
  const there = region === own ? client : client.inRegion(region)
  const made: Bucket = { kind: 'bucket', id: name, name, location: region, native: {} }
  try {
    await send(
      there,
      {
        name: 'CreateBucket',
        method: 'PUT',
        bucket: name,
        headers: {
          'x-amz-bucket-object-lock-enabled': native.objectLock?.toString(),
          'x-amz-object-ownership': native.objectOwnership,
        },
        ...bodyOf(region),
        repeat: idempotent,
        read: done,
      },
      call,
    )
    return made
  } catch (error) {
    if (!isCloudError(error) || error.providerCode !== 'BucketAlreadyOwnedByYou') throw error
    if ((await regionOf(there, name, call).catch(untold)) === region) return made
    throw changed(error, { message: `${error.message}: it is in another region` })
  }
}

/** The bucket is the account's; whether it is where it was asked for is not known. */
function untold(error: unknown): never {
  throw isCloudError(error) ? changed(error, { outcome: 'unknown' }) : error
}

function checkCreate(options: CreateBucket<S3CreateBucket>): CreateBucket<S3CreateBucket> {
  checkNames('createBucket', options, ['name', 'location', 'native'])
  const { name, native = {} } = options
  checkNames('native', native, ['objectLock', 'objectOwnership'])
  if (typeof name !== 'string' || !isBucketName(name))
    throw invalid(
      `The name ${JSON.stringify(name)} is none of a bucket`,
      '3 to 63 small letters, digits, - and ., beginning and ending with a letter or digit',
    )
  return options
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
function isBucketName(name: string): boolean {
  return (
    /^[a-z\d][a-z\d.-]{1,61}[a-z\d]$/.test(name) &&
    !/\.\.|\.-|-\.|^\d+(\.\d+){3}$|^xn--|^sthree-|^amzn-s3-demo-|-s3alias$|--ol-s3$|\.mrap$|--x-s3$|--table-s3$/.test(
      name,
    )
  )
}

/** The first region is the one that is not named. */
function bodyOf(region: string): { readonly body?: string } {
  if (region === 'us-east-1') return {}
  return { body: xmlText('CreateBucketConfiguration', [['LocationConstraint', region]]) }
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLocation.html */
function regionOf(client: S3Client, bucket: string, call: CallOptions): Promise<string> {
  return send(
    client,
    {
      name: 'GetBucketLocation',
      method: 'GET',
      bucket,
      query: { location: '' },
      repeat: read,
      read: ({ body }) => {
        const region = readXml(body, 'LocationConstraint', text)
        if (region === '') return 'us-east-1'
        return region === 'EU' ? 'eu-west-1' : region
      },
    },
    call,
  )
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucket.html */
async function deleteBucket(
  client: S3Client,
  ref: Ref<'bucket'>,
  call: CallOptions | undefined,
): Promise<void> {
  const bucket = bucketOf(ref)
  try {
    await send(
      client,
      { name: 'DeleteBucket', method: 'DELETE', bucket, repeat: idempotent, read: done },
      call,
    )
  } catch (error) {
    // It was there when it was first asked for.
    if (!isCloudError(error, 'not-found') || error.outcome !== 'unknown') throw error
  }
}
