import type { CallOptions, Listing, Ref, Resource } from './call.ts'

/** `degraded` serves with less than it should; `error` will not serve. */
export type BalancerState = 'creating' | 'active' | 'degraded' | 'deleting' | 'deleted' | 'error' | 'unknown'

export type BalancerProtocol = 'http' | 'https' | 'tcp' | 'tls' | 'udp'

/**
 * Where clients come in, and what the members are spoken to. With `https` and `tls` encryption ends at the balancer, which shows
 * `certificate`; who wants it to end at the members takes `tcp`. A balancer has one listener on a port of TCP, and one of UDP; two are
 * `invalid`.
 */
export interface Listener<In = unknown> {
  readonly protocol: BalancerProtocol
  /** 1 to 65535. */
  readonly port: number
  /**
   * Left out: `http` behind `http` and `https`, `tcp` behind `tcp` and `tls`, `udp` behind `udp`. What crosses these three, as `tcp` behind
   * `http`, is `invalid`.
   */
  readonly targetProtocol?: BalancerProtocol | undefined
  /** Left out, `port`. */
  readonly targetPort?: number | undefined
  /** Of `https` and `tls`, which need one, and of no other: else `invalid`. */
  readonly certificate?: Ref<'certificate'> | undefined
  readonly native?: In | undefined
}

/** A listener as it is, with nothing left out but a certificate where there is none. */
export interface ActiveListener<Native = unknown> {
  readonly protocol: BalancerProtocol
  readonly port: number
  readonly targetProtocol: BalancerProtocol
  readonly targetPort: number
  /** The id of it. */
  readonly certificate?: string
  readonly native?: Native
}

/**
 * Spreads what comes in over its members, leaving out those that fail its health check. `ips` are where clients reach it, empty until
 * it has them; `hostname` is its name in DNS where the provider gives one, and then the one to use, since its addresses change.
 */
export interface Balancer<Native = unknown, ListenerNative = unknown> extends Resource<'balancer', Native> {
  readonly state: BalancerState
  readonly ips: readonly string[]
  readonly hostname?: string
  readonly listeners: readonly ActiveListener<ListenerNative>[]
  readonly location?: string
  readonly createdAt?: string
}

/** `starting` waits for its first health checks; `draining` gets nothing new. */
export type MemberState = 'starting' | 'healthy' | 'unhealthy' | 'draining' | 'unknown'

/** A node or an address behind a balancer; `id` is unique within the balancer. `port` is told where members have one each. */
export interface Member<Native = unknown> {
  readonly kind: 'member'
  readonly id: string
  readonly node?: string
  readonly ip?: string
  readonly port?: number
  readonly state: MemberState
  readonly native: Native
}

/** What may be behind every balancer: a node, on the ports that the listeners name. */
export interface NodeTarget {
  readonly node: Ref<'node'>
}

/** What may be behind the balancers of some providers, whose drivers say so in their type: also an address, also on a port of its own. */
export type MemberTarget = (NodeTarget | { readonly ip: string }) & { readonly port?: number | undefined }

export interface CreateBalancer<In = never, ListenerIn = never, Target = NodeTarget> {
  readonly name: string
  /** At least one. `invalid` where the provider has not that protocol, or takes fewer. */
  readonly listeners: readonly Listener<ListenerIn>[]
  /** Left out, none yet. */
  readonly members?: readonly Target[] | undefined
  /** Left out, the driver's default; `invalid` where it has none and the provider wants one. */
  readonly location?: Ref<'location'> | undefined
  /**
   * A second create with the same key and options gives the balancer of the first, for as long as that is there, on another driver too. 1 to
   * 64 printable ASCII characters, none of them a space.
   */
  readonly idempotencyKey?: string | undefined
  readonly native?: In | undefined
}

export interface UpdateBalancer<In = never> {
  /** `invalid` where the provider's balancers keep the name that they were made with; `already-exists` where it is taken and must be unique. */
  readonly name?: string | undefined
  readonly native?: In | undefined
}

/**
 * Load balancers. A change while the provider is still busy with an earlier one waits for it, within the call's time.
 *
 * As in `Compute`, input that cannot be right is `invalid` before anything is sent, at lists by the call that makes them; every call may
 * reject with what is said there of every call, and a write that fails says by its `outcome` whether it took effect.
 */
export interface LoadBalancers<
  B extends Balancer = Balancer,
  In = never,
  ListenerIn = never,
  Target = NodeTarget,
  ChangeIn = never,
> {
  /** By its whole `name`, case counts, where one is given. */
  readonly listBalancers: (query?: { readonly name?: string | undefined }, call?: CallOptions) => Listing<B>
  /** `not-found` where there is none. */
  readonly getBalancer: (balancer: Ref<'balancer'>, call?: CallOptions) => Promise<B>
  /**
   * Resolves with a balancer that may be `creating`; where a part of it could not be made, nothing of it is left. `already-exists` where
   * the name is taken and must be unique; `not-found` where a location, certificate or member does not exist; `quota`. An error whose
   * outcome is `unknown` tells `details.idempotencyKey`, as that of `createNode` does.
   */
  readonly createBalancer: (options: CreateBalancer<In, ListenerIn, Target>, call?: CallOptions) => Promise<B>
  /** Changes what is given and nothing else; resolves with the balancer as it is then. `not-found` where there is none. */
  readonly updateBalancer: (
    balancer: Ref<'balancer'>,
    changes: UpdateBalancer<ChangeIn>,
    call?: CallOptions,
  ) => Promise<B>
  /** Removes it with its listeners; members and certificates stay. `not-found` where there is none. */
  readonly destroyBalancer: (balancer: Ref<'balancer'>, call?: CallOptions) => Promise<void>
  /** `not-found` where there is no such balancer. */
  readonly listMembers: (balancer: Ref<'balancer'>, call?: CallOptions) => Listing<Member>
  /** Resolves with the member, which may be `starting`; where it is one already, with that. `not-found` where either does not exist. */
  readonly attachMember: (balancer: Ref<'balancer'>, member: Target, call?: CallOptions) => Promise<Member>
  /**
   * Takes it out; the provider lets what is under way come to its end where it can. Resolves where it is none, also where there is no such
   * node. `not-found` where there is no such balancer.
   */
  readonly detachMember: (
    balancer: Ref<'balancer'>,
    member: Target | Pick<Member, 'kind' | 'id'>,
    call?: CallOptions,
  ) => Promise<void>
}
