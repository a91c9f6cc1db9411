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

/** One port of a balancer, as it is at the moment. */
export interface Frontend {
  /** `http`: each request goes to a member; `tcp`: each connection does. TLS is not spoken on either side. */
  readonly protocol: 'http' | 'tcp'
  readonly algorithm: 'round-robin' | 'least-connections' | 'source'
  /** Of a cookie that keeps a client at its member, of HTTP. */
  readonly cookie?: string | undefined
  /** Without one, every member counts as well. */
  readonly check?: HealthCheck | undefined
  readonly members: readonly Member[]
}

/** What a cloud's balancers have at an address and a port. */
export type FindFrontend = (host: string, port: number) => Frontend | undefined
