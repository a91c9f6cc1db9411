import type { CallOptions } from './contract/call.ts'
import { abortable } from './http/abortable.ts'

/** Runs `work` when all that was given before it under the same key has settled; what has no key runs at once. */
export type Serial = <T>(key: string | undefined, work: () => Promise<T>, call: CallOptions) => Promise<T>

/**
 * Runs calls of one key one after the other: where the API has no way to tell a repeat, or replaces what it has whole, the second call must
 * see what the first has made. A call that ends while it waits for its turn lets go of it.
 */
export function serial(): Serial {
  const last = new Map<string, Promise<unknown>>()
  return async (key, work, { signal }) => {
    if (key === undefined) return work()
    const before = last.get(key) ?? Promise.resolve()
    const turn = (signal ? abortable(before, signal) : before).then(work)
    const settled = Promise.allSettled([before, turn]).then(() => {
      if (last.get(key) === settled) last.delete(key)
    })
    last.set(key, settled)
    return turn
  }
}
