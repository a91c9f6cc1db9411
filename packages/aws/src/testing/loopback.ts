import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Seen {
  readonly method: string | undefined
  readonly path: string | undefined
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

interface Loopback {
  readonly asked: readonly Seen[]
  readonly url: string
  readonly close: () => Promise<void>
}

/** A server on loopback that answers as `answer` says and keeps what it was asked. */
export async function loopback(answer: (seen: Seen) => string | undefined): Promise<Loopback> {
  const asked: Seen[] = []
  const server = createServer(async (request, response) => {
    const body = (await request.toArray()).join('')
    const seen = { method: request.method, path: request.url, headers: request.headers, body }
    asked.push(seen)
    const text = answer(seen)
    response.writeHead(text === undefined ? 404 : 200).end(text)
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo
  const close = async () => {
    server.closeAllConnections()
    await once(server.close(), 'close')
  }
  return { asked, url: `http://127.0.0.1:${port}`, close }
}
