import { checkNames } from './check.ts'
import { longestTimerMs } from './check-number.ts'
import type { Clock } from './clock.ts'
import type { CallOptions } from './contract/call.ts'
import { errorOf, type Say, traced } from './diagnostics.ts'
import { CloudError, invalid, isCloudError } from './errors.ts'
import { abortable, sleep } from './http/abortable.ts'
import { callScope } from './http/deadline.ts'

export interface WaitOptions extends CallOptions {
  /**
   * Between the first two looks; it grows by half with each look, to ten times this. Left out, from 250 to 10,000, and at least 2,000 after
   * a look that failed. A pause is longer where the provider asks for that.
   */
  readonly intervalMs?: number | undefined
}

export interface Wait<T> {
  /** What is waited for, as the end of the sentence "Waited 600000 ms for". */
  readonly what: string
  /** One look; it is given what is left of the time, but 30,000 ms at most: a look that hangs must leave time for others. */
  readonly look: (call: CallOptions) => Promise<T>
  /** Whether this is it. It throws where waiting on is useless. */
  readonly done: (seen: T) => boolean
  /** What was seen last, for the error of a wait that took too long. */
  readonly describe: (seen: T) => string
  /** Whether a look that failed like this counts as not there yet; of other retryable failures the fifth in a row is final. */
  readonly notYet?: ((error: CloudError) => boolean) | undefined
}

/** How many failures in a row are too many. */
const tooMany = 5
const longestLookMs = 30_000

/**
 * Looks at once and then again and again, until it is done, hopeless, cancelled or too late (600,000 ms unless `timeoutMs` is given).
 * A single look that fails does not end the wait.
 */
export async function waitUntil<T>(wait: Wait<T>, options: WaitOptions, clock: Clock): Promise<T> {
  const { what } = wait
  return traced(
    'cloud:wait',
    clock,
    () => ({ what }),
    (say) => looking(wait, options, clock, say),
  )
}

async function looking<T>(wait: Wait<T>, options: WaitOptions, clock: Clock, say: Say): Promise<T> {
  checkNames('The wait', options, ['signal', 'timeoutMs', 'intervalMs'])
  const timeoutMs = options.timeoutMs ?? 600_000
  const { firstMs, longestMs, failedMs } = pauses(options.intervalMs)
  let intervalMs = firstMs
  const scope = callScope(options, timeoutMs, clock)
  const deadline = clock.elapsed() + timeoutMs
  const watch: Watch = { last: 'nothing was seen', failures: 0, askedMs: 0, say }
  try {
    for (;;) {
      const left = Math.max(0, deadline - clock.elapsed())
      const found = await lookOnce(wait, { signal: scope.signal, timeoutMs: left }, watch, clock)
      if (found) return found.value
      const leastMs = watch.failures > 0 ? failedMs : 0
      await sleep(Math.max(intervalMs, leastMs, watch.askedMs), clock, scope.signal)
      intervalMs = Math.min(longestMs, intervalMs * 1.5)
    }
  } catch (error) {
    // Whatever a look rejected with when the time was up, the wait itself says what it was for.
    throw scope.signal.aborted ? cutShort(wait.what, timeoutMs, watch.last, scope.signal.reason) : error
  } finally {
    scope.end()
  }
}

interface Pauses {
  readonly firstMs: number
  readonly longestMs: number
  /** A provider that fails is in trouble, which quick looks only make worse, and which takes longer than they do. */
  readonly failedMs: number
}

/** A fast cloud is not kept waiting, and a slow one not asked too often. */
function pauses(intervalMs: number | undefined): Pauses {
  if (intervalMs === undefined) return { firstMs: 250, longestMs: 10_000, failedMs: 2_000 }
  if (intervalMs > 0 && intervalMs <= longestTimerMs)
    return { firstMs: intervalMs, longestMs: Math.min(longestTimerMs, intervalMs * 10), failedMs: 0 }
  throw invalid(`intervalMs is ${intervalMs}`, 'milliseconds, more than 0')
}

/** What the looks so far have shown. */
interface Watch {
  last: string
  failures: number
  /** How long the provider asked to be left alone, in the last look. */
  askedMs: number
  /** Tells the channel of a look. */
  readonly say: Say
}

type Left = CallOptions & { readonly signal: AbortSignal; readonly timeoutMs: number }

async function lookOnce<T>(
  wait: Wait<T>,
  left: Left,
  watch: Watch,
  clock: Clock,
): Promise<{ readonly value: T } | undefined> {
  left.signal.throwIfAborted()
  watch.askedMs = 0
  let seen: T | undefined
  try {
    seen = await bounded(wait.look, left, clock)
    watch.failures = 0
    const last = wait.describe(seen)
    watch.last = last
    watch.say(() => ({ event: 'look', seen: last }))
    return wait.done(seen) ? { value: seen } : undefined
  } catch (error) {
    if (left.signal.aborted || !isCloudError(error)) throw error
    if (seen === undefined) watch.say(() => ({ event: 'look', ...errorOf(error) }))
    watch.last = error.message
    watch.askedMs = askedMs(error)
    if (wait.notYet?.(error)) return undefined
    watch.failures += 1
    if (!error.retryable || watch.failures >= tooMany) throw error
    return undefined
  }
}

/** One look in its own time, also where it does not heed the time. */
async function bounded<T>(look: Wait<T>['look'], left: Left, clock: Clock): Promise<T> {
  if (left.timeoutMs <= longestLookMs) return abortable(look(left), left.signal)
  const scope = callScope(left, longestLookMs, clock)
  try {
    return await abortable(look({ signal: scope.signal, timeoutMs: longestLookMs }), scope.signal)
  } finally {
    scope.end()
  }
}

function askedMs({ details }: CloudError): number {
  const asked = details?.retryAfterMs
  return typeof asked === 'number' && asked > 0 ? Math.min(longestTimerMs, asked) : 0
}

function cutShort(what: string, timeoutMs: number, last: string, reason: unknown): unknown {
  if (!isCloudError(reason, 'timeout')) return reason
  return new CloudError(`Waited ${timeoutMs} ms for ${what}; last: ${last}`, {
    code: 'timeout',
    retryable: true,
    details: { timeoutMs, last },
  })
}
