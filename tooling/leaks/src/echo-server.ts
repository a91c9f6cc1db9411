import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A server that gives each request back to who sent it, as some do when a signature is wrong: credentials included. */
export async function echoServer(): Promise<{
  readonly origin: string
  readonly close: () => Promise<void>
}> {
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy())
  })
  // A proxy that wants other credentials.
  server.on('connect', (request, socket) => {
    socket.on('error', () => {})
    socket.end(
      `HTTP/1.1 407 Proxy Authentication Required\r\nx-echo: ${request.headers['proxy-authorization']}\r\n\r\n`,
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}`,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const headers = Object.entries(request.headers).map(([name, value]) => `${name}:${value}`)
  const body: Buffer[] = []
  for await (const chunk of request) body.push(chunk)
  const form = /urlencoded/.test(request.headers['content-type'] ?? '')
    ? [Buffer.concat(body).toString()]
    : []
  const canonical = [request.method, request.url, ...headers, ...form].join('\n')
  const [, kind] = (request.url ?? '').split(/[/?]/)
  const text = answers[kind ?? '']?.(canonical) ?? ''
  response.writeHead(kind === 'garbage' ? 200 : 403, { 'x-echo': String(request.headers.authorization) })
  response.end(text)
}

const awsError = (canonical: string): string =>
  `<Response><Errors><Error><Code>SignatureDoesNotMatch</Code><Message>The Canonical String for this request should have been '${canonical.replace(/[<&]/g, '.')}'</Message></Error></Errors><RequestID>1</RequestID></Response>`
const jsonError = (canonical: string): string =>
  JSON.stringify({ id: 'forbidden', message: `You sent ${canonical}` })
const cloudStackError = (canonical: string): string =>
  JSON.stringify({ errorresponse: { errorcode: 531, errortext: `You sent ${canonical}` } })
const page = (canonical: string): string => `<html><pre>${canonical}</pre></html>`
const garbage = (canonical: string): string => `<?xml version="1.0"?><!DOCTYPE x><x>${canonical}</x>`

const answers: Readonly<Record<string, (canonical: string) => string>> = {
  aws: awsError,
  json: jsonError,
  cloudstack: cloudStackError,
  page,
  garbage,
}
