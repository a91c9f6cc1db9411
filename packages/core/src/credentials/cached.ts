import type { Clock } from '../clock.ts'
import { CloudError, invalid, isCloudError } from '../errors.ts'
import { abortable } from '../http/abortable.ts'
import { callScope } from '../http/deadline.ts'

/**
 * Gives credentials when asked. The vendors' own provider functions have this shape. It may be called again when what it gave runs
 * out, or is refused as run out; then `forceRefresh` asks it not to answer from a cache of its own. `signal` aborts when nobody waits for
 * the answer any more.
 */
export type CredentialProvider<T> = (options?: {
  readonly signal?: AbortSignal | undefined
  readonly forceRefresh?: boolean | undefined
}) => Promise<T>

export interface CacheOptions<T> {
  readonly clock: Clock
  /** When they run out, in milliseconds since 1970; undefined for never. What is not a number is `invalid`. */
  readonly expiresAt: (credentials: T) => number | undefined
  /** How long before that new ones are fetched. Five minutes unless given. */
  readonly earlyMs?: number | undefined
}

/** Asked, it gives credentials. */
export interface CredentialCache<T> {
  (): Promise<T>
  /** Drops these, which the provider refused, and has the next ones fetched with `forceRefresh`. Others that came since are kept. */
  readonly invalidate: (refused: T) => void
}

/** A provider that does not answer must not hold up every call for ever. */
const mostMs = 30_000

/**
 * Asks `provider` once for however many calls wait, keeps the answer until shortly before it runs out, and fetches the next one in
 * the background while the old one still holds. A failure is not kept: the next call asks again. An answer that does not come within
 * 30 seconds is a `timeout`.
 *
 * The fetch is shared and so takes no caller's signal: who does not want to wait stops waiting.
 */
export function cached<T>(provider: CredentialProvider<T>, options: CacheOptions<T>): CredentialCache<T> {
  const { clock, expiresAt, earlyMs = 300_000 } = options
  let kept: { readonly credentials: T; readonly until: number } | undefined
  let fetching: Promise<T> | undefined
  let forceRefresh = false

  const fetch = () => {
    fetching ??= ask(provider, forceRefresh, clock)
      .then((credentials) => {
        const until = expiresAt(credentials) ?? Number.POSITIVE_INFINITY
        if (Number.isNaN(until)) throw invalid('The expiration of the credentials is no time')
        kept = { credentials, until }
        forceRefresh = false
        return credentials
      })
      .finally(() => {
        fetching = undefined
      })
    return fetching
  }

  const get = async () => {
    const now = clock.now()
    if (kept === undefined || now >= kept.until) return fetch()
    // A failed early refresh is no failure yet; the call that finds them run out will see it.
    if (now >= kept.until - earlyMs) fetch().catch(() => {})
    return kept.credentials
  }
  const invalidate = (refused: T) => {
    if (kept?.credentials !== refused) return
    kept = undefined
    // What is on its way was asked for without force, and may be these again.
    fetching = undefined
    forceRefresh = true
  }
  return Object.assign(get, { invalidate })
}

async function ask<T>(provider: CredentialProvider<T>, forceRefresh: boolean, clock: Clock): Promise<T> {
  const { signal, end } = callScope({}, mostMs, clock)
  try {
    const answer = async () => provider({ signal, forceRefresh })
    return await abortable(answer(), signal)
  } catch (cause) {
    const late = signal.aborted
    if (isCloudError(cause) && !late) throw cause
    const why = cause instanceof Error ? `: ${cause.message}` : ''
    throw new CloudError(`The credentials could not be had${why}`, {
      code: late ? 'timeout' : 'unauthorized',
      outcome: 'not-applied',
      retryable: late,
      cause,
    })
  } finally {
    end()
  }
}
