import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
  request as send,
} from 'node:http'
import { type Client, cookieOf } from './choice.ts'
import { type Member, type OwnAnswer, type RoutedRequest, routeOf } from './frontend.ts'
import type { Listening } from './listening.ts'

/** Hands each request to a member; one that refuses the connection has not seen the request, and the next gets it. */
export const httpListener = (listening: Listening): Server =>
  createServer({ requestTimeout: 0 }, (asked, response) => {
    pass(listening, asked, response).catch(() => response.destroy())
  })

async function pass(listening: Listening, asked: IncomingMessage, response: ServerResponse): Promise<void> {
  const request = routed(asked)
  const frontend = listening.frontend()
  const to = frontend && routeOf(frontend, request)
  if (typeof to === 'function') return answer(response, to(request))
  const { address } = request
  const cookie = to?.cookie
  const client = { address, cookie: cookie && readCookie(asked.headers.cookie, cookie) }
  const reached = await listening.reach(client, (now) => {
    const pool = routeOf(now, request)
    return typeof pool === 'function' ? undefined : pool
  })
  if (!reached) return refuse(response, 503, 'No server is available to handle this request.')
  const { member, stream, end } = reached
  response.on('close', end)
  const sent = send({
    createConnection: () => stream,
    method: asked.method,
    path: asked.url,
    headers: { ...asked.headers, ...forwardedHeaders(asked, client), connection: 'close' },
  })
  sent.on('response', (received) => {
    const { connection: _, ...headers } = received.headers
    response.writeHead(received.statusCode ?? 502, { ...headers, ...stickyHeaders(cookie, client, member) })
    received.pipe(response)
  })
  sent.on('error', () => {
    if (response.headersSent) response.destroy()
    else refuse(response, 502, 'The server did not answer.')
  })
  response.on('close', () => stream.destroy())
  asked.pipe(sent)
}

/** What rules ask of a request. */
function routed({ method = '', url = '/', headers, socket }: IncomingMessage): RoutedRequest {
  const start = url.indexOf('?')
  return {
    method,
    host: (headers.host ?? '').replace(/:\d+$/, '').toLowerCase(),
    path: start < 0 ? url : url.slice(0, start),
    query: start < 0 ? '' : url.slice(start),
    headers,
    address: socket.remoteAddress ?? '',
  }
}

function answer(response: ServerResponse, { status, headers, body }: OwnAnswer): void {
  response.writeHead(status, headers).end(body)
}

const refuse = (response: ServerResponse, status: number, text: string): void =>
  answer(response, { status, headers: { 'content-type': 'text/plain' }, body: `${text}\n` })

function forwardedHeaders({ headers, socket }: IncomingMessage, { address }: Client) {
  const before = headers['x-forwarded-for']
  return {
    'x-forwarded-for': before === undefined ? address : `${before}, ${address}`,
    'x-forwarded-proto': 'http',
    'x-forwarded-port': String(socket.localPort),
  }
}

const stickyHeaders = (cookie: string | undefined, client: Client, member: Member) =>
  cookie === undefined || client.cookie === cookieOf(member)
    ? {}
    : { 'set-cookie': `${cookie}=${cookieOf(member)}; Path=/` }

function readCookie(header: string | undefined, name: string): string | undefined {
  const pairs = (header ?? '').split(';').map((pair) => pair.trim().split('='))
  return pairs.find(([key]) => key === name)?.[1]
}
