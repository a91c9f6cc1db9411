import type { CallOptions } from '../contract/call.ts'
import { deadline } from './deadline.ts'
import type { Transport } from './messages.ts'
import type { Operation } from './operation.ts'
import type { ReadError } from './parse.ts'
import type { Limiter } from './rate-limit.ts'
import { readBody } from './read-body.ts'
import { readErrors } from './read-errors.ts'
import { type RetryPolicy, retry } from './retry.ts'
import { send } from './send.ts'
import { type Signing, sign } from './sign.ts'
import { span } from './span.ts'
import { type Trace, trace } from './trace.ts'

export interface ChainParts extends Signing {
  readonly readError: ReadError
  readonly limiter?: Limiter | undefined
  readonly transport: Transport
  readonly retry: RetryPolicy
  readonly timeoutMs: number
  readonly trace: Trace | undefined
}

export type Call = <T>(operation: Operation<T>, call?: CallOptions) => Promise<T>

/**
 * The way of every request, from the outside in. Signing is inside of retrying, because a signature's date expires; so are parsing
 * and reading errors, because half a body can be asked for again, and a good status can hold a failure.
 */
export function chain(parts: ChainParts): Call {
  const { provider, clock, limiter } = parts
  const wire = readBody(trace(parts.trace, provider, clock, send(parts.transport, limiter)))
  const answered = readErrors(clock, parts.readError, wire)
  const signed = sign(parts, answered)
  const sent = limiter ? limiter.hold(clock, signed) : signed
  return span(provider, deadline(parts.timeoutMs, clock, retry(parts.retry, clock, provider, sent)))
}
