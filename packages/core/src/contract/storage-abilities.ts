import type { CallOptions, Ref } from './call.ts'
import type { ObjectDescription, ObjectRef, WriteConditions, WrittenObject } from './storage-objects.ts'

/** What may be copied: an object, or a version of it. */
export interface CopySource extends ObjectRef {
  readonly versionId?: string | undefined
}

/**
 * Left out, content headers and metadata are the source's. Where one of them is given, all are those that are given, as at a put, and nothing
 * is left of the source's.
 */
export interface CopyObject<In = never> extends ObjectDescription<In>, WriteConditions {
  /** `precondition` where the source has another etag. */
  readonly ifSourceMatch?: string | undefined
}

/** Copies that the provider makes itself, of objects of any size. */
export interface CopyObjects<In = never> {
  /**
   * Within a bucket and between those that the provider lets copy. `not-found` where the source or a bucket is not there; `invalid`
   * where an object is copied onto itself and nothing is given that would change it.
   */
  readonly copyObject: (
    from: CopySource,
    to: ObjectRef,
    options?: CopyObject<In>,
    call?: CallOptions,
  ) => Promise<WrittenObject>
}

export interface BulkDelete {
  /**
   * Removes any number of objects by their keys, in as few requests as can be; resolves when all are gone, as `deleteObject` would. Where some
   * could not be removed the others are, and it rejects with the code of the first, `outcome: 'unknown'` and `details.failures`, of which
   * each is `{ key, code, message }`.
   */
  readonly deleteObjects: (
    bucket: Ref<'bucket'>,
    keys: readonly string[],
    call?: CallOptions,
  ) => Promise<void>
}

/** A part of an upload, made with `signedParts`, for who is to send it. */
export interface SignedPart {
  /** The id of the upload. */
  readonly upload: string
  readonly partNumber: number
}

export interface SignUrl<In = never> {
  readonly method: 'GET' | 'HEAD' | 'PUT' | 'DELETE'
  /** Whole seconds, as milliseconds, 1,000 to 604,800,000 (seven days). Left out, 900,000. */
  readonly expiresInMs?: number | undefined
  /** Of `PUT`: the content type that must be sent. Of `GET` and `HEAD`: the one that is answered, in place of the object's own. */
  readonly contentType?: string | undefined
  /** Of `GET` and `HEAD`: what is answered, in place of the object's own. */
  readonly contentDisposition?: string | undefined
  /** Of `PUT`: what is sent is this part, and no object. */
  readonly part?: SignedPart | undefined
  readonly native?: In | undefined
}

/** Who has `url` may do it until `expiresAt`: it is a secret. `headers` must be sent with it, as they are. */
export interface SignedUrl {
  readonly method: SignUrl['method']
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly expiresAt: string
}

/** Requests that others may send, without credentials. */
export interface SignedUrls<In = never> {
  /**
   * Nothing is sent, so that it resolves also where there is no such bucket or object. Where the credentials themselves run out before
   * `expiresAt`, so does the URL.
   */
  readonly signUrl: (object: ObjectRef, options: SignUrl<In>, call?: CallOptions) => Promise<SignedUrl>
}

/** Labels of objects that can be changed without writing them anew. At most 10, keys of 1 to 128 characters, values of up to 256. */
export interface ObjectTags {
  /** `not-found` where there is no such object. */
  readonly getObjectTags: (object: ObjectRef, call?: CallOptions) => Promise<Readonly<Record<string, string>>>
  /** Makes the tags these and no others; none for `{}`. `not-found` where there is no such object. */
  readonly putObjectTags: (
    object: ObjectRef,
    tags: Readonly<Record<string, string>>,
    call?: CallOptions,
  ) => Promise<void>
}
