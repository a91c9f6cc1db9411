import { createServer, type Server, type Socket } from 'node:net'
import { runs } from '@tooling/vitest/properties'
import fc from 'fast-check'
import nock from 'nock'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { encodeRfc3986 } from '../wire/form.ts'
import { undiciTransport } from './undici-transport.ts'

const parts = [
  ...[
    '',
    '.',
    '..',
    '...',
    '~',
    '%',
    '%2e',
    '%2E%2e',
    '%2f',
    '%5c',
    '%00',
    '%zz',
    '%25',
    '+',
    ' ',
    '#',
    '?',
    '&',
    '=',
    ';',
  ],
  ...[
    ':',
    '@',
    '!',
    '$',
    "'",
    '(',
    ')',
    '*',
    ',',
    '[',
    ']',
    '{',
    '}',
    '|',
    '\\',
    '^',
    '`',
    '"',
    '<',
    '>',
    '\t',
    '\r\n',
    '\0',
  ],
  ...[
    'é',
    'e\u0301',
    '😀',
    '\u202e',
    '\ufeff',
    '\u2215',
    '\uff0e\uff0e',
    'CON',
    'a',
    'index.html',
    'http:',
    '//evil.example',
    '-',
    '_',
  ],
]
/** Every pair of parts as `a/b`, `/a/b/` and `ab`: more than 500 keys, each of which some URL library rewrites. */
const nasty = parts.flatMap((one, at) => {
  const other = parts[(at * 7 + 3) % parts.length] ?? ''
  return [
    `${one}`,
    `${one}/${other}`,
    `/${one}/${other}/`,
    `${one}${other}`,
    `x/${one}/../${other}`,
    `${one}//${other}`,
  ]
})
const more = parts.flatMap((one) => ['..', '.', '%', '#', '😀'].map((other) => `${other}/${one}/k`))
const keys = [...new Set([...nasty, ...more])]

const encoded = (key: string) => `/bucket/${key.split('/').map(encodeRfc3986).join('/')}`
/** Paths as some caller may have encoded them: left alone where HTTP allows the character at all. */
const raw = fc.stringMatching(/^\/[\x21-\x7e]{0,40}$/)

const lines: string[] = []
let server: Server
let origin = ''
const sockets = new Set<Socket>()
const transport = undiciTransport()
const { signal } = new AbortController()

beforeAll(async () => {
  // The network itself: nothing stands between these requests and their socket.
  nock.restore()
  server = createServer((socket) => {
    sockets.add(socket)
    let request = ''
    socket.on('error', () => {})
    socket.on('data', (bytes) => {
      request += bytes.toString('latin1')
      if (!request.endsWith('\r\n\r\n')) return
      lines.push(request.slice(0, request.indexOf('\r\n')))
      request = ''
      socket.write('HTTP/1.1 204 No Content\r\n\r\n')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
})
afterAll(async () => {
  await transport.close()
  for (const socket of sockets) socket.destroy()
  await new Promise((resolve) => server.close(resolve))
  nock.activate()
})

async function requestLine(path: string): Promise<string | undefined> {
  lines.length = 0
  const reply = await transport.send({ origin, method: 'GET', path, headers: {} }, { signal })
  for await (const _ of reply.body);
  return lines.length === 1 ? lines[0] : undefined
}

describe('a path goes over the wire byte for byte', () => {
  it('of 500 nasty keys', async () => {
    expect(keys.length).toBeGreaterThanOrEqual(500)
    for (const path of keys.map(encoded)) expect(await requestLine(path)).toBe(`GET ${path} HTTP/1.1`)
  })

  it('of random keys and queries', async () => {
    const part = fc.oneof(fc.constantFrom(...parts), fc.string({ unit: 'binary', maxLength: 8 }))
    const key = fc.array(part, { maxLength: 6 }).map((all) => all.join('/'))
    await fc.assert(
      fc.asyncProperty(key, key, async (one, other) => {
        const path = `${encoded(one)}?prefix=${encodeRfc3986(other)}`
        expect(await requestLine(path)).toBe(`GET ${path} HTTP/1.1`)
      }),
      runs(500),
    )
  })

  it('however the caller has encoded it', async () => {
    await fc.assert(
      fc.asyncProperty(raw, async (path) => {
        expect(await requestLine(path)).toBe(`GET ${path} HTTP/1.1`)
      }),
      runs(500),
    )
  })
})
