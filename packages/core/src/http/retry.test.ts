import { virtualClock } from '@cloud/emulators'
import { describe, expect, it, vi } from 'vitest'
import { CloudError } from '../errors.ts'
import { failure, idempotent, once, operation, read, testClient, tokened } from '../testing/operations.ts'
import { type Scripted, scriptedTransport } from '../testing/scripted-transport.ts'
import { named } from './find-effect.ts'
import type { RetryPolicy } from './retry.ts'
import { retryBudget } from './retry-budget.ts'

const ok = { body: 'ok' } as const
const unavailable = { status: 503 } as const
const throttled = { status: 429 } as const
const refused = {
  fails: new CloudError('refused', { code: 'network', outcome: 'not-applied', retryable: true }),
} as const
const lost = {
  fails: new CloudError('lost', { code: 'network', outcome: 'unknown', retryable: true }),
} as const

const setup = (script: readonly Scripted[] | (() => Scripted), retry: RetryPolicy = {}) => {
  const clock = virtualClock({ start: 0, auto: true })
  const transport = scriptedTransport(script)
  return { clock, transport, client: testClient({ clock, transport, retry }) }
}

const many = (one: Scripted, count = 9): readonly Scripted[] => Array.from({ length: count }, () => one)

describe('how often a failing call is sent', () => {
  const unique = operation(named<string>(async () => undefined))
  it.each([
    ['a read', read, unavailable, 4],
    ['an idempotent write', idempotent, unavailable, 3],
    ['a write with a token', tokened, unavailable, 3],
    ['a named write', unique, unavailable, 3],
    ['a write that may happen only once', once, unavailable, 1],
    ['a read whose answer was lost', read, lost, 4],
    ['a write with a token whose answer was lost', tokened, lost, 3],
    ['a write that may happen only once whose answer was lost', once, lost, 1],
    ['a write that may happen only once and was never sent', once, refused, 3],
    ['a write that may happen only once and was throttled', once, throttled, 3],
    ['a read that is refused', read, { status: 400 }, 1],
    ['a read of what is not there', read, { status: 404 }, 1],
  ] as const)('%s', async (_what, op, answer, times) => {
    const { client, transport } = setup(many(answer))
    await failure(client.call(op))
    expect(transport.requests).toHaveLength(times)
  })

  it('is what the policy says', async () => {
    for (const attempts of [1, 2, 6]) {
      const { client, transport } = setup(many(unavailable), { attempts })
      await failure(client.call(read))
      expect(transport.requests).toHaveLength(attempts)
    }
  })

  it('is once where its answer cannot be made sense of', async () => {
    const { client, transport } = setup(many(ok))
    const broken = new TypeError('no such member')
    const op = operation(
      { class: 'read' },
      {
        read: () => {
          throw broken
        },
      },
    )
    expect(await failure(client.call(op))).toMatchObject({ code: 'protocol', cause: broken })
    expect(transport.requests).toHaveLength(1)
  })
})

describe('a call that is repeated', () => {
  it('gives the answer of the attempt that succeeds', async () => {
    const { client, transport } = setup([unavailable, lost, ok])
    expect(await client.call(tokened)).toBe('ok')
    expect(transport.requests).toHaveLength(3)
  })

  it('is signed anew', async () => {
    const clock = virtualClock({ start: 0, auto: true })
    const transport = scriptedTransport([unavailable, ok])
    let signed = 0
    const client = testClient(
      { clock, transport },
      {
        sign: async (draft) => ({ ...draft, origin: 'https://a', headers: { signature: String(++signed) } }),
      },
    )
    await client.call(read)
    expect(transport.requests.map(({ headers }) => headers.signature)).toEqual(['1', '2'])
  })

  it('is repeated where half its body was lost', async () => {
    const half = {
      async *[Symbol.asyncIterator]() {
        yield Buffer.from('o')
        throw new CloudError('lost', { code: 'network', outcome: 'unknown', retryable: true })
      },
    }
    const { client, transport } = setup([{ body: half }, ok])
    expect(await client.call(read)).toBe('ok')
    expect(transport.discarded()).toBe(1)
  })

  it('is repeated also where the time of day was set forward meanwhile', async () => {
    const clock = virtualClock({ start: 0, auto: true })
    let setForwardMs = 0
    const script = scriptedTransport([unavailable, ok])
    const transport: typeof script = {
      ...script,
      send: (...args) => {
        setForwardMs += 3_600_000
        return script.send(...args)
      },
    }
    const set = { ...clock, now: () => clock.now() + setForwardMs }
    expect(await testClient({ clock: set, transport }).call(read)).toBe('ok')
  })

  it('waits a random part of a doubling bound', async () => {
    const random = vi.spyOn(Math, 'random').mockReturnValue(0.5)
    const { client, transport } = setup(many(unavailable), { attempts: 5, baseMs: 100, maxMs: 500 })
    const times: number[] = []
    const clock = virtualClock({ start: 0, auto: true })
    const timed = testClient({
      clock,
      transport: {
        ...transport,
        send: (...args) => {
          times.push(clock.now())
          return transport.send(...args)
        },
      },
      retry: { attempts: 5, baseMs: 100, maxMs: 500 },
    })
    await failure(timed.call(read))
    random.mockRestore()
    expect(times).toEqual([0, 50, 150, 350, 600])
    expect(client.provider).toBe('test')
  })

  it('waits longer after a throttle than after a fault', async () => {
    const random = vi.spyOn(Math, 'random').mockReturnValue(1)
    const waits: number[] = []
    for (const answer of [throttled, unavailable]) {
      const { client, clock } = setup([answer, ok])
      await client.call(read)
      waits.push(clock.now())
    }
    random.mockRestore()
    expect(waits).toEqual([1000, 50])
  })
})

describe('the outcome of a write', () => {
  it('stays unknown after an attempt whose answer was lost', async () => {
    for (const later of [refused, throttled, { status: 409 }]) {
      const { client } = setup([lost, ...many(later)])
      expect(await failure(client.call(idempotent))).toMatchObject({ outcome: 'unknown' })
    }
  })

  it('is settled by a refusal from where the provider knows the token', async () => {
    const { client } = setup([lost, { status: 400 }])
    expect(await failure(client.call(tokened))).toMatchObject({ code: 'invalid', outcome: 'not-applied' })
  })

  it.each([401, 403])('is not settled by status %i, which comes before the token is read', async (status) => {
    const { client } = setup([lost, { status }])
    expect(await failure(client.call(tokened))).toMatchObject({ status, outcome: 'unknown' })
  })

  it('is not settled by a throttle', async () => {
    const { client } = setup([lost, throttled, throttled])
    expect(await failure(client.call(tokened))).toMatchObject({ code: 'rate-limited', outcome: 'unknown' })
  })

  it('is not-applied where no attempt was sent', async () => {
    const { client } = setup(many(refused))
    expect(await failure(client.call(once))).toMatchObject({ code: 'network', outcome: 'not-applied' })
  })

  it('is unknown after a fault of the provider', async () => {
    const { client } = setup([unavailable])
    expect(await failure(client.call(once))).toMatchObject({ code: 'unavailable', outcome: 'unknown' })
  })
})

describe('a named write', () => {
  const looking = (...answers: (string | undefined | Error)[]) => {
    const looks: number[] = []
    const find = async () => {
      const answer = answers[looks.push(1) - 1]
      if (answer instanceof Error) throw answer
      return answer
    }
    return { looks, op: operation(named(find)) }
  }

  it('whose answer was lost is looked for before it is repeated', async () => {
    const { looks, op } = looking('the thing')
    const { client, transport } = setup([lost])
    expect(await client.call(op)).toBe('the thing')
    expect([looks.length, transport.requests.length]).toEqual([1, 1])
  })

  it('is repeated where it was not found', async () => {
    const { looks, op } = looking(undefined)
    const { client } = setup([lost, ok])
    expect(await client.call(op)).toBe('ok')
    expect(looks).toHaveLength(1)
  })

  it('that the repeat finds taken is looked for again', async () => {
    const { looks, op } = looking(undefined, 'the thing')
    const { client } = setup([lost, { status: 409 }])
    expect(await client.call(op)).toBe('the thing')
    expect(looks).toHaveLength(2)
  })

  it('is not looked for where nothing was done', async () => {
    const { looks, op } = looking('somebody else’s')
    const { client } = setup([{ status: 409 }])
    expect(await failure(client.call(op))).toMatchObject({ code: 'conflict', outcome: 'not-applied' })
    expect(looks).toEqual([])
  })

  it('stays unknown where looking fails', async () => {
    const { op } = looking(new Error('no'), new Error('no'), new Error('no'))
    const { client, transport } = setup(many(lost))
    expect(await failure(client.call(op))).toMatchObject({ code: 'network', outcome: 'unknown' })
    expect(transport.requests).toHaveLength(3)
  })

  it('is aborted at once, also while it is looked for by what does not listen', async () => {
    const controller = new AbortController()
    const reason = new Error('enough')
    const op = operation(
      named(() => {
        setImmediate(() => controller.abort(reason))
        return new Promise(() => {})
      }),
    )
    const { client } = setup([lost])
    expect(await failure(client.call(op, { signal: controller.signal }))).toMatchObject({
      code: 'aborted',
      outcome: 'unknown',
      cause: reason,
    })
  })
})

describe('Retry-After', () => {
  it.each([
    ['30', 30_000],
    ['Thu, 01 Jan 1970 00:00:20 GMT', 20_000],
  ])('%o is waited for', async (header, ms) => {
    const { client, clock } = setup([{ status: 503, headers: { 'retry-after': header } }, ok])
    expect(await client.call(read)).toBe('ok')
    expect(clock.now()).toBeGreaterThanOrEqual(ms)
    expect(clock.now()).toBeLessThan(ms + 100)
  })

  it.each(['garbage', '-5', 'NaN', '1e99'])('%o is no reason to wait or to fail', async (header) => {
    const { client, clock } = setup([{ status: 503, headers: { 'retry-after': header } }, ok])
    expect(await client.call(read)).toBe('ok')
    expect(clock.now()).toBeLessThan(100)
  })

  it.each(['120', '7200', '999999999', 'Thu, 01 Jan 2099 00:00:00 GMT'])(
    '%o, past the deadline, fails the call at once',
    async (header) => {
      const { client, clock, transport } = setup([{ status: 429, headers: { 'retry-after': header } }, ok])
      const error = await failure(client.call(read))
      expect(error).toMatchObject({ code: 'rate-limited', retryable: true })
      expect((error as CloudError).details?.retryAfterMs).toBeGreaterThanOrEqual(120_000)
      expect([clock.now(), transport.requests.length]).toEqual([0, 1])
    },
  )
})

describe('the retry budget', () => {
  it.each([
    ['faults', unavailable, 10_035],
    ['throttles', throttled, 10_100],
  ] as const)('lets 10,000 calls that end in %s make %3$i requests', async (_what, answer, requests) => {
    const { client, transport } = setup(() => answer, { baseMs: 0, throttleBaseMs: 0 })
    for (let call = 0; call < 10_000; call++) await failure(client.call(read))
    expect(transport.requests).toHaveLength(requests)
  })

  it('pays for the looks for lost effects too', async () => {
    const { client, transport } = setup(() => unavailable, { baseMs: 0 })
    const create = operation(named<string>((left) => client.call(read, left)))
    for (let call = 0; call < 10_000; call++) await failure(client.call(create))
    expect(transport.requests.length).toBeLessThanOrEqual(10_100)
  })

  it('fills again as calls succeed', () => {
    const budget = retryBudget()
    for (let taken = 0; taken < 35; taken++) expect(budget.take('transient')).toBe(14)
    expect(budget.take('transient')).toBe(0)
    expect([budget.take('throttle'), budget.take('throttle'), budget.take('throttle')]).toEqual([5, 5, 0])
    budget.succeed(14)
    expect(budget.take('transient')).toBe(14)
    for (let calls = 0; calls < 5; calls++) budget.succeed(0)
    expect([budget.take('throttle'), budget.take('throttle')]).toEqual([5, 0])
  })

  it('holds no more than at the start', () => {
    const budget = retryBudget()
    budget.succeed(5000)
    let retries = 0
    while (budget.take('throttle') > 0) retries++
    expect(retries).toBe(100)
  })
})
