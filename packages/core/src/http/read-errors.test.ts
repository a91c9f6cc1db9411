import { virtualClock } from '@cloud/emulators'
import { describe, expect, it } from 'vitest'
import type { ErrorCode, Outcome } from '../errors.ts'
import { CloudError } from '../errors.ts'
import { failure, once, operation, read, testClient } from '../testing/operations.ts'
import { scriptedTransport } from '../testing/scripted-transport.ts'
import type { ErrorFacts } from './operation.ts'
import type { ReadError } from './parse.ts'

const failing = (status: number, facts: ErrorFacts = {}, headers: Record<string, string> = {}) => {
  const transport = scriptedTransport([{ status, headers, body: JSON.stringify(facts) }])
  const client = testClient({ clock: virtualClock({ start: 0 }), transport, retry: { attempts: 1 } })
  return failure(client.call(once))
}

describe('a failure that the provider tells', () => {
  it.each<readonly [number, ErrorCode, boolean, Outcome]>([
    [301, 'protocol', false, 'unknown'],
    [304, 'precondition', false, 'not-applied'],
    [400, 'invalid', false, 'not-applied'],
    [401, 'unauthorized', false, 'not-applied'],
    [403, 'forbidden', false, 'not-applied'],
    [404, 'not-found', false, 'not-applied'],
    [408, 'unavailable', true, 'unknown'],
    [409, 'conflict', false, 'not-applied'],
    [412, 'precondition', false, 'not-applied'],
    [418, 'unknown', false, 'unknown'],
    [422, 'invalid', false, 'not-applied'],
    [429, 'rate-limited', true, 'not-applied'],
    [500, 'unavailable', true, 'unknown'],
    [503, 'unavailable', true, 'unknown'],
    [599, 'unavailable', true, 'unknown'],
  ])('by status %i alone is %s', async (status, code, retryable, outcome) => {
    expect((await failing(status)) as CloudError).toMatchObject({
      code,
      status,
      retryable,
      outcome,
      message: `test DoThing: The provider answered with status ${status}`,
    })
  })

  it('is told in its own words', async () => {
    const facts = {
      code: 'capacity',
      providerCode: 'NoRoom',
      message: 'There is no room in zone a.',
      requestId: 'req-1',
      hint: 'try another zone',
    } as const
    expect(((await failing(500, facts)) as CloudError).toJSON()).toEqual({
      ...facts,
      name: 'CloudError',
      provider: 'test',
      operation: 'DoThing',
      message: 'test DoThing: There is no room in zone a. (NoRoom)',
      status: 500,
      retryable: false,
      outcome: 'not-applied',
    })
  })

  it('may say for itself whether it may be repeated and took effect', async () => {
    expect(await failing(500, { retryable: false, outcome: 'applied' })).toMatchObject({
      retryable: false,
      outcome: 'applied',
    })
    expect(await failing(409, { retryable: true })).toMatchObject({ retryable: true, outcome: 'not-applied' })
  })

  it('tells how long to wait where the provider does', async () => {
    expect(await failing(429, {}, { 'retry-after': '3' })).toMatchObject({ details: { retryAfterMs: 3000 } })
    expect(await failing(429, {}, { 'retry-after': 'soon' })).not.toHaveProperty('details')
  })

  it('is told by its status where its body is no answer of the provider', async () => {
    const unreadable: ReadError = () => {
      throw new CloudError('The answer is no XML', { code: 'protocol' })
    }
    const transport = scriptedTransport([{ status: 502, body: '<html>Bad gateway' }, { body: 'ok' }])
    const client = testClient(
      { clock: virtualClock({ auto: true }), transport, retry: { attempts: 1 } },
      { readError: unreadable },
    )
    expect(await failure(client.call(once))).toMatchObject({
      code: 'unavailable',
      status: 502,
      outcome: 'unknown',
    })
  })
})

describe('a good status', () => {
  const senseless = (repeat: 'read' | 'once') =>
    operation(
      { class: repeat },
      {
        read: () => {
          throw new CloudError('The answer has no id', { code: 'protocol', outcome: 'not-applied' })
        },
      },
    )

  it('with an answer that makes no sense leaves a write unknown', async () => {
    const transport = scriptedTransport([{ status: 201 }])
    const client = testClient({ clock: virtualClock(), transport })
    expect(await failure(client.call(senseless('once')))).toMatchObject({
      code: 'protocol',
      status: 201,
      outcome: 'unknown',
    })
    expect(transport.requests).toHaveLength(1)
  })

  it('with an answer that makes no sense fails a read', async () => {
    const client = testClient({ clock: virtualClock(), transport: scriptedTransport([{}]) })
    const error = await failure(client.call(senseless('read')))
    expect(error).toMatchObject({ code: 'protocol', status: 200 })
    expect(error).not.toHaveProperty('outcome')
  })

  it('can hold a failure, with an outcome of its own', async () => {
    const job = operation(
      { class: 'once' },
      {
        read: () => {
          throw new CloudError('The job failed', { code: 'failed', outcome: 'applied' })
        },
      },
    )
    const client = testClient({ clock: virtualClock(), transport: scriptedTransport([{}]) })
    expect(await failure(client.call(job))).toMatchObject({ code: 'failed', outcome: 'applied' })
  })

  it.each([200, 204, 299])('%i is read by the operation', async (status) => {
    const client = testClient({
      clock: virtualClock(),
      transport: scriptedTransport([{ status, body: 'ok' }]),
    })
    expect(await client.call(read)).toBe('ok')
  })
})
