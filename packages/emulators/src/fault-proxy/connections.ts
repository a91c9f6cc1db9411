import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { Connection } from './connection.ts'

/** The connections of a proxy's clients. */
export interface Connections {
  /** How many there were so far. */
  readonly count: () => number
  readonly opened: (socket: Socket) => void
  /** `stream` brings requests over a socket, through TLS perhaps. */
  readonly carries: (stream: Duplex, socket: Socket) => void
  /** The one that a request came by, busy from now on until `done` is called; undefined when it is gone. */
  readonly take: (stream: Duplex) => (Connection & { readonly done: () => void }) | undefined
  /** Ends those that wait for a request. */
  readonly endIdle: () => void
  readonly resetAll: () => void
}

export function createConnections(): Connections {
  const sockets = new Set<Socket>()
  const carried = new Map<Duplex, { readonly connection: Connection; busy: boolean }>()
  let count = 0
  return {
    count: () => count,
    opened: (socket) => {
      count += 1
      sockets.add(socket)
      socket.once('close', () => sockets.delete(socket))
      // What a client does to its connection is its own affair: there is nobody to tell.
      socket.on('error', () => {})
    },
    carries: (stream, socket) => {
      carried.set(stream, { connection: { stream, socket }, busy: false })
      socket.once('close', () => carried.delete(stream))
    },
    take: (stream) => {
      const entry = carried.get(stream)
      if (!entry) return undefined
      entry.busy = true
      const done = () => {
        entry.busy = false
      }
      return { ...entry.connection, done }
    },
    endIdle: () => {
      for (const [stream, { busy }] of carried) if (!busy) stream.end()
    },
    resetAll: () => {
      for (const socket of sockets) socket.resetAndDestroy()
    },
  }
}
