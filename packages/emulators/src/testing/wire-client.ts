import { connect as connectTcp, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'

/** A connection of bytes: nothing of HTTP is read or mended on the way. */
export interface WireClient extends Disposable {
  readonly send: (text: string) => void
  /** What came so far, as Latin-1. */
  readonly received: () => string
  /** How the other side ended it: properly, by a reset, or with another error's code. */
  readonly ended: Promise<string>
  /** Resolves when what came contains `text`. */
  readonly until: (text: string) => Promise<void>
}

/** Connects to an `http` or `https` endpoint on loopback. */
export function wireClient(endpoint: string, ca?: string): WireClient {
  const { protocol, hostname, port } = new URL(endpoint)
  const to = { host: hostname, port: Number(port) }
  const socket: Socket =
    protocol === 'https:' ? connectTls({ ...to, ...(ca !== undefined && { ca }) }) : connectTcp(to)
  let bytes = ''
  socket.setEncoding('latin1')
  socket.on('data', (chunk: string) => {
    bytes += chunk
  })
  const ended = new Promise<string>((resolve) => {
    socket.once('end', () => resolve('closed'))
    socket.once('error', (error: NodeJS.ErrnoException) =>
      resolve(error.code === 'ECONNRESET' ? 'reset' : String(error.code)),
    )
  })
  return {
    send: (text) => socket.write(text),
    received: () => bytes,
    ended,
    until: (text) =>
      new Promise((resolve) => {
        const look = () => {
          if (!bytes.includes(text)) return
          socket.off('data', look)
          resolve()
        }
        socket.on('data', look)
        look()
      }),
    [Symbol.dispose]: () => socket.destroy(),
  }
}

/** Enough turns of the event loop for bytes to cross every socket of this process. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve))
}
