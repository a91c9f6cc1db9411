import { virtualClock } from '@cloud/emulators'
import { describe, expect, it } from 'vitest'
import type { CallOptions } from './contract/call.ts'
import { CloudError } from './errors.ts'
import { failure } from './testing/operations.ts'
import { silence } from './testing/scripted-transport.ts'
import { type Wait, type WaitOptions, waitUntil } from './wait-until.ts'

const lost = new CloudError('The connection was lost', { code: 'network', retryable: true })
const gone = new CloudError('It is gone', { code: 'not-found' })

/** Waits for the number 9 by looks that give the next of `seen`, the last one for ever. */
const setup = (
  seen: readonly (number | Error)[],
  options: WaitOptions = {},
  changes: Partial<Wait<number>> = {},
) => {
  const clock = virtualClock({ start: 0, auto: true })
  const looks: number[] = []
  const calls: CallOptions[] = []
  const waiting = waitUntil<number>(
    {
      what: 'the number 9',
      look: async (call) => {
        calls.push(call)
        const each = seen[Math.min(looks.push(clock.now()), seen.length) - 1] ?? 0
        if (each instanceof Error) throw each
        return each
      },
      done: (number) => number === 9,
      describe: (number) => `it is ${number}`,
      ...changes,
    },
    options,
    clock,
  )
  return { clock, looks, calls, waiting }
}

describe('waitUntil', () => {
  it('looks at once', async () => {
    const { waiting, looks, clock } = setup([9])
    expect(await waiting).toBe(9)
    expect([looks, clock.now()]).toEqual([[0], 0])
  })

  const pausesOf = (looks: readonly number[]) =>
    looks.slice(1).map((at, index) => Math.round(at - (looks[index] ?? 0)))

  it('looks again after pauses that grow by half, from a quarter of a second to ten seconds', async () => {
    const { waiting, looks } = setup([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 9])
    await waiting
    const growing = [250, 375, 563, 844, 1266, 1898, 2848, 4271, 6407, 9611]
    expect(pausesOf(looks)).toEqual([...growing, 10_000, 10_000])
  })

  it('looks as often as it is told, to ten times the first pause', async () => {
    const { waiting, looks } = setup([1, 1, 1, 1, 1, 1, 1, 1, 9], { intervalMs: 100 })
    await waiting
    expect(pausesOf(looks)).toEqual([100, 150, 225, 338, 506, 759, 1000, 1000])
  })

  it('gives a provider that fails two seconds at least, and then is as quick as before', async () => {
    const { waiting, looks } = setup([lost, lost, 1, 9])
    await waiting
    expect(pausesOf(looks)).toEqual([2000, 2000, 563])
    const told = setup([lost, lost, 9], { intervalMs: 10 })
    await told.waiting
    expect(told.looks).toEqual([0, 10, 25])
  })

  it('gives each look what is left of the time', async () => {
    const { waiting, calls } = setup([1, 1, 9], { timeoutMs: 5000 })
    await waiting
    expect(calls.map(({ timeoutMs }) => timeoutMs)).toEqual([5000, 4750, 4375])
  })

  it('bears four failed looks in a row, again and again', async () => {
    const { waiting, looks } = setup([lost, lost, lost, lost, 1, lost, lost, lost, lost, 9])
    expect(await waiting).toBe(9)
    expect(looks).toHaveLength(10)
  })

  it('ends at the fifth failed look in a row', async () => {
    const { waiting, looks } = setup([1, lost])
    expect(await failure(waiting)).toBe(lost)
    expect(looks).toHaveLength(6)
  })

  it('ends at a failure that waiting does not mend', async () => {
    for (const error of [gone, new TypeError('no such member')]) {
      const { waiting, looks } = setup([1, error])
      expect(await failure(waiting)).toBe(error)
      expect(looks).toHaveLength(2)
    }
  })

  it('leaves the provider alone for as long as that asks', async () => {
    const busy = (retryAfterMs: unknown) =>
      new CloudError('Too many requests', {
        code: 'rate-limited',
        retryable: true,
        details: { retryAfterMs },
      })
    const { waiting, looks } = setup([busy(20_000), busy(100), busy('soon'), 9])
    await waiting
    expect(looks).toEqual([0, 20_000, 22_000, 24_000])
  })

  it('is over in time also where the provider asks for longer', async () => {
    const busy = new CloudError('busy', {
      code: 'rate-limited',
      retryable: true,
      details: { retryAfterMs: 1e12 },
    })
    const { waiting, clock } = setup([busy], { timeoutMs: 5_000 })
    expect(await failure(waiting)).toMatchObject({ code: 'timeout', details: { last: 'busy' } })
    expect(clock.now()).toBe(5_000)
  })

  it('looks again where a look hangs, after 30 seconds', async () => {
    const calls: CallOptions[] = []
    const look = (call: CallOptions) =>
      calls.push(call) === 1 ? new Promise<never>(() => {}) : Promise.resolve(9)
    const { waiting, clock } = setup([], { timeoutMs: 100_000 }, { look })
    expect(await waiting).toBe(9)
    expect(clock.now()).toBe(32_000)
    expect(calls.map(({ timeoutMs }) => timeoutMs)).toEqual([30_000, 30_000])
    expect(calls[0]?.signal?.aborted).toBe(true)
  })

  it('bears without end what counts as not yet', async () => {
    const { waiting } = setup(
      [gone, gone, gone, gone, gone, gone, gone, 9],
      {},
      {
        notYet: (error) => error.code === 'not-found',
      },
    )
    expect(await waiting).toBe(9)
  })

  it('ends where it is told that waiting on is useless', async () => {
    const hopeless = new CloudError('It will never be 9', { code: 'failed' })
    const { waiting, looks } = setup(
      [1],
      {},
      {
        done: () => {
          throw hopeless
        },
      },
    )
    expect(await failure(waiting)).toBe(hopeless)
    expect(looks).toHaveLength(1)
  })

  it('tells what it saw last when its time is up', async () => {
    const { waiting, clock } = setup([1, 2], { timeoutMs: 5000 })
    expect(await failure(waiting)).toMatchObject({
      code: 'timeout',
      retryable: true,
      message: 'Waited 5000 ms for the number 9; last: it is 2',
      details: { timeoutMs: 5000, last: 'it is 2' },
    })
    expect(clock.now()).toBe(5000)
  })

  it('tells the failure of the last look when its time is up', async () => {
    const { waiting } = setup([1, lost], { timeoutMs: 2000 })
    expect(await failure(waiting)).toMatchObject({ details: { last: 'The connection was lost' } })
  })

  it('waits ten minutes unless it is told', async () => {
    const { waiting, clock } = setup([1])
    expect(await failure(waiting)).toMatchObject({ code: 'timeout', details: { timeoutMs: 600_000 } })
    expect(clock.now()).toBe(600_000)
  })

  it('is over in time also where a look is not', async () => {
    for (const look of [
      () => new Promise<never>(() => {}),
      (call: CallOptions) => silence(call.signal as AbortSignal),
    ]) {
      const { waiting, clock } = setup([], { timeoutMs: 3000 }, { look })
      expect(await failure(waiting)).toMatchObject({
        code: 'timeout',
        message: 'Waited 3000 ms for the number 9; last: nothing was seen',
      })
      expect(clock.now()).toBe(3000)
    }
  })

  it('is aborted at once, in a pause and in a look', async () => {
    const reason = new Error('enough')
    for (const look of [async () => 1, () => new Promise<never>(() => {})]) {
      const controller = new AbortController()
      const clock = virtualClock({ start: 0 })
      const waiting = failure(
        waitUntil<number>(
          { what: 'x', look, done: () => false, describe: String },
          { signal: controller.signal },
          clock,
        ),
      )
      await clock.advance(500)
      controller.abort(reason)
      expect(await waiting).toMatchObject({ code: 'aborted', cause: reason })
      expect(clock.now()).toBe(500)
    }
  })

  it('does not look where it is aborted before', async () => {
    const { waiting, looks } = setup([9], { signal: AbortSignal.abort('no') })
    expect(await failure(waiting)).toMatchObject({ code: 'aborted', cause: 'no' })
    expect(looks).toEqual([])
  })

  it.each([
    { timeoutMs: -1 },
    { timeoutMs: Number.NaN },
    { timeoutMs: Number.POSITIVE_INFINITY },
    { timeoutMs: 2 ** 31 },
    { interval: 5 },
    { intervalMs: 0 },
    { intervalMs: -1 },
    { intervalMs: Number.NaN },
  ])('refuses %o', async (options) => {
    const { waiting, looks } = setup([9], options)
    expect(await failure(waiting)).toMatchObject({ code: 'invalid' })
    expect(looks).toEqual([])
  })
})
