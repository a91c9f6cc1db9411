import type { HttpRequest, StreamedBody } from './messages.ts'

type Body = HttpRequest['body'] | undefined

/**
 * Tells a body that could not be read from a connection that was lost, which look the same to a transport.
 */
export function watchBody(request: HttpRequest): {
  readonly watched: HttpRequest
  readonly broken: () => { readonly cause: unknown } | undefined
} {
  const { body } = request
  if (!isStreamed(body)) return { watched: request, broken: () => undefined }
  let error: { readonly cause: unknown } | undefined
  const open = () =>
    retold(body.open(), (cause) => {
      error = { cause }
      return cause
    })
  return { watched: { ...request, body: { ...body, open } }, broken: () => error }
}

/** The same chunks, with other errors. It is no generator: one more of those takes as long as a chunk takes to be sent. */
export function retold(
  chunks: AsyncIterable<Uint8Array>,
  meaning: (error: unknown) => unknown,
): AsyncIterable<Uint8Array> {
  return {
    [Symbol.asyncIterator]: () => {
      const iterator = chunks[Symbol.asyncIterator]()
      const fail = (error: unknown) => {
        throw meaning(error)
      }
      const end = async () => ({ done: true, value: undefined }) as const
      return {
        next: () => iterator.next().catch(fail),
        return: () => iterator.return?.() ?? end(),
      }
    },
  }
}

export const isStreamed = (body: Body): body is StreamedBody =>
  typeof body === 'object' && !(body instanceof Uint8Array)

/** What has been sent once and cannot be made again. */
export const isSpent = (body: Body): boolean => isStreamed(body) && body.spent()
