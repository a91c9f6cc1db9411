import { X509Certificate } from 'node:crypto'
import { once } from 'node:events'
import { Agent, get as getPlain, type IncomingMessage } from 'node:http'
import { get as getSecure, Agent as SecureAgent } from 'node:https'
import { createServer } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type RecordingTarget, recordingTarget } from '../testing/recording-target.ts'
import { wireClient } from '../testing/wire-client.ts'
import { virtualClock } from '../virtual-clock.ts'
import { isEarly, wireFaultKinds } from './kinds.ts'
import { type FaultProxy, startFaultProxy } from './start-fault-proxy.ts'

/** However busy the computer is. */
const soon = { timeout: 15_000 }

let target: RecordingTarget
beforeEach(async () => {
  target = await recordingTarget()
})
afterEach(() => target[Symbol.asyncDispose]())

/** The status, or the code of what went wrong. */
function status({ endpoint, ca }: FaultProxy, agent?: Agent): Promise<number | string> {
  return new Promise((resolve) => {
    const answered = (response: IncomingMessage) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    }
    const asked = endpoint.startsWith('https:')
      ? getSecure(endpoint, { ca, agent: agent ?? new SecureAgent() }, answered)
      : getPlain(endpoint, { agent: agent ?? new Agent() }, answered)
    asked.once('error', (error: NodeJS.ErrnoException) => resolve(String(error.code)))
  })
}

describe('over TLS', () => {
  test('the proxy proves itself as 127.0.0.1 and as localhost to who trusts its authority, and to nobody else', async () => {
    await using proxy = await startFaultProxy({ target: target.endpoint, tls: true })
    expect(proxy.endpoint).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/)
    expect(await status(proxy)).toBe(200)
    const named = { ...proxy, endpoint: proxy.endpoint.replace('127.0.0.1', 'localhost') }
    expect(await status(named)).toBe(200)
    await using other = await startFaultProxy({ target: target.endpoint, tls: true })
    expect(await status({ ...proxy, ca: other.ca ?? '' })).toBe('UNABLE_TO_VERIFY_LEAF_SIGNATURE')
    expect(target.asked).toHaveLength(2)
  })

  test.each([
    ['wrong-certificate', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
    ['expired-certificate', 'CERT_HAS_EXPIRED'],
    ['wrong-name', 'ERR_TLS_CERT_ALTNAME_INVALID'],
    ['handshake-alert', 'EPROTO'],
    ['reset-before-request', 'ECONNRESET'],
  ] as const)('%s is seen as %s, once, and the target sees nothing', async (kind, code) => {
    await using proxy = await startFaultProxy({ target: target.endpoint, tls: true })
    proxy.faults.add({ kind, count: 1 })
    expect(await status(proxy)).toBe(code)
    expect(target.asked).toEqual([])
    expect(await status(proxy)).toBe(200)
    expect(proxy.connections).toBe(2)
    expect(proxy.requests).toHaveLength(1)
  })

  test('its authority is one that may sign, of this proxy alone', async () => {
    await using proxy = await startFaultProxy({ target: target.endpoint, tls: true })
    const authority = new X509Certificate(proxy.ca ?? '')
    expect(authority.ca).toBe(true)
    expect(authority.verify(authority.publicKey)).toBe(true)
  })

  test('faults of requests go through it too', async () => {
    await using proxy = await startFaultProxy({ target: target.endpoint, tls: true })
    proxy.faults.add({ kind: 'reset-mid-body' })
    using client = wireClient(proxy.endpoint, proxy.ca)
    client.send('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n')
    expect(await client.ended).toBe('reset')
    expect(client.received()).toMatch(/\r\n\r\n01234$/)
  })
})

describe('in the clear', () => {
  test('a new connection is reset before its request is read', async () => {
    await using proxy = await startFaultProxy({ target: target.endpoint })
    expect(proxy).not.toHaveProperty('ca')
    proxy.faults.add({ kind: 'reset-before-request', count: 2, skip: 1 })
    expect(await status(proxy)).toBe(200)
    expect([await status(proxy), await status(proxy)]).toEqual(['ECONNRESET', 'ECONNRESET'])
    expect(await status(proxy)).toBe(200)
    expect(target.asked).toHaveLength(2)
  })

  test('an idle connection ends for a fault of new ones, so that the next request meets it', async () => {
    await using proxy = await startFaultProxy({ target: target.endpoint })
    const agent = new Agent({ keepAlive: true })
    expect([await status(proxy, agent), await status(proxy, agent)]).toEqual([200, 200])
    expect(proxy.connections).toBe(1)
    proxy.faults.add({ kind: 'reset-before-request', count: 1 })
    await expect.poll(() => Object.keys(agent.freeSockets), soon).toEqual([])
    expect(await status(proxy, agent)).toBe('ECONNRESET')
    expect(await status(proxy, agent)).toBe(200)
    expect(proxy.connections).toBe(3)
    agent.destroy()
  })

  test.each(wireFaultKinds.filter((kind) => isEarly(kind) && kind !== 'reset-before-request'))(
    '%s is refused in words',
    async (kind) => {
      await using proxy = await startFaultProxy({ target: target.endpoint })
      expect(() => proxy.faults.add({ kind })).toThrow(
        `fault.kind ${kind} needs a proxy that speaks TLS: startFaultProxy({ tls: true })`,
      )
    },
  )
})

describe('down', () => {
  test('refuses connections and resets the open ones, until it is removed', async () => {
    await using proxy = await startFaultProxy({ target: target.endpoint })
    using client = wireClient(proxy.endpoint)
    client.send('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n')
    await client.until('0123456789')
    const remove = proxy.faults.add({ kind: 'down' })
    expect(await client.ended).toBe('reset')
    expect(await status(proxy)).toBe('ECONNREFUSED')
    remove()
    await expect.poll(() => status(proxy), soon).toBe(200)
    expect(target.asked).toHaveLength(2)
  })

  test('ends after its time by the given clock, the longest where several overlap', async () => {
    const clock = virtualClock()
    await using proxy = await startFaultProxy({ target: target.endpoint, clock })
    proxy.faults.add({ kind: 'down', ms: 1_000 })
    proxy.faults.add({ kind: 'down', ms: 2_000 })
    await clock.advance(1_999)
    expect(await status(proxy)).toBe('ECONNREFUSED')
    await clock.advance(1)
    await expect.poll(() => status(proxy), soon).toBe(200)
  })

  test('ends when the port is free again, where somebody else was given it meanwhile', async () => {
    await using proxy = await startFaultProxy({ target: target.endpoint })
    proxy.faults.add({ kind: 'down' })
    const other = createServer((socket) => socket.resetAndDestroy())
    await once(other.listen(Number(new URL(proxy.endpoint).port), '127.0.0.1'), 'listening')
    proxy.faults.clear()
    expect(await status(proxy)).toBe('ECONNRESET')
    other.close()
    await expect.poll(() => status(proxy), soon).toBe(200)
  })

  test('ends however fast it comes and goes', async () => {
    await using proxy = await startFaultProxy({ target: target.endpoint })
    for (let round = 0; round < 5; round += 1) {
      proxy.faults.add({ kind: 'down' })
      proxy.faults.clear()
    }
    await expect.poll(() => status(proxy), soon).toBe(200)
    proxy.faults.add({ kind: 'down' })
    expect(await status(proxy)).toBe('ECONNREFUSED')
  })

  test('can come again while the port opens, and the proxy is closed all the same', async () => {
    for (let turns = 0; turns < 12; turns += 1) {
      const proxy = await startFaultProxy({ target: target.endpoint })
      proxy.faults.add({ kind: 'down' })
      proxy.faults.clear()
      for (let turn = 0; turn < turns; turn += 1) await Promise.resolve()
      proxy.faults.add({ kind: 'down' })
      await proxy.close()
    }
  })
})
