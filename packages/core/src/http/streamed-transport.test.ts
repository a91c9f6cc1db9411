import { once } from 'node:events'
import nock from 'nock'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { http } from '../testing/loopback.ts'
import { failure } from '../testing/operations.ts'
import { undiciTransport } from './undici-transport.ts'

// The sockets that nock puts in place of the real ones take whatever they are given, at once.
beforeAll(() => nock.restore())
afterAll(() => nock.activate())

let transport = undiciTransport()
afterEach(async () => {
  await transport.close()
  transport = undiciTransport()
})

const mebibyte = 1024 * 1024

describe('a body that undici sends as it is made', () => {
  it('goes out whole, with its length, no faster than the server takes it', async () => {
    let made = 0
    const seen: { length: string | undefined; size: number; madeAtFirst: number }[] = []
    await using server = await http(async (request, response) => {
      const [first] = (await once(request, 'data')) as [Buffer]
      request.pause()
      await new Promise((resolve) => setTimeout(resolve, 100))
      const madeAtFirst = made
      let size = first.byteLength
      request.on('data', (chunk: Buffer) => {
        size += chunk.byteLength
      })
      request.resume()
      await once(request, 'end')
      seen.push({ length: request.headers['content-length'], size, madeAtFirst })
      response.end('ok')
    })
    async function* open() {
      for (; made < 64; made++) yield Buffer.alloc(mebibyte, made)
    }
    const { signal } = new AbortController()
    const reply = await transport.send(
      {
        origin: `http://${server.host}`,
        method: 'PUT',
        path: '/x',
        headers: { 'content-length': String(64 * mebibyte) },
        body: { open, spent: () => true },
      },
      { signal },
    )
    expect(reply.status).toBe(200)
    reply.discard()
    expect(seen).toEqual([
      { length: String(64 * mebibyte), size: 64 * mebibyte, madeAtFirst: expect.any(Number) },
    ])
    expect(seen[0]?.madeAtFirst).toBeLessThan(40)
  })

  it('ends with the call that is aborted, and lets go of what it was made of', async () => {
    let closed = false
    await using server = await http(() => {})
    async function* open() {
      try {
        for (let count = 0; count < 1024; count++) yield Buffer.alloc(mebibyte)
      } finally {
        closed = true
      }
    }
    const controller = new AbortController()
    const sending = failure(
      transport.send(
        {
          origin: `http://${server.host}`,
          method: 'PUT',
          path: '/x',
          headers: { 'content-length': String(2 ** 40) },
          body: { open, spent: () => true },
        },
        { signal: controller.signal },
      ),
    )
    setTimeout(() => controller.abort(new Error('enough')), 100)
    expect(await sending).toMatchObject({ message: 'enough' })
    await expect.poll(() => closed).toBe(true)
  })
})
