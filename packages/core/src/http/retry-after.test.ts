import { describe, expect, it } from 'vitest'
import { retryAfterMs } from './retry-after.ts'

const now = Date.UTC(1994, 10, 6, 8, 49, 0)

describe('retryAfterMs', () => {
  it.each<readonly [string, number]>([
    ['0', 0],
    ['2', 2000],
    [' 2 ', 2000],
    ['1.5', 1500],
    ['0.0001', 1],
    ['7200', 7_200_000],
    ['Sun, 06 Nov 1994 08:49:37 GMT', 37_000],
    ['Sunday, 06-Nov-94 08:49:37 GMT', 37_000],
    ['Sun Nov  6 08:49:37 1994', 37_000],
  ])('reads %o', (header, ms) => {
    expect(retryAfterMs(header, now)).toBe(ms)
  })

  it('never rounds down', () => {
    expect(retryAfterMs('Sun, 06 Nov 1994 08:49:37 GMT', now + 0.5)).toBe(37_000)
  })

  it.each([
    undefined,
    '',
    'soon',
    '-5',
    'NaN',
    'Infinity',
    '1e3',
    '0x10',
    '2s',
    '1,2',
    '99999999999',
    '1994-11-06T08:49:37Z',
    'Sun, 06 Nov 1994 08:48:37 GMT',
    'Sun, 99 Nov 1994 08:49:37 GMT',
    'Nov 6',
  ])('takes nothing from %o', (header) => {
    expect(retryAfterMs(header, now)).toBeUndefined()
  })
})
