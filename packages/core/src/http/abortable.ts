import type { Clock } from '../clock.ts'
import { changed, isCloudError, type Outcome } from '../errors.ts'

/**
 * Settles as `work` does, or rejects with the signal's reason as soon as it aborts, whatever `work` makes of the signal. What the
 * work gives after that goes to `late`.
 */
export async function abortable<T>(
  work: Promise<T>,
  signal: AbortSignal,
  late: (value: T) => void = () => {},
): Promise<T> {
  // Also where nobody waits any more, its failure must not become an unhandled rejection.
  work.then((value) => signal.aborted && late(value)).catch(() => {})
  if (signal.aborted) throw signal.reason
  const { promise, reject } = Promise.withResolvers<never>()
  const abort = () => reject(signal.reason)
  signal.addEventListener('abort', abort, { once: true })
  try {
    return await Promise.race([work, promise])
  } finally {
    signal.removeEventListener('abort', abort)
  }
}

/** Resolves after `ms` on the clock; rejects with the signal's reason as soon as it aborts. */
export function sleep(ms: number, clock: Clock, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason)
    const stop = () => {
      cancel()
      reject(signal?.reason)
    }
    const cancel = clock.after(ms, () => {
      signal?.removeEventListener('abort', stop)
      resolve()
    })
    signal?.addEventListener('abort', stop, { once: true })
  })
}

/** The same error with another outcome. */
export function withOutcome(error: unknown, outcome: Outcome): unknown {
  return isCloudError(error) && error.outcome !== outcome ? changed(error, { outcome }) : error
}
