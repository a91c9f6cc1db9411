import type { Secret } from '../secret.ts'
import type { CallOptions, Listing, Ref, Resource } from './call.ts'
import type { Balancer, Listener } from './load-balancers.ts'

/** `source-ip` sends a client's address to the same member each time. */
export type Algorithm = 'round-robin' | 'least-connections' | 'source-ip' | 'random'

/** How the next member is chosen. Every provider that lets one choose has the first two; a driver with more says so in its type. */
export interface Algorithms<A extends Algorithm = 'round-robin' | 'least-connections'> {
  /** `not-found` where there is no such balancer. */
  readonly getAlgorithm: (balancer: Ref<'balancer'>, call?: CallOptions) => Promise<Algorithm>
  /** `not-found` as above; `invalid` for one that the provider has not. Nothing else changes. */
  readonly setAlgorithm: (balancer: Ref<'balancer'>, algorithm: A, call?: CallOptions) => Promise<void>
}

/** How it is found out whether a member can serve. */
export interface HealthCheck {
  readonly protocol: 'http' | 'https' | 'tcp'
  /** 1 to 65535. Left out, the target port of the first listener that is not of UDP. */
  readonly port?: number | undefined
  /** Of `http` and `https`, beginning with `/`; left out, `/`. */
  readonly path?: string | undefined
  /** Whole seconds, as milliseconds; left out, the provider's default. So are the others. */
  readonly intervalMs?: number | undefined
  /** How long a member may take to answer. */
  readonly timeoutMs?: number | undefined
  /** How many good answers in a row make it healthy, and how many bad ones unhealthy. */
  readonly healthyAfter?: number | undefined
  readonly unhealthyAfter?: number | undefined
}

/** A health check as it is, with all that its provider knows of it. */
export type ActiveHealthCheck = HealthCheck & { readonly port: number }

export interface HealthChecks {
  /** `not-found` where there is no such balancer. */
  readonly getHealthCheck: (balancer: Ref<'balancer'>, call?: CallOptions) => Promise<ActiveHealthCheck>
  /**
   * Makes it this one: what is left out gets its default, whatever it was before. `invalid` for what is out of the provider's range.
   * `not-found` where there is no such balancer.
   */
  readonly setHealthCheck: (
    balancer: Ref<'balancer'>,
    check: HealthCheck,
    call?: CallOptions,
  ) => Promise<void>
}

/** Listeners that come and go on a balancer that is there. */
export interface Listeners<B extends Balancer = Balancer, In = never> {
  /**
   * `already-exists` where another one is on that port; resolves where this very one is. `not-found` where balancer or certificate do not
   * exist.
   */
  readonly addListener: (balancer: Ref<'balancer'>, listener: Listener<In>, call?: CallOptions) => Promise<B>
  /**
   * By its port, and where one of UDP is beside one of TCP by its protocol: a port alone is `invalid` there. Resolves where there is none, and
   * where one of another protocol has the port; `conflict` where it is the last and the provider wants one. `not-found` where there is no
   * such balancer.
   */
  readonly removeListener: (
    balancer: Ref<'balancer'>,
    listener: Pick<Listener, 'port'> & Partial<Pick<Listener, 'protocol'>>,
    call?: CallOptions,
  ) => Promise<B>
}

export type CertificateState = 'pending' | 'available' | 'error' | 'unknown'

/** A certificate for `https` and `tls`. `domains` are the names it is good for. The private key cannot be had back. */
export interface Certificate<Native = unknown> extends Resource<'certificate', Native> {
  readonly state: CertificateState
  readonly domains: readonly string[]
  readonly expiresAt?: string
  readonly createdAt?: string
}

/** All of them PEM. */
export interface ImportCertificate {
  readonly name: string
  readonly certificate: string
  /** Those that lead from it to one that is known, in that order; without it. */
  readonly chain?: string | undefined
  readonly privateKey: string | Secret
}

export interface Certificates<C extends Certificate = Certificate> {
  readonly listCertificates: (
    query?: { readonly name?: string | undefined },
    call?: CallOptions,
  ) => Listing<C>
  /** `not-found` where there is none. */
  readonly getCertificate: (certificate: Ref<'certificate'>, call?: CallOptions) => Promise<C>
  /** Resolves with a certificate that may be `pending`. `invalid` where it is no PEM, has run out, or the key is not its own; `already-exists` where the name is taken and must be unique. */
  readonly importCertificate: (options: ImportCertificate, call?: CallOptions) => Promise<C>
  /** `not-found` where there is none; `conflict` where a listener shows it. */
  readonly deleteCertificate: (certificate: Ref<'certificate'>, call?: CallOptions) => Promise<void>
}

/** A cookie of the balancer's own brings a client back to its member for `durationMs`, in whole seconds. */
export interface CookieStickiness {
  readonly by: 'cookie'
  readonly durationMs: number
  /** Left out, a name of the driver's; `invalid` where the provider lets nobody choose. */
  readonly cookieName?: string | undefined
}

export interface SourceIpStickiness {
  readonly by: 'source-ip'
}

/** Clients that come back to the member they had. Where a provider knows other ways than a cookie, its driver says so in its type. */
export interface Stickiness<S extends CookieStickiness | SourceIpStickiness = CookieStickiness> {
  /** `undefined` where clients go anywhere, as they do behind a new balancer. `not-found` where there is none. */
  readonly getStickiness: (
    balancer: Ref<'balancer'>,
    call?: CallOptions,
  ) => Promise<CookieStickiness | SourceIpStickiness | undefined>
  /**
   * `undefined` ends it. `invalid` where no listener can do it, as cookies need `http` or `https`. `not-found` where there is no such
   * balancer.
   */
  readonly setStickiness: (
    balancer: Ref<'balancer'>,
    stickiness: S | undefined,
    call?: CallOptions,
  ) => Promise<void>
}
