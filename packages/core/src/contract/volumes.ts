import type { CallOptions, Listing, Ref, Resource } from './call.ts'

export type VolumeState =
  | 'creating'
  | 'available'
  | 'attaching'
  | 'attached'
  | 'detaching'
  | 'deleting'
  | 'deleted'
  | 'error'
  | 'unknown'

/** A disk that outlives nodes. `attachedTo` holds the ids of the nodes that have it; `device` is its name on the first of them. */
export interface Volume<Native = unknown> extends Resource<'volume', Native> {
  readonly state: VolumeState
  readonly sizeGiB: number
  readonly attachedTo: readonly string[]
  readonly device?: string
  readonly location?: string
  readonly createdAt?: string
  readonly tags: Readonly<Record<string, string>>
}

export interface CreateVolume<In = never> {
  /** As for nodes; some providers want it unique in a location, and of small letters, digits and `-`, beginning with a letter. */
  readonly name: string
  /** A whole number from 1. With a `snapshot` at least its size; left out then, its size. */
  readonly sizeGiB?: number | undefined
  /** Left out, the driver's default; `invalid` where it has none and the provider wants one. */
  readonly location?: Ref<'location'> | undefined
  readonly snapshot?: Ref<'snapshot'> | undefined
  readonly tags?: Readonly<Record<string, string>> | undefined
  /** As for nodes: repeats with the same key and options give the same volume, with other options `conflict`. */
  readonly idempotencyKey?: string | undefined
  readonly native?: In | undefined
}

/** All members that are given must hold. */
export interface VolumeQuery {
  /** The whole name, case counts. */
  readonly name?: string | undefined
  readonly location?: Ref<'location'> | undefined
  /** Only volumes that this node has; none where there is no such node. */
  readonly node?: Ref<'node'> | undefined
}

/** Disks that are made apart from nodes. */
export interface Volumes<V extends Volume = Volume, In = never> {
  readonly listVolumes: (query?: VolumeQuery, call?: CallOptions) => Listing<V>
  /** `not-found` where there is none. */
  readonly getVolume: (volume: Ref<'volume'>, call?: CallOptions) => Promise<V>
  /** `not-found` where location or snapshot do not exist; `already-exists` where the name is taken and must be unique; `quota`. */
  readonly createVolume: (options: CreateVolume<In>, call?: CallOptions) => Promise<V>
  /**
   * Gives the volume to a node in the same location; `invalid` where that is another. `not-found` where either does not exist; `conflict` where the volume is not
   * `available` or the node is in a state that does not take it; resolves where this node has it already.
   */
  readonly attachVolume: (
    volume: Ref<'volume'>,
    to: { readonly node: Ref<'node'>; readonly device?: string | undefined },
    call?: CallOptions,
  ) => Promise<void>
  /** Takes the volume from every node that has it; unmount it there first. Resolves where none has it. `not-found` where there is none. */
  readonly detachVolume: (volume: Ref<'volume'>, call?: CallOptions) => Promise<void>
  /** Grows the volume; the file system on it stays as it is. `invalid` for a size that is not larger. `not-found` where there is none. */
  readonly resizeVolume: (volume: Ref<'volume'>, sizeGiB: number, call?: CallOptions) => Promise<void>
  /** Removes it with all that is on it. `not-found` where there is none; `conflict` where a node has it. */
  readonly destroyVolume: (volume: Ref<'volume'>, call?: CallOptions) => Promise<void>
}
