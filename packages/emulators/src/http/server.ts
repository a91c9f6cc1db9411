import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { readRequest, TooLarge } from './read-request.ts'
import type { WireReply, WireRequest } from './wire.ts'

export interface HttpServer {
  readonly endpoint: string
  readonly close: () => Promise<void>
}

export type Respond = (request: WireRequest, response: ServerResponse) => Promise<void>

/** An HTTP server on a loopback port that only answers to its own name: a page in a browser cannot reach it by a name of its choice. */
export async function serveHttp(respond: Respond, port = 0): Promise<HttpServer> {
  const server = createServer({ requestTimeout: 0 }, (request, response) => {
    handle(respond, request, response).catch(() => response.destroy())
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  return {
    endpoint: `http://127.0.0.1:${portOf(server)}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function handle(respond: Respond, request: IncomingMessage, response: ServerResponse) {
  if (!isLoopbackName(request.headers.host)) {
    return send(response, plain(421, 'This server answers to its loopback address only.'))
  }
  let read: WireRequest
  try {
    read = await readRequest(request)
  } catch (error) {
    if (!(error instanceof TooLarge)) throw error
    response.once('finish', () => request.destroy())
    return send(response, plain(413, error.message))
  }
  await respond(read, response)
}

const portOf = (server: Server) => (server.address() as AddressInfo).port

/**
 * Whether a Host header names this computer by its loopback address. The port is not looked at: behind a proxy it is the proxy's,
 * and a page that rebinds a name of its own is told by the name.
 */
export const isLoopbackName = (host: string | undefined): boolean =>
  /^(?:127\.0\.0\.1|localhost)(?::\d{1,5})?$/.test(host ?? '')

export function plain(status: number, text: string): WireReply {
  return { status, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: `${text}\n` }
}

/** `date` and the request id are the caller's to give: the cloud's clock need not be this computer's. */
export function send(response: ServerResponse, reply: WireReply): void {
  const body = Buffer.from(reply.body)
  response.sendDate = !('date' in reply.headers)
  response.writeHead(reply.status, { ...reply.headers, 'content-length': body.length })
  response.end(body)
}

/** The head, half of the body, and the end of the connection. */
export function sendHalf(response: ServerResponse, reply: WireReply): void {
  const body = Buffer.from(reply.body)
  response.sendDate = !('date' in reply.headers)
  response.writeHead(reply.status, { ...reply.headers, 'content-length': body.length })
  response.write(body.subarray(0, body.length >> 1), () => response.socket?.end())
}
