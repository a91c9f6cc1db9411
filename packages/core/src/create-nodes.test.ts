import { getEventListeners } from 'node:events'
import { virtualClock } from '@cloud/emulators'
import { describe, expect, it } from 'vitest'
import type { CallOptions } from './contract/call.ts'
import type { CreateNode } from './contract/compute.ts'
import type { CreateNodeBatch, NodeBatches } from './contract/node-batches.ts'
import { createNodes } from './create-nodes.ts'
import { CloudError } from './errors.ts'
import {
  type FakeCompute,
  type FakeIn,
  type FakeNode,
  fakeCompute,
  fakeNode,
} from './testing/fake-compute.ts'

const clock = virtualClock({ start: 0, auto: true })
const base = { size: 's', image: 'i' } as const
const named = (...names: readonly string[]) => names.map((name) => ({ ...base, name }))
const statuses = (results: readonly PromiseSettledResult<unknown>[]) => results.map(({ status }) => status)
const reasons = (results: readonly PromiseSettledResult<unknown>[]) =>
  results.map((one) => (one.status === 'rejected' ? one.reason : undefined))
const names = (results: readonly PromiseSettledResult<FakeNode>[]) =>
  results.map((one) => (one.status === 'fulfilled' ? one.value.name : undefined))

type Batching = FakeCompute & NodeBatches<FakeNode, FakeIn> & { readonly batches: CreateNodeBatch<FakeIn>[] }

/** A cloud that makes batches, unless `make` says what becomes of them. */
function batching(
  make: NodeBatches<FakeNode, FakeIn>['createNodeBatch'] = async (options) =>
    options.names.map((name) => ({ status: 'fulfilled', value: fakeNode('pending', { name }) })),
): Batching {
  const batches: CreateNodeBatch<FakeIn>[] = []
  return {
    ...fakeCompute(clock),
    batches,
    createNodeBatch: (options, call) => {
      batches.push(options)
      return make(options, call)
    },
  }
}

describe('createNodes on a driver without batches', () => {
  it('gives each node its own request, and what became of it in its place', async () => {
    const driver = fakeCompute(clock, [], {
      createNode: async ({ name }) => {
        if (name === 'b') throw new CloudError('full', { code: 'capacity', outcome: 'not-applied' })
        return fakeNode('pending', { name })
      },
    })
    const results = await createNodes(driver, named('a', 'b', 'c'))
    expect(names(results)).toEqual(['a', undefined, 'c'])
    expect(reasons(results)[1]).toMatchObject({ code: 'capacity', outcome: 'not-applied' })
  })

  it('sends each under a key, the caller’s or one of its own, and tells it where nobody knows', async () => {
    const sent: CreateNode<FakeIn>[] = []
    const driver = fakeCompute(clock, [], {
      createNode: async (options) => {
        sent.push(options)
        throw new CloudError('lost', { code: 'network', outcome: 'unknown' })
      },
    })
    const results = await createNodes(driver, [{ ...base, name: 'a', idempotencyKey: 'mine' }, ...named('b')])
    expect(sent[0]).toMatchObject({ name: 'a', idempotencyKey: 'mine' })
    expect(sent[1]?.idempotencyKey).toMatch(/^[0-9a-f-]{36}$/)
    expect(reasons(results)).toMatchObject(
      sent.map(({ idempotencyKey }) => ({ details: { idempotencyKey } })),
    )
  })

  it.each([
    [undefined, 10],
    [1, 1],
    [30, 25],
  ])('has with concurrency %s at most %s under way, and begins in order', async (concurrency, most) => {
    const begun: string[] = []
    let [now, seen] = [0, 0]
    const driver = fakeCompute(clock, [], {
      createNode: async ({ name }) => {
        begun.push(name)
        seen = Math.max(seen, ++now)
        await Promise.resolve()
        now -= 1
        return fakeNode('pending', { name })
      },
    })
    const wanted = Array.from({ length: 25 }, (_, index) => `n-${index}`)
    expect(names(await createNodes(driver, named(...wanted), { concurrency }))).toEqual(wanted)
    expect(begun).toEqual(wanted)
    expect(seen).toBe(most)
  })

  it('gives nothing for nothing', async () => {
    expect(await createNodes(fakeCompute(clock), [])).toEqual([])
  })
})

describe('createNodes on a driver with batches', () => {
  it('makes together what differs in its name alone, and keeps the order', async () => {
    const driver = batching()
    const results = await createNodes(driver, [
      { ...base, name: 'web-1', tags: { role: 'web' } },
      { ...base, name: 'db' },
      { ...base, name: 'web-2', tags: { role: 'web' } },
      { ...base, name: 'own', idempotencyKey: 'mine' },
      { ...base, name: 'web-3', tags: { role: 'web' }, native: { rack: 'r2' } },
      { ...base, name: 'web-1', tags: { role: 'web' } },
    ])
    expect(names(results)).toEqual(['web-1', 'db', 'web-2', 'own', 'web-3', 'web-1'])
    expect(driver.batches).toMatchObject([
      { ...base, tags: { role: 'web' }, names: ['web-1', 'web-2', 'web-1'] },
    ])
    expect(driver.batches[0]).not.toHaveProperty('name')
    expect(driver.created.map(({ name }) => name)).toEqual(['db', 'own', 'web-3'])
  })

  it('holds bytes of user data against each other', async () => {
    const driver = batching()
    const bytes = (last: number) => new Uint8Array([31, 139, last])
    const list = [1, 1, 2].map((last, index) => ({ ...base, name: `n-${index}`, userData: bytes(last) }))
    await createNodes(driver, list)
    expect(driver.batches.map((one) => one.names)).toEqual([['n-0', 'n-1']])
  })

  it('leaves a name that is none to createNode, so that it fails alone', async () => {
    const driver = batching()
    await createNodes(driver, named('a', '', 'b', 'c\n'))
    expect(driver.batches.map((one) => one.names)).toEqual([['a', 'b']])
    expect(driver.created.map(({ name }) => name)).toEqual(['', 'c\n'])
  })

  it('tells of each what became of it, and of all where the batch fails whole', async () => {
    const full = new CloudError('full', { code: 'capacity', outcome: 'not-applied' })
    const driver = batching(async () => [
      { status: 'fulfilled', value: fakeNode('pending', { name: 'a' }) },
      { status: 'rejected', reason: full },
    ])
    expect(reasons(await createNodes(driver, named('a', 'b')))).toEqual([undefined, full])
    const none = batching(() => Promise.reject(full))
    expect(reasons(await createNodes(none, named('a', 'b')))).toEqual([full, full])
  })

  it('tells the key and the names of a batch of which nobody knows', async () => {
    const lost = new CloudError('lost', { code: 'network', outcome: 'unknown', details: { attempts: 3 } })
    const driver = batching(() => Promise.reject(lost))
    const results = await createNodes(driver, named('a', 'b'))
    const idempotencyKey = driver.batches[0]?.idempotencyKey
    expect(idempotencyKey).toMatch(/^[0-9a-f-]{36}$/)
    const details = { attempts: 3, idempotencyKey, names: ['a', 'b'] }
    expect(reasons(results)).toMatchObject([{ code: 'network', details }, { details }])
  })

  it('calls a node unknown of which its driver tells nothing', async () => {
    const driver = batching(async () => [{ status: 'fulfilled', value: fakeNode() }])
    const results = await createNodes(driver, named('a', 'b'))
    expect(statuses(results)).toEqual(['fulfilled', 'rejected'])
    expect(reasons(results)[1]).toMatchObject({
      code: 'unknown',
      outcome: 'unknown',
      details: { names: ['a', 'b'] },
    })
  })
})

describe('the end of createNodes', () => {
  const listening = (call: CallOptions | undefined) =>
    new Promise<never>((_, reject) => {
      call?.signal?.addEventListener('abort', () =>
        reject(new CloudError('cut', { code: 'aborted', outcome: 'unknown' })),
      )
    })

  it('comes by the signal: what has not begun is not applied, what is under way says what it knows', async () => {
    const cancel = new AbortController()
    const driver = fakeCompute(clock, [], { createNode: (_, call) => listening(call) })
    const running = createNodes(driver, named('a', 'b', 'c'), { signal: cancel.signal, concurrency: 2 })
    const reason = new Error('enough')
    cancel.abort(reason)
    expect(reasons(await running)).toMatchObject([
      { code: 'aborted', outcome: 'unknown', details: { idempotencyKey: expect.any(String) } },
      { code: 'aborted', outcome: 'unknown' },
      { code: 'aborted', outcome: 'not-applied', cause: reason },
    ])
    expect(getEventListeners(cancel.signal, 'abort')).toHaveLength(0)
  })

  it('sends nothing under a signal that is aborted already', async () => {
    const driver = batching()
    const results = await createNodes(driver, named('a', 'b'), { signal: AbortSignal.abort() })
    expect(reasons(results)).toMatchObject([{ code: 'aborted', outcome: 'not-applied' }, { code: 'aborted' }])
    expect([driver.batches, driver.created]).toEqual([[], []])
  })

  it('comes by its time, also of a driver that does not listen', async () => {
    const driver = fakeCompute(clock, [], { createNode: () => new Promise<never>(() => {}) })
    const results = await createNodes(driver, named('a', 'b'), { timeoutMs: 50, concurrency: 1 })
    expect(reasons(results)).toMatchObject([
      { code: 'timeout', outcome: 'unknown', details: { idempotencyKey: expect.any(String) } },
      { code: 'timeout', outcome: 'not-applied' },
    ])
  })

  it.each([
    ['a driver that is none', {}, named('a'), {}, 'no function createNode'],
    ['options that are no list', fakeCompute(clock), named('a')[0], {}, 'an array of options'],
    ['no concurrency', fakeCompute(clock), named('a'), { concurrency: 0 }, 'concurrency is 0'],
    [
      'a concurrency that is a text',
      fakeCompute(clock),
      named('a'),
      { concurrency: '2' },
      'concurrency is 2',
    ],
    ['a call that is misspelt', fakeCompute(clock), named('a'), { parallel: 2 }, 'no option "parallel"'],
    ['a time that is none', fakeCompute(clock), named('a'), { timeoutMs: '5' }, 'timeoutMs is string'],
  ])('is invalid at once for %s', async (_what, driver, options, call, message) => {
    const error = await createNodes(driver as never, options as never, call as never).catch(
      (one: unknown) => one,
    )
    expect(error).toMatchObject({ code: 'invalid', message: expect.stringContaining(message) })
  })
})
