import type { CallOptions, ObjectVersion, Page, Ref, VersionQuery, Versions } from '@cloud/core'
import {
  boolean,
  bucketOf,
  changed,
  checkGetObject,
  checkKeyPart,
  checkNames,
  checkPageSize,
  checkReadObject,
  defined,
  flat,
  invalid,
  isCloudError,
  listing,
  object,
  readXml,
  required,
  text,
  versionOf,
  type XmlShape,
} from '@cloud/core/driver'
import { done, idempotent, read, type S3Client, send } from './client.ts'
import { removeObject } from './delete-object.ts'
import { quoted } from './etag.ts'
import { headObject } from './get-object.ts'
import type { S3ReadNative } from './native.ts'
import { type S3Object, timeOf } from './objects-wire.ts'
import { markersOf, tokenOf } from './page-token.ts'
import { readContent } from './read-object.ts'
import { decoder } from './url-encoding.ts'
import { xmlBody } from './xml-body.ts'

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html */
export function versions(client: S3Client): Versions<S3Object, S3ReadNative> {
  return {
    getVersioning: async (bucket, call) => getVersioning(client, bucketOf(bucket), call),
    setVersioning: async (bucket, keep, call) => setVersioning(client, bucketOf(bucket), keep, call),
    listVersions: (bucket, query = {}, call) => listVersions(client, bucket, query, call),
    getVersion: async (ref, options = {}, call) => {
      checkGetObject(options, 'getVersion')
      return ofLiving(headObject(client, versionOf(ref), options, call))
    },
    readVersion: async (ref, options = {}, call) => {
      checkReadObject(options, 'readVersion')
      return ofLiving(readContent(client, versionOf(ref), options, call))
    },
    deleteVersion: async (ref, call) => removeObject(client, versionOf(ref), call),
  }
}

/** A version that tells a deletion is one that nothing may be done with, to S3. */
async function ofLiving<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    if (isCloudError(error) && error.status === 405) throw changed(error, { code: 'not-found' })
    throw error
  }
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketVersioning.html */
function getVersioning(client: S3Client, bucket: string, call: CallOptions | undefined): Promise<boolean> {
  const shape = object<{ readonly Status?: string }>({ Status: text })
  const roots = ['VersioningConfiguration', 'GetBucketVersioningResponse']
  return send(
    client,
    {
      name: 'GetBucketVersioning',
      method: 'GET',
      bucket,
      query: { versioning: '' },
      repeat: read,
      read: ({ body }) => readXml(body, roots, shape).Status === 'Enabled',
    },
    call,
  )
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketVersioning.html */
function setVersioning(
  client: S3Client,
  bucket: string,
  keep: boolean,
  call: CallOptions | undefined,
): Promise<void> {
  if (typeof keep !== 'boolean') throw invalid('keep must be true or false')
  return send(
    client,
    {
      name: 'PutBucketVersioning',
      method: 'PUT',
      bucket,
      query: { versioning: '' },
      ...xmlBody('VersioningConfiguration', [['Status', keep ? 'Enabled' : 'Suspended']]),
      repeat: idempotent,
      read: done,
    },
    call,
  )
}

interface VersionWire {
  readonly Key: string
  readonly VersionId: string
  readonly IsLatest: boolean
  readonly LastModified: string
  readonly ETag?: string
  readonly Size?: string
}

const version: XmlShape<VersionWire> = object<VersionWire>({
  Key: required(text),
  VersionId: required(text),
  IsLatest: required(boolean),
  LastModified: required(text),
  ETag: text,
  Size: text,
})

/** Where in the document an element was: versions and deletions are told in one order, under two names. */
interface Placed {
  readonly at: number
  readonly wire: VersionWire
}

const placed: XmlShape<Placed> = {
  read: (scan) => ({ at: scan.at, wire: version.read(scan) }),
  empty: (scan) => ({ at: scan.at, wire: version.empty(scan) }),
}

interface VersionsWire {
  readonly EncodingType?: string
  readonly IsTruncated?: boolean
  readonly NextKeyMarker?: string
  readonly NextVersionIdMarker?: string
  readonly Version: readonly Placed[]
  readonly DeleteMarker: readonly Placed[]
}

const list: XmlShape<VersionsWire> = object<VersionsWire>({
  EncodingType: text,
  IsTruncated: boolean,
  NextKeyMarker: text,
  NextVersionIdMarker: text,
  Version: flat(placed),
  DeleteMarker: flat(placed),
})

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectVersions.html */
function listVersions(
  client: S3Client,
  ref: Ref<'bucket'>,
  query: VersionQuery,
  call: CallOptions | undefined,
) {
  const bucket = bucketOf(ref)
  checkNames('listVersions', query, ['prefix', 'pageSize'])
  const { prefix, pageSize } = query
  if (prefix !== undefined) checkKeyPart('prefix', prefix)
  checkPageSize(pageSize)
  const fetch = async (after: string | undefined, limits: CallOptions): Promise<Page<ObjectVersion>> => {
    const [key, id] = markersOf(after)
    const markers = { 'key-marker': key, 'version-id-marker': id }
    const wire = await send(
      client,
      {
        name: 'ListObjectVersions',
        method: 'GET',
        bucket,
        query: { versions: '', 'encoding-type': 'url', 'max-keys': pageSize, prefix, ...markers },
        repeat: read,
        read: ({ body }) => readXml(body, 'ListVersionsResult', list),
      },
      limits,
    )
    return pageOf(bucket, wire)
  }
  return listing(fetch, call, client.clock)
}

function pageOf(bucket: string, wire: VersionsWire): Page<ObjectVersion> {
  const decoded = decoder(wire.EncodingType)
  const all = [
    ...wire.Version.map((each) => ({ ...each, deleted: false })),
    ...wire.DeleteMarker.map((each) => ({ ...each, deleted: true })),
  ].sort((a, b) => a.at - b.at)
  const next = wire.IsTruncated
    ? tokenOf([decoded(wire.NextKeyMarker ?? ''), wire.NextVersionIdMarker ?? ''])
    : undefined
  return {
    items: all.map(({ wire: each, deleted }) => toVersion(bucket, decoded(each.Key), each, deleted)),
    ...defined({ next }),
  }
}

function toVersion(bucket: string, key: string, wire: VersionWire, deleted: boolean): ObjectVersion {
  return {
    kind: 'version',
    id: `${bucket}/${wire.VersionId}/${key}`,
    name: key,
    bucket,
    key,
    versionId: wire.VersionId,
    latest: wire.IsLatest,
    deleted,
    modifiedAt: timeOf(wire.LastModified),
    ...(!deleted &&
      defined({
        sizeBytes: wire.Size === undefined ? undefined : Number(wire.Size),
        etag: wire.ETag && quoted(wire.ETag),
      })),
    native: {},
  }
}
