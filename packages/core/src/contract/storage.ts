import type { CallOptions, Listing, Page, Ref, Resource } from './call.ts'
import type {
  Content,
  GetObject,
  ListedObject,
  ObjectContent,
  ObjectRef,
  PutObject,
  ReadObject,
  StoredObject,
  WrittenObject,
} from './storage-objects.ts'

/** Where objects are kept; its `id` is its name. */
export interface Bucket<Native = unknown> extends Resource<'bucket', Native> {
  readonly createdAt?: string
  readonly location?: string
}

export interface BucketQuery {
  /** Only those whose name begins with it. */
  readonly prefix?: string | undefined
}

export interface CreateBucket<In = never> {
  /**
   * 3 to 63 small letters, digits and `-`, beginning and ending with a letter or digit, work everywhere; what a provider does not take is
   * `invalid`. With many providers a name is taken for everybody once it is for one.
   */
  readonly name: string
  /** Left out, the driver's own region. */
  readonly location?: Ref<'location'> | undefined
  readonly native?: In | undefined
}

/** All members that are given must hold. */
export interface ObjectQuery {
  /** Keys that begin with it; any text that is part of a key. Empty, all. */
  readonly prefix?: string | undefined
  /**
   * Of keys that have it after the prefix only what is up to and with it is told, once, in `prefixes`; `items` are the others. Mostly `/`;
   * an empty one is `invalid`.
   */
  readonly delimiter?: string | undefined
  /**
   * Keys that come after it; it need not be one. Of a common prefix, where any of its keys comes after it; whether one that it
   * names itself is told, is the provider's.
   */
  readonly startAfter?: string | undefined
  /** At most so many items and prefixes a page, 1 to 1,000; providers may give fewer. */
  readonly pageSize?: number | undefined
}

/** A page of objects. `prefixes` are what has a delimiter after the query's prefix, each on one page; none without a delimiter. */
export interface ObjectPage<L extends ListedObject = ListedObject> extends Page<L> {
  readonly prefixes: readonly string[]
}

/**
 * Objects in the order of the bytes of their keys in UTF-8, and so are prefixes, which only pages tell: iterating over a level gives the objects
 * that are on it.
 */
export interface ObjectListing<L extends ListedObject = ListedObject> extends Listing<L> {
  readonly pages: (from?: { readonly after?: string | undefined }) => AsyncIterable<ObjectPage<L>>
}

/**
 * What every object store can do.
 *
 * An object is seen whole or not at all: until a put has ended, who reads gets what was there before, also from the middle of a read; of two
 * puts of a key the one that ends last stays. What a put or delete has resolved with is so at once for every read and list that begins
 * later.
 *
 * As in `Compute`, input that cannot be right is `invalid` before anything is sent, at lists by the call that makes them; every call may
 * reject with what is said there of every call, and a write that fails says by its `outcome` whether it took effect. Every call that
 * names a bucket rejects with `not-found` where there is none, and with `forbidden` where it is somebody else's.
 *
 * A driver's own `timeoutMs` does not bound what carries content, since nobody knows how long that takes; the transport's own limit on silence does. A
 * call's `timeoutMs` bounds all of a put, and of a read what comes before its body.
 */
export interface Storage<
  B extends Bucket = Bucket,
  O extends StoredObject = StoredObject,
  PutIn = never,
  ReadIn = never,
  BucketIn = never,
  L extends ListedObject = ListedObject,
> {
  /** The account's buckets, in all locations where the provider tells of all. */
  readonly listBuckets: (query?: BucketQuery, call?: CallOptions) => Listing<B>
  /**
   * Resolves also where the account has it already, in that location, and changes nothing then. `already-exists` where it is somebody
   * else's or elsewhere; `quota`.
   */
  readonly createBucket: (options: CreateBucket<BucketIn>, call?: CallOptions) => Promise<B>
  /** `conflict` where it is not empty: of objects, or of versions of them. */
  readonly deleteBucket: (bucket: Ref<'bucket'>, call?: CallOptions) => Promise<void>
  readonly listObjects: (bucket: Ref<'bucket'>, query?: ObjectQuery, call?: CallOptions) => ObjectListing<L>
  /** Describes it. `not-found` where there is none. */
  readonly getObject: (object: ObjectRef, options?: GetObject<ReadIn>, call?: CallOptions) => Promise<O>
  /** Resolves when the content begins to come. `not-found` where there is none. */
  readonly readObject: (
    object: ObjectRef,
    options?: ReadObject<ReadIn>,
    call?: CallOptions,
  ) => Promise<ObjectContent<O>>
  /**
   * Stores it, in place of what the key held: its content, its headers and its metadata. Content of up to 5 GiB works everywhere. Where
   * a write of the same key came between, a put with a condition rejects with `precondition` or `conflict`.
   */
  readonly putObject: (
    object: ObjectRef,
    content: Content,
    options?: PutObject<PutIn>,
    call?: CallOptions,
  ) => Promise<WrittenObject>
  /** Removes what the key holds; resolves also where that is nothing. In a bucket that keeps versions they stay. */
  readonly deleteObject: (object: ObjectRef, call?: CallOptions) => Promise<void>
}

/** The type of a driver's described objects. */
export type ObjectOf<D extends Storage> = Awaited<ReturnType<D['getObject']>>
