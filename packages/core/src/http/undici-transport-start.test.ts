import type { Socket } from 'node:net'
import nock from 'nock'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { systemClock } from '../clock.ts'
import { http, tcp } from '../testing/loopback.ts'
import { failure, once, testClient } from '../testing/operations.ts'
import type { ClientOptions } from './client.ts'
import { undiciTransport } from './undici-transport.ts'

beforeAll(() => nock.restore())
afterAll(() => nock.activate())

const clientOf = (origin: string, options: Omit<ClientOptions, 'clock'> = {}) =>
  testClient(
    { clock: systemClock, transport: undiciTransport(), retry: { attempts: 1 }, ...options },
    { sign: async (draft) => ({ ...draft, origin, method: 'POST', body: 'x' }) },
  )
describe('a connection that is lost before TLS stands', () => {
  it.each([
    ['closed', (socket: Socket) => socket.end()],
    ['reset', (socket: Socket) => socket.resetAndDestroy()],
    ['closed in the handshake', (socket: Socket) => socket.once('data', () => socket.end())],
    ['reset in the handshake', (socket: Socket) => socket.once('data', () => socket.resetAndDestroy())],
  ])('%s, has sent nothing', async (_how, onSocket) => {
    await using server = await tcp(onSocket)
    expect(await failure(clientOf(`https://${server.host}`).call(once))).toMatchObject({
      code: 'network',
      outcome: 'not-applied',
      retryable: true,
      message: expect.stringMatching(/^test DoThing: The connection could not be made: \w+ \(https:/),
    })
  })

  it('is made anew also for what may be sent only once', async () => {
    let connections = 0
    await using server = await tcp((socket) => {
      connections += 1
      socket.end()
    })
    await failure(clientOf(`https://${server.host}`, { retry: { attempts: 3, baseMs: 1 } }).call(once))
    expect(connections).toBe(3)
  })
})

describe('a call that ends before its request starts', () => {
  it('by its time in a handshake that is not answered has sent nothing', async () => {
    await using server = await tcp(() => {})
    const call = clientOf(`https://${server.host}`).call(once, { timeoutMs: 150 })
    expect(await failure(call)).toMatchObject({ code: 'timeout', outcome: 'not-applied' })
  })

  it('by an abort in such a handshake has sent nothing', async () => {
    const arrived = Promise.withResolvers<void>()
    await using server = await tcp(() => arrived.resolve())
    const controller = new AbortController()
    const call = failure(clientOf(`https://${server.host}`).call(once, { signal: controller.signal }))
    await arrived.promise
    controller.abort()
    expect(await call).toMatchObject({ code: 'aborted', outcome: 'not-applied' })
  })

  it('leaves no connection on its way, whatever became of a body before it', async () => {
    const [arrived, closed] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    await using server = await tcp((socket) => {
      arrived.resolve()
      socket.once('close', () => closed.resolve())
    })
    const origin = `https://${server.host}`
    const transport = undiciTransport()
    const open = () => {
      throw new Error('gone')
    }
    const request = { origin, method: 'PUT', path: '/', headers: {} }
    const { signal } = new AbortController()
    const unread = transport.send({ ...request, body: { open, spent: () => true } }, { signal })
    expect(await failure(unread)).toMatchObject({ message: 'gone' })
    const controller = new AbortController()
    const call = failure(transport.send(request, { signal: controller.signal }))
    await arrived.promise
    controller.abort(new Error('enough'))
    expect(await call).toMatchObject({ message: 'enough' })
    await closed.promise
  })

  it('while it waits for a connection that another one uses has sent nothing', async () => {
    const requests: string[] = []
    await using server = await tcp((socket) => socket.on('data', (data) => requests.push(data.toString())))
    const client = clientOf(`http://${server.host}`, { transport: undiciTransport({ connections: 1 }) })
    const first = failure(client.call(once, { timeoutMs: 300 }))
    const second = failure(client.call(once, { timeoutMs: 150 }))
    expect(await second).toMatchObject({ code: 'timeout', outcome: 'not-applied' })
    expect(await first).toMatchObject({ code: 'timeout', outcome: 'unknown' })
    expect(requests).toHaveLength(1)
  })
})

describe('a call that ends after its request started', () => {
  it('by its time or by an abort leaves it unknown', async () => {
    for (const code of ['timeout', 'aborted']) {
      const controller = new AbortController()
      const arrived = Promise.withResolvers<void>()
      await using server = await tcp((socket) => socket.once('data', () => arrived.resolve()))
      const options = code === 'timeout' ? { timeoutMs: 150 } : { signal: controller.signal }
      const call = failure(clientOf(`http://${server.host}`).call(once, options))
      await arrived.promise
      if (code === 'aborted') controller.abort()
      expect(await call).toMatchObject({ code, outcome: 'unknown' })
    }
  })
})

describe('clients that are given no transport', () => {
  it('share connections', async () => {
    const ports = new Set<number | undefined>()
    await using server = await http((request, response) => {
      ports.add(request.socket.remotePort)
      response.end('ok')
    })
    for (let count = 0; count < 50; count++) {
      const client = clientOf(`http://${server.host}`, { transport: undefined })
      expect(await client.call(once)).toBe('ok')
    }
    expect(ports.size).toBeLessThan(4)
  })
})
