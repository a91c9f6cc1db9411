import type { CallOptions, Listing, Ref, Resource } from './call.ts'

/** A private network. `cidr` is left out where its parts have ranges of their own. */
export interface Network<Native = unknown> extends Resource<'network', Native> {
  readonly cidr?: string
  readonly location?: string
  /** Nodes that name no network get into this one. */
  readonly default: boolean
}

export interface CreateNetwork<In = never> {
  readonly name: string
  /** As in `10.1.0.0/16`, without bits beyond its prefix; left out, the provider chooses, `invalid` where it does not. */
  readonly cidr?: string | undefined
  /** Left out, the driver's default; `invalid` where it has none and the provider wants one. */
  readonly location?: Ref<'location'> | undefined
  readonly native?: In | undefined
}

/** Private networks. */
export interface Networks<W extends Network = Network, In = never> {
  readonly listNetworks: (query?: { readonly name?: string | undefined }, call?: CallOptions) => Listing<W>
  /** `not-found` where there is none. */
  readonly getNetwork: (network: Ref<'network'>, call?: CallOptions) => Promise<W>
  /**
   * `invalid` for a range that is none, or that overlaps where it must not; `not-found` where the location does not exist; `already-exists`
   * where the name is taken and must be unique; `quota`.
   */
  readonly createNetwork: (options: CreateNetwork<In>, call?: CallOptions) => Promise<W>
  /** `not-found` where there is none; `conflict` where something is in it, or it is the default one, also where its provider would remove that. */
  readonly destroyNetwork: (network: Ref<'network'>, call?: CallOptions) => Promise<void>
}
