import type { Clock } from '../clock.ts'
import { CloudError, isCloudError } from '../errors.ts'

/**
 * Gives credentials when asked. The vendors' own provider functions have this shape. It may be called again when what it gave runs
 * out; `forceRefresh` asks it not to answer from a cache of its own.
 */
export type CredentialProvider<T> = (options?: {
  readonly signal?: AbortSignal | undefined
  readonly forceRefresh?: boolean | undefined
}) => Promise<T>

export interface CacheOptions<T> {
  readonly clock: Clock
  /** When they run out, on the clock; undefined for never. */
  readonly expiresAt: (credentials: T) => number | undefined
  /** How long before that new ones are fetched. Five minutes unless given. */
  readonly earlyMs?: number | undefined
}

/**
 * Asks `provider` once for however many calls wait, keeps the answer until shortly before it runs out, and fetches the next one in
 * the background while the old one still holds. A failure is not kept: the next call asks again.
 *
 * The fetch is shared and so takes no caller's signal: who does not want to wait stops waiting.
 */
export function cached<T>(provider: CredentialProvider<T>, options: CacheOptions<T>): () => Promise<T> {
  const { clock, expiresAt, earlyMs = 300_000 } = options
  let kept: { readonly credentials: T; readonly until: number } | undefined
  let fetching: Promise<T> | undefined

  const fetch = () => {
    fetching ??= ask(provider)
      .then((credentials) => {
        kept = { credentials, until: expiresAt(credentials) ?? Number.POSITIVE_INFINITY }
        return credentials
      })
      .finally(() => {
        fetching = undefined
      })
    return fetching
  }

  return async () => {
    const now = clock.now()
    if (kept === undefined || now >= kept.until) return fetch()
    // A failed early refresh is no failure yet; the call that finds them run out will see it.
    if (now >= kept.until - earlyMs) fetch().catch(() => {})
    return kept.credentials
  }
}

async function ask<T>(provider: CredentialProvider<T>): Promise<T> {
  try {
    return await provider()
  } catch (error) {
    if (isCloudError(error)) throw error
    throw new CloudError('The credentials could not be had', {
      code: 'unauthorized',
      outcome: 'not-applied',
      cause: error,
    })
  }
}
