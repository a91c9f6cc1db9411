import type { Socket } from 'node:net'
import type { buildConnector } from 'undici'
import type { DispatcherLike, UndiciOptions } from './undici-transport.ts'

export interface WatchedAgent {
  readonly dispatcher: DispatcherLike
  /** A request waits for a connection, until the function that is returned is called. */
  readonly wait: () => () => void
  readonly close: () => Promise<void>
}

/** Loads what is used of undici and makes an agent that knows whether requests wait for its connections. */
export async function makeAgent({ connections, connectTimeoutMs }: UndiciOptions): Promise<WatchedAgent> {
  const { Agent, buildConnector } = await loadParts()
  const { connect, abandon } = watchedConnector(buildConnector({ timeout: connectTimeoutMs ?? 10_000 }))
  const agent = new Agent({
    connections: connections ?? null,
    pipelining: 1,
    maxHeaderSize: 64 * 1024,
    connect,
  })
  let waiting = 0
  const wait = () => {
    let waits = 1
    waiting += waits
    return () => {
      waiting -= waits
      waits = 0
      if (waiting === 0) abandon()
    }
  }
  return { dispatcher: agent, wait, close: () => agent.close() }
}

/**
 * The agent and what it stands on. The whole of undici takes twice the time to load and 250 KiB more of a bundle, and makes itself the dispatcher
 * of the process's own `fetch`. Its version is exact in package.json: these files are there.
 */
async function loadParts(): Promise<Pick<typeof import('undici'), 'Agent' | 'buildConnector'>> {
  // @ts-expect-error undici has types of the whole only.
  const { default: Agent } = await import('undici/lib/dispatcher/agent.js')
  // @ts-expect-error
  const { default: buildConnector } = await import('undici/lib/core/connect.js')
  return { Agent, buildConnector }
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
