import type { CallOptions } from '../contract/call.ts'
import { CloudError, changed, isCloudError } from '../errors.ts'
import { abortable } from './abortable.ts'
import { abortedBy } from './deadline.ts'
import type { HttpReply } from './messages.ts'

/** Whose body it is, for the error that it ends with. */
export interface BodyOf {
  readonly provider: string
  readonly operation: string
}

/**
 * The body of a reply as a web stream, read as it is wanted. It fails with `network` where it breaks off, with `timeout` where it
 * stalls and with `aborted` as soon as the caller's signal aborts; who gives it up cancels it, which ends its connection.
 */
export function replyBody(
  { body, discard }: Pick<HttpReply, 'body' | 'discard'>,
  { signal }: CallOptions,
  of: BodyOf,
): ReadableStream<Uint8Array> {
  const chunks = body[Symbol.asyncIterator]()
  const ended = new AbortController()
  const abort = () => ended.abort(signal && abortedBy(signal))
  signal?.addEventListener('abort', abort, { once: true })
  if (signal?.aborted) abort()
  const letGo = () => signal?.removeEventListener('abort', abort)
  return new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        try {
          const { done, value } = await abortable(chunks.next(), ended.signal)
          if (!done) return controller.enqueue(value)
          letGo()
          controller.close()
        } catch (error) {
          letGo()
          discard()
          controller.error(named(error, of))
        }
      },
      cancel: () => {
        letGo()
        discard()
      },
    },
    { highWaterMark: 0 },
  )
}

function named(error: unknown, { provider, operation }: BodyOf): CloudError {
  const what = isCloudError(error)
    ? error
    : new CloudError('The answer broke off', { code: 'network', retryable: true, cause: error })
  return changed(what, { message: `${provider} ${operation}: ${what.message}`, provider, operation })
}
