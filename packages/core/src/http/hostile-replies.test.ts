import type { Socket } from 'node:net'
import { gzipSync } from 'node:zlib'
import nock from 'nock'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { systemClock } from '../clock.ts'
import { tcp } from '../testing/loopback.ts'
import { failure } from '../testing/operations.ts'
import { readJson } from '../wire/json.ts'
import { object, readXml, text } from '../wire/xml.ts'
import { createClient } from './client.ts'
import type { Transport, WholeReply } from './messages.ts'
import { undiciTransport } from './undici-transport.ts'

const mebibyte = 1024 * 1024
let transport: Transport
// The network itself: nothing stands between these requests and their sockets.
beforeAll(() => nock.restore())
afterAll(() => nock.activate())
afterEach(() => transport.close())

/** What a read gets from a server of loopback, through the whole chain and with all of its retries. */
async function got(host: string, read: (reply: WholeReply) => unknown): Promise<unknown> {
  transport = undiciTransport()
  const client = createClient({
    provider: 'test',
    sign: async (draft) => ({ ...draft, origin: `http://${host}` }),
    readError: () => ({}),
    options: { transport, clock: systemClock },
  })
  const request = { method: 'GET', path: '/', headers: { 'x-auth-token': 'secret' } }
  return client.call({ name: 'ListThings', repeat: { class: 'read' }, request, read }, { timeoutMs: 10_000 })
}

const json = ({ body }: WholeReply) => readJson(body)
const xml = ({ body }: WholeReply) => readXml(body, 'r', object<{ readonly a?: string }>({ a: text }))

interface Heard {
  requests: number
  bytesWritten: number
  readonly asked: string[]
}

/** A server that gives every request the same reply, and what came of it. */
async function replying(reply: (socket: Socket) => void) {
  const heard: Heard = { requests: 0, bytesWritten: 0, asked: [] }
  const server = await tcp((socket) => {
    socket.on('data', (request) => {
      heard.requests += 1
      heard.asked.push(request.toString())
      reply(socket)
    })
    socket.on('close', () => {
      heard.bytesWritten += socket.bytesWritten
    })
  })
  return { heard, host: server.host, [Symbol.asyncDispose]: server[Symbol.asyncDispose] }
}

const ok = (body: string | Uint8Array, headers = '') => {
  const bytes = Buffer.from(body)
  const head = `HTTP/1.1 200 OK\r\ncontent-length: ${bytes.length}\r\n${headers}\r\n`
  return (socket: Socket) => void socket.write(Buffer.concat([Buffer.from(head), bytes]))
}
/** Writes the same again and again until the other side has had enough. */
const endless = (begin: string, again: string) => (socket: Socket) => {
  const block = Buffer.from(again.repeat(Math.ceil(65_536 / again.length)))
  const more = () => {
    while (socket.writable && socket.write(block));
  }
  socket.write(begin)
  socket.on('drain', more)
  more()
}
const chunkedHead = 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n'
const nested = (open: string, close: string, levels: number) => open.repeat(levels) + close.repeat(levels)
const bomb = gzipSync(Buffer.alloc(64 * mebibyte), { level: 9 })
const entities = Array.from({ length: 20 }, (_, n) => `<!ENTITY e${n + 1} "&e${n};&e${n};">`).join('')

const bodies: Readonly<
  Record<string, readonly [(socket: Socket) => void, (reply: WholeReply) => unknown, string]>
> = {
  'chunks without end': [
    endless(chunkedHead, '400\r\n'.concat(' '.repeat(1024), '\r\n')),
    json,
    'larger than',
  ],
  'a length beyond the cap': [
    (socket) => void socket.write('HTTP/1.1 200 OK\r\ncontent-length: 16777217\r\n\r\n{'),
    json,
    'larger than',
  ],
  'gzip that was not asked for': [ok(bomb, 'content-encoding: gzip\r\n'), json, 'encoded as gzip'],
  'gzip in gzip': [ok(gzipSync(bomb), 'content-encoding: gzip, gzip\r\n'), xml, 'encoded as gzip, gzip'],
  'gzip that it does not tell': [ok(bomb), json, 'UTF-8'],
  'JSON nested without end': [ok('['.repeat(200_000)), json, 'cannot be parsed'],
  'JSON nested 200,000 levels': [ok(nested('[', ']', 200_000)), json, 'more than 64 levels'],
  'JSON nested 65 levels': [ok(nested('[', ']', 65)), json, 'more than 64 levels'],
  'JSON with a prototype': [ok('{"a":{"__proto__":{"admin":true}}}'), json, '__proto__'],
  'JSON that is cut off': [ok('{"a":'), json, 'cannot be parsed'],
  'XML nested 200,000 levels': [ok(nested('<r>', '</r>', 200_000)), xml, 'more than 64 levels'],
  'XML with a DOCTYPE': [ok('<!DOCTYPE r SYSTEM "file:///etc/passwd"><r/>'), xml, 'DOCTYPE'],
  'XML with entities that grow': [
    ok(`<!DOCTYPE r [<!ENTITY e0 "x">${entities}]><r><a>&e20;</a></r>`),
    xml,
    'DOCTYPE',
  ],
  'bytes that are not UTF-8': [ok(Buffer.from([0x3c, 0x72, 0xff])), xml, 'UTF-8'],
  'a header without end': [endless('HTTP/1.1 200 OK\r\nx-big: ', 'x'), json, 'answer'],
  'headers without end': [endless('HTTP/1.1 200 OK\r\n', 'a: b\r\n'), json, 'answer'],
  'trailers without end': [endless(`${chunkedHead}0\r\n`, 'a: b\r\n'), json, 'answer'],
  'informational replies without end': [endless('', 'HTTP/1.1 103 Early Hints\r\n\r\n'), json, 'answer'],
  'two lengths that differ': [
    (socket) => void socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\n{} '),
    json,
    'answer',
  ],
  'a length beside chunks': [
    (socket) =>
      void socket.write(
        'HTTP/1.1 200 OK\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n',
      ),
    json,
    'answer',
  ],
  'a chunk length that no number holds': [endless(chunkedHead, 'ffffffffffffffffff\r\n'), json, 'answer'],
}

describe('a reply that means harm is refused as a breach of the protocol, and is not asked for again:', () => {
  it.each(Object.entries(bodies))('%s', async (_, [reply, read, says]) => {
    await using server = await replying(reply)
    expect(await failure(got(server.host, read))).toMatchObject({
      code: 'protocol',
      retryable: false,
      message: expect.stringContaining(says),
    })
    expect(server.heard.requests).toBe(1)
  })
})

describe('a reply without end', () => {
  it('is read no further than the cap, and its connection is closed', async () => {
    const closed = Promise.withResolvers<void>()
    const write = endless(chunkedHead, '400\r\n'.concat(' '.repeat(1024), '\r\n'))
    await using server = await replying((socket) => {
      socket.on('close', () => closed.resolve())
      write(socket)
    })
    await failure(got(server.host, json))
    await closed.promise
    // What the two systems hold for a connection comes on top.
    expect(server.heard.bytesWritten).toBeLessThan(32 * mebibyte)
  })
})

describe('a redirect', () => {
  it.each([301, 302, 303, 307, 308])(
    'of status %i is a breach of the protocol, and nothing is sent there',
    async (status) => {
      await using elsewhere = await replying(ok('{}'))
      const location = `location: http://${elsewhere.host}/\r\n`
      const reply = `HTTP/1.1 ${status} Moved\r\n${location}content-length: 0\r\n\r\n`
      await using server = await replying((socket) => void socket.write(reply))
      expect(await failure(got(server.host, json))).toMatchObject({ code: 'protocol', status })
      expect([server.heard.requests, elsewhere.heard.requests]).toEqual([1, 0])
    },
  )
})

describe('a request', () => {
  it('asks for no compression', async () => {
    await using server = await replying(ok('{}'))
    await got(server.host, json)
    expect(server.heard.asked.join('')).not.toMatch(/accept-encoding/i)
  })
})
