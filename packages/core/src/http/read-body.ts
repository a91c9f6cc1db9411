import { CloudError, isCloudError } from '../errors.ts'
import { abortable, withOutcome } from './abortable.ts'
import type { HttpReply, HttpRequest, WholeReply } from './messages.ts'
import type { CallContext, Operation } from './operation.ts'
import type { SendTraced } from './trace.ts'

export type ReadBody = (
  operation: Operation<unknown>,
  request: HttpRequest,
  context: CallContext,
) => Promise<WholeReply>

/** What an answer of a control plane may weigh. */
const maxBytes = 16 * 1024 * 1024

/** Reads the body whole, up to the cap. A body that was compressed unasked is refused: its size could not be trusted. */
export function readBody(next: SendTraced): ReadBody {
  return async (operation, request, context) => {
    const reply = await next(operation, request, context)
    try {
      const { status, headers } = reply
      return { status, headers, body: await abortable(collect(reply), context.signal) }
    } catch (error) {
      reply.discard()
      throw withOutcome(isCloudError(error) ? error : broken(error), 'unknown')
    }
  }
}

async function collect(reply: HttpReply): Promise<Uint8Array> {
  const encoding = reply.headers['content-encoding'] || 'identity'
  if (encoding !== 'identity') throw refused(reply, `is encoded as ${encoding}, unasked`)
  const chunks: Uint8Array[] = []
  let size = 0
  if (Number(reply.headers['content-length']) > maxBytes) throw refused(reply, tooLarge)
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
