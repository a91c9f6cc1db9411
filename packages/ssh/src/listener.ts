import type { RunOptions } from '@cloud/core'

type OnOutput = NonNullable<RunOptions['onOutput']>

/** The caller's listener to the output of a command, whose failure is the call's. */
export interface Listener {
  readonly told: OnOutput | undefined
  /** Gives the value back when all that was told is heard; rejects with the listener's error. */
  readonly heard: <T>(value: T) => Promise<T>
}

/** Tells nothing after the call is over. The caller's own error, thrown or rejected with, goes back to the caller, once. */
export function listener(
  onOutput: OnOutput | undefined,
  stopped: AbortSignal,
  failed: (error: unknown) => void,
): Listener {
  const pending = new Set<Promise<void>>()
  const { promise: failing, reject } = Promise.withResolvers<never>()
  failing.catch(() => {})
  let listening = true
  const fail = (error: unknown) => {
    if (listening) failed(error)
    listening = false
    reject(error)
  }
  const tell: OnOutput = (output) => {
    if (!listening || stopped.aborted) return
    try {
      const answer: unknown = onOutput?.(output)
      if (!isThenable(answer)) return
      const hearing: Promise<void> = Promise.resolve(answer).then(() => void pending.delete(hearing), fail)
      pending.add(hearing)
    } catch (error) {
      fail(error)
    }
  }
  return {
    told: onOutput && tell,
    heard: async (value) => {
      await Promise.race([Promise.all(pending), failing])
      return value
    },
  }
}

const isThenable = (value: unknown): value is PromiseLike<unknown> =>
  typeof value === 'object' && value !== null && typeof Reflect.get(value, 'then') === 'function'
