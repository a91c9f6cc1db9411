import { CloudError } from '../errors.ts'
import type { HttpRequest, StreamedBody } from './messages.ts'

type Body = HttpRequest['body'] | undefined

/**
 * Tells a body that could not be read from a connection that was lost, which look the same to a transport. A request whose body ends
 * before its length has no effect.
 */
export function watchBody(request: HttpRequest): {
  readonly watched: HttpRequest
  readonly broken: () => CloudError | undefined
} {
  const { body } = request
  if (!isStreamed(body)) return { watched: request, broken: () => undefined }
  let error: CloudError | undefined
  async function* read({ open }: StreamedBody): AsyncGenerator<Uint8Array> {
    try {
      yield* open()
    } catch (cause) {
      error = unread(cause)
      throw error
    }
  }
  return { watched: { ...request, body: { ...body, open: () => read(body) } }, broken: () => error }
}

export const isStreamed = (body: Body): body is StreamedBody =>
  typeof body === 'object' && !(body instanceof Uint8Array)

/** What has been sent once and cannot be made again. */
export const isSpent = (body: Body): boolean => isStreamed(body) && body.spent()

function unread(cause: unknown): CloudError {
  return new CloudError('The content could not be read', { code: 'failed', outcome: 'not-applied', cause })
}
