/** Time as the cloud sees it, so that tests of time run in virtual time. `@cloud/core` takes the same shape. */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly now: () => number
  /** Milliseconds since some start, by a clock that is never set. */
  readonly elapsed: () => number
  /** Calls `run` once, `ms` milliseconds from now, unless the function it returns is called before. */
  readonly after: (ms: number, run: () => void) => () => void
}

export const systemClock: Clock = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
}

export function sleep(clock: Clock, ms: number): Promise<void> {
  if (ms <= 0) return Promise.resolve()
  return new Promise((resolve) => {
    clock.after(ms, resolve)
  })
}

/** The same clock, off by `ms`: what a machine sees whose time is not the world's. */
export function skewedClock(clock: Clock, ms: number): Clock {
  return ms === 0 ? clock : { now: () => clock.now() + ms, elapsed: clock.elapsed, after: clock.after }
}

/** The same clock until `end`: then what is still to come is called off, and keeps no process alive. */
export function endingClock(clock: Clock): Clock & { readonly end: () => void } {
  const cancels = new Set<() => void>()
  return {
    ...clock,
    after: (ms, run) => {
      const cancel = clock.after(ms, () => {
        cancels.delete(cancel)
        run()
      })
      cancels.add(cancel)
      return () => {
        cancels.delete(cancel)
        cancel()
      }
    },
    end: () => {
      for (const cancel of cancels) cancel()
      cancels.clear()
    },
  }
}
