import type { AddressInfo } from 'node:net'
import type { Clock } from '../clock.ts'
import { createChoice } from './choice.ts'
import { type FindFrontend, type Frontend, poolsOf } from './frontend.ts'
import { createHealth, type Verdict } from './health.ts'
import { httpListener } from './http-listener.ts'
import { type Listening, listeningOf } from './listening.ts'
import { tcpListener } from './tcp-listener.ts'

export interface HostAndPort {
  readonly host: string
  readonly port: number
}

/** Balances what comes to the load balancers of every cloud, as soon as somebody wants to connect to one. */
export interface Balancing {
  /** Makes a cloud's load balancers known. */
  readonly add: (find: FindFrontend) => void
  /**
   * The address on loopback that leads to a port of a load balancer, by its public address or name. It is opened, and the members are
   * checked, when this is first asked for. Rejects with code ENOTFOUND where no load balancer has the port.
   */
  readonly open: (to: HostAndPort) => Promise<HostAndPort>
  /** What the checks have found of a member; undefined while nobody looks at it. */
  readonly verdict: (key: string) => Verdict | undefined
  readonly close: () => Promise<void>
}

export function createBalancing(clock: Clock): Balancing {
  const finds: FindFrontend[] = []
  const health = createHealth()
  const choice = createChoice()
  const opened = new Map<string, Promise<Opened>>()
  const find: FindFrontend = (host, port) => {
    for (const one of finds) {
      const frontend = one(host, port)
      if (frontend) return frontend
    }
    return undefined
  }
  const openAt = async ({ host, port }: HostAndPort): Promise<Opened> => {
    const frontend = () => find(host, port)
    const first = frontend()
    if (!first) throw notFound(host, port)
    await health.check(first)
    const stop = repeat(clock, frontend, health.check)
    const listener = await listen(first, listeningOf(frontend, choice, health))
    return {
      at: { host: '127.0.0.1', port: listener.port },
      close: () => {
        stop()
        return listener.close()
      },
    }
  }
  return {
    add: (one) => {
      finds.push(one)
    },
    open: async (to) => {
      const key = `${to.host} ${to.port}`
      const opening = opened.get(key) ?? openAt(to)
      opened.set(key, opening)
      opening.catch(() => opened.delete(key))
      return (await opening).at
    },
    verdict: health.verdict,
    close: async () => {
      const all = await Promise.allSettled(opened.values())
      await Promise.all(all.map((one) => (one.status === 'fulfilled' ? one.value.close() : undefined)))
    },
  }
}

interface Opened {
  readonly at: HostAndPort
  readonly close: () => Promise<void>
}

const notFound = (host: string, port: number): Error =>
  Object.assign(new Error(`No load balancer of this cloud has the port ${port} at ${host}`), {
    code: 'ENOTFOUND',
  })

/** A second between two checks is ten milliseconds here, and no less than fifty are. */
const pauseMs = (frontend: Frontend | undefined): number => {
  const intervals = frontend ? poolsOf(frontend).map(({ check }) => check?.intervalSeconds ?? 30) : [30]
  return Math.max(50, Math.min(...intervals) * 10)
}

/** Checks again and again, with a pause in between. Returns what ends it. */
function repeat(
  clock: Clock,
  frontend: () => Frontend | undefined,
  check: (frontend: Frontend) => Promise<void>,
): () => void {
  let ended = false
  let cancel = () => {}
  const next = () => {
    if (!ended) cancel = clock.after(pauseMs(frontend()), round)
  }
  const round = () => {
    const now = frontend()
    void (now ? check(now) : Promise.resolve()).then(next, next)
  }
  next()
  return () => {
    ended = true
    cancel()
  }
}

async function listen(
  { protocol }: Frontend,
  listening: Listening,
): Promise<{ readonly port: number; readonly close: () => Promise<void> }> {
  const server = protocol === 'http' ? httpListener(listening) : tcpListener(listening)
  const sockets = new Set<{ readonly destroy: () => void }>()
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}
