import type { Clock } from '../clock.ts'
import { type CloudError, changed, isCloudError } from '../errors.ts'
import { abortable, withOutcome } from './abortable.ts'
import type { HttpDraft, HttpRequest } from './messages.ts'
import type { Handler, Operation } from './operation.ts'
import type { ReadReply } from './read-errors.ts'
import { tellRetry } from './tell-retry.ts'
import { isSpent } from './watched-body.ts'

export interface SignOptions {
  readonly signal: AbortSignal
  /** The time to sign with, in milliseconds since 1970: the client's clock, corrected once the provider has refused what it says. */
  readonly date: number
}

/** Finds where a request goes and whose it is: the endpoint, the credentials, the signature. */
export type Sign = (draft: HttpDraft, options: SignOptions) => Promise<HttpRequest>

/** Told of a request whose credentials had run out, so that the next one is signed with others. */
export type Refresh = (refused: HttpRequest) => void

export interface Signing {
  readonly provider: string
  readonly sign: Sign
  readonly refresh?: Refresh | undefined
  readonly clock: Clock
}

/** Clocks that are this close are not what a signature fails for. */
const closeMs = 60_000

/**
 * Signs; and once more each where the provider refused the date, which is then taken from its own clock, and where it calls the
 * credentials expired: it has done nothing then, whatever was asked.
 */
export function sign({ provider, sign, refresh, clock }: Signing, next: ReadReply): Handler {
  let aheadMs = 0
  return async (operation, context) => {
    let dated = false
    let refreshed = false
    for (;;) {
      const usedMs = aheadMs
      const options = { signal: context.signal, date: clock.now() - usedMs }
      const request = await signed(sign, operation.request, options)
      try {
        return await next(operation, request, context)
      } catch (error) {
        if (!mayBeMended(error, operation)) throw error
        const off = error.details?.clockAheadMs
        if (!dated && typeof off === 'number' && Math.abs(off - usedMs) > closeMs) {
          dated = true
          aheadMs = off
        } else if (!refreshed && refresh && error.details?.expired) {
          refreshed = true
          refresh(request)
        } else throw withClock(error, off)
        tellRetry(provider, operation, context, 0, error)
      }
    }
  }
}

/** Whether another signature may help: what is spent cannot be sent under it. */
const mayBeMended = <T>(error: unknown, { request }: Operation<T>): error is CloudError =>
  isCloudError(error) && !isSpent(request.body)

/** A refusal that may be for the date says by how much the clock is off. */
function withClock(error: CloudError, off: unknown): CloudError {
  if (typeof off !== 'number' || Math.abs(off) <= closeMs) return error
  const seconds = Math.round(Math.abs(off) / 1000)
  return changed(error, {
    hint: `the clock here is ${seconds} s ${off > 0 ? 'ahead of' : 'behind'} the provider's`,
  })
}

async function signed(sign: Sign, draft: HttpDraft, options: SignOptions): Promise<HttpRequest> {
  try {
    return await abortable(sign(draft, options), options.signal)
  } catch (error) {
    // Whatever the requests for the credentials came to, of this one no byte has left.
    throw withOutcome(error, 'not-applied')
  }
}
