import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { readRequest, TooLarge } from './read-request.ts'
import type { StreamedBody, WireReply, WireRequest } from './wire.ts'

export interface HttpServer {
  readonly endpoint: string
  readonly close: () => Promise<void>
}

/** `R` is a request, as far as it was read. */
export type Respond<R = WireRequest> = (request: R, response: ServerResponse) => Promise<void>

type Handle = (request: IncomingMessage, response: ServerResponse) => Promise<void>

/** An HTTP server on a loopback port that only answers to its own name: a page in a browser cannot reach it by a name of its choice. */
export const serveHttp = (respond: Respond, port = 0): Promise<HttpServer> =>
  listen((request, response) => handle(respond, request, response), port)

/** The same for a handler that reads bodies itself, and looks at the Host header itself. A client that asks first is only told to go on by the handler. */
export async function listen(handle: Handle, port = 0): Promise<HttpServer> {
  const take = (request: IncomingMessage, response: ServerResponse) => {
    handle(request, response).catch(() => response.destroy())
  }
  const server = createServer({ requestTimeout: 0 }, take)
  server.on('checkContinue', take)
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
  if (request.headers.expect !== undefined) response.writeContinue()
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

/** These have no body, and no word of its length. */
const isBodiless = (status: number) => status === 204 || status === 304

/** `date` and the request id are the caller's to give: the cloud's clock need not be this computer's. */
export async function send(response: ServerResponse, reply: WireReply): Promise<void> {
  const body = streamed(reply.body)
  writeHead(response, reply, body)
  if (await pour(response, body.bytes())) response.end()
}

/** The head, half of the body, and the end of the connection. */
export async function sendHalf(response: ServerResponse, reply: WireReply): Promise<void> {
  const body = streamed(reply.body)
  writeHead(response, reply, body)
  await pour(response, firstOf(body.bytes(), (body.length ?? 0) >> 1))
  await new Promise<void>((resolve) => response.write('', () => resolve()))
  response.socket?.end()
}

function writeHead(response: ServerResponse, { status, headers }: WireReply, { length }: StreamedBody): void {
  response.sendDate = !('date' in headers)
  const told = isBodiless(status) || length === undefined ? {} : { 'content-length': length }
  response.writeHead(status, { ...headers, ...told })
}

function streamed(body: WireReply['body']): StreamedBody {
  if (typeof body === 'object' && 'bytes' in body) return body
  const bytes = Buffer.from(body)
  return { length: bytes.length, bytes: () => once(bytes) }
}

async function* once(bytes: Uint8Array) {
  if (bytes.length > 0) yield bytes
}

async function* firstOf(bytes: AsyncIterable<Uint8Array>, length: number) {
  let left = length
  for await (const chunk of bytes) {
    yield chunk.subarray(0, left)
    left -= chunk.length
    if (left <= 0) return
  }
}

/** As fast as the client takes it. False when the client went away. */
async function pour(response: ServerResponse, bytes: AsyncIterable<Uint8Array>): Promise<boolean> {
  for await (const chunk of bytes) {
    if (response.destroyed) return false
    if (!response.write(chunk)) await drained(response)
  }
  return !response.destroyed
}

const drained = (response: ServerResponse) =>
  new Promise<void>((resolve) => {
    const done = () => {
      response.off('drain', done)
      response.off('close', done)
      resolve()
    }
    response.on('drain', done)
    response.on('close', done)
  })
