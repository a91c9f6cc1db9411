import type { Clock } from '../clock.ts'
import type { Storage } from '../contract/storage.ts'
import type { ObjectRef, ReadObject } from '../contract/storage-objects.ts'
import { CloudError, changed, isCloudError } from '../errors.ts'
import { sleep } from '../http/abortable.ts'

/** How often in a row a read may fail without a byte more. */
const attempts = 5

/** Which bytes of which content. */
export interface Span {
  readonly offset: number
  readonly length: number
  /** Of the object that they are of. */
  readonly etag: string
}

/**
 * The bytes of a span as they come. Where they break off, or a request fails that may succeed later, the read goes on from there, of the same
 * content: `precondition` where the key holds another one by now. It is no generator: that would cost more than the checksum of a chunk.
 */
export function readOn(
  driver: Storage,
  object: ObjectRef,
  { offset, length, etag }: Span,
  clock: Clock,
  signal: AbortSignal,
  native?: unknown,
): AsyncIterableIterator<Uint8Array, undefined> {
  const end = offset + length
  let [at, failures] = [offset, 0]
  let reader: ReadableStreamDefaultReader<Uint8Array> | undefined
  const open = async () => {
    const options: ReadObject<unknown> = { ifMatch: etag, range: { offset: at, length: end - at }, native }
    const { body } = await driver.readObject(object, options as ReadObject, { signal })
    return body.getReader()
  }
  const next = async (): Promise<IteratorResult<Uint8Array, undefined>> => {
    while (at < end || reader) {
      try {
        reader ??= await open()
        const { done, value } = await reader.read()
        if (done) {
          reader = undefined
          continue
        }
        at += value.byteLength
        failures = 0
        return { done: false, value }
      } catch (error) {
        reader = undefined
        failures += 1
        if (signal.aborted) throw signal.reason
        if (!goesOn(error) || failures === attempts) throw replaced(error)
        await sleep(50 * 2 ** failures, clock, signal)
      }
    }
    return { done: true, value: undefined }
  }
  const ended = async (): Promise<IteratorResult<Uint8Array, undefined>> => {
    at = end
    await reader?.cancel().catch(() => {})
    return { done: true, value: undefined }
  }
  const iterator = { next, return: ended, [Symbol.asyncIterator]: () => iterator }
  return iterator
}

/** A range that was cut off is asked for again. */
function goesOn(error: unknown): boolean {
  return isCloudError(error) && (error.retryable || error.code === 'network')
}

function replaced(error: unknown): unknown {
  if (!isCloudError(error, 'precondition')) return error
  return changed(error, { message: 'The object was replaced or deleted while it was read', retryable: true })
}

/** Content that does not match what its object tells. */
export function mismatch(algorithm: string): CloudError {
  return new CloudError(`The content does not match its ${algorithm}`, { code: 'integrity', retryable: true })
}
