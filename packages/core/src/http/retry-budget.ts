/** A retry after a timeout or a 5xx costs more than one after a throttle, since it loads a server that is failing already. */
const costs = { transient: 14, throttle: 5 } as const
const full = 500

export interface RetryBudget {
  /** Takes the cost of one retry and returns it; 0 where it does not cover it, and then nothing is taken. */
  readonly take: (kind: keyof typeof costs) => number
  /** A call succeeded: what its retries took comes back, or a little where it needed none. */
  readonly succeed: (taken: number) => void
}

/**
 * One budget per client, so that an outage is not made worse by retries: when most calls fail it runs out, and from then on a call
 * fails at its first attempt.
 */
export function retryBudget(): RetryBudget {
  let left = full
  return {
    take: (kind) => {
      if (left < costs[kind]) return 0
      left -= costs[kind]
      return costs[kind]
    },
    succeed: (taken) => {
      left = Math.min(full, left + Math.max(1, taken))
    },
  }
}
