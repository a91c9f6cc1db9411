import type { Clock } from '../clock.ts'

export interface WatchedSignal {
  readonly controller: AbortController
  readonly signal: AbortSignal
  /** How many listen to it. */
  readonly listeners: () => number
}

/** A signal that counts who listens to it. */
export function watchedSignal(): WatchedSignal {
  const controller = new AbortController()
  const { signal } = controller
  let listeners = 0
  const add = signal.addEventListener.bind(signal)
  const remove = signal.removeEventListener.bind(signal)
  Object.assign(signal, {
    addEventListener: (...args: Parameters<typeof add>) => {
      listeners += 1
      add(...args)
    },
    removeEventListener: (...args: Parameters<typeof remove>) => {
      listeners -= 1
      remove(...args)
    },
  })
  return { controller, signal, listeners: () => listeners }
}

/** The same clock, which counts what is still to come. */
export function watchedClock(clock: Clock): Clock & { readonly pending: () => number } {
  const pending = new Set<object>()
  return {
    ...clock,
    after: (ms, run) => {
      const timer = {}
      pending.add(timer)
      const cancel = clock.after(ms, () => {
        pending.delete(timer)
        run()
      })
      return () => {
        pending.delete(timer)
        cancel()
      }
    },
    pending: () => pending.size,
  }
}
