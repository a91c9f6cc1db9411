import { CloudError, isCloudError } from '../errors.ts'
import { abortable, withOutcome } from './abortable.ts'
import type { HttpReply, HttpRequest, Transport } from './messages.ts'
import type { CallContext } from './operation.ts'

export type Send = (request: HttpRequest, context: CallContext) => Promise<HttpReply>

/** The innermost handler: hands the request to the transport, and holds a transport of somebody else's to the chain's promises. */
export function send(transport: Transport): Send {
  return async (request, { signal }) => {
    if (signal.aborted) throw signal.reason
    try {
      return await abortable(transport.send(request, { signal }), signal)
    } catch (error) {
      if (error === signal.reason) throw withOutcome(error, 'unknown')
      if (isCloudError(error)) throw error
      throw new CloudError('The transport failed', {
        code: 'network',
        retryable: true,
        outcome: 'unknown',
        cause: error,
      })
    }
  }
}
