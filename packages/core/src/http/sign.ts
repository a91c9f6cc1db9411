import { abortable, withOutcome } from './abortable.ts'
import type { HttpDraft, HttpRequest } from './messages.ts'
import type { Handler, Operation } from './operation.ts'
import type { ReadReply } from './read-errors.ts'

/** Finds where a request goes and whose it is: the endpoint, the credentials, the signature. */
export type Sign = (draft: HttpDraft, options: { readonly signal: AbortSignal }) => Promise<HttpRequest>

export function sign(addressAndSign: Sign, next: ReadReply): Handler {
  return async <T>(operation: Operation<T>, context: Parameters<Handler>[1]) => {
    const request = await signed(addressAndSign, operation.request, context.signal)
    return next(operation, request, context)
  }
}

async function signed(addressAndSign: Sign, draft: HttpDraft, signal: AbortSignal): Promise<HttpRequest> {
  try {
    return await abortable(addressAndSign(draft, { signal }), signal)
  } catch (error) {
    // Whatever the requests for the credentials came to, of this one no byte has left.
    throw withOutcome(error, 'not-applied')
  }
}
