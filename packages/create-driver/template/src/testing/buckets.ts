import { type ApiOperation, type ApiRequest, type DataCentre, Refusal } from '@cloud/emulators/kit'
import { page } from './paging.ts'

export interface StoredContent {
  readonly bytes: Uint8Array
  readonly etag: string
  readonly crc32: string
  /** Milliseconds since 1970. */
  readonly modifiedAt: number
  /** Those that describe it, as they were sent. */
  readonly headers: Readonly<Record<string, string>>
}

export interface StoredBucket {
  readonly name: string
  readonly location: string
  readonly created_at: string
  readonly objects: Map<string, StoredContent>
}

export interface Buckets {
  readonly operations: Readonly<Record<string, ApiOperation>>
  readonly find: (request: ApiRequest) => StoredBucket
}

/** The buckets of the account. */
export function createBuckets({ clock }: DataCentre, pageSize: number): Buckets {
  const buckets = new Map<string, StoredBucket>()
  const find = ({ parameters: { bucket = '' } }: ApiRequest) => {
    const found = buckets.get(bucket)
    if (!found) throw new Refusal(404, 'not_found', `There is no bucket ${bucket}.`)
    return found
  }
  const wire = ({ objects: _, ...bucket }: StoredBucket) => bucket
  const create = (request: ApiRequest) => {
    const { bucket: name = '' } = request.parameters
    const { location = 'north' } = (request.json() ?? {}) as { readonly location?: string }
    if (!['north', 'south', 'west'].includes(location))
      throw new Refusal(404, 'not_found', `There is no location ${location}.`)
    const earlier = buckets.get(name)
    if (earlier && earlier.location !== location)
      throw new Refusal(409, 'already_exists', `The bucket ${name} is in ${earlier.location}.`)
    const created_at = new Date(clock.now()).toISOString()
    const bucket = earlier ?? { name, location, created_at, objects: new Map() }
    buckets.set(name, bucket)
    return { body: wire(bucket) }
  }
  const list = (request: ApiRequest) => {
    const prefix = request.query.get('prefix') ?? ''
    const wanted = [...buckets.values()].filter(({ name }) => name.startsWith(prefix))
    return page(wanted.map(wire), request, pageSize)
  }
  return {
    find,
    operations: {
      listBuckets: { route: 'GET /v1/buckets', answer: list },
      createBucket: { route: 'PUT /v1/buckets/{bucket}', answer: create },
      deleteBucket: {
        route: 'DELETE /v1/buckets/{bucket}',
        answer: (request) => {
          const { name, objects } = find(request)
          if (objects.size > 0) throw new Refusal(409, 'conflict', `The bucket ${name} is not empty.`)
          buckets.delete(name)
          return {}
        },
      },
    },
  }
}
