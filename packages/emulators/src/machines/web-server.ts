import { createServer } from 'node:http'
import type { Duplex } from 'node:stream'
import { streamPair } from './stream-pair.ts'
import type { WebPage } from './worker-protocol.ts'

/** A machine's web servers: connections are byte streams made here, so that they need no port of this computer. */
export interface WebServer {
  readonly connect: (port: number) => Duplex
  /** Ends every connection. */
  readonly close: () => void
}

/** `page` is asked for each request; undefined where nothing listens any more. */
export function webServer(
  page: (port: number, path: string) => Promise<WebPage | undefined> | undefined,
): WebServer {
  const ports = new WeakMap<object, number>()
  const streams = new Set<Duplex>()
  const server = createServer({ requestTimeout: 0 }, (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://machine')
    const port = ports.get(request.socket) ?? 0
    const answer = async () => {
      // Read whole, as a client that still sends would see its connection reset.
      for await (const _ of request);
      const found = await page(port, pathname)
      if (found === undefined) {
        response.destroy()
        return
      }
      const reads = request.method === 'GET' || request.method === 'HEAD'
      const { status, body } = reads ? found : { status: 405, body: 'Method Not Allowed\n' }
      response.writeHead(status, { 'content-type': typeOf(pathname) }).end(body)
    }
    answer().catch(() => response.destroy())
  })
  return {
    connect: (port) => {
      const [near, far] = streamPair()
      for (const stream of [near, far]) {
        streams.add(stream)
        stream.on('error', () => stream.destroy())
        stream.on('close', () => streams.delete(stream))
      }
      ports.set(far, port)
      server.emit('connection', far)
      return near
    },
    close: () => {
      for (const stream of streams) stream.destroy()
    },
  }
}

const types: Readonly<Record<string, string>> = {
  css: 'text/css',
  js: 'text/javascript',
  json: 'application/json',
  txt: 'text/plain',
}

const typeOf = (path: string): string => types[/\.(\w+)$/.exec(path)?.[1] ?? ''] ?? 'text/html; charset=utf-8'
