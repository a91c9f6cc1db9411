import { checkFault } from './checks/fault.ts'
import type { Random } from './random.ts'

/**
 * - `error`: the API's own error, `code` and `message`, with no effect (by default the one for too many requests: EC2's
 *   `RequestLimitExceeded`, 503, or DigitalOcean's `too_many_requests`, 429)
 * - `status`: `status` with a body no API wrote, as a proxy gives, with no effect (by default 502)
 * - `reset-before`: the connection is reset with no effect; `reset-after`: after the effect, before the answer
 * - `stall`: no answer ever comes, and there is no effect; `stall-after`: nor does it, after the effect
 * - `delay`: the answer is right and comes `ms` later
 * - `errored`: the answer is right, and the action that the request began ends errored, with no effect (DigitalOcean)
 * - `half-body`: effect, the answer's head, half of its body, then the end of the connection
 */
export type FaultKind =
  | 'error'
  | 'status'
  | 'reset-before'
  | 'reset-after'
  | 'stall'
  | 'stall-after'
  | 'delay'
  | 'errored'
  | 'half-body'

export interface Fault {
  readonly kind: FaultKind
  /** The API's name of an operation, such as `RunInstances` or `droplets_create`. Default: every operation. */
  readonly operation?: string | undefined
  /** For how many requests; default: until removed. */
  readonly count?: number | undefined
  /** How many requests pass before the first is hit. Default 0. */
  readonly skip?: number | undefined
  /** Of hitting a request that it fits, 0 to 1, drawn from the cloud's seed. Default 1. */
  readonly probability?: number | undefined
  readonly code?: string | undefined
  readonly message?: string | undefined
  readonly status?: number | undefined
  /** Seconds, sent as `Retry-After` by `error` and `status`. */
  readonly retryAfter?: number | undefined
  /** Of `delay`. Default 1,000. */
  readonly ms?: number | undefined
}

export interface Faults {
  /**
   * The first fault added that fits a request hits it. Returns a function that removes the fault. Throws a `TypeError` for a member
   * that is unknown, holds what it cannot, or means nothing with the fault's kind, and for an operation that no API here has.
   */
  readonly add: (fault: Fault) => () => void
  readonly clear: () => void
}

export interface FaultPlan extends Faults {
  readonly pick: (operation: string) => Fault | undefined
}

interface Planned {
  readonly fault: Fault
  skip: number
  left: number
}

/** `operations` are the names of every API: a fault on any other would never hit. */
export function createFaults(random: Random, operations: readonly string[]): FaultPlan {
  const planned = new Set<Planned>()
  const hits = (plan: Planned, operation: string): boolean => {
    const { fault } = plan
    if (fault.operation !== undefined && fault.operation !== operation) return false
    if (plan.skip > 0) {
      plan.skip -= 1
      return false
    }
    return fault.probability === undefined || random.next() < fault.probability
  }
  return {
    add: (given) => {
      checkFault(given, operations)
      // A copy: what is changed in the caller's object afterwards was not looked at.
      const fault = { ...given }
      const plan = { fault, skip: fault.skip ?? 0, left: fault.count ?? Number.POSITIVE_INFINITY }
      if (plan.left > 0) planned.add(plan)
      return () => {
        planned.delete(plan)
      }
    },
    clear: () => planned.clear(),
    pick: (operation) => {
      for (const plan of planned) {
        if (!hits(plan, operation)) continue
        plan.left -= 1
        if (plan.left <= 0) planned.delete(plan)
        return plan.fault
      }
      return undefined
    },
  }
}
