import type { Clock } from '../clock.ts'
import type { CallOptions } from '../contract/call.ts'
import { abortable, onAbort, withOutcome } from '../http/abortable.ts'
import { callScope } from '../http/deadline.ts'

/** How long work may take to end once it was told to: it knows best what came of it, and may have something to put away. */
const lingerMs = 1_500

/** The time that a course of several pieces of work has in all. */
export interface Allowance {
  /** Aborts when the time is up, or the caller's signal does; its reason is the error to reject with. */
  readonly signal: AbortSignal
  /**
   * Runs one piece of it with what is left. Work that does not end when its signal aborts is left behind, its outcome unknown; what it
   * gives after that goes to `late`.
   */
  readonly within: <T>(work: (call: CallOptions) => Promise<T>, late?: (value: T) => void) => Promise<T>
  readonly end: () => void
}

/** `also` ends it too. */
export function allowance(call: CallOptions, clock: Clock, also?: AbortSignal): Allowance {
  const { timeoutMs } = call
  const scope = callScope(call, timeoutMs, clock)
  const signal = also ? AbortSignal.any([scope.signal, also]) : scope.signal
  const started = clock.elapsed()
  const left = (): CallOptions =>
    timeoutMs === undefined
      ? { signal }
      : { signal, timeoutMs: Math.max(0, timeoutMs - (clock.elapsed() - started)) }
  return {
    signal,
    within: async (work, late) => {
      signal.throwIfAborted()
      return lingering(work(left()), signal, clock, late)
    },
    end: scope.end,
  }
}

/** Settles as `work` does, and in any case some time after the signal aborts. */
async function lingering<T>(
  work: Promise<T>,
  signal: AbortSignal,
  clock: Clock,
  late?: (value: T) => void,
): Promise<T> {
  const over = new AbortController()
  let cancel = () => {}
  const linger = () => {
    cancel = clock.after(lingerMs, () => over.abort(withOutcome(signal.reason, 'unknown')))
  }
  if (signal.aborted) linger()
  const leave = onAbort(signal, linger)
  try {
    return await abortable(work, over.signal, late)
  } finally {
    cancel()
    leave()
  }
}
