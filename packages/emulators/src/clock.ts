/** Time as the cloud sees it, so that tests of time run in virtual time. `@cloud/core` takes the same shape. */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly now: () => number
  /** Calls `run` once, `ms` milliseconds from now, unless the function it returns is called before. */
  readonly after: (ms: number, run: () => void) => () => void
}

export const systemClock: Clock = {
  now: () => Date.now(),
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
  return ms === 0 ? clock : { now: () => clock.now() + ms, after: clock.after }
}
