import { expect, test } from 'vitest'
import { retryAfterSpellings } from '../retry-after.ts'
import { recordingTarget } from '../testing/recording-target.ts'
import { wireFaultCases } from './cases.ts'
import { wireFaultKinds } from './kinds.ts'
import { startFaultProxy } from './start-fault-proxy.ts'

const faults = wireFaultCases.flatMap((one) => one.faults)

test('the cases hold every kind, every status of the list in turn, and every spelling of Retry-After', () => {
  expect(new Set(faults.map(({ kind }) => kind))).toEqual(new Set(wireFaultKinds))
  expect(new Set(wireFaultCases.map(({ name }) => name)).size).toBe(wireFaultCases.length)
  const pairs = wireFaultCases.filter((one) => one.faults.length > 1)
  expect(pairs.map((one) => one.faults.map(({ status }) => status))).toEqual([
    [401, 403],
    [403, 404],
    [404, 408],
    [408, 409],
    [409, 412],
    [412, 429],
    [429, 500],
    [500, 502],
    [502, 503],
    [503, 504],
    [504, 401],
  ])
  for (const status of [429, 503]) {
    const spelled = faults.filter((fault) => fault.status === status && fault.retryAfter !== undefined)
    expect(spelled.map(({ retryAfter }) => retryAfter)).toEqual(retryAfterSpellings)
  }
})

test('every case is one that a proxy takes, those of TLS alone where it speaks TLS', async () => {
  await using target = await recordingTarget()
  for (const tls of [false, true]) {
    await using proxy = await startFaultProxy({ target: target.endpoint, tls })
    for (const one of wireFaultCases) {
      const add = () => {
        for (const fault of one.faults) proxy.faults.add(fault)
      }
      if (one.tls && !tls) expect(add).toThrow('needs a proxy that speaks TLS')
      else expect(add).not.toThrow()
    }
  }
})
