/** The body of a reply while it comes, for one reader. */
export interface ReplyBody {
  readonly chunks: AsyncIterable<Uint8Array>
  readonly push: (chunk: Uint8Array) => void
  readonly end: () => void
  readonly fail: (error: unknown) => void
  /** Nobody reads on: gives up what has not come yet. */
  readonly discard: () => void
}

/** What of undici's controller holds a server back. */
interface Flow {
  readonly pause: () => void
  readonly resume: () => void
  readonly abort: (reason: Error) => void
}

/** Bytes that may wait for the reader before the server is held back. */
const mostWaiting = 64 * 1024

type Result = IteratorResult<Uint8Array, undefined>
const done = { done: true, value: undefined } as const

/** A queue between a connection and a reader, and nothing more: a stream for each answer takes as long as all else that a small one takes. */
export function replyBody(flow: Flow): ReplyBody {
  const waiting: Uint8Array[] = []
  let bytes = 0
  let paused = false
  /** More than one only where somebody asks again before the answer, as iterators let them. */
  const readers: PromiseWithResolvers<Result>[] = []
  let over: { readonly error?: unknown } | undefined

  const finish = (how: { readonly error?: unknown }) => {
    if (over) return
    over = how
    for (const reader of readers)
      if ('error' in how) reader.reject(how.error)
      else reader.resolve(done)
    readers.length = 0
  }
  const take = (): Result | undefined => {
    const value = waiting.shift()
    if (value === undefined) return undefined
    bytes -= value.byteLength
    return { done: false, value }
  }
  const next = async (): Promise<Result> => {
    const taken = take()
    if (paused && bytes < mostWaiting) {
      paused = false
      flow.resume()
    }
    if (taken) return taken
    if (over && 'error' in over) throw over.error
    if (over) return done
    const reader = Promise.withResolvers<Result>()
    readers.push(reader)
    return reader.promise
  }
  const discard = () => {
    waiting.length = 0
    if (over) return
    finish({})
    flow.abort(new Error('No longer wanted'))
  }
  const end = async (): Promise<Result> => {
    discard()
    return done
  }
  return {
    chunks: { [Symbol.asyncIterator]: () => ({ next, return: end }) },
    push: (chunk) => {
      if (over) return
      const reader = readers.shift()
      if (reader) return reader.resolve({ done: false, value: chunk })
      waiting.push(chunk)
      bytes += chunk.byteLength
      if (bytes < mostWaiting) return
      paused = true
      flow.pause()
    },
    end: () => finish({}),
    fail: (error) => {
      waiting.length = 0
      finish({ error })
    },
    discard,
  }
}
