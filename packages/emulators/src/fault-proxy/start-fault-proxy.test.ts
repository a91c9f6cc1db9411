import { get } from 'node:http'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ec2Images } from '../ec2/images.ts'
import { type LocalCloud, startCloud } from '../index.ts'
import { recordingTarget } from '../testing/recording-target.ts'
import { sdkClient, shortTimes } from '../testing/sdk-client.ts'
import { wireClient } from '../testing/wire-client.ts'
import { virtualClock } from '../virtual-clock.ts'
import { startFaultProxy } from './start-fault-proxy.ts'

describe('without a fault', () => {
  test('requests and replies pass unchanged, Host included, on one connection', async () => {
    await using target = await recordingTarget()
    await using proxy = await startFaultProxy({ target: target.endpoint })
    using client = wireClient(proxy.endpoint)
    for (const [count, body] of ['one', 'two'].entries()) {
      client.send(`PUT /a/../b//c?d=%2F+ HTTP/1.1\r\nHost: localhost:99\r\nContent-Length: 3\r\n\r\n${body}`)
      const reply =
        'HTTP/1.1 200 OK\r\nx-from: target\r\ncontent-length: 10\r\nConnection: keep-alive\r\n\r\n0123456789'
      await client.until(reply.repeat(count + 1))
    }
    expect(target.asked).toEqual([
      ['PUT', '/a/../b//c?d=%2F+', 'localhost:99', 'one'],
      ['PUT', '/a/../b//c?d=%2F+', 'localhost:99', 'two'],
    ])
    expect(proxy.connections).toBe(1)
    expect(proxy.requests).toEqual(
      Array.from({ length: 2 }, () => ({ method: 'PUT', path: '/a/../b//c', forwarded: true })),
    )
  })

  test('a chunked request arrives whole', async () => {
    await using target = await recordingTarget()
    await using proxy = await startFaultProxy({ target: target.endpoint })
    using client = wireClient(proxy.endpoint)
    client.send(
      'POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n',
    )
    await client.until('0123456789')
    expect(target.asked).toEqual([['POST', '/', 'localhost', 'abc']])
  })

  test('a target that does not answer is a 502 that says so', async () => {
    const target = await recordingTarget()
    await using proxy = await startFaultProxy({ target: target.endpoint })
    await target[Symbol.asyncDispose]()
    proxy.faults.add({ kind: 'reset-mid-body', skip: 1 })
    for (const _request of ['plain', 'with a fault']) {
      using client = wireClient(proxy.endpoint)
      client.send('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n')
      await client.ended
      expect(client.received()).toMatch(/^HTTP\/1\.1 502 .*The target did not answer: connect ECONNREFUSED/s)
    }
  })

  test('a name of somebody else is refused', async () => {
    await using target = await recordingTarget()
    await using proxy = await startFaultProxy({ target: target.endpoint })
    using client = wireClient(proxy.endpoint)
    client.send('GET / HTTP/1.1\r\nHost: rebound.example\r\n\r\n')
    await client.ended
    expect(client.received()).toMatch(/^HTTP\/1\.1 421 /)
    expect(target.asked).toEqual([])
  })
})

describe('in front of a cloud', () => {
  let local: LocalCloud
  beforeEach(async () => {
    local = await startCloud({ times: shortTimes })
  })
  afterEach(() => local.close())
  const launch = { ImageId: ec2Images.debian12, InstanceType: 't3.micro', MinCount: 1, MaxCount: 1 } as const

  test('signed requests are accepted, and a lost reply leaves the node', async () => {
    await using proxy = await startFaultProxy({ target: local.ec2.endpoint })
    const { ec2 } = sdkClient({ ...local, ec2: { ...local.ec2, endpoint: proxy.endpoint } })
    proxy.faults.add({ kind: 'reset-before-reply', operation: 'RunInstances', count: 1 })
    await expect(ec2.runInstances(launch)).rejects.toMatchObject({ code: 'ECONNRESET' })
    const { Reservations } = await ec2.describeInstances({})
    expect(Reservations).toHaveLength(1)
    expect(proxy.requests).toEqual([
      { method: 'POST', path: '/', operation: 'RunInstances', fault: 'reset-before-reply', forwarded: true },
      { method: 'POST', path: '/', operation: 'DescribeInstances', forwarded: true },
    ])
  })

  test('a fault names an operation of DigitalOcean, and links lead back through TLS', async () => {
    await using proxy = await startFaultProxy({ target: local.digitalocean.endpoint, tls: true })
    proxy.faults.add({ kind: 'status', operation: 'droplets_list', status: 504 })
    const ask = (path: string) => {
      const client = wireClient(proxy.endpoint, proxy.ca)
      const { host } = new URL(proxy.endpoint)
      const bearer = `Authorization: Bearer ${local.digitalocean.token}`
      client.send(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\n${bearer}\r\nConnection: close\r\n\r\n`)
      return client.ended.then(() => {
        client[Symbol.dispose]()
        return client.received()
      })
    }
    expect(await ask('/v2/droplets?page=1')).toMatch(/^HTTP\/1\.1 504 /)
    expect(await ask('/v2/sizes?per_page=1')).toContain(`"next":"${proxy.endpoint}/v2/sizes?`)
  })
})

describe('a fault', () => {
  test('chooses requests by what they hold, lets the first pass, and ends after its count', async () => {
    await using target = await recordingTarget()
    await using proxy = await startFaultProxy({ target: target.endpoint })
    proxy.faults.add({ kind: 'status', match: ({ path }) => path === '/b', skip: 1, count: 1 })
    const statuses: (number | undefined)[] = []
    for (const path of ['/a', '/b', '/a', '/b', '/b'])
      statuses.push(await statusOf(`${proxy.endpoint}${path}`))
    expect(statuses).toEqual([200, 200, 200, 503, 200])
  })

  test('sees a method, a path with its query, headers in lower case and a body', async () => {
    await using target = await recordingTarget()
    await using proxy = await startFaultProxy({ target: target.endpoint })
    const seen: unknown[] = []
    proxy.faults.add({ kind: 'stall', match: (request) => seen.push(request) < 0 })
    using client = wireClient(proxy.endpoint)
    client.send('POST /a?b=c HTTP/1.1\r\nHost: localhost\r\nX-Up: 1\r\nContent-Length: 2\r\n\r\nhi')
    await client.until('0123456789')
    expect(seen).toEqual([
      {
        method: 'POST',
        path: '/a?b=c',
        headers: { host: 'localhost', 'x-up': '1', 'content-length': '2' },
        body: 'hi',
      },
    ])
  })

  test('whose matcher throws is told to the client', async () => {
    await using target = await recordingTarget()
    await using proxy = await startFaultProxy({ target: target.endpoint })
    proxy.faults.add({
      kind: 'stall',
      match: () => {
        throw new Error('no such thing')
      },
    })
    expect(await statusOf(proxy.endpoint)).toBe(502)
  })

  test('hits its share of requests, the same ones with the same seed', async () => {
    const hits = async () => {
      await using target = await recordingTarget()
      await using proxy = await startFaultProxy({ target: target.endpoint, seed: 11 })
      proxy.faults.add({ kind: 'status', probability: 0.5 })
      const statuses: (number | undefined)[] = []
      for (let count = 0; count < 20; count += 1) statuses.push(await statusOf(proxy.endpoint))
      return statuses
    }
    const first = await hits()
    expect(new Set(first)).toEqual(new Set([200, 503]))
    expect(await hits()).toEqual(first)
  })

  test('that is removed, or cleared, hits no more', async () => {
    await using target = await recordingTarget()
    await using proxy = await startFaultProxy({ target: target.endpoint })
    const remove = proxy.faults.add({ kind: 'status', status: 500 })
    proxy.faults.add({ kind: 'status', status: 501 })
    expect(await statusOf(proxy.endpoint)).toBe(500)
    remove()
    expect(await statusOf(proxy.endpoint)).toBe(501)
    proxy.faults.clear()
    expect(await statusOf(proxy.endpoint)).toBe(200)
  })

  test('tells dates of Retry-After by the given clock', async () => {
    await using target = await recordingTarget()
    const clock = virtualClock({ start: Date.parse('2030-01-01T00:00:00Z') })
    await using proxy = await startFaultProxy({ target: target.endpoint, clock })
    proxy.faults.add({ kind: 'status', status: 429, retryAfter: 'future-date' })
    using client = wireClient(proxy.endpoint)
    client.send('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n')
    await client.ended
    expect(client.received()).toContain('\r\nretry-after: Tue, 01 Jan 2030 00:00:02 GMT\r\n')
  })

  test.each([
    [{ kind: 'latncy' }, 'fault.kind does not take \'latncy\'; did you mean "latency"?'],
    [
      { kind: 'down', count: 1 },
      'fault.count means nothing with kind down, only with latency or bandwidth or',
    ],
    [{ kind: 'stall', ms: 1 }, 'fault.ms means nothing with kind stall, only with'],
    [{ kind: 'wrong-name', match: () => true }, 'fault.match means nothing with kind wrong-name'],
    [{ kind: 'limit-data', bytes: 0 }, 'fault.bytes takes a whole number from 1 to'],
    [{ kind: 'latency', direction: 'up' }, "fault.direction does not take 'up'"],
    [{ kind: 'status', match: 'x' }, "fault.match takes a function, not 'x'"],
    [{ kind: 'status', operation: 'RunInstance' }, 'did you mean "RunInstances"?'],
    [{ kind: 'status', headers: { a: 1 } }, 'fault.headers.a takes a string, not 1'],
  ])('%o is refused in words', async (fault, message) => {
    await using target = await recordingTarget()
    await using proxy = await startFaultProxy({ target: target.endpoint, tls: true })
    expect(() => proxy.faults.add(fault as never)).toThrow(TypeError)
    expect(() => proxy.faults.add(fault as never)).toThrow(message)
  })
})

test.each([
  [{}, 'options.target takes the address of an HTTP server, such as http://127.0.0.1:8080, not undefined'],
  [{ target: 'https://example.com' }, 'not https://example.com'],
  [{ target: 'http://127.0.0.1:1', seeds: 1 }, 'options.seeds is unknown; did you mean "seed"?'],
  [{ target: 'http://127.0.0.1:1', tls: 'yes' }, "options.tls takes true or false, not 'yes'"],
])('options %o are refused in words', async (options, message) => {
  await expect(startFaultProxy(options as never)).rejects.toThrow(message)
})

const statusOf = (url: string): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    get(url, { agent: false }, (response) => {
      response.resume()
      resolve(response.statusCode)
    }).once('error', reject)
  })
