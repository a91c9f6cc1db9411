/** Time as the library sees it, so that tests of time run in virtual time. */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly now: () => number
  /**
   * Milliseconds since some start, by a clock that is never set. Deadlines, durations and budgets are counted on it; dates, signatures and
   * expiry on `now`.
   */
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
