import type { Server } from '../centre/servers.ts'

export interface HealthCheck {
  readonly protocol: 'http' | 'tcp'
  /** Default: the one that the member gets its traffic at. */
  readonly port?: number | undefined
  readonly path?: string | undefined
  /** Of an answer, whether its status says that the member is well. */
  readonly isWell?: ((status: number) => boolean) | undefined
  /** Between two checks, as the vendor's users say it. */
  readonly intervalSeconds: number
  /** How many results in a row bring a member back, and how many take it out. */
  readonly healthy: number
  readonly unhealthy: number
}

/** One of those that share what comes to a balancer's port. */
export interface Member {
  /** What is checked under it: the same wherever the same port of the same server is checked in the same way. */
  readonly key: string
  readonly server: Server
  readonly port: number
  /** It gets nothing new. */
  readonly draining?: boolean | undefined
  /** Its share beside the others. Default 1. */
  readonly weight?: number | undefined
}

/** Members that share what comes. */
export interface Pool {
  readonly algorithm: 'round-robin' | 'least-connections' | 'source'
  /** Of a cookie that keeps a client at its member, of HTTP. */
  readonly cookie?: string | undefined
  /** Without one, every member counts as well. */
  readonly check?: HealthCheck | undefined
  readonly members: readonly Member[]
}

/** What a rule is told of a request. */
export interface RoutedRequest {
  readonly method: string
  /** Without a port, in lower case. */
  readonly host: string
  /** Without the query, as it was sent. */
  readonly path: string
  /** With its question mark; empty where there is none. */
  readonly query: string
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  /** Of the client. */
  readonly address: string
}

/** What a balancer answers itself. */
export interface OwnAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string | undefined
}

/** Requests that it is for go to a pool of their own, or no further. */
export interface Rule {
  readonly isFor: (request: RoutedRequest) => boolean
  readonly to: Pool | ((request: RoutedRequest) => OwnAnswer)
}

/** One port of a balancer, as it is at the moment; the pool is for what no rule is for. */
export interface Frontend extends Pool {
  /** `http`: each request goes to a member; `tcp`: each connection does. TLS is not spoken on either side. */
  readonly protocol: 'http' | 'tcp'
  /** Of HTTP: the first that is for a request says where it goes. */
  readonly rules?: readonly Rule[] | undefined
}

/** What a cloud's balancers have at an address and a port. */
export type FindFrontend = (host: string, port: number) => Frontend | undefined

export const noMembers: Pool = { algorithm: 'round-robin', members: [] }

export const routeOf = (frontend: Frontend, request: RoutedRequest): Rule['to'] =>
  frontend.rules?.find(({ isFor }) => isFor(request))?.to ?? frontend

/** All that may get something from a frontend. */
export const poolsOf = (frontend: Frontend): readonly Pool[] => [
  frontend,
  ...(frontend.rules ?? []).flatMap(({ to }) => (typeof to === 'function' ? [] : [to])),
]
