import type { Socket } from 'node:net'
import nock from 'nock'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { http, tcp, tls } from '../testing/loopback.ts'
import { failure } from '../testing/operations.ts'
import { selfSigned } from '../testing/self-signed.ts'
import type { HttpReply, HttpRequest, Transport } from './messages.ts'
import { type UndiciOptions, undiciTransport } from './undici-transport.ts'

const { signal: noSignal } = new AbortController()
const transports: Transport[] = []
// The network itself: nothing stands between these requests and their sockets.
beforeAll(() => nock.restore())
afterAll(() => nock.activate())
afterEach(async () => {
  await Promise.all(transports.splice(0).map((transport) => transport.close()))
})

const send = (
  host: string,
  request: Partial<HttpRequest> = {},
  options: UndiciOptions = {},
  signal = noSignal,
) => {
  const transport = undiciTransport(options)
  transports.push(transport)
  const whole = { origin: `http://${host}`, method: 'POST', path: '/', headers: {}, body: 'x', ...request }
  return transport.send(whole, { signal })
}
const readAll = async (reply: HttpReply) => {
  const chunks: Uint8Array[] = []
  for await (const chunk of reply.body) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}
/** A server that says `text` to the first bytes it gets, and then does as it is told. */
const saying = (text: string, then: (socket: Socket) => void = () => {}) =>
  tcp((socket) =>
    socket.once('data', () => {
      if (text) socket.write(text)
      then(socket)
    }),
  )

describe('the path of a request', () => {
  it.each([
    '/b/../x',
    '/b/%2e%2e/k',
    '/b//k',
    '//b/k',
    '/a%2Fb?c=%2f&d=+',
    '/?list-type=2&prefix=..%2F',
    "/k!'()*~;,:@&=$",
    '/%zz',
  ])('%s is sent byte for byte', async (path) => {
    const lines: string[] = []
    await using server = await tcp((socket) =>
      socket.once('data', (data) => {
        lines.push(data.toString().split('\r\n')[0] ?? '')
        socket.end('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n')
      }),
    )
    await readAll(await send(server.host, { method: 'DELETE', path }))
    expect(lines).toEqual([`DELETE ${path} HTTP/1.1`])
  })
})

describe('a connection that fails', () => {
  it('because nobody listens has sent nothing', async () => {
    const server = await tcp(() => {})
    await server[Symbol.asyncDispose]()
    expect(await failure(send(server.host))).toMatchObject({
      code: 'network',
      outcome: 'not-applied',
      retryable: true,
      message: `The connection could not be made: ECONNREFUSED (http://${server.host})`,
    })
  })

  it.each([
    ['reset', (socket: Socket) => socket.resetAndDestroy()],
    ['closed', (socket: Socket) => socket.end()],
  ])('because it is %s before an answer leaves the request unknown', async (_how, then) => {
    await using server = await saying('', then)
    expect(await failure(send(server.host))).toMatchObject({
      code: 'network',
      outcome: 'unknown',
      retryable: true,
      message: `The connection was lost (http://${server.host})`,
    })
  })

  it.each([
    ['with a length', 'HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf'],
    ['in chunks', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n'],
  ])('within a body %s is told', async (_how, text) => {
    for (const cut of [
      (socket: Socket) => socket.end(),
      (socket: Socket) => setImmediate(() => socket.destroy()),
    ]) {
      await using server = await saying(text, cut)
      const reply = await send(server.host)
      expect(reply.status).toBe(200)
      expect(await failure(readAll(reply))).toMatchObject({
        code: 'network',
        outcome: 'unknown',
        retryable: true,
      })
    }
  })

  it('is repeated by nobody', async () => {
    let connections = 0
    await using server = await tcp((socket) => {
      connections += 1
      socket.once('data', () => socket.resetAndDestroy())
    })
    await failure(send(server.host, { method: 'GET' }))
    expect(connections).toBe(1)
  })
})

describe('an answer that does not come', () => {
  const quick = { firstByteTimeoutMs: 100, stallTimeoutMs: 100 }

  it('at all is a timeout that leaves the request unknown', async () => {
    await using server = await saying('')
    expect(await failure(send(server.host, {}, quick))).toMatchObject({
      code: 'timeout',
      outcome: 'unknown',
      retryable: true,
      message: `No answer came in time (http://${server.host})`,
    })
  })

  it('beyond its status line is one too', async () => {
    await using server = await saying('HTTP/1.1 200 OK\r\nX-Half: ')
    expect(await failure(send(server.host, {}, quick))).toMatchObject({ code: 'timeout', outcome: 'unknown' })
  })

  it('beyond half its body is a stall', async () => {
    await using server = await saying('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf')
    const reply = await send(server.host, {}, quick)
    expect(await failure(readAll(reply))).toMatchObject({
      code: 'timeout',
      outcome: 'unknown',
      message: `The answer stalled (http://${server.host})`,
    })
  })

  it('while it still trickles is waited for', async () => {
    await using server = await http((_request, response) => {
      response.writeHead(200, { 'content-length': '5' })
      let sent = 0
      const timer = setInterval(() => {
        response.write(String(sent++))
        if (sent === 5) clearInterval(timer)
      }, 30)
    })
    expect(await readAll(await send(server.host, {}, { stallTimeoutMs: 2000 }))).toBe('01234')
  })
})

describe('an answer that is none', () => {
  it.each([
    ['SSH', 'SSH-2.0-OpenSSH_9.2p1\r\n'],
    ['binary', '\x15\x03\x01\x00\x02\x02\x46'],
    ['a bad length', 'HTTP/1.1 200 OK\r\nContent-Length: ten\r\n\r\n'],
  ])('but %s breaks the protocol', async (_what, text) => {
    await using server = await saying(text)
    expect(await failure(send(server.host))).toMatchObject({
      code: 'protocol',
      outcome: 'unknown',
      retryable: false,
      message: `The answer is not HTTP (http://${server.host})`,
    })
  })

  it('but headers without end breaks the protocol', async () => {
    await using server = await saying(`HTTP/1.1 200 OK\r\nX-Big: ${'x'.repeat(70 * 1024)}\r\n\r\n`)
    expect(await failure(send(server.host))).toMatchObject({
      code: 'protocol',
      outcome: 'unknown',
      retryable: false,
      message: `The headers of the answer are too large (http://${server.host})`,
    })
  })
})

describe('an abort', () => {
  it('in flight rejects with its reason and closes the connection', async () => {
    const closed = Promise.withResolvers<void>()
    const arrived = Promise.withResolvers<void>()
    await using server = await saying('', (socket) => {
      socket.on('close', () => closed.resolve())
      arrived.resolve()
    })
    const controller = new AbortController()
    const reason = new Error('enough')
    const call = failure(send(server.host, {}, {}, controller.signal))
    await arrived.promise
    controller.abort(reason)
    expect(await call).toBe(reason)
    await closed.promise
  })

  it('while a body is read rejects with its reason and closes the connection', async () => {
    const closed = Promise.withResolvers<void>()
    await using server = await saying('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf', (socket) =>
      socket.on('close', () => closed.resolve()),
    )
    const controller = new AbortController()
    const reason = new Error('enough')
    const reply = await send(server.host, {}, {}, controller.signal)
    setImmediate(() => controller.abort(reason))
    expect(await failure(readAll(reply))).toBe(reason)
    await closed.promise
  })
})

describe('a reply that is discarded', () => {
  it('lets go of its connection', async () => {
    const closed = Promise.withResolvers<void>()
    await using server = await saying('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf', (socket) =>
      socket.on('close', () => closed.resolve()),
    )
    const reply = await send(server.host)
    reply.discard()
    await closed.promise
  })
})

describe('connections', () => {
  it('are kept and used again', async () => {
    const ports = new Set<number | undefined>()
    await using server = await http((request, response) => {
      ports.add(request.socket.remotePort)
      response.end('ok')
    })
    const transport = undiciTransport()
    transports.push(transport)
    const request = { origin: `http://${server.host}`, method: 'GET', path: '/', headers: {} }
    for (let calls = 0; calls < 8; calls++) await readAll(await transport.send(request, { signal: noSignal }))
    expect(ports.size).toBeLessThan(4)
  })

  it('are no more than was allowed', async () => {
    let [open, most] = [0, 0]
    await using server = await http((_request, response) => {
      most = Math.max(most, ++open)
      setTimeout(() => {
        open -= 1
        response.end('ok')
      }, 20)
    })
    const transport = undiciTransport({ connections: 2 })
    transports.push(transport)
    const request = { origin: `http://${server.host}`, method: 'GET', path: '/', headers: {} }
    await Promise.all(
      Array.from({ length: 6 }, async () => readAll(await transport.send(request, { signal: noSignal }))),
    )
    expect(most).toBe(2)
  })
})

const needs = selfSigned ? '' : ' (not run: openssl is not installed)'

describe('TLS', () => {
  it.runIf(selfSigned)(`refuses a certificate that nobody vouches for${needs}`, async () => {
    if (!selfSigned) return
    await using server = await tls(selfSigned)
    expect(await failure(send(server.host, { origin: `https://${server.host}` }))).toMatchObject({
      code: 'untrusted',
      outcome: 'not-applied',
      retryable: false,
      message: `The host could not prove who it is (https://${server.host})`,
    })
  })

  it('refuses a host that does not speak it', async () => {
    await using server = await saying('HTTP/1.1 400 Bad Request\r\n\r\n')
    expect(await failure(send(server.host, { origin: `https://${server.host}` }))).toMatchObject({
      code: 'untrusted',
      outcome: 'not-applied',
      retryable: false,
    })
  })
})
