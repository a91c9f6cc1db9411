import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A server that writes down what it is asked, and answers the same each time. */
export interface RecordingTarget extends AsyncDisposable {
  readonly endpoint: string
  /** Each as method, path, Host and body. */
  readonly asked: readonly (readonly string[])[]
}

export interface Recorded {
  readonly status?: number
  readonly body?: string
}

export async function recordingTarget({
  status = 200,
  body = '0123456789',
}: Recorded = {}): Promise<RecordingTarget> {
  const asked: string[][] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    asked.push([
      request.method ?? '',
      request.url ?? '',
      request.headers.host ?? '',
      Buffer.concat(chunks).toString(),
    ])
    response.sendDate = false
    response.writeHead(status, status === 204 ? {} : { 'content-length': body.length, 'x-from': 'target' })
    response.end(status === 204 ? undefined : body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
