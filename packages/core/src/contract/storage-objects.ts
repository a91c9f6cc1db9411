import type { Ref, Resource } from './call.ts'

/**
 * Names an object: anything that has its bucket and key and, if it has a `kind`, the right one, as what a list or a put gives.
 *
 * A key is well-formed Unicode of 1 to 1,024 bytes in UTF-8, kept byte for byte: `..`, `//`, a leading or trailing `/`, `%2F`, `+`, emoji mean
 * nothing, and two spellings of `é` are two keys. Control characters (U+0000 to U+001F and U+007F) are `invalid` where the provider does not
 * take them; what is not a key is `invalid` everywhere. An object is never a folder: `a` and `a/` and `a/b` are three objects.
 */
export interface ObjectRef {
  readonly kind?: 'object' | undefined
  readonly bucket: Ref<'bucket'>
  readonly key: string
}

export type ChecksumAlgorithm = 'crc32' | 'crc32c' | 'crc64nvme' | 'sha1' | 'sha256' | 'md5'

/** `value` is the bytes of the checksum, those of a CRC with the highest first, in base64 with padding. */
export interface Checksum {
  readonly algorithm: ChecksumAlgorithm
  readonly value: string
}

/** What is known of whole contents, by algorithm; a checksum of the checksums of parts is none of these. */
export type Checksums = Readonly<Partial<Record<ChecksumAlgorithm, string>>>

/** What a list tells of an object. `id` is `bucket/key`, `name` its key, `bucket` the name of its bucket. */
export interface ListedObject<Native = unknown> extends Resource<'object', Native> {
  readonly bucket: string
  readonly key: string
  /** Of the whole content, also beside a part of it. */
  readonly sizeBytes: number
  /** Opaque, quotes and all: equal for equal content of one key at most, different for different content. What conditions take. */
  readonly etag: string
  /** Of whole seconds mostly. */
  readonly modifiedAt: string
  /** The provider's own name for it, as in `STANDARD_IA`. */
  readonly storageClass?: string
}

/** What describes an object to who reads it. It is kept as it is given; none of it changes the content, which is never encoded or decoded. */
export interface ContentHeaders {
  readonly contentType?: string | undefined
  readonly cacheControl?: string | undefined
  readonly contentDisposition?: string | undefined
  readonly contentEncoding?: string | undefined
  readonly contentLanguage?: string | undefined
}

/** All that is known of an object. What it has not of the content headers is left out. */
export interface StoredObject<Native = unknown> extends ListedObject<Native> {
  readonly contentType?: string
  readonly cacheControl?: string
  readonly contentDisposition?: string
  readonly contentEncoding?: string
  readonly contentLanguage?: string
  readonly metadata: Readonly<Record<string, string>>
  /** Empty where the provider tells none. */
  readonly checksums: Checksums
  /** In a bucket that keeps versions. */
  readonly versionId?: string
}

/** What a write tells. Where content goes on to be described, `getObject` does it. */
export interface WrittenObject extends ObjectRef {
  readonly kind: 'object'
  readonly id: string
  readonly bucket: string
  readonly key: string
  readonly etag: string
  readonly checksums: Checksums
  readonly versionId?: string
}

/**
 * What goes in. A string is its UTF-8. A stream, of the web or of Node, or anything else that gives bytes one after the other, is read once, no
 * faster than it is sent, and told to end (`return`, `cancel`, `destroy`) where the call ends before it does. What it throws is what the
 * call rejects with, and nothing was stored. Content of which something was taken is not sent again.
 */
export type Content = string | Uint8Array | Blob | ReadableStream<Uint8Array> | AsyncIterable<Uint8Array>

/** Bytes from `offset` on, counted from 0, at most `length` of them; or the `last` ones, all where there are fewer. Whole numbers, the latter two from 1. */
export type ByteRange =
  | { readonly offset: number; readonly length?: number | undefined; readonly last?: undefined }
  | { readonly last: number; readonly offset?: undefined; readonly length?: undefined }

/**
 * Conditions of a read: where one does not hold it rejects with `precondition`, and where a driver's provider does not know one with `invalid`.
 * Etags are given whole, as they came; times are RFC 3339, compared in whole seconds. As in HTTP, `ifUnmodifiedSince` says nothing beside
 * `ifMatch`, nor `ifModifiedSince` beside `ifNoneMatch`.
 */
export interface ReadConditions {
  readonly ifMatch?: string | undefined
  readonly ifNoneMatch?: string | undefined
  readonly ifModifiedSince?: string | undefined
  readonly ifUnmodifiedSince?: string | undefined
}

/** Conditions of a write, judged by the provider in one step with it. Refusals are as for reads; nothing was stored then. */
export interface WriteConditions {
  /** The key holds an object with this etag. `precondition` also where it holds none. */
  readonly ifMatch?: string | undefined
  /** The key holds none. */
  readonly ifNoneMatch?: '*' | undefined
}

export interface GetObject<In = never> extends ReadConditions {
  readonly native?: In | undefined
}

export interface ReadObject<In = never> extends ReadConditions {
  /** Left out, all of it. `invalid` where it begins at or after the end, as any does in an empty object. */
  readonly range?: ByteRange | undefined
  readonly native?: In | undefined
}

/** What describes the object to be made. `In` is what the driver takes under `native`, such as storage classes, encryption and tags. */
export interface ObjectDescription<In = never> extends ContentHeaders {
  /** Left out, `application/octet-stream`. */
  readonly contentType?: string | undefined
  /**
   * Keys of small letters, digits and `-`, values of printable ASCII that neither begin nor end with a space, 2,048 characters of both in all
   * work everywhere; what a provider does not keep as it is, is `invalid`. So are everywhere keys that hold capitals.
   */
  readonly metadata?: Readonly<Record<string, string>> | undefined
  readonly native?: In | undefined
}

export interface PutObject<In = never> extends ObjectDescription<In>, WriteConditions {
  /** How many bytes the content has: wanted of streams, and `invalid` where it has more or fewer. `upload` takes content of unknown length. */
  readonly sizeBytes?: number | undefined
  /**
   * What the content must be: `integrity` where it is not, and nothing was stored. Left out, drivers compute a CRC32 while they send it, so
   * that what was changed on the way is refused. `crc32` works everywhere; of another that the provider cannot check `invalid`.
   */
  readonly checksum?: Checksum | undefined
}

/**
 * An object with its content. `object` describes the whole of it; `body` is the bytes from `offset` on, `length` of them.
 *
 * The body must be read to its end or cancelled, which frees its connection. It fails with `network` where it breaks off, with `timeout` where
 * nothing comes for as long as the driver's transport allows, with `aborted` where the signal of the call ends it, and with `integrity` at its
 * end where no range was asked for, the checksum of the object is known, and it does not match. It never ends early without failing. To go on after a
 * failure, read from there on with `ifMatch`; `download` does.
 */
export interface ObjectContent<O extends StoredObject = StoredObject> {
  readonly object: O
  readonly offset: number
  readonly length: number
  readonly body: ReadableStream<Uint8Array>
}
