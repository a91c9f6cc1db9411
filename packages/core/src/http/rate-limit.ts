import type { Clock } from '../clock.ts'
import { CloudError } from '../errors.ts'
import { sleep } from './abortable.ts'
import type { HttpReply } from './messages.ts'
import type { Handler } from './operation.ts'

/** How many requests the provider still takes, and until when that holds, in milliseconds since 1970. */
export interface RateLimit {
  readonly remaining: number
  readonly resetAt: number
}

/** Reads a provider's rate limit off the headers of a reply. */
export type ReadRateLimit = (headers: HttpReply['headers']) => RateLimit | undefined

export interface Limiter {
  /** Takes in what a reply says. */
  readonly observe: (headers: HttpReply['headers']) => void
  /** Holds requests back while the provider has said that it takes none. */
  readonly hold: (clock: Clock, next: Handler) => Handler
}

/** Remembers what the last reply said of the limit. */
export function limiter(read: ReadRateLimit): Limiter {
  let until = 0
  return {
    observe: (headers) => {
      const limit = read(headers)
      if (limit) until = limit.remaining > 0 ? 0 : limit.resetAt
    },
    hold: (clock, next) => rateLimit(() => until, clock, next),
  }
}

/**
 * Holds a request back while the provider has said that it takes none. Where that is longer than the call may take, it fails at
 * once: sent, the request would be refused and count against the limit all the same.
 */
function rateLimit(closedUntil: () => number, clock: Clock, next: Handler): Handler {
  return async (operation, context) => {
    const waitMs = closedUntil() - clock.now()
    if (waitMs > 0 && clock.elapsed() + waitMs >= context.deadline) {
      throw new CloudError(`The rate limit is reached for another ${waitMs} ms`, {
        code: 'rate-limited',
        outcome: 'not-applied',
        retryable: true,
        details: { retryAfterMs: waitMs },
      })
    }
    if (waitMs > 0) await sleep(waitMs, clock, context.signal)
    return next(operation, context)
  }
}
