import type { ErrorCode } from '@cloud/core'
import type { Fault, WireFault } from '@cloud/emulators'

/** What a client can know of an attempt that failed. */
export interface Failure {
  readonly code: ErrorCode
  /** `not-applied` where nothing was sent or the provider refused; else nobody can tell from the answer. */
  readonly outcome: 'not-applied' | 'unknown'
  readonly retryable: boolean
  /** For how long the provider asks to be left alone, in milliseconds. */
  readonly waitMs?: number
  /** A refusal that comes from behind the door, where a token is looked at. */
  readonly knowsToken?: true
}

/** What becomes of one attempt: it succeeds, however slowly; nothing ever comes; or it fails. */
export type Answer = 'right' | 'none' | Failure

/** One request that is hit. */
export interface Hit {
  /** Whether the provider does what it is asked. */
  readonly seen: boolean
  readonly answer: Answer
}

/**
 * Which requests of a call are hit: those of the operation itself; whichever come next, looks before and after it included; or the
 * operation's first and after it whatever only reads, so that nothing tells what became of it.
 */
export type Reach = 'operation' | 'everything' | 'looks'

/** One way for a call to go wrong. All that is expected of a driver follows from these facts. */
export interface MatrixFault {
  readonly name: string
  readonly reach: Reach
  /** The requests that are hit, in turn; with `lasting` every later one is hit as the last of them. */
  readonly hits: readonly [Hit, ...Hit[]]
  readonly lasting: boolean
  /** For an outage that time ends: how long it lasts. It outlasts the quick retries. */
  readonly lastsMs?: number
  readonly tls: boolean
  /** What the emulator does. */
  readonly faults: readonly Fault[]
  /** What the wire does. */
  readonly wire: readonly WireFault[]
}
