import type { Clock } from '../clock.ts'
import type { CallOptions } from '../contract/call.ts'
import { deadline } from './deadline.ts'
import type { Transport } from './messages.ts'
import type { Operation } from './operation.ts'
import { parse, type ReadError } from './parse.ts'
import { limiter, type ReadRateLimit, rateLimit } from './rate-limit.ts'
import { readBody } from './read-body.ts'
import { readErrors } from './read-errors.ts'
import { type RetryPolicy, retry } from './retry.ts'
import { send } from './send.ts'
import { type Refresh, type Sign, sign } from './sign.ts'
import { span } from './span.ts'
import { type Trace, trace } from './trace.ts'

export interface ChainParts {
  readonly provider: string
  readonly sign: Sign
  readonly refresh?: Refresh | undefined
  readonly readError: ReadError
  readonly readRateLimit?: ReadRateLimit | undefined
  readonly transport: Transport
  readonly retry: RetryPolicy
  readonly timeoutMs: number
  readonly clock: Clock
  readonly trace: Trace | undefined
}

export type Call = <T>(operation: Operation<T>, call?: CallOptions) => Promise<T>

/**
 * The way of every request, from the outside in. Signing is inside of retrying, because a signature's date expires; so are parsing
 * and reading errors, because half a body can be asked for again, and a good status can hold a failure.
 */
export function chain(parts: ChainParts): Call {
  const { provider, clock } = parts
  const limit = limiter(parts.readRateLimit)
  const wire = readBody(trace(parts.trace, provider, clock, send(parts.transport, limit)))
  const answered = readErrors(clock, parse(parts.readError, wire))
  const sent = rateLimit(limit, clock, sign(parts.sign, parts.refresh, answered))
  return span(provider, deadline(parts.timeoutMs, clock, retry(parts.retry, clock, sent)))
}
