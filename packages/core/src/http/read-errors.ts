import type { Clock } from '../clock.ts'
import { CloudError, type ErrorCode, type Outcome } from '../errors.ts'
import type { HttpRequest } from './messages.ts'
import type { CallContext, ErrorFacts, Operation } from './operation.ts'
import type { Parse } from './parse.ts'
import { retryAfterMs } from './retry-after.ts'

export type ReadReply = <T>(operation: Operation<T>, request: HttpRequest, context: CallContext) => Promise<T>

/** Turns a failure that the provider told into the error that the caller sees: the one place where that is done. */
export function readErrors(clock: Clock, next: Parse): ReadReply {
  return async (operation, request, context) => {
    const parsed = await next(operation, request, context)
    if (!('facts' in parsed)) return parsed.value
    const { facts, status, headers } = parsed
    const now = clock.now()
    const told = facts.retryAt === undefined ? undefined : Math.max(0, facts.retryAt - now)
    throw toError(facts, status, retryAfterMs(headers['retry-after'], now) ?? told)
  }
}

function toError(facts: ErrorFacts, status: number, waitMs: number | undefined): CloudError {
  const code = facts.code ?? codeOfStatus(status)
  const what = facts.message || `The provider answered with status ${status}`
  return new CloudError(facts.providerCode ? `${what} (${facts.providerCode})` : what, {
    code,
    status,
    providerCode: facts.providerCode,
    requestId: facts.requestId,
    retryable: facts.retryable ?? (code === 'rate-limited' || code === 'unavailable'),
    outcome: facts.outcome ?? outcomeOf(code),
    hint: facts.hint,
    details: detailsOf(facts, waitMs),
  })
}

function detailsOf({ expired }: ErrorFacts, waitMs: number | undefined): CloudError['details'] {
  if (waitMs === undefined && !expired) return undefined
  return { ...(waitMs !== undefined && { retryAfterMs: waitMs }), ...(expired && { expired }) }
}

/** A refusal comes before the effect; a server that failed may have failed after it. */
function outcomeOf(code: ErrorCode): Outcome {
  return code === 'unavailable' || code === 'timeout' || code === 'protocol' || code === 'unknown'
    ? 'unknown'
    : 'not-applied'
}

const codes: Readonly<Record<number, ErrorCode>> = {
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
