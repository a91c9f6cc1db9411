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
  async function* read({ open }: StreamedBody): AsyncGenerator<Uint8Array> {
    try {
      yield* open()
    } catch (cause) {
      error = { cause }
      throw cause
    }
  }
  return { watched: { ...request, body: { ...body, open: () => read(body) } }, broken: () => error }
}

export const isStreamed = (body: Body): body is StreamedBody =>
  typeof body === 'object' && !(body instanceof Uint8Array)

/** What has been sent once and cannot be made again. */
export const isSpent = (body: Body): boolean => isStreamed(body) && body.spent()
