import { CloudError, isCloudError } from '../errors.ts'
import { abortable, withOutcome } from './abortable.ts'
import type { HttpReply, HttpRequest, WholeReply } from './messages.ts'
import type { CallContext, Operation } from './operation.ts'
import type { SendTraced } from './trace.ts'

/** What came: a reply that tells a failure, or a good one. */
export type Received<T> = { readonly failed: WholeReply } | GoodReply<T>

export interface GoodReply<T> {
  readonly status: number
  /** Makes the operation's value of it. */
  readonly value: () => T
  readonly discard: () => void
}

export type ReadBody = <T>(
  operation: Operation<T>,
  request: HttpRequest,
  context: CallContext,
) => Promise<Received<T>>

/** What an answer of a control plane may weigh. */
const maxBytes = 16 * 1024 * 1024

/**
 * Reads the body whole, up to the cap. A body that was compressed unasked is refused: its size could not be trusted. The body of a good
 * reply to an operation that streams passes as it is, its encoding too.
 */
export function readBody(next: SendTraced): ReadBody {
  return async (operation, request, context) => {
    const reply = await next(operation, request, context)
    const { status, headers, discard } = reply
    const good = status >= 200 && status <= 299
    if (good && 'stream' in operation) return { status, value: () => operation.stream(reply), discard }
    try {
      const whole = { status, headers, body: await abortable(collect(reply, request), context.signal) }
      if (!good || 'stream' in operation) return { failed: whole }
      return { status, value: () => operation.read(whole), discard: () => {} }
    } catch (error) {
      discard()
      throw withOutcome(isCloudError(error) ? error : broken(error), 'unknown')
    }
  }
}

async function collect(reply: HttpReply, { method }: HttpRequest): Promise<Uint8Array> {
  // What a HEAD tells is of the body that a GET would have.
  const encoding = (method !== 'HEAD' && reply.headers['content-encoding']) || 'identity'
  if (encoding !== 'identity') throw refused(reply, `is encoded as ${encoding}, unasked`)
  const chunks: Uint8Array[] = []
  let size = 0
  if (method !== 'HEAD' && Number(reply.headers['content-length']) > maxBytes) throw refused(reply, tooLarge)
  for await (const chunk of reply.body) {
    size += chunk.byteLength
    if (size > maxBytes) throw refused(reply, tooLarge)
    chunks.push(chunk)
  }
  const [only] = chunks
  return chunks.length === 1 && only ? only : Buffer.concat(chunks, size)
}

/** What a body of somebody else's transport fails with. */
function broken(error: unknown): CloudError {
  return new CloudError('The answer broke off', { code: 'network', retryable: true, cause: error })
}

const tooLarge = `is larger than ${maxBytes} bytes`

function refused(reply: HttpReply, why: string): CloudError {
  return new CloudError(`The answer ${why}`, { code: 'protocol', status: reply.status })
}
