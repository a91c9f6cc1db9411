import { checkFault } from './checks/fault.ts'
import { createPlan, type Planned } from './fault-plan.ts'
import type { Random } from './random.ts'
import type { RetryAfter } from './retry-after.ts'

/**
 * - `error`: the API's own error, `code` and `message`, with no effect (by default the one for too many requests: EC2's
 *   `RequestLimitExceeded`, 503, S3's `SlowDown`, 503, DigitalOcean's `too_many_requests`, 429, or CloudStack's 429)
 * - `late-error`: status 200, then the API's own error in the body, with no effect, as S3 answers to CompleteMultipartUpload and
 *   CopyObject; other APIs tell it as `error`
 * - `status`: `status` with a body no API wrote, as a proxy gives, with no effect (by default 502)
 * - `reset-before`: the connection is reset with no effect; `reset-after`: after the effect, before the answer
 * - `stall`: no answer ever comes, and there is no effect; `stall-after`: nor does it, after the effect
 * - `delay`: the answer is right and comes `ms` later
 * - `errored`: the answer is right, and what the request began fails with no effect: an action (DigitalOcean), or a job, with `code`
 *   and `message` (CloudStack; by default 530)
 * - `half-body`: effect, the answer's head, half of its body, then the end of the connection
 */
export type FaultKind =
  | 'error'
  | 'late-error'
  | 'status'
  | 'reset-before'
  | 'reset-after'
  | 'stall'
  | 'stall-after'
  | 'delay'
  | 'errored'
  | 'half-body'

export interface Fault extends Planned {
  readonly kind: FaultKind
  /** The API's name of an operation, such as `RunInstances` or `droplets_create`. Default: every operation. */
  readonly operation?: string | undefined
  readonly code?: string | undefined
  readonly message?: string | undefined
  readonly status?: number | undefined
  /** Sent as `Retry-After` by `error` and `status`: seconds, or one of `retryAfterSpellings`. */
  readonly retryAfter?: RetryAfter | undefined
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

/** `operations` are the names of every API: a fault on any other would never hit. */
export function createFaults(random: Random, operations: readonly string[]): FaultPlan {
  const plan = createPlan<Fault>(random)
  return {
    add: (fault) => {
      checkFault(fault, operations)
      return plan.add(fault)
    },
    clear: plan.clear,
    pick: (asked) => plan.pick(({ operation = asked }) => operation === asked),
  }
}
