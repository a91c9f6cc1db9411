import type { Dispatcher } from 'undici'
import { checkNames } from '../check.ts'
import { checkFunctions } from '../check-client-options.ts'
import { checkNumber } from '../check-number.ts'
import { invalid } from '../errors.ts'
import { exchange } from './exchange.ts'
import type { Transport } from './messages.ts'
import { makeAgent, type WatchedAgent } from './undici-agent.ts'

/** What is used of a `Dispatcher`: any of undici 7 or newer, and composed ones. */
export type DispatcherLike = Pick<Dispatcher, 'dispatch'>

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
  return transportOf(options)
}

function transportOf(options: UndiciOptions): Transport {
  let agent: Promise<WatchedAgent> | undefined
  return {
    send: async (request, { signal, started = () => {} }) => {
      // undici takes Latin-1 too, and the absolute URLs of requests to proxies.
      if (!/^\/[\x21-\x7e]*$/.test(request.path)) throw invalid('The path is not percent-encoded')
      started(false)
      agent ??= options.dispatcher ? given(options.dispatcher) : makeAgent(options)
      const { dispatcher, wait } = await agent
      return exchange(dispatcher, request, options, { signal, started: () => started(true), wait })
    },
    close: async () => (await agent)?.close(),
  }
}

/** One of the caller's own, which keeps its connections to itself. */
const given = async (dispatcher: DispatcherLike): Promise<WatchedAgent> => ({
  dispatcher,
  wait: () => () => {},
  close: async () => {},
})

const times = ['connectTimeoutMs', 'firstByteTimeoutMs', 'stallTimeoutMs'] as const

function checkOptions(options: UndiciOptions): void {
  checkNames('undiciTransport', options, ['dispatcher', 'connections', ...times])
  const { dispatcher, connections } = options
  checkFunctions('dispatcher', dispatcher, ['dispatch'])
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
  shared ??= transportOf({})
  return shared
}
