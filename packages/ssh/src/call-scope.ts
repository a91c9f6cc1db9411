import { type CallOptions, type Clock, CloudError, isCloudError, type Outcome } from '@cloud/core'
import { invalid } from '@cloud/core/driver'

export interface CallScope {
  /** Aborts when the call is over; its reason is the error to reject with. */
  readonly signal: AbortSignal
  readonly end: () => void
}

/** One signal for a call: aborted by the caller's with `aborted`, and after its time with `timeout`. */
export function callScope(operation: string, call: CallOptions, clock: Clock, defaultMs?: number): CallScope {
  const timeoutMs = call.timeoutMs ?? defaultMs
  if (timeoutMs !== undefined && !(timeoutMs >= 0 && timeoutMs <= 2 ** 31 - 1))
    throw invalid(`timeoutMs is ${timeoutMs}`, 'milliseconds, from 0 to 2147483647')
  const over = new AbortController()
  const fail = (code: 'aborted' | 'timeout', message: string, more: object) =>
    over.abort(new CloudError(message, { code, provider: 'ssh', operation, ...more }))
  const abort = () => fail('aborted', 'The call was aborted', { cause: call.signal?.reason })
  const expire = () =>
    fail('timeout', `Not done within ${timeoutMs} ms`, { retryable: true, details: { timeoutMs } })
  const cancel = timeoutMs === undefined ? () => {} : clock.after(timeoutMs, expire)
  if (call.signal?.aborted) abort()
  call.signal?.addEventListener('abort', abort, { once: true })
  const end = () => {
    cancel()
    call.signal?.removeEventListener('abort', abort)
  }
  return { signal: over.signal, end }
}

/** Settles as `work` does, or rejects with the signal's reason as soon as it aborts. */
export async function abortable<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>()
  const stop = () => reject(signal.reason)
  if (signal.aborted) stop()
  signal.addEventListener('abort', stop, { once: true })
  try {
    return await Promise.race([promise, work])
  } finally {
    signal.removeEventListener('abort', stop)
  }
}

/** Resolves after `ms` on the clock; rejects with the signal's reason as soon as it aborts. */
export async function sleep(ms: number, clock: Clock, signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const cancel = clock.after(ms, resolve)
  try {
    await abortable(promise, signal)
  } finally {
    cancel()
  }
}

/** The same error with what became of the write: a copy, because a signal's reason is shared by all who wait on it. */
export function withOutcome(error: unknown, outcome: Outcome): unknown {
  if (!isCloudError(error) || error.outcome === outcome) return error
  const { message, cause, ...known } = error
  return new CloudError(message, { ...known, outcome, cause })
}
