import nock from 'nock'
import { Agent } from 'undici'
import { afterEach, describe, expect, it } from 'vitest'
import { failure } from '../testing/operations.ts'
import { onAbort, ownController } from './abortable.ts'
import type { HttpReply, HttpRequest, Transport } from './messages.ts'
import { type DispatcherLike, undiciTransport } from './undici-transport.ts'

const origin = 'https://api.example.com'
const { signal } = new AbortController()
const get: HttpRequest = { origin, method: 'GET', path: '/', headers: {} }

let transport: Transport = undiciTransport()
afterEach(async () => {
  await transport.close()
  transport = undiciTransport()
})
const send = (request: Partial<HttpRequest> = {}) => transport.send({ ...get, ...request }, { signal })

const bodyOf = async (reply: HttpReply) => {
  const chunks: Uint8Array[] = []
  for await (const chunk of reply.body) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

/** Answers anything with the request as the wire had it. */
const echo = (method: 'get' | 'post' | 'put' = 'get') =>
  nock(origin)
    [method](() => true)
    .reply(async (request: Request) => [
      200,
      {
        target: request.url.slice(origin.length),
        headers: Object.fromEntries(request.headers),
        body: Buffer.from(await request.arrayBuffer()).toString('base64'),
      },
      { 'transfer-encoding': 'chunked' },
    ])

describe('a request on the wire', () => {
  it('has its headers and its body as they were given', async () => {
    const body = new Uint8Array([0, 0xff, 0x80, 0x0a])
    echo('put')
    const reply = await send({
      method: 'PUT',
      path: '/a?b=c',
      headers: { authorization: 'AWS4 x', 'content-type': 'application/octet-stream', 'x-amz-date': '2026' },
      body,
    })
    const seen = JSON.parse(await bodyOf(reply))
    expect(seen.headers).toEqual({
      host: 'api.example.com',
      authorization: 'AWS4 x',
      'content-type': 'application/octet-stream',
      'content-length': '4',
      'x-amz-date': '2026',
      connection: 'keep-alive',
    })
    expect(Buffer.from(seen.body, 'base64')).toEqual(Buffer.from(body))
  })

  it('sends a text as UTF-8', async () => {
    echo('post')
    const reply = await send({ method: 'POST', body: 'Action=Ä' })
    expect(Buffer.from(JSON.parse(await bodyOf(reply)).body, 'base64').toString()).toBe('Action=Ä')
  })

  it.each(['Host: evil.example', 'x\r\nHost: evil.example', 'x\0'])(
    'is refused with %o in a header before anything is sent',
    async (value) => {
      const name = value.startsWith('Host') ? 'x\r\ny' : 'x'
      expect(await failure(send({ headers: { [name]: value } }))).toMatchObject({
        code: 'invalid',
        outcome: 'not-applied',
        retryable: false,
      })
    },
  )

  it.each(['/a b', '/a\r\nHost: evil.example', '/ä', 'https://evil.example/'])(
    'is refused with the path %o before anything is sent',
    async (path) => {
      expect(await failure(send({ path }))).toMatchObject({ code: 'invalid', outcome: 'not-applied' })
    },
  )
})

describe('a reply', () => {
  it('has its status, its headers by lower-case names, and its body', async () => {
    nock(origin)
      .get('/')
      .reply(203, 'ok', { 'Content-Length': '2', 'X-Request-Id': 'r-1', 'Set-Cookie': ['a=1', 'b=2'] })
    const reply = await send()
    expect(reply.status).toBe(203)
    expect(reply.headers).toMatchObject({ 'x-request-id': 'r-1', 'set-cookie': 'a=1, b=2' })
    expect(await bodyOf(reply)).toBe('ok')
  })

  it.each([301, 302, 303, 307, 308])('of status %i is not followed', async (status) => {
    nock(origin).get('/').reply(status, '', { location: 'https://evil.example/', 'content-length': '0' })
    const reply = await send({ headers: { 'x-amz-security-token': 'token' } })
    expect([reply.status, reply.headers.location]).toEqual([status, 'https://evil.example/'])
    await bodyOf(reply)
  })

  it.each([429, 500, 503])('of status %i is a reply and is not asked for again', async (status) => {
    nock(origin).get('/').once().reply(status, 'no', { 'content-length': '2' })
    const reply = await send()
    expect([reply.status, await bodyOf(reply)]).toEqual([status, 'no'])
  })

  it('is not decompressed', async () => {
    const bytes = Buffer.from([0x1f, 0x8b, 8])
    nock(origin).get('/').reply(200, bytes, { 'content-encoding': 'identity, gzip', 'content-length': '3' })
    const reply = await send()
    expect(reply.headers['content-encoding']).toBe('identity, gzip')
    for await (const chunk of reply.body) expect(Buffer.from(chunk)).toEqual(bytes)
  })
})

describe('a dispatcher of the caller', () => {
  it('is told how long an answer may be silent: 30 seconds unless given', async () => {
    const told: unknown[] = []
    const dispatcher: DispatcherLike = {
      dispatch: ({ headersTimeout, bodyTimeout }) => {
        told.push([headersTimeout, bodyTimeout])
        throw new Error('enough')
      },
    }
    const request = { origin: 'https://a', method: 'GET', path: '/', headers: {} }
    for (const options of [{}, { firstByteTimeoutMs: 5, stallTimeoutMs: 7 }]) {
      const { signal } = new AbortController()
      await failure(undiciTransport({ dispatcher, ...options }).send(request, { signal }))
    }
    expect(told).toEqual([
      [30_000, 30_000],
      [5, 7],
    ])
  })

  it('sends in place of the transport’s own, and is left open', async () => {
    const agent = new Agent()
    let requests = 0
    const dispatcher: DispatcherLike = {
      dispatch: (...args) => {
        requests += 1
        return agent.dispatch(...args)
      },
    }
    nock(origin).get('/').reply(200, 'ok', { 'content-length': '2' })
    transport = undiciTransport({ dispatcher })
    expect(await bodyOf(await send())).toBe('ok')
    await transport.close()
    expect([requests, agent.closed]).toEqual([1, false])
    await agent.close()
  })
})

describe('a dispatcher that does more than it should', () => {
  const request = { origin: 'https://a', method: 'GET', path: '/' }

  it('may write to the headers that it gets', async () => {
    const dispatcher: DispatcherLike = {
      dispatch: ({ headers }) => {
        Object.assign(headers as object, { host: 'a' })
        throw new Error('enough')
      },
    }
    const headers = Object.freeze({ accept: 'text/plain' })
    const sent = undiciTransport({ dispatcher }).send({ ...request, headers }, { signal })
    expect(await failure(sent)).toMatchObject({ cause: { message: 'enough' } })
  })

  it('may fail to end a request: the call ends, and others hear of the abort', async () => {
    const dispatcher: DispatcherLike = {
      dispatch: (_, handler) => {
        const abort = () => {
          throw new Error('cannot')
        }
        handler.onRequestStart?.({ ...idle, abort }, {})
        return true
      },
    }
    const { signal, abort } = ownController()
    const reason = new Error('over')
    const sent = failure(undiciTransport({ dispatcher }).send({ ...request, headers: {} }, { signal }))
    await new Promise(setImmediate)
    let heard = false
    onAbort(signal, () => {
      heard = true
    })
    abort(reason)
    expect(await sent).toBe(reason)
    expect(heard).toBe(true)
  })
})

/** Starts each request, and fails. */
const failing = (cause: unknown): DispatcherLike => ({
  dispatch: (_, handler) => {
    handler.onRequestStart?.(idle, {})
    handler.onResponseError?.(idle, cause as Error)
    return true
  },
})
const idle = {
  aborted: false,
  paused: false,
  reason: null,
  abort: () => {},
  pause: () => {},
  resume: () => {},
}

describe('a failure of the network', () => {
  it.each([
    ['ENOTFOUND', 'network', 'not-applied', false],
    ['EAI_AGAIN', 'network', 'not-applied', true],
    ['ECONNREFUSED', 'network', 'not-applied', true],
    ['EHOSTUNREACH', 'network', 'not-applied', true],
    ['ENETUNREACH', 'network', 'not-applied', true],
    ['UND_ERR_CONNECT_TIMEOUT', 'timeout', 'not-applied', true],
    ['UND_ERR_HEADERS_TIMEOUT', 'timeout', 'unknown', true],
    ['UND_ERR_BODY_TIMEOUT', 'timeout', 'unknown', true],
    ['ETIMEDOUT', 'timeout', 'unknown', true],
    ['ECONNRESET', 'network', 'unknown', true],
    ['EPIPE', 'network', 'unknown', true],
    ['UND_ERR_SOCKET', 'network', 'unknown', true],
    ['CERT_HAS_EXPIRED', 'untrusted', 'not-applied', false],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'untrusted', 'not-applied', false],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'untrusted', 'not-applied', false],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'untrusted', 'not-applied', false],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'untrusted', 'not-applied', false],
    ['constructor', 'network', 'unknown', true],
    [undefined, 'network', 'unknown', true],
  ] as const)('%s is %s with outcome %s', async (code, ours, outcome, retryable) => {
    const cause = Object.assign(new Error('no'), { code })
    transport = undiciTransport({ dispatcher: failing(cause) })
    const error = await failure(send())
    expect(error).toMatchObject({ code: ours, outcome, retryable })
    expect((error as Error).cause).toBe(cause)
  })

  it.each([
    ['ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC', undefined, 'network', 'unknown'],
    ['ETIMEDOUT', 'read', 'timeout', 'unknown'],
    ['ETIMEDOUT', 'connect', 'timeout', 'not-applied'],
    ['ECONNRESET', 'connect', 'network', 'not-applied'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'connect', 'untrusted', 'not-applied'],
  ] as const)('%s in %s is %s with outcome %s', async (code, syscall, ours, outcome) => {
    const cause = Object.assign(new Error('no'), { code, syscall })
    transport = undiciTransport({ dispatcher: failing(cause) })
    expect(await failure(send())).toMatchObject({ code: ours, outcome })
  })

  it('of whatever kind is a lost connection', async () => {
    transport = undiciTransport({ dispatcher: failing(null) })
    expect(await failure(send())).toMatchObject({ code: 'network', outcome: 'unknown' })
  })
})

describe('closing', () => {
  it('a transport that sent nothing does nothing', async () => {
    await expect(undiciTransport().close()).resolves.toBeUndefined()
  })
})
