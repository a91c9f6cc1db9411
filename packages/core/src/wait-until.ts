import type { Clock } from './clock.ts'
import type { CallOptions } from './contract/call.ts'
import { CloudError, invalid, isCloudError } from './errors.ts'
import { abortable, sleep } from './http/abortable.ts'
import { callScope, longestTimerMs } from './http/deadline.ts'

export interface WaitOptions extends CallOptions {
  /** Between the first two looks; it grows by half with each look, to ten times this. 1,000 unless given. */
  readonly intervalMs?: number | undefined
}

export interface Wait<T> {
  /** What is waited for, as the end of the sentence "Waited 600000 ms for". */
  readonly what: string
  /** One look; it is given what is left of the time. */
  readonly look: (call: CallOptions) => Promise<T>
  /** Whether this is it. It throws where waiting on is useless. */
  readonly done: (seen: T) => boolean
  /** What was seen last, for the error of a wait that took too long. */
  readonly describe: (seen: T) => string
  /** Whether a look that failed like this counts as not there yet; other retryable failures are borne five times in a row. */
  readonly notYet?: ((error: CloudError) => boolean) | undefined
}

const bearable = 5

/**
 * Looks at once and then again and again, until it is done, hopeless, cancelled or too late (600,000 ms unless `timeoutMs` is given).
 * A single look that fails does not end the wait.
 */
export async function waitUntil<T>(wait: Wait<T>, options: WaitOptions, clock: Clock): Promise<T> {
  const timeoutMs = options.timeoutMs ?? 600_000
  let intervalMs = checkInterval(options.intervalMs ?? 1000)
  const longestMs = Math.min(longestTimerMs, intervalMs * 10)
  const scope = callScope(options, timeoutMs, clock)
  const deadline = clock.now() + timeoutMs
  const watch: Watch = { last: 'nothing was seen', failures: 0 }
  try {
    for (;;) {
      const call = { signal: scope.signal, timeoutMs: Math.max(0, deadline - clock.now()) }
      const found = await lookOnce(wait, call, watch)
      if (found) return found.value
      await sleep(intervalMs, clock, scope.signal)
      intervalMs = Math.min(longestMs, intervalMs * 1.5)
    }
  } catch (error) {
    // Whatever a look rejected with when the time was up, the wait itself says what it was for.
    throw scope.signal.aborted ? cutShort(wait.what, timeoutMs, watch.last, scope.signal.reason) : error
  } finally {
    scope.end()
  }
}

function checkInterval(intervalMs: number): number {
  if (intervalMs > 0 && intervalMs <= longestTimerMs) return intervalMs
  throw invalid(`intervalMs is ${intervalMs}`, 'milliseconds, more than 0')
}

/** What the looks so far have shown. */
interface Watch {
  last: string
  failures: number
}

async function lookOnce<T>(
  wait: Wait<T>,
  call: CallOptions & { readonly signal: AbortSignal },
  watch: Watch,
): Promise<{ readonly value: T } | undefined> {
  call.signal.throwIfAborted()
  try {
    const seen = await abortable(wait.look(call), call.signal)
    watch.failures = 0
    watch.last = wait.describe(seen)
    return wait.done(seen) ? { value: seen } : undefined
  } catch (error) {
    if (call.signal.aborted || !isCloudError(error)) throw error
    watch.last = error.message
    if (wait.notYet?.(error)) return undefined
    watch.failures += 1
    if (!error.retryable || watch.failures >= bearable) throw error
    return undefined
  }
}

function cutShort(what: string, timeoutMs: number, last: string, reason: unknown): unknown {
  if (!isCloudError(reason, 'timeout')) return reason
  return new CloudError(`Waited ${timeoutMs} ms for ${what}; last: ${last}`, {
    code: 'timeout',
    retryable: true,
    details: { timeoutMs, last },
  })
}
