import { virtualClock } from '@cloud/emulators'
import { describe, expect, it } from 'vitest'
import { CloudError } from '../errors.ts'
import { failure, once, read, testClient } from '../testing/operations.ts'
import type { HttpReply, Transport } from './messages.ts'

const calling = (send: Transport['send'], clock = virtualClock({ auto: true })) =>
  testClient({ clock, transport: { send, close: async () => {} }, retry: { attempts: 1 } })

const turn = () => new Promise((resolve) => setImmediate(resolve))

describe('a transport of somebody else', () => {
  it.each([
    ['an error', new Error('boom')],
    ['a text', 'boom'],
    ['nothing', undefined],
    ['an error with a code of its own', Object.assign(new Error('boom'), { code: 'not-found' })],
  ])('that rejects with %s has lost the request', async (_what, garbage) => {
    const client = calling(() => Promise.reject(garbage))
    const error = await failure(client.call(once))
    expect(error).toMatchObject({
      code: 'network',
      outcome: 'unknown',
      retryable: true,
      message: 'test DoThing: The transport failed',
    })
    expect((error as Error).cause).toBe(garbage)
  })

  it('may also throw', async () => {
    const client = calling(() => {
      throw new Error('boom')
    })
    expect(await failure(client.call(once))).toMatchObject({ code: 'network', outcome: 'unknown' })
  })

  it('is believed where it rejects with an error of ours', async () => {
    const refused = new CloudError('refused', { code: 'untrusted', outcome: 'not-applied' })
    const client = calling(() => Promise.reject(refused))
    expect(await failure(client.call(once))).toMatchObject({ code: 'untrusted', outcome: 'not-applied' })
  })

  it('that answers an abort in its own way is still aborted', async () => {
    const reason = new Error('enough')
    for (const garbage of [
      new DOMException('x', 'AbortError'),
      new CloudError('lost', { code: 'network' }),
    ]) {
      const controller = new AbortController()
      const client = calling(
        (_request, { signal }) =>
          new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(garbage))),
      )
      setImmediate(() => controller.abort(reason))
      expect(await failure(client.call(once, { signal: controller.signal }))).toMatchObject({
        code: 'aborted',
        outcome: 'unknown',
        cause: reason,
      })
    }
  })

  it('that does not listen to an abort is left, and what it brings later is given up', async () => {
    const controller = new AbortController()
    const late = Promise.withResolvers<HttpReply>()
    const client = calling(() => late.promise)
    setImmediate(() => controller.abort())
    expect(await failure(client.call(read, { signal: controller.signal }))).toMatchObject({ code: 'aborted' })
    let discarded = 0
    const discard = () => {
      discarded += 1
    }
    late.resolve({ status: 200, headers: {}, body: (async function* () {})(), discard })
    await turn()
    expect(discarded).toBe(1)
  })

  it('that tells when a request leaves is believed about one that is aborted', async () => {
    for (const [calls, outcome] of [
      [[false], 'not-applied'],
      [[false, true], 'unknown'],
      [[], 'unknown'],
    ] as const) {
      const controller = new AbortController()
      const client = calling((_request, { started }) => {
        for (const yet of calls) started?.(yet)
        setImmediate(() => controller.abort())
        return new Promise(() => {})
      })
      expect(await failure(client.call(once, { signal: controller.signal }))).toMatchObject({
        code: 'aborted',
        outcome,
      })
    }
  })

  it('that fails after it was left harms nobody', async () => {
    const controller = new AbortController()
    const late = Promise.withResolvers<HttpReply>()
    const client = calling(() => late.promise)
    setImmediate(() => controller.abort())
    await failure(client.call(read, { signal: controller.signal }))
    late.reject(new Error('too late'))
    await turn()
  })
})
