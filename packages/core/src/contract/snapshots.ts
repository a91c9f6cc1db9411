import type { CallOptions, Listing, Ref, Resource } from './call.ts'

export type SnapshotState = 'pending' | 'available' | 'deleting' | 'error' | 'unknown'

/** What a volume held at a time. `volume` is the id of the one it was made of, which need not exist any more. */
export interface Snapshot<Native = unknown> extends Resource<'snapshot', Native> {
  readonly state: SnapshotState
  /** Of the volume that it was made of, and so the least that one made from it has. */
  readonly sizeGiB: number
  readonly volume?: string
  readonly createdAt?: string
  readonly tags: Readonly<Record<string, string>>
}

export interface CreateSnapshot<In = never> {
  readonly volume: Ref<'volume'>
  readonly name: string
  readonly tags?: Readonly<Record<string, string>> | undefined
  readonly native?: In | undefined
}

/** Snapshots of volumes. What is made of a whole node is an image: `Images.createImage`. */
export interface Snapshots<S extends Snapshot = Snapshot, In = never> {
  /** Those of the account, of one `volume` if it is given, of one whole `name` if it is given; of both, what both hold for. */
  readonly listSnapshots: (
    query?: { readonly volume?: Ref<'volume'> | undefined; readonly name?: string | undefined },
    call?: CallOptions,
  ) => Listing<S>
  /** `not-found` where there is none. */
  readonly getSnapshot: (snapshot: Ref<'snapshot'>, call?: CallOptions) => Promise<S>
  /**
   * Resolves with a snapshot that may be `pending`; the volume may be used on. `not-found` where there is no such volume; `already-exists`
   * where the name is taken and must be unique; `quota`.
   */
  readonly createSnapshot: (options: CreateSnapshot<In>, call?: CallOptions) => Promise<S>
  /** `not-found` where there is none; `conflict` where something depends on it. */
  readonly destroySnapshot: (snapshot: Ref<'snapshot'>, call?: CallOptions) => Promise<void>
}
