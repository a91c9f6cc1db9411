import { Readable } from 'node:stream'
import type { Dispatcher } from 'undici'
import { checkNames } from '../check.ts'
import { checkFunctions } from '../check-client-options.ts'
import { checkNumber } from '../check-number.ts'
import { invalid } from '../errors.ts'
import type { HttpReply, HttpRequest, Transport } from './messages.ts'
import { makeAgent, type WatchedAgent } from './undici-agent.ts'
import { failureOf } from './undici-failures.ts'
import { isStreamed, retold } from './watched-body.ts'

/** Of replies that announce another one, such as early hints, no server has reason to send more. */
const mostInformational = 16

/** What is used of undici's `Dispatcher`: agents of other versions and composed ones fit too. */
export type DispatcherLike = Pick<Dispatcher, 'request'>

export interface UndiciOptions {
  /** Sends in place of an agent of the transport's own: a proxy agent, one with a private certificate authority. The caller closes it. */
  readonly dispatcher?: DispatcherLike | undefined
  /** Connections per origin; unlimited unless given. */
  readonly connections?: number | undefined
  /** 10,000 unless given. */
  readonly connectTimeoutMs?: number | undefined
  /** Until the first byte of the answer, and between two chunks of its body. 30,000 unless given; 0 for no bound. */
  readonly firstByteTimeoutMs?: number | undefined
  readonly stallTimeoutMs?: number | undefined
}

/**
 * The transport of Node. `invalid` for options that cannot be right. It loads undici and makes its one agent at the first request. Requests go by the dispatcher itself and never
 * by a URL, which would rewrite `..` and `//` in a path.
 */
export function undiciTransport(options: UndiciOptions = {}): Transport {
  checkOptions(options)
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
      const { dispatcher: own, end } = (await agent).watched(() => tell(true))
      // undici itself hears of an abort only when it has a connection.
      signal.addEventListener('abort', end)
      try {
        return await dispatch(own, request, options, watched)
      } finally {
        signal.removeEventListener('abort', end)
        end()
      }
    },
    close: async () => (await agent)?.close(),
  }
}

const times = ['connectTimeoutMs', 'firstByteTimeoutMs', 'stallTimeoutMs'] as const

function checkOptions(options: UndiciOptions): void {
  checkNames('undiciTransport', options, ['dispatcher', 'connections', ...times])
  const { dispatcher, connections } = options
  checkFunctions('dispatcher', dispatcher, ['request'])
  if (connections !== undefined && !(Number.isInteger(connections) && connections > 0))
    throw invalid(`connections is ${JSON.stringify(connections)}`, 'a whole number from 1')
  for (const name of times) checkNumber(name, options[name], 0)
  // What belongs to the agent would be lost on one of the caller's own.
  for (const name of ['connections', 'connectTimeoutMs'] as const)
    if (dispatcher !== undefined && options[name] !== undefined)
      throw invalid(`${name} is for an agent of the transport's own`, 'the same of the dispatcher')
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

async function dispatch(
  dispatcher: DispatcherLike,
  { origin, path, method, headers, body }: HttpRequest,
  options: UndiciOptions,
  watched: Watched,
): Promise<HttpReply> {
  const { signal } = watched
  // undici takes Latin-1 too, and the absolute URLs of requests to proxies.
  if (!/^\/[\x21-\x7e]*$/.test(path)) throw invalid('The path is not percent-encoded')
  let informational = 0
  try {
    const reply = await dispatcher.request({
      origin,
      path,
      method: method as Dispatcher.HttpMethod,
      headers: { ...headers },
      body: isStreamed(body) ? Readable.from(body.open(), { objectMode: false }) : (body ?? null),
      signal,
      headersTimeout: options.firstByteTimeoutMs ?? 30_000,
      bodyTimeout: options.stallTimeoutMs ?? 30_000,
      onInfo: () => {
        informational += 1
        if (informational > mostInformational)
          throw Object.assign(new Error('too many informational replies'), { code: 'INFO_HEADERS_OVERFLOW' })
      },
    })
    return {
      status: reply.statusCode,
      headers: joined(reply.headers),
      body: chunks(reply.body, signal, origin),
      discard: () => {
        reply.body.on('error', () => {})
        reply.body.destroy()
      },
    }
  } catch (error) {
    throw signal.aborted ? signal.reason : failureOf(error, watched.started, origin)
  }
}

/** The chunks of a body, with what its failures mean. */
function chunks(
  body: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
  origin: string,
): AsyncIterable<Uint8Array> {
  return retold(body, (error) => (signal.aborted ? signal.reason : failureOf(error, 'answered', origin)))
}

function joined(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  const all: Record<string, string> = Object.create(null)
  for (const name in headers) all[name] = String(headers[name])
  return all
}
