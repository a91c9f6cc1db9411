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
    const leave = onAbort(signal, abort)
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

const listeners: unique symbol = Symbol('listeners')

/** A signal of our own: whoever waits within one call does so in a set, since a listener takes ten times as long to come and go. */
interface OwnSignal extends AbortSignal {
  [listeners]?: Set<() => void>
}

/** A controller whose signal {@link onAbort} knows; only `abort` of this function's result may abort it. */
export function ownController(): { readonly signal: AbortSignal; readonly abort: (reason: unknown) => void } {
  const controller = new AbortController()
  const waiting = new Set<() => void>()
  const signal: OwnSignal = controller.signal
  signal[listeners] = waiting
  const abort = (reason: unknown) => {
    controller.abort(reason)
    for (const run of waiting) run()
    waiting.clear()
  }
  return { signal, abort }
}

/** Calls `run` when the signal aborts, unless the function that is returned is called before. */
export function onAbort(signal: AbortSignal, run: () => void): () => void {
  const waiting = (signal as OwnSignal)[listeners]
  if (waiting) {
    waiting.add(run)
    return () => waiting.delete(run)
  }
  signal.addEventListener('abort', run, { once: true })
  return () => signal.removeEventListener('abort', run)
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
      leave?.()
      resolve()
    })
    const leave = signal && onAbort(signal, stop)
  })
}

/** The same error with another outcome. */
export function withOutcome(error: unknown, outcome: Outcome): unknown {
  return isCloudError(error) && error.outcome !== outcome ? changed(error, { outcome }) : error
}
