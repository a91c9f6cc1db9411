import type { Checksum } from '../contract/storage-objects.ts'
import { CloudError, isCloudError } from '../errors.ts'
import { onAbort } from '../http/abortable.ts'
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
  const { signal, discard, chunks } = parts
  const { add, end } = heldTo(parts)
  let iterator: AsyncIterator<Uint8Array> | undefined
  let leave = () => {}
  return new ReadableStream<Uint8Array>(
    {
      start: (controller) => {
        const abort = () => {
          leave()
          discard()
          controller.error(signal && abortedBy(signal))
        }
        if (signal?.aborted) abort()
        else if (signal) leave = onAbort(signal, abort)
      },
      pull: async (controller) => {
        try {
          iterator ??= chunks[Symbol.asyncIterator]()
          const { done, value } = await iterator.next()
          if (signal?.aborted) return
          if (!done) {
            add(value)
            return controller.enqueue(value)
          }
          end()
          leave()
          controller.close()
        } catch (error) {
          if (signal?.aborted) return
          leave()
          discard()
          throw isCloudError(error) ? error : broken(error)
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

/** Looks at each chunk and at the end of all. */
function heldTo({ length, checksum }: BodyParts): {
  readonly add: (chunk: Uint8Array) => void
  readonly end: () => void
} {
  const sum = checksum && summing(checksum.algorithm)
  let passed = 0
  return {
    add: (chunk) => {
      passed += chunk.byteLength
      if (passed > length) throw failure('protocol', `The content has more than the ${length} bytes promised`)
      sum?.update(chunk)
    },
    end: () => {
      if (passed < length)
        throw failure('network', `The content broke off after ${passed} of ${length} bytes`)
      if (sum && sum.value() !== checksum?.value)
        throw failure('integrity', `The content does not match its ${checksum?.algorithm}`)
    },
  }
}

/** What the chunks of somebody else's transport fail with. */
function broken(cause: unknown): CloudError {
  return new CloudError('The content broke off', { code: 'network', retryable: true, cause })
}

function failure(code: 'protocol' | 'network' | 'integrity', message: string): CloudError {
  return new CloudError(message, { code, retryable: code !== 'protocol' })
}
