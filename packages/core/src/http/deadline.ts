import { checkNames } from '../check.ts'
import { checkNumber } from '../check-number.ts'
import type { Clock } from '../clock.ts'
import type { CallOptions } from '../contract/call.ts'
import { CloudError, type CloudErrorOptions, invalid, isCloudError } from '../errors.ts'
import { onAbort, ownController } from './abortable.ts'
import type { Call } from './chain.ts'
import type { Handler } from './operation.ts'

/** Turns the caller's signal and time into one signal, whose reason is the error to reject with. */
export function deadline(defaultMs: number, clock: Clock, next: Handler): Call {
  return (operation, call) => {
    const ownMs = operation.unlimited ? undefined : defaultMs
    return bounded(ownMs, clock, call, (signal, deadline) =>
      next(operation, { signal, deadline, attempt: 1, callId: lazyId() }),
    )
  }
}

/** A random id, which costs something only where somebody wants it. */
function lazyId(): () => string {
  let id: string | undefined
  return () => {
    id ??= crypto.randomUUID()
    return id
  }
}

/** Does what belongs to a call under one signal, until `deadline` on the clock. A call that is aborted already does not begin. */
export async function bounded<T>(
  defaultMs: number | undefined,
  clock: Clock,
  call: CallOptions | undefined,
  work: (signal: AbortSignal, deadline: number) => Promise<T>,
): Promise<T> {
  const given = call === undefined ? {} : call
  checkCall(given)
  const timeoutMs = given.timeoutMs ?? defaultMs
  const { signal, end } = callScope(given, timeoutMs, clock)
  try {
    if (signal.aborted) throw signal.reason
    return await work(signal, clock.elapsed() + (timeoutMs ?? Number.POSITIVE_INFINITY))
  } finally {
    end()
  }
}

/** What is left of a call's time, in whole milliseconds; undefined where nothing bounds it. */
export function leftMs(deadline: number, clock: Clock): number | undefined {
  return Number.isFinite(deadline) ? Math.ceil(Math.max(0, deadline - clock.elapsed())) : undefined
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
  checkNumber('timeoutMs', timeoutMs, 0)
  checkSignal(call.signal)
  const controller = ownController()
  const abort = () => controller.abort(call.signal && abortedBy(call.signal, about))
  const expire = () => controller.abort(timedOut(timeoutMs, about))
  const cancel = timeoutMs === undefined ? () => {} : clock.after(timeoutMs, expire)
  if (call.signal?.aborted) abort()
  else if (timeoutMs === 0) expire()
  const leave = call.signal && onAbort(call.signal, abort)
  const end = () => {
    cancel()
    leave?.()
  }
  return { signal: controller.signal, end }
}

/** The error of a call whose signal is aborted. */
export function abortedBy({ reason }: AbortSignal, about: About = {}): CloudError {
  // A call inside of another one ends as the outer one does.
  return isCloudError(reason)
    ? reason
    : ended('The call was aborted', { ...about, code: 'aborted', cause: reason })
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
