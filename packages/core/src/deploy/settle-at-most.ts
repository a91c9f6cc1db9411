import { mapAtMost } from '../at-most.ts'
import type { Clock } from '../clock.ts'
import type { CallOptions } from '../contract/call.ts'
import { invalid } from '../errors.ts'
import { callScope, leftMs } from '../http/deadline.ts'

export interface ManyCall extends CallOptions {
  /** How many are under way at a time: 10 unless given. */
  readonly concurrency?: number | undefined
}

/**
 * Does the work for each item, `concurrency` at a time, and resolves with how each ended, in their order. Work is given what is left of the time,
 * and waited for to its end; what has not begun when the time is up, or when `over` says so, is rejected with the reason.
 */
export async function settleAtMost<T, R>(
  items: readonly T[],
  { concurrency = 10, ...limits }: ManyCall,
  clock: Clock,
  work: (item: T, call: CallOptions) => Promise<R>,
  over: () => unknown = () => undefined,
): Promise<readonly PromiseSettledResult<R>[]> {
  if (!Number.isSafeInteger(concurrency) || concurrency < 1)
    throw invalid(`concurrency is ${String(concurrency)}`, 'a whole number from 1')
  const { timeoutMs } = limits
  const { signal, end } = callScope(limits, timeoutMs, clock)
  const deadline = clock.elapsed() + (timeoutMs ?? Number.POSITIVE_INFINITY)
  const one = async (item: T): Promise<PromiseSettledResult<R>> => {
    try {
      signal.throwIfAborted()
      const reason = over()
      if (reason !== undefined) throw reason
      return { status: 'fulfilled', value: await work(item, { signal, timeoutMs: leftMs(deadline, clock) }) }
    } catch (reason) {
      return { status: 'rejected', reason }
    }
  }
  try {
    return await mapAtMost(concurrency, items, one)
  } finally {
    end()
  }
}
