import type { Readable } from 'node:stream'
import type { Dispatcher } from 'undici'
import { nodeStream } from '../builtins.ts'
import { onAbort } from './abortable.ts'
import type { HttpReply, HttpRequest, StreamedBody } from './messages.ts'
import { type ReplyBody, replyBody } from './reply-body.ts'
import { failureOf } from './undici-failures.ts'
import type { DispatcherLike, UndiciOptions } from './undici-transport.ts'
import { isStreamed } from './watched-body.ts'

/** Of replies that announce another one, such as early hints, no server has reason to send more. */
const mostInformational = 16

export interface Watcher {
  readonly signal: AbortSignal
  /** The request has its connection, TLS included, and is about to be written. */
  readonly started: () => void
  /** It waits for a connection, until the function that is returned is called. */
  readonly wait: () => () => void
}

/**
 * Sends one request by undici's own handlers: its `request` makes a stream of each answer. Resolves with the head of the answer; rejects with
 * what a failure means, or with the signal's reason.
 */
export function exchange(
  dispatcher: DispatcherLike,
  request: HttpRequest,
  options: UndiciOptions,
  { signal, started, wait }: Watcher,
): Promise<HttpReply> {
  if (signal.aborted) return Promise.reject(signal.reason)
  const { promise, resolve, reject } = Promise.withResolvers<HttpReply>()
  const { origin, body } = request
  const stream = isStreamed(body) ? nodeStream().Readable.from(body.open(), { objectMode: false }) : undefined
  const left = wait()
  let controller: Dispatcher.DispatchController | undefined
  let begun = false
  let informational = 0
  let reply: ReplyBody | undefined

  const abort = () => {
    fail(signal.reason)
    try {
      controller?.abort(signal.reason)
    } catch {
      // A dispatcher of the caller's that cannot end it: the call has ended all the same, and others are to hear of it too.
    }
  }
  const forget = onAbort(signal, abort)
  const leave = () => {
    forget()
    left()
  }
  const fail = (error: unknown) => {
    leave()
    const meant = signal.aborted ? signal.reason : failureOf(error, reply ? 'answered' : begun, origin)
    if (reply) reply.fail(meant)
    else reject(meant)
    stream?.on('error', () => {}).destroy()
  }
  const handler: Dispatcher.DispatchHandler = {
    onRequestStart: (given) => {
      controller = given
      // undici itself hears of an abort only now that it has a connection.
      if (signal.aborted) return given.abort(signal.reason)
      begun = true
      left()
      started()
    },
    onResponseStart: (given, status, received) => {
      if (status < 200) {
        informational += 1
        if (informational <= mostInformational) return
        throw Object.assign(new Error('too many informational replies'), { code: 'INFO_HEADERS_OVERFLOW' })
      }
      reply = replyBody(given)
      resolve({ status, headers: joined(received), body: reply.chunks, discard: reply.discard })
    },
    onResponseData: (_, chunk) => reply?.push(chunk),
    onResponseEnd: () => {
      leave()
      reply?.end()
    },
    onResponseError: (_, error) => fail(error),
  }
  try {
    dispatcher.dispatch(asked(request, stream, options), handler)
  } catch (error) {
    fail(error)
  }
  return promise
}

function asked(
  { origin, path, method, headers, body }: HttpRequest,
  stream: Readable | undefined,
  { firstByteTimeoutMs = 30_000, stallTimeoutMs = 30_000 }: UndiciOptions,
): Dispatcher.DispatchOptions {
  return {
    ...{ origin, path, method },
    // A ProxyAgent of undici 7 writes to the headers, which may be those of other requests as well.
    headers: { ...headers },
    body: stream ?? (body as Exclude<typeof body, StreamedBody>) ?? null,
    headersTimeout: firstByteTimeoutMs,
    bodyTimeout: stallTimeoutMs,
  }
}

/** Of a header that came more than once, all that was said. */
function joined(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  for (const name in headers) {
    const value = headers[name]
    if (typeof value !== 'string') headers[name] = value?.join(', ') ?? ''
  }
  return headers as Record<string, string>
}
