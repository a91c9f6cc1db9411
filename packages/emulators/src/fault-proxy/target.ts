import { request as httpRequest, type IncomingMessage } from 'node:http'
import { connect } from 'node:net'
import { Duplex } from 'node:stream'
import { endToEnd, type Header, type Reply, readAll } from './message.ts'
import type { Pour } from './pour.ts'

/** A request of a client, read whole. */
export interface Asked {
  readonly message: IncomingMessage
  readonly body: Buffer
  /** Whether it came over TLS. */
  readonly tls: boolean
}

/** The request did not go to the target whole, because a fault cut it. */
class CutOff extends Error {}

/** The target did not answer. */
export class TargetLost extends Error {}

export interface Forwarding {
  readonly signal?: AbortSignal
  /** How bytes get to the target. Default: at once. */
  readonly pour?: (stream: Duplex) => Pour
}

/**
 * Sends a request on as it came, Host included, since signatures cover it; `x-forwarded-proto` tells a target that builds links what the
 * client spoke. Resolves at the head of the reply; rejects with `CutOff` or `TargetLost` where there is none.
 */
export function forward(
  target: URL,
  asked: Asked,
  { signal, pour }: Forwarding = {},
): Promise<IncomingMessage> {
  const to = { host: target.hostname.replace(/^\[|]$/g, ''), port: Number(target.port || 80) }
  const { message, body, tls } = asked
  const framed = body.length > 0 || message.headers['content-length'] !== undefined
  const headers: Header[] = [
    ...endToEnd(message).filter(([name]) => name.toLowerCase() !== 'expect'),
    ...(tls ? [['x-forwarded-proto', 'https'] as const] : []),
    ...(framed ? [['content-length', String(body.length)] as const] : []),
    ['connection', 'close'],
  ]
  return new Promise((resolve, reject) => {
    const request = httpRequest({
      ...to,
      method: message.method,
      path: message.url,
      headers: headers.flat(),
      setHost: false,
      ...(signal && { signal }),
      createConnection: () => shaped(connect({ ...to, noDelay: true }), pour),
    })
    request.once('response', resolve)
    request.once('error', (error) => {
      reject(error instanceof CutOff ? error : new TargetLost(`The target did not answer: ${error.message}`))
    })
    request.end(body)
  })
}

export async function readReply(message: IncomingMessage): Promise<Reply> {
  const { statusCode: status = 502, statusMessage: reason = '' } = message
  return { status, reason, headers: endToEnd(message), body: await readAll(message) }
}

/** The same connection, written to as `pour` does. */
function shaped(socket: Duplex, pour: Forwarding['pour']): Duplex {
  if (!pour) return socket
  const send = pour(socket)
  const stream = new Duplex({
    read: () => socket.resume(),
    write: (chunk: Buffer | string, encoding, done) => {
      const bytes = typeof chunk === 'string' ? Buffer.from(chunk, encoding) : chunk
      send(bytes).then(
        (passed) => (passed ? done() : done(new CutOff('The rest of the request was cut off'))),
        done,
      )
    },
    final: (done) => {
      done()
    },
    destroy: (error, done) => {
      socket.destroy()
      done(error)
    },
  })
  socket.on('data', (chunk) => {
    if (!stream.push(chunk)) socket.pause()
  })
  socket.once('end', () => stream.push(null))
  socket.once('error', (error) => stream.destroy(error))
  return stream
}
