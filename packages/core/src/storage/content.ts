import type { Content } from '../contract/storage-objects.ts'
import { invalid } from '../errors.ts'
import { abortable } from '../http/abortable.ts'

/** Content as a driver sends it. */
export interface Source {
  /** `undefined` where nobody said it. */
  readonly sizeBytes: number | undefined
  /** All of it, where it is in memory. */
  readonly bytes?: Uint8Array
  /** Whether it can be opened again. */
  readonly repeatable: boolean
  /**
   * Its bytes one after the other, of the whole `sizeBytes` where that is known; where they are more or fewer `invalid` is thrown before the last of those.
   * When the signal aborts, what gives the content is told to end, and its reason is thrown. Opened once, unless `repeatable`.
   */
  readonly open: (signal?: AbortSignal) => AsyncGenerator<Uint8Array, void, undefined>
}

/** What `content` gives. `invalid` where it is none, or is not of the size that the caller told. */
export function sourceOf(content: Content, sizeBytes?: number): Source {
  checkSize(sizeBytes)
  if (typeof content === 'string') return whole(Buffer.from(content), sizeBytes)
  if (content instanceof Uint8Array) return whole(content, sizeBytes)
  if (content instanceof Blob) {
    told(content.size, sizeBytes)
    return {
      sizeBytes: content.size,
      repeatable: true,
      open: (signal) => exactly(read(content.stream(), signal), content.size),
    }
  }
  if (!isStream(content))
    throw invalid(
      'The content is none that can be sent',
      'a string, a Uint8Array, a Blob, a ReadableStream, or what gives bytes by Symbol.asyncIterator',
    )
  let opened = false
  const open: Source['open'] = (signal) => {
    if (opened) throw invalid('The content is a stream, and was read already')
    opened = true
    return exactly(read(content, signal), sizeBytes)
  }
  return { sizeBytes, repeatable: false, open }
}

/** Tells what gives the content to end, where nobody is going to read it. */
export function release(content: Content): void {
  if (!isStream(content) || content instanceof Uint8Array || content instanceof Blob) return
  // A stream that somebody reads is that one's to end.
  if (content instanceof ReadableStream) content.cancel().catch(() => {})
  else ofIterable(content).end()
}

function whole(bytes: Uint8Array, sizeBytes: number | undefined): Source {
  told(bytes.byteLength, sizeBytes)
  async function* open(): AsyncGenerator<Uint8Array, void, undefined> {
    if (bytes.byteLength > 0) yield bytes
  }
  return { sizeBytes: bytes.byteLength, bytes, repeatable: true, open }
}

function told(is: number, sizeBytes: number | undefined): void {
  if (sizeBytes === undefined || sizeBytes === is) return
  throw invalid(`The content has ${is} bytes, and sizeBytes is ${sizeBytes}`)
}

function checkSize(sizeBytes: unknown): void {
  if (sizeBytes === undefined || (Number.isSafeInteger(sizeBytes) && Number(sizeBytes) >= 0)) return
  throw invalid(`sizeBytes is ${String(sizeBytes)}`, 'a whole number from 0')
}

type Stream = ReadableStream<Uint8Array> | AsyncIterable<Uint8Array>

function isStream(content: unknown): content is Stream {
  return (
    typeof content === 'object' &&
    content !== null &&
    (content instanceof ReadableStream || Symbol.asyncIterator in content)
  )
}

async function* exactly(
  chunks: AsyncIterable<Uint8Array>,
  sizeBytes: number | undefined,
): AsyncGenerator<Uint8Array, void, undefined> {
  let passed = 0
  let last: Uint8Array | undefined
  for await (const chunk of chunks) {
    if (!(chunk instanceof Uint8Array)) throw invalid(`The content gave a ${typeof chunk}`, 'Uint8Array')
    if (chunk.byteLength === 0) continue
    passed += chunk.byteLength
    if (sizeBytes !== undefined && passed > sizeBytes)
      throw invalid(`The content has more than the ${sizeBytes} bytes that sizeBytes tells`)
    // The last one is held until the content has ended: sent, it would make a whole request of what is too long.
    if (passed === sizeBytes) last = chunk
    else yield chunk
  }
  if (last) yield last
  if (sizeBytes !== undefined && passed < sizeBytes)
    throw invalid(`The content has ${passed} bytes, and sizeBytes is ${sizeBytes}`)
}

/** The chunks of a stream, which is told to end where they are not all wanted: also in the middle of one that does not come. */
async function* read(
  stream: Stream,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array, void, undefined> {
  const reader = stream instanceof ReadableStream ? ofWeb(stream) : ofIterable(stream)
  let isOver = false
  try {
    for (;;) {
      const next = reader.next()
      const { done = false, value } = await (signal ? abortable(next, signal) : next)
      if (done || value === undefined) {
        isOver = true
        return
      }
      yield value
    }
  } finally {
    if (!isOver) reader.end()
  }
}

interface Reader {
  readonly next: () => Promise<{
    readonly done?: boolean | undefined
    readonly value?: Uint8Array | undefined
  }>
  /** Does not wait: what does not give its next chunk may not end either. */
  readonly end: () => void
}

function ofWeb(stream: ReadableStream<Uint8Array>): Reader {
  const reader = stream.getReader()
  return { next: () => reader.read(), end: () => void reader.cancel().catch(() => {}) }
}

function ofIterable(stream: AsyncIterable<Uint8Array>): Reader {
  const iterator = stream[Symbol.asyncIterator]()
  const next: Reader['next'] = async () => {
    const { done, value } = await iterator.next()
    return done ? { done } : { value }
  }
  // The iterator of a stream of Node ends only after the chunk that it waits for.
  const end = () => void (destroy(stream) || iterator.return?.().catch(() => {}))
  return { next, end }
}

function destroy(stream: object): boolean {
  const its: unknown = Reflect.get(stream, 'destroy')
  if (typeof its !== 'function') return false
  its.call(stream)
  return true
}
