import { createServer as createHttpServer, type RequestListener } from 'node:http'
import { createServer, type Server, type Socket } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'

export interface Loopback extends AsyncDisposable {
  /** As in `127.0.0.1:40123`. */
  readonly host: string
}

/** A TCP server on a free port of loopback; leaving its scope cuts every connection to it. */
export function tcp(onSocket: (socket: Socket) => void): Promise<Loopback> {
  return listening(createServer(onSocket))
}

export function http(onRequest: RequestListener): Promise<Loopback> {
  return listening(createHttpServer(onRequest))
}

export function tls(pair: { readonly key: string; readonly cert: string }): Promise<Loopback> {
  return listening(
    createTlsServer(pair, (socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok')),
  )
}

async function listening(server: Server): Promise<Loopback> {
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    socket.on('close', () => sockets.delete(socket))
  })
  server.on('tlsClientError', () => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('The server has no port')
  return {
    host: `127.0.0.1:${address.port}`,
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
