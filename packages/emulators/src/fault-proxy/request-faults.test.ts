import { createGunzip } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { recordingTarget } from '../testing/recording-target.ts'
import { settle, wireClient } from '../testing/wire-client.ts'
import { virtualClock } from '../virtual-clock.ts'
import { gzipBomb } from './gzip-bomb.ts'
import { effectOf, isOfRequests, wireFaultKinds } from './kinds.ts'
import { startFaultProxy } from './start-fault-proxy.ts'
import type { WireFault } from './wire-fault.ts'

/** However busy the computer is. */
const soon = { timeout: 15_000 }

const ask = 'POST /do?x=1 HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nhello'
const head = (more: string) => `HTTP/1.1 200 OK\r\nx-from: target\r\n${more}connection: close\r\n\r\n`
const sized = head('content-length: 10\r\n')
const chunked = head('transfer-encoding: chunked\r\n')
const whole = `${sized}0123456789`

/** What one request through a proxy with this fault gets, byte for byte, and what the target saw of it. */
async function struckBy(fault: WireFault, answer: Parameters<typeof recordingTarget>[0] = {}) {
  await using target = await recordingTarget(answer)
  await using proxy = await startFaultProxy({
    target: target.endpoint,
    seed: 3,
    clock: virtualClock({ auto: true }),
  })
  proxy.faults.add({ count: 1, ...fault })
  using client = wireClient(proxy.endpoint)
  client.send(ask)
  const end = await client.ended
  return { bytes: client.received(), end, effects: target.asked.length, log: proxy.requests }
}

const endings: readonly (readonly [WireFault, string | RegExp, end: string])[] = [
  [{ kind: 'latency' }, whole, 'closed'],
  [{ kind: 'latency', direction: 'upstream', jitterMs: 500 }, whole, 'closed'],
  [{ kind: 'bandwidth' }, whole, 'closed'],
  [{ kind: 'bandwidth', direction: 'upstream', bytesPerSecond: 100 }, whole, 'closed'],
  [{ kind: 'slow-close' }, whole, 'closed'],
  [{ kind: 'timeout', ms: 5_000 }, '', 'closed'],
  [{ kind: 'timeout', ms: 5_000, direction: 'upstream' }, '', 'closed'],
  [{ kind: 'reset-peer', ms: 5_000 }, '', 'reset'],
  [{ kind: 'reset-peer', direction: 'upstream' }, '', 'reset'],
  [{ kind: 'slicer', bytes: 2, ms: 1 }, whole, 'closed'],
  [{ kind: 'slicer', direction: 'upstream' }, whole, 'closed'],
  [{ kind: 'limit-data', bytes: 20 }, whole.slice(0, 20), 'closed'],
  [{ kind: 'limit-data', bytes: 20, direction: 'upstream' }, '', 'closed'],
  [{ kind: 'limit-data', bytes: 2_000, direction: 'upstream' }, whole, 'closed'],
  [{ kind: 'reset-after-request' }, '', 'reset'],
  [{ kind: 'reset-before-reply' }, '', 'reset'],
  [{ kind: 'reset-after-headers' }, sized, 'reset'],
  [{ kind: 'reset-mid-body' }, `${sized}01234`, 'reset'],
  [{ kind: 'close-mid-chunk' }, `${chunked}a\r\n01234`, 'closed'],
  [{ kind: 'close-without-length' }, `${head('')}01234`, 'closed'],
  [{ kind: 'slow-headers' }, whole, 'closed'],
  [{ kind: 'garbage-status-line' }, /^[0-9a-f]{32} \r\nx-from: target\r\n/, 'closed'],
  [
    { kind: 'informational-flood' },
    /^(HTTP\/1\.1 103 Early Hints\r\n\r\n){10000}HTTP\/1\.1 200 OK/,
    'closed',
  ],
  [{ kind: 'header-bomb', bytes: 20_000 }, /\r\nx-filler-2: a{4000}\r\n/, 'closed'],
  [
    { kind: 'duplicate-length' },
    `${head('content-length: 10\r\ncontent-length: 11\r\n')}0123456789`,
    'closed',
  ],
  [{ kind: 'wrong-chunk-sizes' }, `${chunked}5\r\n0123456789\r\n0\r\n\r\n`, 'closed'],
  [{ kind: 'gzip-bomb', bytes: 5_000 }, /\r\ncontent-encoding: gzip\r\ncontent-length: \d\d\r\n/, 'closed'],
  [
    { kind: 'status' },
    /^HTTP\/1\.1 503 Service Unavailable\r\n.*\r\n\r\n503 Service Unavailable\n$/s,
    'closed',
  ],
  [
    { kind: 'status', status: 429, body: '{}', headers: { 'content-type': 'application/json' } },
    /^HTTP\/1\.1 429 Too Many Requests\r\ncontent-type: application\/json\r\n.*\r\n\r\n{}$/s,
    'closed',
  ],
  [
    { kind: 'status-after', status: 504, retryAfter: 7 },
    /^HTTP\/1\.1 504 .*\r\nretry-after: 7\r\n/s,
    'closed',
  ],
  [
    { kind: 'redirect' },
    /^HTTP\/1\.1 307 .*\r\nlocation: http:\/\/elsewhere\.invalid\/do\?x=1\r\n/s,
    'closed',
  ],
  [
    { kind: 'redirect', status: 301, location: '/there' },
    /^HTTP\/1\.1 301 .*location: \/there\r\n/s,
    'closed',
  ],
]

/** These never end by themselves. */
const waiting: readonly (readonly [WireFault, string | RegExp])[] = [
  [{ kind: 'timeout' }, ''],
  [{ kind: 'stall' }, ''],
  [{ kind: 'stalled-first-byte' }, ''],
  [{ kind: 'stalled-body' }, `${sized}01234`],
  [{ kind: 'endless-body' }, /^HTTP\/1\.1 200 OK\r\n.*\r\n10000\r\n {65536}\r\n10000\r\n {65536}\r\n/s],
]

const limitedEffects = (fault: WireFault) => ((fault.bytes ?? 0) > 1_000 ? 1 : 0)
const effectsOf = (fault: WireFault) => {
  const effect = effectOf(fault)
  return effect === 'maybe' ? limitedEffects(fault) : Number(effect === 'always')
}

describe('a request that is hit by', () => {
  test.each(endings)('%o', async (fault, bytes, end) => {
    const struck = await struckBy(fault)
    if (typeof bytes === 'string') expect(struck.bytes).toBe(bytes)
    else expect(struck.bytes).toMatch(bytes)
    expect(struck.end).toBe(end)
    expect(struck.effects).toBe(effectsOf(fault))
    expect(struck.log).toMatchObject([{ method: 'POST', path: '/do', fault: fault.kind }])
  })

  test.each(waiting)('%o gets no end', async (fault, bytes) => {
    await using target = await recordingTarget()
    await using proxy = await startFaultProxy({ target: target.endpoint })
    proxy.faults.add(fault)
    using client = wireClient(proxy.endpoint)
    client.send(ask)
    if (fault.kind === 'stalled-body') await client.until('01234')
    if (fault.kind === 'endless-body')
      await client.until(`${' '.repeat(65_536)}\r\n10000\r\n${' '.repeat(65_536)}\r\n`)
    await expect.poll(() => proxy.requests.length, soon).toBe(1)
    if (effectsOf(fault) === 1) await expect.poll(() => target.asked.length, soon).toBe(1)
    await settle()
    const ended = await Promise.race([client.ended, settle().then(() => 'open')])
    expect(ended).toBe('open')
    if (typeof bytes === 'string') expect(client.received()).toBe(bytes)
    else expect(client.received()).toMatch(bytes)
    expect(target.asked).toHaveLength(effectsOf(fault))
  })

  test('none is left out here', () => {
    const shown = new Set([...endings, ...waiting].map(([{ kind }]) => kind))
    expect([...shown].toSorted()).toEqual(wireFaultKinds.filter(isOfRequests).toSorted())
  })

  test.each(['reset-mid-body', 'close-mid-chunk', 'close-without-length', 'wrong-chunk-sizes'] as const)(
    '%s has a body to break where the target gave none',
    async (kind) => {
      const { bytes } = await struckBy({ kind }, { status: 204 })
      expect(bytes).toMatch(/^HTTP\/1\.1 200 OK\r\n.*\r\n\r\n.* {32}/s)
    },
  )
})

describe('time', () => {
  const fixed = async () => {
    const clock = virtualClock({ start: 0 })
    const target = await recordingTarget()
    const proxy = await startFaultProxy({ target: target.endpoint, clock })
    const client = wireClient(proxy.endpoint)
    return {
      clock,
      target,
      proxy,
      client,
      [Symbol.asyncDispose]: async () => {
        client[Symbol.dispose]()
        await proxy.close()
        await target[Symbol.asyncDispose]()
      },
    }
  }

  test('of a latency passes before the reply by the given clock, and not after it', async () => {
    await using at = await fixed()
    at.proxy.faults.add({ kind: 'latency', ms: 3_000 })
    at.client.send(ask)
    await expect.poll(() => at.target.asked.length, soon).toBe(1)
    await settle()
    await at.clock.advance(2_999)
    expect(at.client.received()).toBe('')
    await at.clock.advance(1)
    expect(await at.client.ended).toBe('closed')
    expect(at.client.received()).toBe(whole)
  })

  test('of a latency upstream passes before the target is asked, which it is although the client left', async () => {
    await using at = await fixed()
    at.proxy.faults.add({ kind: 'latency', direction: 'upstream', ms: 3_000 })
    at.client.send(ask)
    await expect.poll(() => at.proxy.requests.length, soon).toBe(1)
    at.client[Symbol.dispose]()
    await settle()
    await at.clock.advance(2_999)
    expect(at.target.asked).toEqual([])
    await at.clock.advance(1)
    await expect.poll(() => at.target.asked.length, soon).toBe(1)
  })

  test('of a slow close passes after the whole reply', async () => {
    await using at = await fixed()
    at.proxy.faults.add({ kind: 'slow-close', ms: 3_000 })
    at.client.send(ask)
    await at.client.until('0123456789')
    await at.clock.advance(2_999)
    expect(await Promise.race([at.client.ended, settle().then(() => 'open')])).toBe('open')
    await at.clock.advance(1)
    expect(await at.client.ended).toBe('closed')
  })

  test('is shared out over a narrow connection and a slow head', async () => {
    for (const fault of [
      { kind: 'bandwidth', bytesPerSecond: 100 },
      { kind: 'slow-headers', ms: 800 },
    ] as const) {
      await using at = await fixed()
      at.proxy.faults.add(fault)
      at.client.send(ask)
      await expect.poll(() => at.target.asked.length, soon).toBe(1)
      await settle()
      await at.clock.advance(400)
      await settle()
      const half = at.client.received().length
      expect(half).toBeGreaterThan(30)
      expect(half).toBeLessThan(60)
      await at.clock.advance(500)
      expect(await at.client.ended).toBe('closed')
    }
  })

  test('stops with the proxy: nothing is left waiting', async () => {
    const pending = new Set<() => void>()
    const clock = virtualClock()
    const counted = {
      ...clock,
      after: (ms: number, run: () => void) => {
        const cancel = clock.after(ms, run)
        pending.add(cancel)
        return () => {
          pending.delete(cancel)
          cancel()
        }
      },
    }
    await using target = await recordingTarget()
    const proxy = await startFaultProxy({ target: target.endpoint, clock: counted })
    proxy.faults.add({ kind: 'latency' })
    using client = wireClient(proxy.endpoint)
    client.send(ask)
    await expect.poll(() => pending.size, soon).toBe(1)
    await proxy.close()
    await proxy.close()
    expect(pending.size).toBe(0)
    expect(await client.ended).toBe('reset')
  })
})

test('the same seed is the same garbage, and another is another', async () => {
  const garbage = async (seed: number) => {
    await using target = await recordingTarget()
    await using proxy = await startFaultProxy({ target: target.endpoint, seed })
    expect(proxy.seed).toBe(seed)
    proxy.faults.add({ kind: 'garbage-status-line' })
    using client = wireClient(proxy.endpoint)
    client.send(ask)
    await client.ended
    return client.received()
  }
  expect(await garbage(1)).toBe(await garbage(1))
  expect(await garbage(1)).not.toBe(await garbage(2))
})

test('a gzip bomb is a thousandth of what it unpacks to, as one member with a right checksum', async () => {
  const bytes = 10 * 1024 * 1024 + 17
  const bomb = gzipBomb(bytes)
  expect(bomb.length).toBeLessThan(bytes / 900)
  let unpacked = 0
  const gunzip = createGunzip()
  gunzip.end(bomb)
  for await (const chunk of gunzip) unpacked += chunk.length
  expect(unpacked).toBe(bytes)
})
