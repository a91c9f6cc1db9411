import type { Clock } from '../clock.ts'
import { defined } from '../defined.ts'
import { CloudError, type ErrorCode, type Outcome } from '../errors.ts'
import { hideCredentials } from './hide-credentials.ts'
import type { HttpRequest } from './messages.ts'
import type { CallContext, ErrorFacts, Operation } from './operation.ts'
import { type ReadError, readFacts, readValue } from './parse.ts'
import type { ReadBody } from './read-body.ts'
import { httpDateMs, retryAfterMs } from './retry-after.ts'

export type ReadReply = <T>(operation: Operation<T>, request: HttpRequest, context: CallContext) => Promise<T>

/**
 * Makes values of bytes: the operation's own where the status is good, else the error that the caller sees, which is made nowhere else of what
 * a provider told.
 */
export function readErrors(clock: Clock, readError: ReadError, next: ReadBody): ReadReply {
  return async (operation, request, context) => {
    const received = await next(operation, request, context)
    if (!('failed' in received)) return readValue(received)
    const { status, headers } = received.failed
    const facts = readFacts(readError, received.failed)
    const now = clock.now()
    const toldMs = facts.retryAt === undefined ? undefined : Math.max(0, facts.retryAt - now)
    const clockAheadMs = facts.dated ? now - httpDateMs(headers.date ?? '') : Number.NaN
    const details = defined({
      retryAfterMs: retryAfterMs(headers['retry-after'], now) ?? toldMs,
      expired: facts.expired,
      clockAheadMs: Number.isNaN(clockAheadMs) ? undefined : clockAheadMs,
    })
    const message = facts.message && hideCredentials(facts.message, request, operation.request)
    throw toError({ ...facts, message }, status, Object.keys(details).length > 0 ? details : undefined)
  }
}

function toError(facts: ErrorFacts, status: number, details: CloudError['details']): CloudError {
  const { code = codeOfStatus(status), providerCode, requestId, hint } = facts
  const what = facts.message || `The provider answered with status ${status}`
  return new CloudError(providerCode ? `${what} (${providerCode})` : what, {
    code,
    status,
    providerCode,
    requestId,
    retryable: facts.retryable ?? (code === 'rate-limited' || code === 'unavailable'),
    outcome: facts.outcome ?? outcomeOf(code),
    hint,
    details,
  })
}

/** A refusal comes before the effect; a server that failed may have failed after it. */
function outcomeOf(code: ErrorCode): Outcome {
  return /^un(available|known)$|^timeout$|^protocol$/.test(code) ? 'unknown' : 'not-applied'
}

const codes: Readonly<Record<number, ErrorCode>> = {
  304: 'precondition',
  400: 'invalid',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not-found',
  408: 'unavailable',
  409: 'conflict',
  412: 'precondition',
  422: 'invalid',
  429: 'rate-limited',
}

function codeOfStatus(status: number): ErrorCode {
  if (status >= 500) return 'unavailable'
  // A redirect is not followed: it would take signed headers to a host that the caller did not name.
  return codes[status] ?? (status < 400 ? 'protocol' : 'unknown')
}
