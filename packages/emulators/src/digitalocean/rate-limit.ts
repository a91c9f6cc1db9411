import type { Clock } from '../clock.ts'

export interface RateLimits {
  /** Requests in an hour from the first one on; the headers count down from it. Default 1,000,000. */
  readonly requestsPerHour?: number | undefined
  /** Requests in any minute, the burst limit. Default: none. */
  readonly requestsPerMinute?: number | undefined
}

export interface RateState {
  readonly limit: number
  readonly remaining: number
  /** Epoch seconds at which the hour's count begins anew. */
  readonly reset: number
  /** Seconds to wait; missing where the request may pass. Given in `retry-after` by the burst limit alone. */
  readonly refused?: { readonly retryAfter?: number }
}

const hourMs = 3_600_000
const minuteMs = 60_000

/** Counts the requests of the one token there is. */
export function rateLimiter(
  clock: Clock,
  limits: RateLimits,
): { readonly next: () => RateState; readonly peek: () => RateState } {
  const { requestsPerHour = 1_000_000, requestsPerMinute = Number.POSITIVE_INFINITY } = limits
  let began = clock.now()
  let used = 0
  let recent: number[] = []
  const peek = (): RateState => {
    const now = clock.now()
    if (now - began >= hourMs) {
      began = now
      used = 0
    }
    return {
      limit: requestsPerHour,
      remaining: requestsPerHour - used,
      reset: Math.ceil((began + hourMs) / 1000),
    }
  }
  /** Seconds until the burst limit lets a request pass; undefined where it does now. */
  const burst = (): number | undefined => {
    const now = clock.now()
    recent = recent.filter((at) => now - at < minuteMs)
    const [oldest = now] = recent
    return recent.length < requestsPerMinute ? undefined : Math.ceil((oldest + minuteMs - now) / 1000)
  }
  const next = (): RateState => {
    const state = peek()
    if (state.remaining <= 0) return { ...state, refused: {} }
    const retryAfter = Number.isFinite(requestsPerMinute) ? burst() : undefined
    if (retryAfter !== undefined) return { ...state, refused: { retryAfter } }
    if (Number.isFinite(requestsPerMinute)) recent.push(clock.now())
    used += 1
    return { ...state, remaining: state.remaining - 1 }
  }
  return { next, peek }
}

export const rateHeaders = ({ limit, remaining, reset, refused }: RateState): Record<string, string> => ({
  'ratelimit-limit': String(limit),
  'ratelimit-remaining': String(remaining),
  'ratelimit-reset': String(reset),
  ...(refused?.retryAfter !== undefined && { 'retry-after': String(refused.retryAfter) }),
})
