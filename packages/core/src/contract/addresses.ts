import type { CallOptions, Listing, Ref, Resource } from './call.ts'

/** A public address that is the account's until it is given back. `node` is the id of the node that it leads to. */
export interface Address<Native = unknown> extends Resource<'address', Native> {
  readonly ip: string
  readonly version: 4 | 6
  readonly node?: string
  readonly location?: string
}

export interface CreateAddress<In = never> {
  /** Left out, 4. `invalid` for a version that the provider has not. */
  readonly version?: 4 | 6 | undefined
  /** Left out, the driver's default; `invalid` where it has none and the provider wants one. */
  readonly location?: Ref<'location'> | undefined
  readonly native?: In | undefined
}

/** Public addresses that outlive nodes, paid for while nothing has them. */
export interface Addresses<A extends Address = Address, In = never> {
  /** Those of the account; of one `node` if it is given, none where there is no such node. */
  readonly listAddresses: (
    query?: { readonly node?: Ref<'node'> | undefined },
    call?: CallOptions,
  ) => Listing<A>
  /** `not-found` where there is none. */
  readonly getAddress: (address: Ref<'address'>, call?: CallOptions) => Promise<A>
  /** `not-found` where the location does not exist; `quota` where the account has as many as it may. */
  readonly createAddress: (options?: CreateAddress<In>, call?: CallOptions) => Promise<A>
  /**
   * Leads it to a node, in the same location where it has one; `invalid` where that is another. Resolves where it is there already; one that leads to another node is
   * `conflict`: detach it first. `not-found` where either does not exist.
   */
  readonly attachAddress: (
    address: Ref<'address'>,
    to: { readonly node: Ref<'node'> },
    call?: CallOptions,
  ) => Promise<void>
  /** Resolves where it leads nowhere. `not-found` where there is none. */
  readonly detachAddress: (address: Ref<'address'>, call?: CallOptions) => Promise<void>
  /** Gives it back; one that leads to a node is detached first. `not-found` where there is none. */
  readonly destroyAddress: (address: Ref<'address'>, call?: CallOptions) => Promise<void>
}
