import { type Clock, systemClock } from '../clock.ts'
import type { CallOptions } from '../contract/call.ts'
import { invalid } from '../errors.ts'
import { type Call, chain } from './chain.ts'
import { bounded, leftMs } from './deadline.ts'
import type { Transport } from './messages.ts'
import type { ReadError } from './parse.ts'
import type { Limiter } from './rate-limit.ts'
import type { RetryPolicy } from './retry.ts'
import type { Refresh, Sign } from './sign.ts'
import type { Trace } from './trace.ts'
import { sharedTransport } from './undici-transport.ts'

/** What every driver's factory takes, beside its own options. */
export interface ClientOptions {
  /** Where the API is, in place of the provider's own address. Plain `http:` only to loopback. */
  readonly endpoint?: string | undefined
  /** Left out, one that all drivers of the process share. Who gives one closes it. */
  readonly transport?: Transport | undefined
  readonly retry?: RetryPolicy | undefined
  /** Bounds each call that does not give a `timeoutMs` of its own. 120,000 unless given. */
  readonly timeoutMs?: number | undefined
  /** Called for each attempt of each request. */
  readonly trace?: Trace | undefined
  readonly clock?: Clock | undefined
}

/** The names of {@link ClientOptions}, for a factory to check what it was given. */
export const clientOptionNames: readonly (keyof ClientOptions)[] = [
  'endpoint',
  'transport',
  'retry',
  'timeoutMs',
  'trace',
  'clock',
]

/** What a driver calls its API through. Printed, it tells its provider and nothing else. */
export interface Client {
  readonly provider: string
  readonly clock: Clock
  readonly call: Call
  /** Runs several calls as one: they share the caller's signal and what is left of the time. One that is aborted already does not begin. */
  readonly within: <T>(call: CallOptions | undefined, work: (call: CallOptions) => Promise<T>) => Promise<T>
}

export interface ClientParts {
  readonly provider: string
  readonly sign: Sign
  /**
   * Called with a request that was refused with `ErrorFacts.expired`; then it is signed and sent once more, whatever its repeat class, and
   * that does not count as an attempt. Left out, such a refusal is final.
   */
  readonly refresh?: Refresh | undefined
  readonly readError: ReadError
  /** Where the provider tells in each reply how many requests it still takes: one of `limiter`, for this client alone. */
  readonly limiter?: Limiter | undefined
  readonly options: ClientOptions
}

/** Makes a driver's client: the chain over the transport. Nothing is loaded or sent before the first call. */
export function createClient({ options, ...parts }: ClientParts): Client {
  const { provider } = parts
  const {
    transport = sharedTransport(),
    retry = {},
    timeoutMs = 120_000,
    trace,
    clock = systemClock,
  } = options
  const call = chain({ ...parts, transport, retry, timeoutMs, clock, trace })
  const within: Client['within'] = (limits, work) =>
    bounded(timeoutMs, clock, limits, (signal, deadline) =>
      work({
        signal,
        get timeoutMs() {
          return leftMs(deadline, clock)
        },
      }),
    )
  const client: Client = { provider, clock, call, within }
  const hide = { value: () => `[${provider} client]` }
  return Object.defineProperties(client, { toJSON: hide, [Symbol.for('nodejs.util.inspect.custom')]: hide })
}

/** Checks an endpoint: `invalid` unless it is an absolute URL that credentials may be sent to. Returns origin and base path. */
export function checkEndpoint(endpoint: string): { readonly origin: string; readonly path: string } {
  const url = URL.parse(endpoint)
  const safe = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname))
  if (url === null || !safe || url.username || url.password || url.search || url.hash) {
    const shown = /^[\w:/.[\]-]*$/.test(endpoint) ? ` ${JSON.stringify(endpoint)}` : ''
    throw invalid(
      `The endpoint${shown} is no URL that credentials may go to`,
      'https://host/path, or http: on loopback',
    )
  }
  return { origin: url.origin, path: url.pathname.replace(/\/$/, '') }
}

function isLoopback(host: string): boolean {
  return (
    host === 'localhost' || host.endsWith('.localhost') || host === '[::1]' || /^127(\.\d+){3}$/.test(host)
  )
}
