import type { Planned } from '../fault-plan.ts'
import type { RetryAfter } from '../retry-after.ts'
import type { WireFaultKind } from './kinds.ts'

/** What a matcher sees of a request: as it came, header names in lower case, the body as text. */
export interface RequestHead {
  readonly method: string
  /** With the query. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** Which way bytes go: `upstream` from the client to the target, `downstream` back. */
export type Direction = 'upstream' | 'downstream'

/** What goes wrong on the wire. Which members mean something with which kind is in `wireFaults`. */
export interface WireFault extends Planned {
  readonly kind: WireFaultKind
  /** The API's name of an operation, such as `RunInstances` or `droplets_create`. Default: every request. */
  readonly operation?: string | undefined
  /** Which requests it hits. Default: every one. */
  readonly match?: ((request: RequestHead) => boolean) | undefined
  /** Default `downstream`. */
  readonly direction?: Direction | undefined
  /** Milliseconds of the proxy's clock. */
  readonly ms?: number | undefined
  /** The most by which a latency differs from `ms`, drawn from the seed. Default 0. */
  readonly jitterMs?: number | undefined
  readonly bytesPerSecond?: number | undefined
  readonly bytes?: number | undefined
  readonly status?: number | undefined
  readonly retryAfter?: RetryAfter | undefined
  readonly body?: string | undefined
  readonly headers?: Readonly<Record<string, string>> | undefined
  /** Where a redirect leads. Default: the same path at `elsewhere.invalid`. */
  readonly location?: string | undefined
}
