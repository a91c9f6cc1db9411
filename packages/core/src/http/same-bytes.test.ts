import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { virtualClock } from '@cloud/emulators'
import nock from 'nock'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { sigv4Signer } from '../signing/sigv4.ts'
import { tcp } from '../testing/loopback.ts'
import { operation, testClient } from '../testing/operations.ts'
import type { ClientOptions } from './client.ts'
import type { HttpRequest } from './messages.ts'
import { undiciTransport } from './undici-transport.ts'

beforeAll(() => nock.restore())
afterAll(() => nock.activate())

const request = {
  method: 'POST',
  path: '/a//b/../c?x=%2F&list',
  headers: { 'content-type': 'application/json', 'x-note': "it's" },
  body: JSON.stringify({ name: 'wéb', user_data: 's3cret' }),
}
const keys = { accessKeyId: 'AKID', secretAccessKey: 's3cret', sessionToken: 's3cret' }

/** The bytes of one call's two attempts, the first of which is refused; `{host}` for where they went. */
async function bytesSent(options: Omit<ClientOptions, 'clock' | 'transport'>): Promise<string> {
  let sent = ''
  await using server = await tcp((socket) => {
    let whole = ''
    socket.on('data', (data) => {
      whole += data.toString('latin1')
      if (!whole.endsWith('"s3cret"}')) return
      socket.end(`HTTP/1.1 ${sent ? 200 : 503} x\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`)
      sent += whole
    })
  })
  const clock = virtualClock({ start: Date.UTC(2026, 0, 1), auto: true })
  const transport = undiciTransport()
  const signer = sigv4Signer({ region: 'eu-west-1', service: 's3' })
  const sign = async (draft: Omit<HttpRequest, 'origin'>, { date }: { readonly date: number }) => {
    const [path = '', query] = draft.path.split('?')
    // The same signature for each port.
    const headers = signer({ ...draft, origin: 'http://a', path, query }, keys, date)
    return { ...draft, origin: `http://${server.host}`, headers }
  }
  await testClient({ clock, transport, retry: { baseMs: 0 }, ...options }, { sign }).call(
    operation({ class: 'idempotent' }, { request }),
  )
  await transport.close()
  return sent.replaceAll(server.host, '{host}')
}

it('the bytes on the wire are the same with and without traces, channels and CLOUD_DEBUG', async () => {
  const plain = await bytesSent({})
  expect(plain.match(/POST \/a\/\/b\/\.\.\/c\?x=%2F&list HTTP\/1\.1\r/g)).toHaveLength(2)
  expect(plain).toContain('Signature=')

  const told: unknown[] = []
  const listen = (message: unknown) => void told.push(message)
  const channels = ['cloud:request', 'cloud:retry']
  for (const name of channels) subscribe(name, listen)
  vi.stubEnv('CLOUD_DEBUG', '1')
  const lines: string[] = []
  const write = vi.spyOn(process.stderr, 'write').mockImplementation((text) => lines.push(String(text)) > 0)
  try {
    expect(await bytesSent({ trace: (event) => told.push(event) })).toBe(plain)
  } finally {
    for (const name of channels) unsubscribe(name, listen)
    write.mockRestore()
    vi.unstubAllEnvs()
  }
  expect([told.length, lines.length]).toEqual([7, 2])
  expect(lines.join('') + JSON.stringify(told)).not.toContain('s3cret')
})
