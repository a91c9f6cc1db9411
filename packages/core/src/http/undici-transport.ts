import type { Dispatcher } from 'undici'
import { invalid } from '../errors.ts'
import type { HttpReply, HttpRequest, Transport } from './messages.ts'
import { failureOf } from './undici-failures.ts'

/** What is used of undici's `Dispatcher`: agents of other versions and composed ones fit too. */
export type DispatcherLike = Pick<Dispatcher, 'request'>

export interface UndiciOptions {
  /** Sends in place of an agent of the transport's own: a proxy agent, one with a private certificate authority. The caller closes it. */
  readonly dispatcher?: DispatcherLike | undefined
  /** Connections per origin; unlimited unless given. */
  readonly connections?: number | undefined
  readonly connectTimeoutMs?: number | undefined
  /** Until the first byte of the answer, and between two chunks of its body. */
  readonly firstByteTimeoutMs?: number | undefined
  readonly stallTimeoutMs?: number | undefined
}

/**
 * The transport of Node. It loads undici and makes its one agent at the first request. Requests go by the dispatcher itself and never
 * by a URL, which would rewrite `..` and `//` in a path.
 */
export function undiciTransport(options: UndiciOptions = {}): Transport {
  const { dispatcher } = options
  let agent: Promise<WatchedAgent> | undefined
  return {
    send: async (request, { signal, started = () => {} }) => {
      const watched: Watched = { signal, started: undefined }
      if (dispatcher) return dispatch(dispatcher, request, options, watched)
      const tell = (yet: boolean) => {
        watched.started = yet
        started(yet)
      }
      tell(false)
      agent ??= makeAgent(options)
      return dispatch(
        (await agent).watched(() => tell(true)),
        request,
        options,
        watched,
      )
    },
    close: async () => (await agent)?.close(),
  }
}

let shared: Transport | undefined

/** One for the process, so that drivers which are given none share its connections; idle ones end by themselves. */
export function sharedTransport(): Transport {
  shared ??= undiciTransport()
  return shared
}

/** A request on its way: of a caller's own dispatcher it is not known whether it has started. */
interface Watched {
  readonly signal: AbortSignal
  started: boolean | undefined
}

interface WatchedAgent {
  /** The agent, for one request: `start` is called when that has its connection, TLS included, and is about to be written. */
  readonly watched: (start: () => void) => DispatcherLike
  readonly close: () => Promise<void>
}

async function makeAgent(options: UndiciOptions): Promise<WatchedAgent> {
  const { Agent } = await import('undici')
  const agent = new Agent({
    connections: options.connections ?? null,
    pipelining: 1,
    maxHeaderSize: 64 * 1024,
    connect: { timeout: options.connectTimeoutMs ?? 10_000 },
  })
  const watching = (handler: Dispatcher.DispatchHandler, start: () => void) => {
    // It is this one request's own.
    const begin = handler.onRequestStart?.bind(handler)
    handler.onRequestStart = (controller, context) => {
      begin?.(controller, context)
      if (!controller.aborted) start()
    }
    return handler
  }
  return {
    watched: (start) =>
      agent.compose((send) => (request, handler) => send(request, watching(handler, start))),
    close: () => agent.close(),
  }
}

async function dispatch(
  dispatcher: DispatcherLike,
  { origin, path, method, headers, body }: HttpRequest,
  options: UndiciOptions,
  watched: Watched,
): Promise<HttpReply> {
  const { signal } = watched
  // undici takes Latin-1 too, and the absolute URLs of requests to proxies.
  if (!/^\/[\x21-\x7e]*$/.test(path)) throw invalid('The path of the request is not percent-encoded')
  try {
    const reply = await dispatcher.request({
      origin,
      path,
      method: method as Dispatcher.HttpMethod,
      headers: { ...headers },
      body: body ?? null,
      signal,
      headersTimeout: options.firstByteTimeoutMs ?? 30_000,
      bodyTimeout: options.stallTimeoutMs ?? 30_000,
    })
    return {
      status: reply.statusCode,
      headers: joined(reply.headers),
      body: chunks(reply.body, signal),
      discard: () => {
        reply.body.on('error', () => {})
        reply.body.destroy()
      },
    }
  } catch (error) {
    throw signal.aborted ? signal.reason : failureOf(error, watched.started)
  }
}

async function* chunks(body: AsyncIterable<Uint8Array>, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  try {
    yield* body
  } catch (error) {
    throw signal.aborted ? signal.reason : failureOf(error, true)
  }
}

function joined(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  const all: Record<string, string> = Object.create(null)
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) all[name] = Array.isArray(value) ? value.join(', ') : value
  }
  return all
}
