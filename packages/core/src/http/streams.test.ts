import { virtualClock } from '@cloud/emulators'
import { describe, expect, it } from 'vitest'
import { CloudError, isCloudError } from '../errors.ts'
import type { Operation, Repeat } from '../http/operation.ts'
import { objectBody } from '../storage/object-body.ts'
import { failure, operation, testClient } from '../testing/operations.ts'
import { type Scripted, scriptedTransport } from '../testing/scripted-transport.ts'
import type { HttpRequest, StreamedBody } from './messages.ts'

const setup = (...script: readonly Scripted[]) => {
  const transport = scriptedTransport(script)
  return { transport, client: testClient({ clock: virtualClock({ auto: true }), transport }) }
}

const mebibyte = 1024 * 1024
async function* mebibytes(count: number, told: (made: number) => void = () => {}) {
  for (let made = 1; made <= count; made++) {
    told(made)
    yield new Uint8Array(mebibyte)
  }
}

/** An operation whose value is the body of the reply, as it comes. */
const streaming = (signal?: AbortSignal): Operation<ReadableStream<Uint8Array>> => ({
  name: 'GetThing',
  repeat: { class: 'read' },
  request: { method: 'GET', path: '/thing', headers: {} },
  stream: ({ body, headers, discard }) =>
    objectBody({ chunks: body, length: Number(headers['content-length']), signal, discard }),
})

const sizeOf = async (body: ReadableStream<Uint8Array>) => {
  let size = 0
  for await (const chunk of body) size += chunk.byteLength
  return size
}

describe('a reply that is streamed', () => {
  it('passes the cap of whole replies, and keeps its encoding', async () => {
    const { client, transport } = setup({
      headers: { 'content-encoding': 'gzip', 'content-length': String(40 * mebibyte) },
      body: mebibytes(40),
    })
    expect(await sizeOf(await client.call(streaming()))).toBe(40 * mebibyte)
    expect(transport.discarded()).toBe(0)
  })

  it('is read no faster than it is wanted', async () => {
    let made = 0
    const { client } = setup({
      headers: { 'content-length': String(40 * mebibyte) },
      body: mebibytes(40, (count) => {
        made = count
      }),
    })
    const reader = (await client.call(streaming())).getReader()
    expect(made).toBe(0)
    await reader.read()
    await reader.read()
    expect(made).toBe(2)
  })

  it('is given up with its connection', async () => {
    const { client, transport } = setup({ body: mebibytes(40) })
    const body = await client.call(streaming())
    await body.cancel()
    expect(transport.discarded()).toBe(1)
  })

  it('tells a failure as whole replies do', async () => {
    const { client, transport } = setup(
      { status: 503, body: '{"code":"unavailable"}' },
      { status: 404, body: '{"code":"not-found"}' },
    )
    expect(await failure(client.call(streaming()))).toMatchObject({ code: 'not-found', status: 404 })
    expect(transport.requests).toHaveLength(2)
  })

  it('is discarded where its head makes no sense', async () => {
    const { client, transport } = setup({ body: mebibytes(1) })
    const stumbling: Operation<never> = {
      ...streaming(),
      repeat: { class: 'read' },
      stream: () => {
        throw new TypeError('no length')
      },
    }
    expect(await failure(client.call(stumbling))).toMatchObject({ code: 'protocol', status: 200 })
    expect(transport.discarded()).toBe(1)
  })

  it('fails as soon as the caller aborts, and not for the time of its call', async () => {
    async function* stalled(): AsyncGenerator<Uint8Array> {
      yield new Uint8Array(1)
      await new Promise(() => {})
    }
    const { client, transport } = setup({ headers: { 'content-length': '2' }, body: stalled() })
    const controller = new AbortController()
    const body = await client.call(streaming(controller.signal), { timeoutMs: 1, signal: controller.signal })
    const reader = body.getReader()
    expect((await reader.read()).value).toHaveLength(1)
    const rest = failure(reader.read())
    controller.abort('enough')
    expect(await rest).toMatchObject({ code: 'aborted', cause: 'enough' })
    expect(transport.discarded()).toBe(1)
  })

  it('tells where it breaks off', async () => {
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield new Uint8Array(1)
      throw new Error('reset')
    }
    const { client } = setup({ body: broken() })
    const reader = (await client.call(streaming())).getReader()
    await reader.read()
    expect(await failure(reader.read())).toMatchObject({
      code: 'network',
      retryable: true,
    })
  })
})

/** A body of one text that may be opened once or each time, and how often it was. */
const body = (text: string, again: boolean, fails?: Error) => {
  let opened = 0
  async function* open(): AsyncGenerator<Uint8Array> {
    opened += 1
    yield Buffer.from(text)
    if (fails) throw fails
  }
  const streamed: StreamedBody = { open, spent: () => !again && opened > 0 }
  return { streamed, opened: () => opened }
}

const put = (streamed: StreamedBody, repeat: Repeat<string>): Operation<string> =>
  operation(repeat, {
    request: { method: 'PUT', path: '/thing', headers: { 'content-length': '5' }, body: streamed },
  })

/** A transport that reads the body of each request to its end before it answers. */
const reading = (answers: readonly Scripted[]) => {
  const scripted = scriptedTransport(answers)
  const bodies: string[] = []
  const send: typeof scripted.send = async (request: HttpRequest, options) => {
    const chunks: Uint8Array[] = []
    if (typeof request.body === 'object' && 'open' in request.body)
      for await (const chunk of request.body.open()) chunks.push(chunk)
    bodies.push(Buffer.concat(chunks).toString())
    return scripted.send(request, options)
  }
  return {
    client: testClient({ clock: virtualClock({ auto: true }), transport: { ...scripted, send } }),
    bodies,
  }
}

const unavailable = { status: 503, body: '{"code":"unavailable"}' }
const throttled = { status: 429, body: '{"code":"rate-limited"}' }

describe('an operation that carries content', () => {
  it('is bounded by the time of its call and not by that of its client', async () => {
    const slow = () => ({ ...streaming(), unlimited: true })
    const late: Scripted = { body: mebibytes(1) }
    const clock = virtualClock({ auto: true })
    const scripted = scriptedTransport(() => late)
    const send: typeof scripted.send = async (request, options) => {
      await new Promise<void>((resolve) => clock.after(200_000, resolve))
      return scripted.send(request, options)
    }
    const client = testClient({ clock, transport: { ...scripted, send } })
    expect(await sizeOf(await client.call(slow()))).toBe(mebibyte)
    expect(await failure(client.call(slow(), { timeoutMs: 100_000 }))).toMatchObject({ code: 'timeout' })
    expect(await failure(client.call(streaming()))).toMatchObject({ code: 'timeout' })
  })
})

describe('a request that is streamed', () => {
  it('is made anew for each attempt', async () => {
    const { streamed, opened } = body('hello', true)
    const { client, bodies } = reading([unavailable, { body: 'done' }])
    expect(await client.call(put(streamed, { class: 'idempotent' }))).toBe('done')
    expect([bodies, opened()]).toEqual([['hello', 'hello'], 2])
  })

  it.each([unavailable, throttled])('is not repeated once its content is spent: %o', async (answer) => {
    const { streamed, opened } = body('hello', false)
    const { client, bodies } = reading([answer, { body: 'done' }])
    expect(await failure(client.call(put(streamed, { class: 'idempotent' })))).toMatchObject({
      status: answer.status,
      retryable: true,
    })
    expect([bodies, opened()]).toEqual([['hello'], 1])
  })

  it('is repeated where its content was not touched', async () => {
    const { streamed } = body('hello', false)
    const refused = { fails: Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }) }
    const scripted = scriptedTransport([refused, { body: 'done' }])
    const client = testClient({ clock: virtualClock({ auto: true }), transport: scripted })
    expect(await client.call(put(streamed, { class: 'idempotent' }))).toBe('done')
  })

  it.each([new Error('the disk is gone'), new CloudError('The content is too long', { code: 'invalid' })])(
    'whose content cannot be read rejects with %o, and is not repeated',
    async (cause) => {
      const { streamed, opened } = body('hell', true, cause)
      const { client } = reading([{ body: 'done' }])
      const error = await failure(client.call(put(streamed, { class: 'idempotent' })))
      if (isCloudError(cause)) expect(error).toMatchObject({ code: 'invalid', outcome: 'not-applied' })
      else expect(error).toBe(cause)
      expect(opened()).toBe(1)
    },
  )
})
