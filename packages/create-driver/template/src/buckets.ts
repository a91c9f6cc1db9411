import type { Bucket, CallOptions, CreateBucket, Storage } from '@cloud/core'
import { bucketOf, checkNames, checkText, encodeRfc3986, idOf, invalid } from '@cloud/core/driver'
import { type AcmeClient, remove, send } from './client.ts'
import { list } from './pages.ts'

export interface BucketWire {
  readonly name: string
  readonly location: string
  readonly created_at: string
}

export type Buckets = Pick<Storage, 'listBuckets' | 'createBucket' | 'deleteBucket'>

/** Buckets; a name is the account's own. */
export function buckets(client: AcmeClient): Buckets {
  return {
    listBuckets: (query = {}, call) => {
      checkNames('listBuckets', query, ['prefix'])
      const { prefix } = query
      if (prefix !== undefined) checkText('prefix', prefix, { min: 0, max: 255 })
      const request = { name: 'listBuckets', path: '/v1/buckets', query: { prefix } }
      return list(client, { ...request, map: toBucket }, call)
    },
    createBucket: async (options, call) => createBucket(client, options, call),
    deleteBucket: async (bucket, call) => remove(client, 'deleteBucket', bucketPath(bucketOf(bucket)), call),
  }
}

export const bucketPath = (name: string): string => `/v1/buckets/${encodeRfc3986(name)}`

/** Making it again changes nothing. */
function createBucket(
  client: AcmeClient,
  options: CreateBucket,
  call: CallOptions | undefined,
): Promise<Bucket> {
  checkNames('createBucket', options, ['name', 'location', 'native'])
  const { name, native } = options
  if (native !== undefined) checkNames('native', native, [])
  if (typeof name !== 'string' || !/^[a-z\d][a-z\d-]{1,61}[a-z\d]$/.test(name))
    throw invalid(`${JSON.stringify(name)} is no name of a bucket`, '3 to 63 small letters, digits and -')
  const location =
    options.location === undefined ? client.location : idOf('location', options.location, 'location')
  const repeat = { class: 'idempotent' } as const
  const request = { name: 'createBucket', repeat, method: 'PUT', path: bucketPath(name) } as const
  return send(client, { ...request, body: { location }, map: toBucket }, call)
}

function toBucket(wire: BucketWire): Bucket {
  const { name, location, created_at: createdAt } = wire
  return { kind: 'bucket', id: name, name, location, createdAt, native: wire }
}
