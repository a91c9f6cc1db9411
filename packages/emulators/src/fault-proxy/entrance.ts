import { createServer as createWeb, type IncomingMessage, type ServerResponse } from 'node:http'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import type { Clock } from '../clock.ts'
import type { Plan } from '../fault-plan.ts'
import type { Random } from '../random.ts'
import { accept } from './accept.ts'
import type { Identities } from './certificates.ts'
import type { Connections } from './connections.ts'
import { createConnections } from './connections.ts'
import { isEarly } from './kinds.ts'
import { pass } from './pass.ts'
import type { ProxiedRequest } from './proxied-request.ts'
import type { WireFault } from './wire-fault.ts'

export interface EntranceOptions {
  readonly target: URL
  readonly clock: Clock
  readonly random: Random
  readonly identities: Identities | undefined
  readonly plan: Plan<WireFault>
}

/** The port that clients connect to. */
export interface Entrance {
  readonly port: number
  readonly connections: Connections
  readonly requests: readonly ProxiedRequest[]
  /** Refuses new connections and resets open ones, until `reopen`. */
  readonly shut: () => void
  readonly reopen: () => void
  readonly close: () => Promise<void>
}

/** Requests without a fault keep their connection alive for as long as the client wants. */
const patient = { requestTimeout: 0, headersTimeout: 0, keepAliveTimeout: 0 }

export async function openEntrance(options: EntranceOptions): Promise<Entrance> {
  const { plan, identities } = options
  const connections = createConnections()
  const requests: ProxiedRequest[] = []
  const passage = { ...options, requests, connections }
  const web = createWeb(patient, (request: IncomingMessage, response: ServerResponse) =>
    pass(request, response, passage),
  )
  const door = await openDoor((socket) => {
    connections.opened(socket)
    const fault = plan.pick(({ kind }) => isEarly(kind))
    const stream = accept(socket, fault, identities)
    if (!stream) return
    connections.carries(stream, socket)
    web.emit('connection', stream)
  })
  return {
    port: door.port,
    connections,
    requests,
    shut: () => {
      door.shut()
      connections.resetAll()
    },
    reopen: door.reopen,
    close: () => {
      const closed = door.close()
      connections.resetAll()
      return closed
    },
  }
}

const againMs = 20

/** A listening port that can be shut and opened again, in any order and however fast. */
async function openDoor(enter: (socket: Socket) => void) {
  const listener = createServer({ allowHalfOpen: true, noDelay: true }, enter)
  /** Settles too where it is closed before it listens. */
  const listen = (port: number) =>
    new Promise<void>((resolve, reject) => {
      const settled = (error?: Error) => {
        for (const event of ['listening', 'close', 'error']) listener.off(event, settled)
        if (error) reject(error)
        else resolve()
      }
      for (const event of ['listening', 'close', 'error']) listener.on(event, settled)
      listener.listen(port, '127.0.0.1')
    })
  await listen(0)
  const { port } = listener.address() as AddressInfo
  let wanted = true
  let turn = Promise.resolve()
  /** While it is shut, the system may give the port to a client's connection, which then has to go first. */
  const open = async () => {
    while (wanted && !listener.listening)
      await listen(port).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'EADDRINUSE') throw error
        return new Promise((resolve) => setTimeout(resolve, againMs))
      })
    if (!wanted) listener.close()
  }
  const shut = () => {
    wanted = false
    listener.close()
  }
  return {
    port,
    shut,
    reopen: () => {
      wanted = true
      turn = turn.then(open).catch((error: Error) => {
        process.emitWarning(`The proxy could not listen again: ${error.message}`)
      })
    },
    close: async () => {
      wanted = false
      await turn
      // The callback is called with an error where it was shut already: closed is what it is.
      await new Promise<void>((resolve) => listener.close(() => resolve()))
    },
  }
}
