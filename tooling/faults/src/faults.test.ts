import { describe, expect, it } from 'vitest'
import { drivers } from './drivers.ts'
import { expected } from './expected.ts'
import type { MatrixFault } from './fault.ts'
import { matrixFaults } from './faults.ts'
import type { RepeatClass } from './operation.ts'

const faultNamed = (wanted: string): MatrixFault => {
  const fault = matrixFaults.find(({ name }) => name === wanted)
  if (!fault) throw new Error(`There is no fault ${wanted}`)
  return fault
}
const under = (fault: string, repeat: RepeatClass) => expected({ repeat }, faultNamed(fault), 120_000)
const twoSeconds = { pausesMs: [2000] }

describe('the matrix', () => {
  it('has at least 36 faults, each of a name of its own, and 864 cells in every run', () => {
    expect(new Set(matrixFaults.map(({ name }) => name)).size).toBe(matrixFaults.length)
    const chosen = drivers.reduce((sum, entry) => sum + entry.chosen.length, 0)
    expect(matrixFaults.length).toBeGreaterThanOrEqual(36)
    expect(chosen * matrixFaults.length).toBeGreaterThanOrEqual(864)
  })
})

describe('the oracle', () => {
  it.each([
    ['read', { effects: 0, sent: 2 }],
    ['idempotent', { effects: 1, sent: 2 }],
    ['token', { effects: 1, sent: 2 }],
    ['named', { effects: 1, sent: 1 }],
    ['lookup', { effects: 1, sent: 1 }],
    ['once', { effects: 1, sent: 1, code: 'network', outcome: 'unknown' }],
  ] as const)('expects of %s, whose answer is lost after the effect, %j', (repeat, wanted) => {
    expect(under('reset-before-reply', repeat)).toMatchObject(wanted)
  })

  it.each([
    ['read', { effects: 0, sent: 4, code: 'unavailable' }],
    ['idempotent', { effects: 0, sent: 3, code: 'unavailable', outcome: 'unknown' }],
    ['token', { effects: 0, sent: 3, code: 'unavailable', outcome: 'unknown' }],
    ['named', { effects: 0, sent: 3, code: 'unavailable', outcome: 'unknown' }],
    ['lookup', { effects: 0, sent: 3, code: 'unavailable', outcome: 'unknown' }],
    ['once', { effects: 0, sent: 1, code: 'unavailable', outcome: 'unknown' }],
  ] as const)('expects of %s, which a 503 answers for good, %j', (repeat, wanted) => {
    expect(under('status 503, for good', repeat)).toMatchObject(wanted)
  })

  it.each([
    ['lookup', 1],
    ['named', 3],
  ] as const)('expects of %s, in an outage that hits its looks too, %i requests', (repeat, sent) => {
    expect(under('outage: reset-before-reply, for good', repeat)).toMatchObject({
      effects: 1,
      sent,
      outcome: 'unknown',
    })
  })

  it.each([
    ['lookup', { sent: 1, code: 'network' }],
    ['named', { sent: 2, code: 'already-exists' }],
    ['once', { sent: 1, code: 'network' }],
  ] as const)(
    'expects of %s, whose answer is lost and whose looks fail, %j and one effect',
    (repeat, wanted) => {
      const fault = 'reset-before-reply, then every look 503'
      expect(under(fault, repeat)).toMatchObject({ ...wanted, effects: 1, outcome: 'unknown' })
    },
  )

  it('expects a change that was lost, and met the provider busy, to be found or done again', () => {
    const changed = (busy: 'found' | 'again', fault: string) =>
      expected({ repeat: 'idempotent', busy }, faultNamed(fault), 120_000)
    const once = { effects: 1, pausesMs: [0], busy: true }
    expect(changed('found', 'reset-before-reply')).toEqual({ ...once, sent: 1 })
    expect(changed('again', 'reset-before-reply')).toEqual({ ...once, sent: 2 })
    expect(changed('found', 'reset-before-reply, then every look 503')).toEqual({
      ...once,
      sent: 1,
      code: 'unavailable',
      outcome: 'unknown',
    })
  })

  it('expects that what is throttled is sent again whatever its class, and not before the time', () => {
    for (const repeat of ['read', 'once', 'lookup'] as const)
      expect(under('status 429, Retry-After seconds', repeat)).toMatchObject({ sent: 2, ...twoSeconds })
    expect(under('throttle, Retry-After 600', 'read')).toMatchObject({ sent: 1, code: 'rate-limited' })
    expect(under('throttle, Retry-After 45, for good', 'read')).toMatchObject({ sent: 3 })
  })

  it('expects that only a token settles an earlier doubt', () => {
    expect(under('status 408, then 409', 'token')).toMatchObject({ outcome: 'not-applied', code: 'conflict' })
    expect(under('status 408, then 409', 'idempotent')).toMatchObject({
      outcome: 'unknown',
      code: 'conflict',
    })
  })

  it('expects a look that comes first to fail without a write', () => {
    const operation = { repeat: 'lookup', looksFirst: true } as const
    expect(expected(operation, faultNamed('wrong-certificate'), 120_000)).toEqual({
      code: 'untrusted',
      outcome: 'not-applied',
      effects: 0,
      sent: 0,
      pausesMs: [],
    })
    expect(expected(operation, faultNamed('reset-before-request'), 120_000)).toMatchObject({ effects: 1 })
  })

  it('expects a look that comes before a read to fail without one, and without an outcome', () => {
    const operation = { repeat: 'read', looksFirst: true } as const
    expect(expected(operation, faultNamed('wrong-certificate'), 120_000)).toEqual({
      code: 'untrusted',
      effects: 0,
      sent: 0,
      pausesMs: [],
    })
    const passing = { effects: 0, sent: 1, pausesMs: [] }
    expect(expected(operation, faultNamed('reset-before-request'), 120_000)).toEqual(passing)
  })
})
