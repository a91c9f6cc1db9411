import type { IncomingMessage } from 'node:http'

export type Header = readonly [name: string, value: string]

/** A reply of the target, read whole. */
export interface Reply {
  readonly status: number
  readonly reason: string
  readonly headers: readonly Header[]
  readonly body: Buffer
}

/** What concerns one connection alone, or the body as it was framed on it. */
const hopByHop = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'transfer-encoding',
  'content-length',
])

/** As they came, in their order and spelling, without those of the connection. */
export function endToEnd({ rawHeaders }: IncomingMessage): Header[] {
  const headers: Header[] = []
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const [name = '', value = ''] = rawHeaders.slice(index, index + 2)
    if (!hopByHop.has(name.toLowerCase())) headers.push([name, value])
  }
  return headers
}

export async function readAll(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of message) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** The bytes of a head; a connection that a fault has touched ends with its reply. Latin-1, as header values are. */
export function headBytes({ status, reason, headers }: Omit<Reply, 'body'>, more: readonly Header[]): Buffer {
  const lines = [...headers, ...more, ['connection', 'close']].map(([name, value]) => `${name}: ${value}\r\n`)
  return Buffer.from(`HTTP/1.1 ${status} ${reason}\r\n${lines.join('')}\r\n`, 'latin1')
}

export const lengthOf = (body: Buffer): Header => ['content-length', String(body.length)]

export const chunkedHead = (reply: Reply): Buffer => headBytes(reply, [['transfer-encoding', 'chunked']])

export const replyBytes = (reply: Reply): Buffer =>
  Buffer.concat([headBytes(reply, [lengthOf(reply.body)]), reply.body])

/** For a fault in the middle of a body: a reply that has none gets one of blanks, and the status that goes with it. */
export function withBody(reply: Reply): Reply {
  if (reply.body.length > 1) return reply
  const hasNone = reply.status === 204 || reply.status === 304
  return { ...reply, ...(hasNone && { status: 200, reason: 'OK' }), body: Buffer.alloc(64, ' ') }
}
