import type { CallOptions, Listing, Ref, Resource } from './call.ts'
import type {
  Checksum,
  Checksums,
  Content,
  ObjectDescription,
  ObjectRef,
  WriteConditions,
  WrittenObject,
} from './storage-objects.ts'

/** An object that is being written in parts. Nothing of it is seen before it is completed; its parts cost until then. `name` is its key. */
export interface MultipartUpload<Native = unknown> extends Resource<'upload', Native> {
  readonly bucket: string
  readonly key: string
  readonly createdAt?: string
}

/** Names an upload: anything that has its bucket, its key and its id. */
export interface UploadRef {
  readonly kind?: 'upload' | undefined
  readonly bucket: Ref<'bucket'>
  readonly key: string
  readonly id: string
}

/** A part that was stored. `checksums` are those of its own content. */
export interface Part {
  readonly partNumber: number
  readonly sizeBytes: number
  readonly etag: string
  readonly checksums: Checksums
}

export interface CreateMultipartUpload<In = never> extends ObjectDescription<In> {
  /**
   * Parts of it are sent by others, by signed URLs. They know no checksums, and so none are asked of any part, nor is there one of the
   * whole to compare. Left out, they are, and signed parts may be refused.
   */
  readonly signedParts?: boolean | undefined
}

export interface UploadPart {
  /** As of `putObject`. */
  readonly sizeBytes?: number | undefined
  readonly checksum?: Checksum | undefined
}

export interface UploadQuery {
  /** Keys that begin with it. */
  readonly prefix?: string | undefined
}

export interface CompleteMultipartUpload extends WriteConditions {
  /** Of the whole content: `integrity`, and no object was made, where the provider can compare it and it does not match. */
  readonly checksum?: Checksum | undefined
}

/**
 * Objects written in parts, in any order and at the same time. Parts numbered from 1 to 10,000, each of 5 MiB to 5 GiB but the last, which may be
 * smaller, 5 TiB in all, work everywhere. Every call that names an upload rejects with `not-found` where there is none, as when it
 * was completed or aborted.
 */
export interface MultipartUploads<In = never> {
  /** Begins one; a key may have several. A second call begins a second one. */
  readonly createMultipartUpload: (
    object: ObjectRef,
    options?: CreateMultipartUpload<In>,
    call?: CallOptions,
  ) => Promise<MultipartUpload>
  /** Stores a part, in place of one that had its number. `invalid` for a number outside of 1 to 10,000. */
  readonly uploadPart: (
    upload: UploadRef,
    partNumber: number,
    content: Content,
    options?: UploadPart,
    call?: CallOptions,
  ) => Promise<Part>
  /** The parts that are stored, by their numbers. */
  readonly listParts: (upload: UploadRef, query?: Record<string, never>, call?: CallOptions) => Listing<Part>
  /**
   * Makes the object of these parts, in the order of their numbers, which may have gaps, whatever order they come in; other parts are thrown away. `invalid`
   * where there are none, one is named twice, is not stored, is stored with another etag, or is too small; the upload is as
   * it was then. Of one that was completed already with these parts it resolves with that object, or rejects with `not-found` where
   * the provider remembers it no more.
   */
  readonly completeMultipartUpload: (
    upload: UploadRef,
    parts: readonly Pick<Part, 'partNumber' | 'etag'>[],
    options?: CompleteMultipartUpload,
    call?: CallOptions,
  ) => Promise<WrittenObject>
  /** Throws the upload and its parts away; resolves also where there is none. */
  readonly abortMultipartUpload: (upload: UploadRef, call?: CallOptions) => Promise<void>
  /** The uploads that are neither completed nor aborted, in the order of the bytes of their keys in UTF-8. */
  readonly listMultipartUploads: (
    bucket: Ref<'bucket'>,
    query?: UploadQuery,
    call?: CallOptions,
  ) => Listing<MultipartUpload>
}
