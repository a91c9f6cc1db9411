import type { Socket } from 'node:net'
import type { buildConnector, Dispatcher } from 'undici'
import type { DispatcherLike, UndiciOptions } from './undici-transport.ts'

export interface WatchedAgent {
  /** The agent, for one request: `start` is called when that has its connection, TLS included, and is about to be written. */
  readonly watched: (start: () => void) => {
    readonly dispatcher: DispatcherLike
    /** The request is over, or its answer has begun. */
    readonly end: () => void
  }
  readonly close: () => Promise<void>
}

/** Loads undici and makes an agent that knows which of its requests wait for a connection. */
export async function makeAgent({ connections, connectTimeoutMs }: UndiciOptions): Promise<WatchedAgent> {
  const { Agent, buildConnector } = await import('undici')
  const { connect, abandon } = watchedConnector(buildConnector({ timeout: connectTimeoutMs ?? 10_000 }))
  const agent = new Agent({
    connections: connections ?? null,
    pipelining: 1,
    maxHeaderSize: 64 * 1024,
    connect,
  })
  // Once, and not for each request, of which it would cost as much as its signature.
  const tracked = agent.compose((send) => (request, handler) => send(request, watching(handler, request)))
  let waiting = 0
  const watched: WatchedAgent['watched'] = (start) => {
    let waits = 1
    waiting += waits
    const end = () => {
      waiting -= waits
      waits = 0
      if (waiting === 0) abandon()
    }
    const begun = () => {
      end()
      start()
    }
    const request: DispatcherLike['request'] = (asked: Dispatcher.RequestOptions) =>
      tracked.request(Object.assign({}, asked, { [starts]: begun }))
    return { dispatcher: { request }, end }
  }
  return { watched, close: () => agent.close() }
}

/** What a request carries to be told when it starts. */
const starts = Symbol('starts')

function watching(
  handler: Dispatcher.DispatchHandler,
  request: Dispatcher.DispatchOptions & { readonly [starts]?: () => void },
): Dispatcher.DispatchHandler {
  const start = request[starts] ?? (() => {})
  // It is this one request's own.
  const begin = handler.onRequestStart?.bind(handler)
  handler.onRequestStart = (controller, context) => {
    begin?.(controller, context)
    if (!controller.aborted) start()
  }
  return handler
}

/** Ends what undici leaves open: a connection whose TLS broke, and one on its way that no request waits for any more. */
function watchedConnector(connector: buildConnector.connector) {
  const opening = new Set<Socket>()
  const connect: buildConnector.connector = (to, done) => {
    // Its types do not tell that it returns the socket.
    const socket: unknown = connector(to, (...made) => {
      opening.delete(socket as Socket)
      // A break in TLS is told by `error` alone, and undici waits for `close`, which does not come by itself.
      made[1]?.once('error', () => made[1].destroy())
      done(...made)
    })
    opening.add(socket as Socket)
  }
  const abandon = () => {
    for (const socket of opening) socket.destroy(new Error('No longer wanted'))
  }
  return { connect, abandon }
}
