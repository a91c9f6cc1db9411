import { isCloudError } from '../errors.ts'
import { abortable, withOutcome } from './abortable.ts'
import type { HttpDraft, HttpRequest } from './messages.ts'
import type { Handler } from './operation.ts'
import type { ReadReply } from './read-errors.ts'

/** Finds where a request goes and whose it is: the endpoint, the credentials, the signature. */
export type Sign = (draft: HttpDraft, options: { readonly signal: AbortSignal }) => Promise<HttpRequest>

/** Told of a request whose credentials had run out, so that the next one is signed with others. */
export type Refresh = (refused: HttpRequest) => void

/** Signs; and once more where the provider calls the credentials expired: it has done nothing then, whatever was asked. */
export function sign(addressAndSign: Sign, refresh: Refresh | undefined, next: ReadReply): Handler {
  return async (operation, context) => {
    const request = await signed(addressAndSign, operation.request, context.signal)
    try {
      return await next(operation, request, context)
    } catch (error) {
      if (!refresh || !isCloudError(error) || !error.details?.expired) throw error
      refresh(request)
    }
    return next(operation, await signed(addressAndSign, operation.request, context.signal), context)
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
