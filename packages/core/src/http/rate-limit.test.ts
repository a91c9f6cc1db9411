import { virtualClock } from '@cloud/emulators'
import { describe, expect, it } from 'vitest'
import type { Operation } from './operation.ts'
import { limiter } from './rate-limit.ts'

const read = (headers: Readonly<Record<string, string>>) =>
  headers.remaining === undefined
    ? undefined
    : { remaining: Number(headers.remaining), resetAt: Number(headers.reset) }

function setup() {
  const clock = virtualClock({ auto: true })
  const limit = limiter(read)
  const sent: number[] = []
  const start = clock.now()
  const next = async <T>(): Promise<T> => {
    sent.push(clock.now() - start)
    return 'answer' as T
  }
  const call = (deadlineMs = 60_000) =>
    limit.hold(clock, next)({ name: 'Ask' } as Operation<string>, {
      signal: new AbortController().signal,
      deadline: start + deadlineMs,
      attempt: 1,
      callId: () => '0',
    })
  const close = (ms: number) => limit.observe({ remaining: '0', reset: String(start + ms) })
  return { limit, sent, call, close }
}

describe('the rate limit', () => {
  it('lets requests pass while the provider takes them, or says nothing of it', async () => {
    const { limit, sent, call } = setup()
    await call()
    limit.observe({})
    await call()
    limit.observe({ remaining: '1', reset: '9999999999999' })
    await call()
    expect(sent).toEqual([0, 0, 0])
  })

  it('holds a request back until the provider takes it', async () => {
    const { sent, call, close } = setup()
    close(5000)
    expect(await call()).toBe('answer')
    expect(sent).toEqual([5000])
  })

  it('fails at once where that is longer than the call may take', async () => {
    const { sent, call, close } = setup()
    close(90_000)
    await expect(call()).rejects.toMatchObject({
      code: 'rate-limited',
      outcome: 'not-applied',
      details: { retryAfterMs: 90_000 },
    })
    expect(sent).toEqual([])
  })

  it('is open again when a later answer says so', async () => {
    const { limit, sent, call, close } = setup()
    close(90_000)
    limit.observe({ remaining: '10', reset: '0' })
    await call()
    expect(sent).toEqual([0])
  })
})
