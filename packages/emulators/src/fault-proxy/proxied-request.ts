import type { WireFaultKind } from './kinds.ts'

/** A request that came to the proxy whole. */
export interface ProxiedRequest {
  readonly method: string
  /** Without the query, which may hold a signature. */
  readonly path: string
  /** The API's name of what was asked for, where it is one of a cloud's here. */
  readonly operation?: string
  /** The kind of the fault that hit it. */
  readonly fault?: WireFaultKind
  /** Whether any of it went on to the target. */
  forwarded: boolean
}
