import { virtualClock } from '@cloud/emulators'
import { describe, expect, it } from 'vitest'
import { CloudError } from '../errors.ts'
import { failure } from '../testing/operations.ts'
import { type CacheOptions, type CredentialProvider, cached } from './cached.ts'

interface Key {
  readonly id: number
  readonly until?: number
}

/** A cache over a provider that counts: its nth answer is key n, good for `lastsMs`. */
const setup = (
  lastsMs: number | undefined,
  answer: (id: number) => Promise<void> = async () => {},
  options: Pick<CacheOptions<Key>, 'earlyMs'> = {},
) => {
  const clock = virtualClock({ start: 0 })
  let fetches = 0
  const asked: Parameters<CredentialProvider<Key>>[0][] = []
  const provider: CredentialProvider<Key> = async (options) => {
    const id = ++fetches
    asked.push(options)
    await answer(id)
    return lastsMs === undefined ? { id } : { id, until: clock.now() + lastsMs }
  }
  const get = cached(provider, { clock, expiresAt: (key) => key.until, ...options })
  return { clock, get, asked, fetches: () => fetches }
}
const minute = 60_000

describe('cached credentials', () => {
  it('are not fetched before they are wanted', () => {
    expect(setup(undefined).fetches()).toBe(0)
  })

  it('are fetched once for a hundred calls at a time', async () => {
    const gate = Promise.withResolvers<void>()
    const { get, fetches } = setup(undefined, () => gate.promise)
    const calls = Promise.all(Array.from({ length: 100 }, get))
    gate.resolve()
    expect(new Set((await calls).map(({ id }) => id))).toEqual(new Set([1]))
    expect(fetches()).toBe(1)
  })

  it('are kept for ever where they do not run out', async () => {
    const { get, fetches, clock } = setup(undefined)
    await get()
    await clock.advance(1e12)
    expect([(await get()).id, fetches()]).toEqual([1, 1])
  })

  it('are renewed in the background from five minutes before they run out', async () => {
    const { get, fetches, clock } = setup(15 * minute)
    await get()
    await clock.advance(10 * minute - 1)
    expect([(await get()).id, fetches()]).toEqual([1, 1])
    await clock.advance(1)
    expect([(await get()).id, fetches()]).toEqual([1, 2])
    await clock.advance(0)
    expect([(await get()).id, fetches()]).toEqual([2, 2])
  })

  it('are renewed as early as was asked', async () => {
    const { get, fetches, clock } = setup(15 * minute, undefined, { earlyMs: minute })
    await get()
    await clock.advance(13 * minute)
    await get()
    expect(fetches()).toBe(1)
    await clock.advance(minute)
    await get()
    expect(fetches()).toBe(2)
  })

  it('still hold while their renewal takes its time, which is asked for once', async () => {
    const gate = Promise.withResolvers<void>()
    const { get, fetches, clock } = setup(15 * minute, (id) => (id === 2 ? gate.promise : Promise.resolve()))
    await get()
    await clock.advance(11 * minute)
    expect((await Promise.all(Array.from({ length: 100 }, get))).every(({ id }) => id === 1)).toBe(true)
    expect(fetches()).toBe(2)
    gate.resolve()
    await clock.advance(0)
    expect((await get()).id).toBe(2)
  })

  it('that ran out are waited for anew, once for all who wait', async () => {
    const { get, fetches, clock } = setup(15 * minute)
    await get()
    await clock.advance(15 * minute)
    expect((await Promise.all([get(), get(), get()])).map(({ id }) => id)).toEqual([2, 2, 2])
    expect(fetches()).toBe(2)
  })

  it('that were out when they came are not kept', async () => {
    const { get, fetches } = setup(0)
    expect([(await get()).id, (await get()).id, fetches()]).toEqual([1, 2, 2])
  })
})

describe('a failure to fetch', () => {
  it('is told to all who wait, and not kept', async () => {
    const { get, fetches } = setup(undefined, async (id) => {
      if (id === 1) throw new Error('no metadata service')
    })
    const failures = await Promise.all([failure(get()), failure(get())])
    expect(failures[0]).toBe(failures[1])
    expect(failures[0]).toMatchObject({
      code: 'unauthorized',
      message: 'The credentials could not be had: no metadata service',
      outcome: 'not-applied',
      cause: expect.objectContaining({ message: 'no metadata service' }),
    })
    expect([(await get()).id, fetches()]).toEqual([2, 2])
  })

  it('of ours passes as it is', async () => {
    const ours = new CloudError('none found', { code: 'unauthorized', details: { tried: ['env'] } })
    const { get } = setup(undefined, () => Promise.reject(ours))
    expect(await failure(get())).toBe(ours)
  })

  it('ahead of time is not seen until the old ones run out', async () => {
    let broken = false
    const { get, fetches, clock } = setup(15 * minute, async () => {
      if (broken) throw new Error('down')
    })
    await get()
    broken = true
    await clock.advance(11 * minute)
    expect((await get()).id).toBe(1)
    await clock.advance(minute)
    expect([(await get()).id, fetches()]).toEqual([1, 3])
    await clock.advance(3 * minute)
    expect(await failure(get())).toMatchObject({ code: 'unauthorized' })
    broken = false
    expect((await get()).id).toBe(5)
  })

  it('that is thrown at once is one too', async () => {
    const get = cached<Key>(
      () => {
        throw new Error('not even a promise')
      },
      { clock: virtualClock(), expiresAt: () => undefined },
    )
    expect(await failure(get())).toMatchObject({ code: 'unauthorized' })
  })
})

describe('a provider that does not answer', () => {
  it('fails those who wait after 30 seconds, is told so, and is asked again by the next call', async () => {
    const { get, asked, clock } = setup(undefined, (id) =>
      id === 1 ? new Promise(() => {}) : Promise.resolve(),
    )
    const failures = Promise.all([failure(get()), failure(get())])
    await clock.advance(29_999)
    expect(asked[0]?.signal?.aborted).toBe(false)
    await clock.advance(1)
    const [error] = await failures
    expect(error).toMatchObject({
      code: 'timeout',
      message: 'The credentials could not be had: Not done within 30000 ms',
      outcome: 'not-applied',
      retryable: true,
    })
    expect(asked[0]?.signal?.aborted).toBe(true)
    expect((await get()).id).toBe(2)
  })

  it('leaves no timer behind when it answered', async () => {
    const clock = virtualClock({ start: 0 })
    let timers = 0
    const counted = {
      ...clock,
      after: (ms: number, run: () => void) => {
        timers += 1
        const cancel = clock.after(ms, run)
        return () => {
          timers -= 1
          cancel()
        }
      },
    }
    await cached(async () => 1, { clock: counted, expiresAt: () => undefined })()
    expect(timers).toBe(0)
  })
})

describe('credentials that were refused', () => {
  it('are dropped, and others are asked for that come from no cache', async () => {
    const { get, asked, fetches } = setup(undefined)
    get.invalidate(await get())
    expect((await Promise.all([get(), get()])).map(({ id }) => id)).toEqual([2, 2])
    expect(asked.map((options) => options?.forceRefresh)).toEqual([false, true])
    get.invalidate(await get())
    expect([(await get()).id, fetches()]).toEqual([3, 3])
  })

  it('are not followed by what was on its way, which comes from a cache too', async () => {
    const gates = [Promise.resolve(), Promise.withResolvers<void>().promise]
    const { get, asked, clock } = setup(15 * minute, async (id) => gates[id - 1])
    const first = await get()
    await clock.advance(12 * minute)
    expect(await get()).toBe(first)
    get.invalidate(first)
    expect((await get()).id).toBe(3)
    expect(asked.map((options) => options?.forceRefresh)).toEqual([false, false, true])
  })

  it('drop no others that came since: many calls may learn of it one after the other', async () => {
    const { get, fetches } = setup(undefined)
    const old = await get()
    get.invalidate(old)
    await get()
    get.invalidate(old)
    expect([(await get()).id, fetches()]).toEqual([2, 2])
  })
})

describe('an expiration', () => {
  it('that is no time is invalid, and is not kept', async () => {
    const { get, fetches } = setup(Number.NaN)
    expect(await failure(get())).toMatchObject({ code: 'invalid' })
    expect(await failure(get())).toMatchObject({ code: 'invalid' })
    expect(fetches()).toBe(2)
  })
})
