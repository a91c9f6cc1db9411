import { checkNames } from '../check.ts'
import type { Clock } from '../clock.ts'
import type { CallOptions } from '../contract/call.ts'
import { CloudError, type CloudErrorOptions, invalid, isCloudError } from '../errors.ts'
import type { Call } from './chain.ts'
import type { Handler } from './operation.ts'

/** Turns the caller's signal and time into one signal, whose reason is the error to reject with. */
export function deadline(defaultMs: number, clock: Clock, next: Handler): Call {
  return async (operation, call = {}) => {
    checkCall(call)
    const timeoutMs = call.timeoutMs ?? defaultMs
    const scope = callScope(call, timeoutMs, clock)
    try {
      if (scope.signal.aborted) throw scope.signal.reason
      return await next(operation, {
        signal: scope.signal,
        deadline: clock.elapsed() + timeoutMs,
        attempt: 1,
      })
    } finally {
      scope.end()
    }
  }
}

/** `invalid` for call options that no call has: a misspelt one would be no limit at all. */
export function checkCall(call: CallOptions): void {
  checkNames('The call', call, ['signal', 'timeoutMs'])
}

/** Whose call it is, for the error that ends it. */
type About = Pick<CloudErrorOptions, 'provider' | 'operation'>

/**
 * One signal for a call: aborted by the caller's with `aborted`, and after `timeoutMs`, if there is one, with `timeout`. `end` lets go
 * of both. `invalid` for a time or a signal that is none.
 */
export function callScope(
  call: CallOptions,
  timeoutMs: number | undefined,
  clock: Clock,
  about: About = {},
): { readonly signal: AbortSignal; readonly end: () => void } {
  if (timeoutMs !== undefined) checkTimeout(timeoutMs)
  checkSignal(call.signal)
  const controller = new AbortController()
  const abort = () => {
    const reason: unknown = call.signal?.reason
    // A call inside of another one ends as the outer one does.
    controller.abort(isCloudError(reason) ? reason : aborted(reason, about))
  }
  const expire = () => controller.abort(timedOut(timeoutMs, about))
  const cancel = timeoutMs === undefined ? () => {} : clock.after(timeoutMs, expire)
  if (call.signal?.aborted) abort()
  else if (timeoutMs === 0) expire()
  call.signal?.addEventListener('abort', abort, { once: true })
  const end = () => {
    cancel()
    call.signal?.removeEventListener('abort', abort)
  }
  return { signal: controller.signal, end }
}

export function aborted(cause: unknown, about: About = {}): CloudError {
  return ended('The call was aborted', { ...about, code: 'aborted', cause })
}

function timedOut(timeoutMs: number | undefined, about: About): CloudError {
  const details = { timeoutMs }
  return ended(`Not done within ${timeoutMs} ms`, { ...about, code: 'timeout', retryable: true, details })
}

/** It stands for a call that has not sent anything; who has, says so instead. */
function ended(message: string, options: CloudErrorOptions): CloudError {
  return new CloudError(message, { ...options, outcome: 'not-applied' })
}

function checkSignal(signal: unknown): void {
  if (signal === undefined || typeof Reflect.get(Object(signal), 'addEventListener') === 'function') return
  throw invalid('signal must be an AbortSignal')
}

/** Beyond it Node's timers fire at once. */
export const longestTimerMs: number = 2 ** 31 - 1

function checkTimeout(timeoutMs: number): void {
  if (timeoutMs >= 0 && timeoutMs <= longestTimerMs) return
  throw invalid(`timeoutMs is ${timeoutMs}`, `milliseconds, from 0 to ${longestTimerMs}`)
}
