import type { Socket } from 'node:net'
import nock from 'nock'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { systemClock } from './clock.ts'
import type { CallOptions } from './contract/call.ts'
import { cached } from './credentials/cached.ts'
import { deployNode } from './deploy/deploy-node.ts'
import { CloudError, isCloudError } from './errors.ts'
import type { ClientOptions } from './http/client.ts'
import { lookup, named } from './http/find-effect.ts'
import type { HttpDraft } from './http/messages.ts'
import { limiter } from './http/rate-limit.ts'
import type { Sign } from './http/sign.ts'
import { type UndiciOptions, undiciTransport } from './http/undici-transport.ts'
import { listing } from './listing.ts'
import { fakeCompute } from './testing/fake-compute.ts'
import { tcp } from './testing/loopback.ts'
import { idempotent, once, operation, read, testClient } from './testing/operations.ts'
import { recordingAccess } from './testing/recording-shell.ts'
import { type Scripted, scriptedTransport } from './testing/scripted-transport.ts'
import { watchedClock, watchedSignal } from './testing/watched.ts'
import { waitForNode } from './wait-for-node.ts'

beforeAll(() => nock.restore())
afterAll(() => nock.activate())

/** A call that has come to where it waits. */
interface Waiting {
  readonly work: Promise<unknown>
  /** Resolves when it waits. */
  readonly reached: Promise<unknown>
  /** Resolves when the connection that it held is gone. */
  readonly released?: Promise<unknown>
  readonly end?: () => Promise<void>
}
type Begin = (
  call: CallOptions & { readonly signal: AbortSignal },
  clock: ReturnType<typeof watchedClock>,
) => Waiting | Promise<Waiting>

const turn = () => new Promise((resolve) => setImmediate(resolve))
const never = () => new Promise<never>(() => {})
const lost = new CloudError('lost', { code: 'network', retryable: true, outcome: 'unknown' })

/** Where it waits for something that is no socket. */
const scripted =
  (script: readonly Scripted[], work = idempotent, parts: Parameters<typeof testClient>[1] = {}): Begin =>
  async (call, clock) => {
    const transport = scriptedTransport(script)
    const retry: ClientOptions['retry'] = { baseMs: 1e6, maxMs: 1e6 }
    const client = testClient({ clock, transport, retry }, parts)
    return { work: client.call(work, { timeoutMs: 1e9, ...call }), reached: turn().then(turn) }
  }

type Given = UndiciOptions & Pick<Partial<HttpDraft>, 'body'> & { readonly scheme?: string }

/** Where it waits for a server that does `onSocket`; `reached` resolves when that calls `there`. */
const onSocket =
  (
    serve: (socket: Socket, there: () => void) => void,
    { scheme = 'http', body = 'x', ...options }: Given = {},
    /** Sends another one first, which has the connection. */
    before?: 'another',
  ): Begin =>
  async (call, clock) => {
    const [reached, released] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const server = await tcp((socket) => {
      socket.on('close', () => released.resolve())
      serve(socket, reached.resolve)
    })
    const transport = undiciTransport(options)
    const sign: Sign = async (draft) => ({
      ...draft,
      body,
      origin: `${scheme}://${server.host}`,
    })
    const client = testClient({ clock, transport, retry: { attempts: 1 } }, { sign })
    if (before) client.call(once).catch(() => {})
    const work = client.call(once, call)
    return {
      work,
      reached: reached.promise,
      ...(!before && { released: released.promise }),
      end: async () => {
        await server[Symbol.asyncDispose]()
        await transport.close()
      },
    }
  }

const pending = (work: Promise<unknown>): Waiting => ({ work, reached: turn().then(turn) })

const rows: readonly (readonly [where: string, begin: Begin])[] = [
  ['the credentials, of a function that does not listen', scripted([], once, { sign: never })],
  [
    'the credentials that several calls share',
    (call, clock) => {
      const keys = cached(never, { clock: systemClock, expiresAt: () => undefined })
      const sign: Sign = async (draft) => ({ ...draft, origin: await keys() })
      return scripted([], once, { sign })(call, clock)
    },
  ],
  [
    'a connection that another request has',
    onSocket(
      (socket, there) => socket.once('data', () => setImmediate(there)),
      { connections: 1 },
      'another',
    ),
  ],
  ['a handshake of TLS', onSocket((socket, there) => socket.once('data', there), { scheme: 'https' })],
  [
    'a request to be written',
    onSocket(
      (socket, there) => {
        socket.pause()
        setTimeout(() => socket.resume(), 50)
        setImmediate(there)
      },
      { body: new Uint8Array(64 * 1024 * 1024) },
    ),
  ],
  ['the first byte of an answer', onSocket((socket, there) => socket.once('data', there))],
  [
    'the rest of the headers',
    onSocket((socket, there) =>
      socket.once('data', () => {
        socket.write('HTTP/1.1 200 OK\r\nContent-')
        setImmediate(there)
      }),
    ),
  ],
  [
    'the rest of a body',
    onSocket((socket, there) =>
      socket.once('data', () => {
        socket.write('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf')
        setTimeout(there, 20)
      }),
    ),
  ],
  ['a transport that does not listen', scripted(['hang'])],
  ['a back-off', scripted([{ status: 503 }])],
  ['a Retry-After', scripted([{ status: 429, headers: { 'retry-after': '60' } }])],
  ['the pause before a look for the effect', scripted([{ fails: lost }], operation(lookup(never, [60_000])))],
  ['a look for the effect', scripted([{ fails: lost }], operation(lookup(never, [0])))],
  ['a look for the name', scripted([{ fails: lost }], operation(named(never)))],
  [
    'the rate limit',
    async (call, clock) => {
      const closed = limiter(() => ({ remaining: 0, resetAt: clock.now() + 60_000 }))
      const transport = scriptedTransport([{ body: 'ok' }])
      const client = testClient({ clock, transport }, { limiter: closed })
      await client.call(read)
      return pending(client.call(read, call))
    },
  ],
  [
    'the work of several calls in one',
    (call, clock) => {
      const client = testClient({ clock, transport: scriptedTransport(['hang']) })
      return pending(client.within(call, (left) => client.call(once, left)))
    },
  ],
  [
    'a page',
    (call, clock) => {
      const client = testClient({ clock, transport: scriptedTransport([{ body: 'a' }, 'hang']) })
      const page = async (_after: unknown, left: CallOptions) => {
        const item = await client.call(read, left)
        return { items: [item], next: item }
      }
      return pending(listing(page, call, clock).toArray())
    },
  ],
  [
    'the pause between two looks',
    (call, clock) => pending(waitForNode(fakeCompute(clock, ['pending']), 'n-1', 'running', call)),
  ],
  ['a look', (call, clock) => pending(waitForNode(fakeCompute(clock, [never]), 'n-1', 'running', call))],
]

describe('an abort ends a call at once, and leaves no listener, timer or connection, while it waits for', () => {
  it.each(rows)('%s', async (_where, begin) => {
    const clock = watchedClock(systemClock)
    const { controller, signal, listeners } = watchedSignal()
    const { work, reached, released, end } = await begin({ signal }, clock)
    let settled = false
    const outcome = work.then(
      () => undefined,
      (error: unknown) => error,
    )
    outcome.then(() => {
      settled = true
    })
    await reached
    expect(settled).toBe(false)
    const reason = new Error('enough')
    controller.abort(reason)
    // At once: before anything else that the process waits for.
    for (let turns = 0; turns < 3 && !settled; turns++) await turn()
    expect(settled).toBe(true)
    const error = await outcome
    expect(isCloudError(error, 'aborted') && error.cause).toBe(reason)
    expect(listeners()).toBe(0)
    await released
    await end?.()
    expect(clock.pending()).toBe(0)
  })
})

describe('a signal that was aborted before', () => {
  const signal = AbortSignal.abort('enough')
  const aborted = { code: 'aborted', cause: 'enough' }
  const rejects = (work: Promise<unknown>) => expect(work).rejects.toMatchObject(aborted)

  it('lets nothing begin', async () => {
    const transport = scriptedTransport([])
    const client = testClient({ clock: systemClock, transport })
    const driver = fakeCompute(systemClock)
    let begun = 0
    const begin = async (): Promise<never> => {
      begun += 1
      return never()
    }
    await rejects(client.call(once, { signal }))
    await rejects(client.within({ signal }, begin))
    await rejects(listing(begin, { signal }).toArray())
    await rejects(waitForNode(driver, 'n-1', 'running', { signal }))
    const shell = recordingAccess(undefined, { prepare: begin })
    const deployed = deployNode(driver, { name: 'n', size: 's', image: 'i', shell, steps: [] }, { signal })
    await expect(deployed).rejects.toMatchObject({ code: 'aborted', cause: aborted })
    expect([begun, transport.requests, driver.calls]).toEqual([0, [], []])
  })

  it('ends a list between two pages', async () => {
    const controller = new AbortController()
    let pages = 0
    const page = async () => ({ items: [++pages], next: String(pages) })
    const seen: number[] = []
    await rejects(
      (async () => {
        for await (const item of listing(page, { signal: controller.signal })) {
          seen.push(item)
          if (item === 2) controller.abort('enough')
        }
      })(),
    )
    expect([seen, pages]).toEqual([[1, 2], 2])
  })
})
