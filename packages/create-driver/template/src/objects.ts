import type {
  CallOptions,
  ObjectListing,
  ObjectPage,
  ObjectQuery,
  ObjectRef,
  Ref,
  Storage,
} from '@cloud/core'
import {
  bucketOf,
  checkGetObject,
  checkNames,
  checkObjectQuery,
  encodeRfc3986,
  listing,
  type NamedObject,
  objectOf,
} from '@cloud/core/driver'
import { bucketPath } from './buckets.ts'
import { type AcmeClient, get, remove } from './client.ts'
import { type AcmeObject, conditions, type ObjectWire, present, toListed, toObject } from './objects-wire.ts'
import { queryOf } from './pages.ts'
import { putObject } from './put-object.ts'
import { readObject } from './read-object.ts'

export type Objects = Pick<
  Storage<never, AcmeObject>,
  'listObjects' | 'getObject' | 'readObject' | 'putObject' | 'deleteObject'
>

/** Objects in buckets. A key is one segment of a path, percent-encoded whole. */
export function objects(client: AcmeClient): Objects {
  return {
    listObjects: (bucket, query = {}, call) => listObjects(client, bucket, query, call),
    getObject: async (object, options = {}, call) => {
      checkGetObject(options)
      if (options.native !== undefined) checkNames('native', options.native, [])
      return describe(client, objectOf(object), conditions(options), call)
    },
    readObject: async (object, options, call) => readObject(client, object, options, call),
    putObject: (object, content, options, call) => putObject(client, object, content, options, call),
    deleteObject: async (object, call) => deleteObject(client, object, call),
  }
}

export const objectPath = ({ bucket, key }: NamedObject): string =>
  `${bucketPath(bucket)}/objects/${encodeRfc3986(key)}`

/** What the answer's headers say of an object. */
export function describe(
  client: AcmeClient,
  object: NamedObject,
  headers: Readonly<Record<string, string>>,
  call: CallOptions | undefined,
): Promise<AcmeObject> {
  const request = { method: 'HEAD', path: objectPath(object), headers }
  return client.call(
    {
      name: 'describeObject',
      repeat: { class: 'read' },
      request,
      read: (reply) => toObject(object, reply.headers, Number(present(reply.headers, 'content-length'))),
    },
    call,
  )
}

interface PageWire {
  readonly items: readonly ObjectWire[]
  readonly prefixes: readonly string[]
  readonly next?: string
}

function listObjects(
  client: AcmeClient,
  ref: Ref<'bucket'>,
  query: ObjectQuery,
  call: CallOptions | undefined,
): ObjectListing {
  const bucket = bucketOf(ref)
  checkObjectQuery(query)
  const { prefix, delimiter, startAfter, pageSize } = query
  const parameters = { prefix, delimiter, start_after: startAfter, limit: pageSize?.toString() }
  const map = ({ items, prefixes, next }: PageWire): ObjectPage => {
    const page = { items: items.map((wire) => toListed(bucket, wire)), prefixes }
    return next === undefined ? page : { ...page, next }
  }
  return listing(
    (after, limits) => {
      const path = `${bucketPath(bucket)}/objects${queryOf({ ...parameters, after })}`
      return get(client, { name: 'listObjects', path, map }, limits)
    },
    call,
    client.clock,
  )
}

/** The API takes it well that there is none. */
const deleteObject = (client: AcmeClient, object: ObjectRef, call: CallOptions | undefined) =>
  remove(client, 'deleteObject', objectPath(objectOf(object)), call)
