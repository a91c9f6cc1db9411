import type { Clock } from '../clock.ts'
import type { CallOptions } from '../contract/call.ts'
import type { ErrorCode, Outcome } from '../errors.ts'
import type { HttpDraft, HttpReply, WholeReply } from './messages.ts'

/**
 * How often an operation may take effect when it is sent again after its reply was lost:
 *
 * - `read`: it has no effect.
 * - `idempotent`: the provider promises that a second one changes nothing more.
 * - `token`: the request carries a token in `field`, by which the provider recognises a repeat.
 * - `named`: the provider refuses a second one with the same name; a look tells whether the first took effect. Made by `named`.
 * - `lookup`: a repeat would take effect again, and looks tell whether the first did. Made by `lookup`.
 * - `once`: a repeat would take effect again. It is never sent again once its first byte left.
 *
 * Every operation declares one: there is no default that could be wrong.
 */
export type Repeat<T> =
  | { readonly class: 'read' }
  | { readonly class: 'idempotent' }
  | { readonly class: 'token'; readonly field: string }
  | { readonly class: 'named'; readonly effect: FindEffect<T> }
  | { readonly class: 'lookup'; readonly effect: FindEffect<T>; readonly settle?: Find<T> | undefined }
  | { readonly class: 'once' }

/** Looks for what a request made. */
export type Find<T> = (call: CallOptions) => Promise<T | undefined>

/** What the looks for the effect of a lost request told: the effect; that there is none; or nothing, since they failed themselves. */
export type Effect<T> = { readonly value: T } | 'none' | 'open'

export type FindEffect<T> = (context: CallContext, clock: Clock) => Promise<Effect<T>>

/** One call of a provider's API: what to send, how it may be repeated, what its good answer means. */
export type Operation<T> = Asked<T> & (Whole<T> | Streamed<T>)

interface Asked<T> {
  /** The provider's own name for it. */
  readonly name: string
  readonly repeat: Repeat<T>
  readonly request: HttpDraft
  /** It carries content, of which nobody knows how long it takes: the time of its call bounds it, and the client's own does not. */
  readonly unlimited?: boolean | undefined
}

interface Whole<T> {
  /** Reads a reply of status 200 to 299; throws `protocol` where it makes no sense. */
  readonly read: (reply: WholeReply) => T
}

interface Streamed<T> {
  /**
   * In place of `read`, for content of any size: takes a reply of status 200 to 299 while its body is on its way, and owns it. The call's
   * time ends with the headers; see `objectBody` for what is left of the body. Failures are read whole all the same.
   */
  readonly stream: (reply: HttpReply) => T
}

/** What a driver reads off a reply that tells a failure. What it leaves out follows from the status. */
export interface ErrorFacts {
  readonly code?: ErrorCode | undefined
  readonly providerCode?: string | undefined
  readonly message?: string | undefined
  readonly requestId?: string | undefined
  readonly retryable?: boolean | undefined
  readonly outcome?: Outcome | undefined
  /** The credentials ran out: nothing was done, and other credentials may do it. Told in `details.expired`. */
  readonly expired?: boolean | undefined
  /** The date of the request was refused, or its signature, which holds the date. Told in `details.clockAheadMs`, by the reply's own date. */
  readonly dated?: boolean | undefined
  readonly hint?: string | undefined
  /** When the provider takes requests again, in milliseconds since 1970, where no `Retry-After` says it. */
  readonly retryAt?: number | undefined
}

/** What the handlers of the chain know of the call that they are part of. */
export interface CallContext {
  /** Aborts with a `CloudError` as its reason: `aborted` or `timeout`. */
  readonly signal: AbortSignal
  /** On the client's clock, as `elapsed` tells it. */
  readonly deadline: number
  /** From 1. */
  readonly attempt: number
  /** What the call is known by to those who watch: made when it is asked for first. */
  readonly callId: () => string
}

/** The type of every handler from the outermost to the one that reads errors. */
export type Handler = <T>(operation: Operation<T>, context: CallContext) => Promise<T>
