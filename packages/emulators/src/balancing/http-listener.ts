import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http'
import { type Client, cookieOf } from './choice.ts'
import type { Member } from './frontend.ts'
import type { Listening } from './listening.ts'

/** Hands each request to a member; one that refuses the connection has not seen the request, and the next gets it. */
export const httpListener = (listening: Listening): Server =>
  createServer({ requestTimeout: 0 }, (asked, response) => {
    pass(listening, asked, response).catch(() => response.destroy())
  })

async function pass(listening: Listening, asked: IncomingMessage, response: ServerResponse): Promise<void> {
  const cookie = listening.frontend()?.cookie
  const client = {
    address: asked.socket.remoteAddress ?? '',
    cookie: cookie && readCookie(asked.headers.cookie, cookie),
  }
  const reached = await listening.reach(client)
  if (!reached) return answer(response, 503, 'No server is available to handle this request.')
  const { member, stream, end } = reached
  response.on('close', end)
  const sent = request({
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
    else answer(response, 502, 'The server did not answer.')
  })
  response.on('close', () => stream.destroy())
  asked.pipe(sent)
}

function answer(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain' }).end(`${text}\n`)
}

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
