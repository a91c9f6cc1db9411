import type { Dispatcher } from 'undici'
import { CloudError, type ErrorCode, invalid, type Outcome } from '../errors.ts'
import type { HttpReply, HttpRequest, Transport } from './messages.ts'

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
  let agent: Promise<Dispatcher> | undefined
  const dispatcher = async (): Promise<DispatcherLike> => {
    if (options.dispatcher) return options.dispatcher
    agent ??= makeAgent(options)
    return agent
  }
  return {
    send: async (request, { signal }) => dispatch(await dispatcher(), request, options, signal),
    close: async () => (await agent)?.close(),
  }
}

async function makeAgent(options: UndiciOptions): Promise<Dispatcher> {
  const { Agent } = await import('undici')
  return new Agent({
    connections: options.connections ?? null,
    pipelining: 1,
    maxHeaderSize: 64 * 1024,
    connect: { timeout: options.connectTimeoutMs ?? 10_000 },
  })
}

async function dispatch(
  dispatcher: DispatcherLike,
  { origin, path, method, headers, body }: HttpRequest,
  options: UndiciOptions,
  signal: AbortSignal,
): Promise<HttpReply> {
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
    throw signal.aborted ? signal.reason : toError(error)
  }
}

async function* chunks(body: AsyncIterable<Uint8Array>, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  try {
    yield* body
  } catch (error) {
    throw signal.aborted ? signal.reason : toError(error)
  }
}

function joined(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  const all: Record<string, string> = Object.create(null)
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) all[name] = Array.isArray(value) ? value.join(', ') : value
  }
  return all
}

interface Failure {
  readonly code: ErrorCode
  readonly outcome: Outcome
  readonly what: string
  readonly final?: true
}

const lost: Failure = { code: 'network', outcome: 'unknown', what: 'The connection was lost' }
const unreachable: Failure = {
  code: 'network',
  outcome: 'not-applied',
  what: 'The host could not be reached',
}

const failures: Readonly<Record<string, Failure>> = {
  ECONNREFUSED: { ...unreachable, what: 'The connection was refused' },
  EHOSTUNREACH: unreachable,
  ENETUNREACH: unreachable,
  EADDRNOTAVAIL: unreachable,
  EAI_AGAIN: { ...unreachable, what: 'The host name could not be looked up' },
  ENOTFOUND: { ...unreachable, what: 'The host name is not known', final: true },
  ETIMEDOUT: { code: 'timeout', outcome: 'unknown', what: 'The connection timed out' },
  UND_ERR_CONNECT_TIMEOUT: {
    code: 'timeout',
    outcome: 'not-applied',
    what: 'The host did not accept the connection in time',
  },
  UND_ERR_HEADERS_TIMEOUT: { code: 'timeout', outcome: 'unknown', what: 'No answer came in time' },
  UND_ERR_BODY_TIMEOUT: { code: 'timeout', outcome: 'unknown', what: 'The answer stalled' },
  UND_ERR_HEADERS_OVERFLOW: {
    code: 'protocol',
    outcome: 'unknown',
    what: 'The headers of the answer are too large',
    final: true,
  },
  UND_ERR_INVALID_ARG: {
    code: 'invalid',
    outcome: 'not-applied',
    what: 'The request cannot be sent',
    final: true,
  },
  UND_ERR_NOT_SUPPORTED: {
    code: 'invalid',
    outcome: 'not-applied',
    what: 'The request cannot be sent',
    final: true,
  },
}

const tlsCodes = /^(ERR_TLS|ERR_SSL|CERT_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|HOSTNAME_MISMATCH)/

function toError(error: unknown): CloudError {
  const failure = failureOf(textOf(error, 'code'), textOf(error, 'name'))
  return new CloudError(failure.what, {
    code: failure.code,
    outcome: failure.outcome,
    retryable: failure.final !== true,
    cause: error,
  })
}

function failureOf(code: string, name: string): Failure {
  if (tlsCodes.test(code)) {
    return {
      code: 'untrusted',
      outcome: 'not-applied',
      what: 'The host could not prove who it is',
      final: true,
    }
  }
  // The parser's code is missing from most of its errors.
  if (name === 'HTTPParserError') {
    return { code: 'protocol', outcome: 'unknown', what: 'The answer is not HTTP', final: true }
  }
  return (Object.hasOwn(failures, code) ? failures[code] : undefined) ?? lost
}

function textOf(error: unknown, member: 'code' | 'name'): string {
  const value: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, member) : undefined
  return typeof value === 'string' ? value : ''
}
