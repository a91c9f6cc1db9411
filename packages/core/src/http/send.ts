import { CloudError, isCloudError, type Outcome } from '../errors.ts'
import { abortable, withOutcome } from './abortable.ts'
import type { HttpReply, HttpRequest, Transport } from './messages.ts'
import type { CallContext } from './operation.ts'
import type { Limiter } from './rate-limit.ts'
import { watchBody } from './watched-body.ts'

export type Send = (request: HttpRequest, context: CallContext) => Promise<HttpReply>

/** The innermost handler: hands the request to the transport, and holds a transport of somebody else's to the chain's promises. */
export function send(transport: Transport, limiter: Limiter | undefined): Send {
  return async (request, { signal }) => {
    if (signal.aborted) throw signal.reason
    let outcome: Outcome = 'unknown'
    const started = (yet: boolean) => {
      outcome = yet ? 'unknown' : 'not-applied'
    }
    const { watched, broken } = watchBody(request)
    try {
      const sending = transport.send(watched, { signal, started })
      const reply = await abortable(sending, signal, (late) => late.discard())
      limiter?.observe(reply.headers)
      return reply
    } catch (error) {
      if (signal.aborted) throw withOutcome(signal.reason, outcome)
      const unread = broken()
      // A request whose body ends before its length has no effect.
      if (unread) throw withOutcome(unread.cause, 'not-applied')
      if (isCloudError(error)) throw error
      throw new CloudError('The transport failed', {
        code: 'network',
        retryable: true,
        outcome,
        cause: error,
      })
    }
  }
}
