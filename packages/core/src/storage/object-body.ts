import type { Checksum } from '../contract/storage-objects.ts'
import { CloudError, isCloudError } from '../errors.ts'
import { abortedBy } from '../http/deadline.ts'
import { summing } from './checksums.ts'

/** What a driver knows of content that comes. */
export interface BodyParts {
  readonly chunks: AsyncIterable<Uint8Array>
  /** How many bytes were promised. */
  readonly length: number
  /** Of all that comes, where that is all of an object. One of an algorithm that is not computed here is not looked at. */
  readonly checksum?: Checksum | undefined
  /** The caller's, without a time: it ends the body too. */
  readonly signal?: AbortSignal | undefined
  /** Gives up what has not come, and its connection. */
  readonly discard: () => void
}

/** The body of `readObject`: what comes, held to its length and its checksum, and ended by the caller's signal. */
export function objectBody(parts: BodyParts): ReadableStream<Uint8Array> {
  const { signal, discard } = parts
  const chunks = checked(parts)
  let abort = () => {}
  const leave = () => signal?.removeEventListener('abort', abort)
  return new ReadableStream<Uint8Array>(
    {
      start: (controller) => {
        abort = () => {
          leave()
          discard()
          controller.error(signal && abortedBy(signal))
        }
        if (signal?.aborted) abort()
        else signal?.addEventListener('abort', abort, { once: true })
      },
      pull: async (controller) => {
        try {
          const { done, value } = await chunks.next()
          if (signal?.aborted) return
          if (!done) return controller.enqueue(value)
          leave()
          controller.close()
        } catch (error) {
          if (signal?.aborted) return
          leave()
          discard()
          throw error
        }
      },
      cancel: () => {
        leave()
        discard()
      },
    },
    // Nothing is read before somebody wants it.
    { highWaterMark: 0 },
  )
}

async function* checked({
  chunks,
  length,
  checksum,
}: BodyParts): AsyncGenerator<Uint8Array, void, undefined> {
  const sum = checksum && summing(checksum.algorithm)
  let passed = 0
  for await (const chunk of broken(chunks)) {
    passed += chunk.byteLength
    if (passed > length) throw failure('protocol', `The content has more than the ${length} bytes promised`)
    sum?.update(chunk)
    yield chunk
  }
  if (passed < length) throw failure('network', `The content broke off after ${passed} of ${length} bytes`)
  if (sum && sum.value() !== checksum?.value)
    throw failure('integrity', `The content does not match its ${checksum?.algorithm}`)
}

/** What the chunks of somebody else's transport fail with. */
async function* broken(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    yield* chunks
  } catch (cause) {
    if (isCloudError(cause)) throw cause
    throw new CloudError('The content broke off', { code: 'network', retryable: true, cause })
  }
}

function failure(code: 'protocol' | 'network' | 'integrity', message: string): CloudError {
  return new CloudError(message, { code, retryable: code !== 'protocol' })
}
