import type { Clock } from '../clock.ts'
import { changed, isCloudError, type Outcome } from '../errors.ts'

/**
 * Settles as `work` does, or rejects with the signal's reason as soon as it aborts, whatever `work` makes of the signal. What the
 * work gives after that goes to `late`.
 */
export function abortable<T>(
  work: Promise<T>,
  signal: AbortSignal,
  late: (value: T) => void = () => {},
): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason)
    if (signal.aborted) abort()
    else signal.addEventListener('abort', abort, { once: true })
    const leave = () => signal.removeEventListener('abort', abort)
    const done = (value: T) => {
      leave()
      if (signal.aborted) tell(late, value)
      else resolve(value)
    }
    // Also where nobody waits any more, its failure must not become an unhandled rejection: this changes nothing then.
    const fail = (error: unknown) => {
      leave()
      reject(error)
    }
    work.then(done, fail)
  })
}

/** Nobody waits for it any more, so that its failure is nobody's. */
function tell<T>(late: (value: T) => void, value: T): void {
  try {
    late(value)
  } catch {}
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
