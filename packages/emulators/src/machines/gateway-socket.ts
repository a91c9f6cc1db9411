import { request } from 'node:http'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'

export interface SocketTarget {
  readonly host: string
  readonly port: number
  readonly signal?: AbortSignal | undefined
}

/**
 * Opens byte streams through a gateway, that of another process included: `ssh({ user, socket: gatewaySocket(gateway) })`. Rejects with code ECONNREFUSED where the gateway says that nothing answers, with the
 * signal's reason when it aborts, and with the socket's own error when the gateway itself is gone.
 */
export function gatewaySocket(gateway: {
  readonly host: string
  readonly port: number
}): (to: SocketTarget) => Promise<Duplex> {
  return (to) =>
    new Promise((resolve, reject) => {
      to.signal?.throwIfAborted()
      const name = `${to.host.includes(':') ? `[${to.host}]` : to.host}:${to.port}`
      const call = request({
        host: gateway.host,
        port: gateway.port,
        method: 'CONNECT',
        path: name,
        headers: { host: name },
        agent: false,
      })
      const abort = () => call.destroy(asError(to.signal?.reason))
      to.signal?.addEventListener('abort', abort, { once: true })
      call.on('close', () => to.signal?.removeEventListener('abort', abort))
      call.on('connect', (response, socket: Socket, head: Buffer) => {
        to.signal?.removeEventListener('abort', abort)
        if (response.statusCode !== 200) {
          socket.destroy()
          reject(refused(name, response.statusCode ?? 0, head.toString().trim()))
          return
        }
        socket.setNoDelay(true)
        if (head.length > 0) socket.unshift(head)
        resolve(socket)
      })
      call.on('response', (response) => {
        response.resume()
        reject(refused(name, response.statusCode ?? 0, ''))
      })
      call.on('error', reject)
      call.end()
    })
}

function refused(name: string, status: number, why: string): Error {
  const code = status === 504 ? 'ETIMEDOUT' : 'ECONNREFUSED'
  return Object.assign(
    new Error(`connect ${code} ${name} (the gateway answered ${status}${why && `: ${why}`})`),
    {
      code,
    },
  )
}

const asError = (reason: unknown): Error => (reason instanceof Error ? reason : new Error('aborted'))
