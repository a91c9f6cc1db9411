import type { CallOptions, Listing, Ref, Resource } from './call.ts'
import type { GetObject, ObjectContent, ReadObject, StoredObject } from './storage-objects.ts'

/** Names a version: anything that has its bucket, its key and the id of the version. */
export interface VersionRef {
  readonly kind?: 'version' | 'object' | undefined
  readonly bucket: Ref<'bucket'>
  readonly key: string
  readonly versionId: string
}

/**
 * What a key held, or, where `deleted`, that it held nothing: a delete leaves a version too, which has neither size nor etag. `latest` is what
 * the key holds now. `id` is `bucket/versionId/key`, `name` the key.
 */
export interface ObjectVersion<Native = unknown> extends Resource<'version', Native> {
  readonly bucket: string
  readonly key: string
  readonly versionId: string
  readonly latest: boolean
  readonly deleted: boolean
  readonly modifiedAt: string
  readonly sizeBytes?: number
  readonly etag?: string
}

export interface VersionQuery {
  /** Keys that begin with it. */
  readonly prefix?: string | undefined
  /** At most so many versions a page, 1 to 1,000; providers may give fewer. */
  readonly pageSize?: number | undefined
}

/** Buckets that keep what was overwritten and deleted. */
export interface Versions<O extends StoredObject = StoredObject, ReadIn = never> {
  /** Whether what is overwritten and deleted from now on is kept. */
  readonly getVersioning: (bucket: Ref<'bucket'>, call?: CallOptions) => Promise<boolean>
  /** Versions that are there stay, also when no more are kept. */
  readonly setVersioning: (bucket: Ref<'bucket'>, keep: boolean, call?: CallOptions) => Promise<void>
  /** In the order of the bytes of their keys in UTF-8, of each key the newest first. */
  readonly listVersions: (
    bucket: Ref<'bucket'>,
    query?: VersionQuery,
    call?: CallOptions,
  ) => Listing<ObjectVersion>
  /** `not-found` where there is none, or it is `deleted`. */
  readonly getVersion: (version: VersionRef, options?: GetObject<ReadIn>, call?: CallOptions) => Promise<O>
  /** `not-found` as above. */
  readonly readVersion: (
    version: VersionRef,
    options?: ReadObject<ReadIn>,
    call?: CallOptions,
  ) => Promise<ObjectContent<O>>
  /** Removes it for good; resolves also where there is none. Of the latest, the one before it is the latest then. */
  readonly deleteVersion: (version: VersionRef, call?: CallOptions) => Promise<void>
}
