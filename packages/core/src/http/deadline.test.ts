import { virtualClock } from '@cloud/emulators'
import { describe, expect, it } from 'vitest'
import { failure, idempotent, once, read, testClient } from '../testing/operations.ts'
import {
  type Scripted,
  type ScriptedTransport,
  scriptedTransport,
  silence,
} from '../testing/scripted-transport.ts'
import { watchedSignal } from '../testing/watched.ts'
import type { ClientOptions } from './client.ts'
import type { Sign } from './sign.ts'

const setup = (script: readonly Scripted[], options: Omit<ClientOptions, 'clock'> = {}, sign?: Sign) => {
  const clock = virtualClock({ start: 0 })
  const transport = scriptedTransport(script)
  const client = testClient({ clock, transport, ...options }, sign && { sign })
  return { clock, transport, client }
}

const reason = new Error('the user went away')
const unavailable = { status: 503 } as const
const neverEnding = {
  async *[Symbol.asyncIterator]() {
    yield Buffer.from('half a ')
    await new Promise(() => {})
  },
}
const turn = () => new Promise((resolve) => setImmediate(resolve))
const sent = async (transport: ScriptedTransport) => {
  while (transport.requests.length === 0) await turn()
}

describe('a call that is aborted', () => {
  it('before it began sends nothing and tells so', async () => {
    const { client, transport } = setup([])
    expect(await failure(client.call(once, { signal: AbortSignal.abort(reason) }))).toMatchObject({
      code: 'aborted',
      outcome: 'not-applied',
      retryable: false,
      provider: 'test',
      operation: 'DoThing',
      cause: reason,
    })
    expect(transport.requests).toEqual([])
  })

  it('tells no outcome of a read', async () => {
    const { client } = setup([])
    const error = await failure(client.call(read, { signal: AbortSignal.abort(reason) }))
    expect(error).toMatchObject({ code: 'aborted', cause: reason })
    expect(error).not.toHaveProperty('outcome')
  })

  it('while its answer is awaited leaves a write unknown', async () => {
    const { client, transport } = setup(['hang'])
    const { controller, signal, listeners } = watchedSignal()
    const call = failure(client.call(idempotent, { signal }))
    await sent(transport)
    expect(listeners()).toBe(1)
    controller.abort(reason)
    expect(await call).toMatchObject({ code: 'aborted', outcome: 'unknown', cause: reason })
    expect(transport.requests).toHaveLength(1)
    expect(listeners()).toBe(0)
  })

  it('while its answer is read gives the connection up', async () => {
    const { client, transport } = setup([{ body: neverEnding }])
    const { controller, signal, listeners } = watchedSignal()
    const call = failure(client.call(idempotent, { signal }))
    await sent(transport)
    await turn()
    controller.abort(reason)
    expect(await call).toMatchObject({ code: 'aborted', outcome: 'unknown', cause: reason })
    expect(transport.discarded()).toBe(1)
    expect(listeners()).toBe(0)
  })

  it('in a back-off sends no more, with the outcome of the attempt before', async () => {
    const { client, transport } = setup([unavailable], { retry: { baseMs: 1e6 } })
    const { controller, signal, listeners } = watchedSignal()
    const call = failure(client.call(idempotent, { signal, timeoutMs: 1e9 }))
    await sent(transport)
    await turn()
    controller.abort(reason)
    expect(await call).toMatchObject({ code: 'aborted', outcome: 'unknown', cause: reason })
    expect(transport.requests).toHaveLength(1)
    expect(listeners()).toBe(0)
  })

  it('in a back-off after a throttle has done nothing', async () => {
    const { client, transport } = setup([{ status: 429 }])
    const controller = new AbortController()
    const call = failure(client.call(once, { signal: controller.signal }))
    await sent(transport)
    await turn()
    controller.abort(reason)
    expect(await call).toMatchObject({ code: 'aborted', outcome: 'not-applied', cause: reason })
  })

  it('while its credentials are fetched has sent nothing, also where those do not listen', async () => {
    for (const sign of [
      () => new Promise<never>(() => {}),
      ((_draft, { signal }) => silence(signal)) as Sign,
    ]) {
      const { client, transport } = setup([], {}, sign)
      const { controller, signal, listeners } = watchedSignal()
      const call = failure(client.call(once, { signal }))
      await turn()
      controller.abort(reason)
      expect(await call).toMatchObject({ code: 'aborted', outcome: 'not-applied', cause: reason })
      expect(transport.requests).toEqual([])
      expect(listeners()).toBe(0)
    }
  })

  it('by its own trace leaves no rejection that nobody handles', async () => {
    const controller = new AbortController()
    const body = {
      // biome-ignore lint/correctness/useYield: a body that breaks before its first byte
      async *[Symbol.asyncIterator]() {
        await turn()
        throw new Error('socket destroyed')
      },
    }
    const { client } = setup([{ body }], { trace: () => controller.abort(reason) })
    expect(await failure(client.call(read, { signal: controller.signal }))).toMatchObject({ code: 'aborted' })
    await turn()
    await turn()
  })

  it('keeps the reason as its cause whatever it is', async () => {
    const { client } = setup([])
    const error = await failure(client.call(read, { signal: AbortSignal.abort('stop') }))
    expect((error as Error).cause).toBe('stop')
    const plain = await failure(client.call(read, { signal: AbortSignal.abort() }))
    expect((plain as Error).cause).toMatchObject({ name: 'AbortError' })
  })
})

describe('a call that takes too long', () => {
  it('ends at its own time', async () => {
    const { client, clock } = setup(['hang'])
    let settled = false
    const call = failure(client.call(idempotent, { timeoutMs: 5000 })).finally(() => {
      settled = true
    })
    await clock.advance(4999)
    expect(settled).toBe(false)
    await clock.advance(1)
    expect(await call).toMatchObject({
      code: 'timeout',
      outcome: 'unknown',
      retryable: true,
      details: { timeoutMs: 5000 },
      message: 'test DoThing: Not done within 5000 ms',
    })
  })

  it('ends at the time of its client, 120 seconds unless given', async () => {
    for (const [options, ms] of [
      [{ timeoutMs: 700 }, 700],
      [{}, 120_000],
    ] as const) {
      const { client, clock } = setup(['hang'], options)
      const call = failure(client.call(read))
      await clock.advance(ms)
      expect(await call).toMatchObject({ code: 'timeout', details: { timeoutMs: ms } })
      expect(clock.now()).toBe(ms)
    }
  })

  it('counts all attempts together', async () => {
    const { client, clock, transport } = setup([unavailable, unavailable, 'hang'])
    const call = failure(client.call(read, { timeoutMs: 5000 }))
    await clock.advance(5000)
    expect(await call).toMatchObject({ code: 'timeout' })
    expect(transport.requests).toHaveLength(3)
  })

  it('has sent nothing where its time was up from the start', async () => {
    const { client, transport } = setup([])
    expect(await failure(client.call(once, { timeoutMs: 0 }))).toMatchObject({
      code: 'timeout',
      outcome: 'not-applied',
    })
    expect(transport.requests).toEqual([])
  })

  it.each([-1, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 31, '5000'])('refuses %o ms', async (timeoutMs) => {
    const { client, transport } = setup([])
    expect(await failure(client.call(read, { timeoutMs: timeoutMs as number }))).toMatchObject({
      code: 'invalid',
    })
    expect(transport.requests).toEqual([])
  })
})

describe('options of a call that are none', () => {
  it.each([
    [{ timeout: 1 }, 'The call has no option "timeout": its options are signal, timeoutMs'],
    [{ signal: {} }, 'signal must be an AbortSignal'],
    [{ signal: null }, 'signal must be an AbortSignal'],
    [null, 'The call must be a plain object'],
  ])('%j are refused before anything is sent', async (options, message) => {
    const { client, transport } = setup([])
    const refusal = { code: 'invalid', message: expect.stringContaining(message) }
    expect(await failure(client.call(read, options as never))).toMatchObject(refusal)
    if (options) {
      expect(await failure(client.within(options as never, async () => {}))).toMatchObject(refusal)
    }
    expect(transport.requests).toEqual([])
  })
})

describe('several calls within one', () => {
  it('share its time, whatever the time of day is set to', async () => {
    const { clock, client } = setup([])
    let setBackMs = 0
    const set = { ...clock, now: () => clock.now() - setBackMs }
    const within = testClient({ clock: set }).within
    const left = await within({ timeoutMs: 1000 }, async (call) => {
      setBackMs = 3_600_000
      await clock.advance(400)
      return call.timeoutMs
    })
    expect(left).toBe(600)
    expect(client.provider).toBe('test')
  })
})

describe('a call that ends by itself', () => {
  it('lets go of the signal and of the clock', async () => {
    const timers = new Set<object>()
    const clock = {
      now: () => 0,
      elapsed: () => 0,
      after: () => {
        const timer = {}
        timers.add(timer)
        return () => timers.delete(timer)
      },
    }
    const { signal, listeners } = watchedSignal()
    const client = testClient({ clock, transport: scriptedTransport([{ body: 'ok' }, { status: 404 }]) })
    expect(await client.call(read, { signal })).toBe('ok')
    expect(await failure(client.call(read, { signal }))).toMatchObject({ code: 'not-found' })
    expect([listeners(), timers.size]).toEqual([0, 0])
  })
})
