import { connect, type Socket } from 'node:net'
import { getCACertificates, setDefaultCACertificates, createServer as tlsServer } from 'node:tls'
import nock from 'nock'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { tcp } from '../testing/loopback.ts'
import { failure } from '../testing/operations.ts'
import { selfSigned } from '../testing/self-signed.ts'
import type { HttpReply, Transport } from './messages.ts'
import { type UndiciOptions, undiciTransport } from './undici-transport.ts'

const transports: Transport[] = []
const defaults = getCACertificates('default')
beforeAll(() => {
  nock.restore()
  if (selfSigned) setDefaultCACertificates([...defaults, selfSigned.cert])
})
afterAll(() => {
  nock.activate()
  setDefaultCACertificates(defaults)
})
afterEach(async () => {
  await Promise.all(transports.splice(0).map((transport) => transport.close()))
})

/** A TLS server that says `text` to the first request; after that, `spoil` has the bare connection to its client. */
async function spoiled(
  text: string,
  spoil: (client: Socket) => void,
  opens: Promise<void> = Promise.resolve(),
) {
  const inside = tlsServer({ ...selfSigned }, (socket) => {
    socket.on('error', () => {})
    socket.once('data', () => {
      socket.write(text)
      setTimeout(() => inside.emit('said'), 20)
    })
  })
  await new Promise<void>((resolve) => inside.listen(0, '127.0.0.1', resolve))
  const address = inside.address()
  if (typeof address !== 'object' || address === null) throw new Error('The server has no port')
  const outside = await tcp(async (client) => {
    await opens
    const server = connect(address.port, '127.0.0.1')
    server.on('error', () => {})
    client.pipe(server)
    server.on('data', (data) => client.write(data))
    inside.once('said', () => spoil(client))
    client.on('close', () => server.destroy())
  })
  return {
    origin: `https://${outside.host.replace('127.0.0.1', 'localhost')}`,
    [Symbol.asyncDispose]: async () => {
      await outside[Symbol.asyncDispose]()
      await new Promise((resolve) => inside.close(resolve))
    },
  }
}

const sender = (options: UndiciOptions = {}) => {
  const transport = undiciTransport({ firstByteTimeoutMs: 20_000, stallTimeoutMs: 20_000, ...options })
  transports.push(transport)
  return (origin: string, signal = new AbortController().signal) =>
    transport.send({ origin, method: 'POST', path: '/', headers: {}, body: 'x' }, { signal })
}
const send = (origin: string) => sender()(origin)
const readAll = async (reply: HttpReply) => {
  for await (const _chunk of reply.body) {
  }
}

/** A whole record of TLS that nobody with the keys has written. */
const forged = Buffer.concat([Buffer.from([0x17, 3, 3, 0, 50]), Buffer.alloc(50)])
const spoils: readonly (readonly [string, (client: Socket) => void])[] = [
  ['a record that is forged', (client) => client.write(forged)],
  ['a text that is no record', (client) => client.write('HTTP/1.1 400 Bad Request\r\n\r\n')],
  ['half a record and its end', (client) => client.end(forged.subarray(0, 20))],
  ['its end', (client) => client.end()],
  ['a reset', (client) => client.resetAndDestroy()],
]
const lost = { code: 'network', outcome: 'unknown', retryable: true }

describe.runIf(selfSigned)('a connection whose TLS breaks', () => {
  it.each(spoils)(
    'by %s before the answer fails at once, the request unknown',
    async (_how, spoil) => {
      await using server = await spoiled('', spoil)
      expect(await failure(send(server.origin))).toMatchObject({
        ...lost,
        message: `The connection was lost (${server.origin})`,
      })
    },
    10_000,
  )

  it.each(spoils)(
    'by %s within the answer fails at once',
    async (_how, spoil) => {
      await using server = await spoiled('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf', spoil)
      // A reset may overtake the answer.
      const whole = send(server.origin).then(readAll)
      expect(await failure(whole)).toMatchObject(lost)
    },
    10_000,
  )
})

describe('a handshake of TLS that is not answered', () => {
  it('ends after the time for connections', async () => {
    await using server = await tcp(() => {})
    const call = sender({ connectTimeoutMs: 100 })(`https://${server.host}`)
    expect(await failure(call)).toMatchObject({
      code: 'timeout',
      outcome: 'not-applied',
      message: `No connection in time (https://${server.host})`,
    })
  })

  it.runIf(selfSigned)('is waited for by the others when one request is aborted', async () => {
    const opens = Promise.withResolvers<void>()
    await using server = await spoiled(
      'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n',
      () => {},
      opens.promise,
    )
    const one = new AbortController()
    const send = sender({ connections: 1 })
    const aborted = failure(send(server.origin, one.signal))
    const other = send(server.origin)
    setTimeout(() => {
      one.abort('enough')
      opens.resolve()
    }, 50)
    expect([await aborted, (await other).status]).toEqual(['enough', 200])
  })

  it.runIf(selfSigned)('can be begun anew when all of its requests were aborted', async () => {
    const opens = Promise.withResolvers<void>()
    await using server = await spoiled(
      'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n',
      () => {},
      opens.promise,
    )
    const send = sender({ connections: 1 })
    const one = new AbortController()
    const aborted = failure(send(server.origin, one.signal))
    setTimeout(() => one.abort('enough'), 50)
    expect(await aborted).toBe('enough')
    opens.resolve()
    expect((await send(server.origin)).status).toBe(200)
  })
})
