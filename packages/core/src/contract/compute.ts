import type { CallOptions, Listing, Ref, Resource } from './call.ts'

/**
 * The states of a node. Every state that a provider documents maps to one of the first eleven; `unknown` is a state that the
 * provider added since, and `native` tells it.
 */
export type NodeState =
  | 'pending'
  | 'starting'
  | 'running'
  | 'rebooting'
  | 'updating'
  | 'stopping'
  | 'stopped'
  | 'suspended'
  | 'terminating'
  | 'terminated'
  | 'error'
  | 'unknown'

export type Architecture = 'x86_64' | 'arm64' | 'other'

/**
 * A virtual machine. Addresses are in the order in which to try them. `size`, `image` and `location` are ids as `listSizes`,
 * `listImages` and `listLocations` give them. `tags` are the caller's own; what a driver stores for itself, and the name where the
 * provider keeps it as a tag, are not among them.
 */
export interface Node<Native = unknown> extends Resource<'node', Native> {
  readonly state: NodeState
  readonly publicIps: readonly string[]
  readonly privateIps: readonly string[]
  readonly size?: string
  readonly image?: string
  readonly location?: string
  readonly createdAt?: string
  readonly tags: Readonly<Record<string, string>>
}

/** What a size costs, as its provider's API told at `asOf`. `currency` is its ISO 4217 code. */
export interface Price {
  readonly currency: string
  readonly hourly?: number
  readonly monthly?: number
  readonly asOf: string
}

/** What a node can be made of. `price` is left out where the API tells none. `memoryMiB` and `diskGiB` are binary units; `diskGiB` is left out where disks are chosen apart, `gpus` where there are none or the API tells of none. */
export interface Size<Native = unknown> extends Resource<'size', Native> {
  readonly vcpus: number
  readonly memoryMiB: number
  readonly diskGiB?: number
  readonly architecture?: Architecture
  readonly gpus?: Gpus
  readonly price?: Price
}

/** Graphics processors, or accelerators of their kind. `model` is the provider's own name, such as `NVIDIA T4` or `nvidia-tesla-a100`. */
export interface Gpus {
  readonly count: number
  readonly model?: string
}

/** `pending` is not usable yet; left out where the provider does not tell. */
export type ImageState = 'pending' | 'available' | 'deleting' | 'error' | 'unknown'

/** What a node can be made from. `sizeGiB` is the least disk of a node that is made from it. */
export interface Image<Native = unknown> extends Resource<'image', Native> {
  readonly state?: ImageState
  readonly sizeGiB?: number
  readonly architecture?: Architecture
  readonly createdAt?: string
}

/** Where a node can be. `parent` is the location that holds it: a zone's region. */
export interface Location<Native = unknown> extends Resource<'location', Native> {
  readonly parent?: string
}

/** `In` is what the driver takes under `native`; portable code has none. */
export interface CreateNode<In = never> {
  /**
   * Need not be unique but where a provider keeps its names so. 1 to 63 small letters, digits and `-`, beginning with a letter and ending with
   * a letter or digit, work everywhere; what a provider does not take is `invalid`, and so is everywhere what is empty, longer than 255 or has
   * a control character.
   */
  readonly name: string
  readonly size: Ref<'size'>
  readonly image: Ref<'image'>
  /** Left out, the provider chooses, or the driver's own default holds. */
  readonly location?: Ref<'location'> | undefined
  /**
   * OpenSSH public keys, one line each, that may log in as the image's default user once the machine is up. Anything else is
   * `invalid` before a request is sent. Each driver brings them on the machine the way its cloud does.
   */
  readonly authorizedKeys?: readonly string[] | undefined
  /**
   * For cloud-init or what the image has in its place; at most what the provider stores, measured as it would be sent. Bytes that are
   * no UTF-8, such as what is compressed, are `invalid` where the provider takes text alone.
   */
  readonly userData?: string | Uint8Array | undefined
  /** Keys of `[a-z][a-z0-9_-]{0,62}` and values of at most 63 such characters work everywhere; what a cloud cannot store is `invalid`. */
  readonly tags?: Readonly<Record<string, string>> | undefined
  /**
   * Repeats with the same key and the same options give the same node and create nothing; with other options they reject with
   * `conflict`. Left out, each call has a key of its own, so that the library's retries never create a second node. 1 to 64
   * printable ASCII characters, none of them a space. How long a key is remembered is the provider's.
   */
  readonly idempotencyKey?: string | undefined
  readonly native?: In | undefined
}

/** All members that are given must hold; of several `ids` or `states` any may. An empty list of ids or states matches nothing. */
export interface NodeQuery {
  /** Ids that are not there are left out. */
  readonly ids?: readonly string[] | undefined
  /** The whole name, case counts; an empty one is `invalid`. */
  readonly name?: string | undefined
  readonly states?: readonly NodeState[] | undefined
  /** The node has each of these tags with exactly this value. `invalid` for the tag in which a provider keeps the name. */
  readonly tags?: Readonly<Record<string, string>> | undefined
}

export interface ImageQuery {
  /** The whole name, case counts; `*` stands for any run of characters. */
  readonly name?: string | undefined
  /** The provider's name of an owner, or `self`. */
  readonly owner?: string | undefined
  readonly architecture?: Architecture | undefined
}

/**
 * What every cloud can do with machines.
 *
 * A driver checks its input before it sends anything: an unknown option, a name or tag that cannot be stored, a key that is none is
 * `invalid`, and nothing was created. A write resolves when the provider's own operation, job or action has succeeded; reaching a
 * *state* is what `waitForNode` is for. A write that fails says by its `outcome` whether it took effect.
 *
 * Every call may reject with `unauthorized`, `forbidden`, `rate-limited`, `unavailable`, `timeout`, `aborted`, `network`,
 * `untrusted` and `protocol`; what else it rejects with is said at each.
 *
 * `In = never` is what lets a concrete driver be a portable one. Members are function-typed properties, not methods, so that
 * TypeScript refuses a driver that is not really portable.
 */
export interface Compute<N extends Node = Node, In = never> {
  /**
   * The nodes of the account in the driver's region, those that the query matches, answered by the server where it can be. Nodes
   * that are `terminated` are left out unless `query.states` names that state. A node shows up here as soon as the provider lists
   * it, which may be some seconds after `createNode`.
   */
  readonly listNodes: (query?: NodeQuery, call?: CallOptions) => Listing<N>
  /** One node, `terminated` ones for as long as the provider shows them; then, and where there never was one, `not-found`. */
  readonly getNode: (node: Ref<'node'>, call?: CallOptions) => Promise<N>
  /**
   * Creates and starts one node. Resolves when the provider has taken that on and its own action, where there is one, has completed;
   * the node is mostly `pending` then, and without addresses.
   * `not-found` where size, image or location do not exist; `already-exists` where the name is taken and must be unique; `quota` or `capacity`
   * where there is no room; `conflict` where the idempotency key was used with other options.
   *
   * An error whose outcome is `unknown` tells `details.idempotencyKey`, also where the caller gave none: the same call with that key gives
   * the node that was made, or makes it. Where the node was made and something failed after that, the outcome is `applied` and
   * `details.nodeId` names it.
   */
  readonly createNode: (options: CreateNode<In>, call?: CallOptions) => Promise<N>
  /** Restarts a running node; its addresses and disks stay. `not-found` where there is none, `conflict` where it does not run. */
  readonly rebootNode: (node: Ref<'node'>, call?: CallOptions) => Promise<void>
  /**
   * Ends a node in whatever state, and the disks that its image made, unless they were told to stay. Resolves also where it is
   * `terminating` or `terminated` already; `not-found` where there is none; `conflict` where it is protected.
   */
  readonly destroyNode: (node: Ref<'node'>, call?: CallOptions) => Promise<void>
  /** The sizes that can be had, in `location` if one is given. */
  readonly listSizes: (query?: SizeQuery, call?: CallOptions) => Listing<Size>
  /** The images that the account may start nodes from. Public clouds have ten thousands: narrow by a query. */
  readonly listImages: (query?: ImageQuery, call?: CallOptions) => Listing<Image>
  /** The locations that the account may create nodes in. */
  readonly listLocations: (query?: Record<string, never>, call?: CallOptions) => Listing<Location>
}

export interface SizeQuery {
  /** Only sizes that can be had there. */
  readonly location?: Ref<'location'> | undefined
}

/** The node type of a driver. */
export type NodeOf<D extends Pick<Compute, 'getNode'>> = Awaited<ReturnType<D['getNode']>>

/**
 * What a driver takes under `native`. On a union of drivers whose options differ it is nothing: what one of them takes must not reach the
 * other.
 */
export type NativeOf<D extends Compute> = [IsUnion<InOf<D>>] extends [false] ? InOf<D>['in'] : never

type InOf<D extends Compute> = D extends Compute<Node, infer In> ? { readonly in: In } : never
type IsUnion<T, All = T> = T extends unknown ? ([All] extends [T] ? false : true) : never
