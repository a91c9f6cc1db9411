// What the storage contract promises at compile time: `tsc --noEmit` checks it, nothing runs it.
import { Readable } from 'node:stream'
import { supports } from './abilities.ts'
import type { CallOptions, Listing } from './call.ts'
import type { Bucket, ObjectListing, ObjectOf, Storage } from './storage.ts'
import type { BulkDelete, CopyObjects, SignedUrls } from './storage-abilities.ts'
import type { Content, ListedObject, StoredObject } from './storage-objects.ts'
import type { MultipartUploads } from './storage-uploads.ts'
import type { ObjectVersion, Versions } from './storage-versions.ts'

interface DepotNative {
  readonly replicationStatus?: string
}
interface DepotPut {
  readonly storageClass?: string
}
interface DepotRead {
  readonly customerKey?: string
}
interface DepotBucket {
  readonly lock?: boolean
}
type DepotObject = StoredObject<DepotNative>
type Depot = Storage<Bucket, DepotObject, DepotPut, DepotRead, DepotBucket> &
  MultipartUploads<DepotPut> &
  CopyObjects<DepotPut> &
  Versions<DepotObject, DepotRead> &
  BulkDelete &
  SignedUrls

declare const depot: Depot
declare const object: DepotObject
declare const listed: ListedObject
declare const version: ObjectVersion
declare const bucket: Bucket
declare const call: CallOptions
declare const text: string | undefined
declare function assert<T extends true>(): void
type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false

const at = { bucket: 'b', key: 'k' } as const

// A concrete driver is a portable one, with the abilities that it has and no others.
const portable: Storage = depot
export const inParts: Storage & MultipartUploads & CopyObjects & Versions = depot
// @ts-expect-error a portable driver copies nothing
void portable.copyObject
// @ts-expect-error it has no tags
void depot.getObjectTags
assert<Equal<ObjectOf<Depot>, DepotObject>>()

// Native options are typed, each where it belongs, and portable code gives none.
void depot.putObject(at, 'x', { native: { storageClass: 'COLD' } })
void depot.createMultipartUpload(at, { native: { storageClass: 'COLD' } })
void depot.readObject(at, { native: { customerKey: 'k' } })
void depot.createBucket({ name: 'b', native: { lock: true } })
// @ts-expect-error an option of reads
void depot.putObject(at, 'x', { native: { customerKey: 'k' } })
// @ts-expect-error portable code has no native options
void portable.putObject(at, 'x', { native: { storageClass: 'COLD' } })
// @ts-expect-error an option that is not known
void depot.putObject(at, 'x', { mimeType: 'text/plain' })

// An object is named by bucket and key, by what a list gave, or by what a put gave; never by a text, whose halves could be confused.
void depot.getObject(listed)
void depot.getObject({ bucket, key: 'k' })
void depot.putObject(at, 'x').then((written) => depot.readObject(written))
// @ts-expect-error a bucket is no object
void depot.getObject(bucket)
// @ts-expect-error which of them is the bucket?
void depot.getObject('b/k')
// @ts-expect-error a bucket is not removed by an object
void depot.deleteBucket(object)
// @ts-expect-error a version is removed by deleteVersion, not hidden by a delete
void depot.deleteObject(version)
void depot.deleteVersion(version)
// @ts-expect-error a version has an id of its own
void depot.deleteVersion(listed)

// What goes in.
declare const bytes: AsyncIterable<Uint8Array>
declare const web: ReadableStream<Uint8Array>
const contents: readonly Content[] = ['x', new Uint8Array(1), new Blob(['x']), web, bytes, Readable.from([])]
void contents.map((content) => depot.putObject(at, content, { sizeBytes: undefined, contentType: text }))
// @ts-expect-error numbers are no content
void depot.putObject(at, 7)
// @ts-expect-error an array of numbers is none either
void depot.putObject(at, [1, 2, 3])
// @ts-expect-error a key is either free or holds this very etag
void depot.putObject(at, 'x', { ifNoneMatch: '"etag"' })

// A range counts from the beginning or from the end.
void depot.readObject(at, { range: { offset: 1, length: text ? 2 : undefined } })
void depot.readObject(at, { range: { last: 10 } })
// @ts-expect-error not both
void depot.readObject(at, { range: { offset: 1, last: 10 } })
// @ts-expect-error a length alone says nothing of where
void depot.readObject(at, { range: { length: 10 } })

// Lists, and what their pages tell beside items.
export const objects: Listing<ListedObject> = portable.listObjects(bucket, { prefix: text, delimiter: '/' })
export const levels: ObjectListing = depot.listObjects('b')
// @ts-expect-error call options are no query
void depot.listObjects('b', call)
export async function reading(): Promise<string | undefined> {
  for await (const page of levels.pages({ after: text })) void [page.prefixes, page.items[0]?.etag]
  const { object, body } = await depot.readObject(at)
  void new Response(body)
  // @ts-expect-error what a list tells is not all that is known
  void listed.metadata
  // @ts-expect-error an object is not changed
  object.etag = ''
  return object.native.replicationStatus
}

export async function narrowing(driver: Storage): Promise<void> {
  if (supports(driver, 'MultipartUploads')) await driver.createMultipartUpload(at)
  if (supports(driver, 'ObjectTags')) await driver.putObjectTags(at, { a: 'b' })
  // @ts-expect-error not narrowed here
  void driver.createMultipartUpload
}
