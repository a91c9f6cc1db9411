import { mutated, runs } from '@tooling/vitest/properties'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { retryAfterMs } from './retry-after.ts'

const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
const two = (number: number) => String(number).padStart(2, '0')
const seconds = (from: number, to: number) =>
  fc.integer({ min: Date.UTC(from) / 1000, max: Date.UTC(to) / 1000 - 1 }).map((value) => value * 1000)

/** The three forms of RFC 9110, section 5.6.7. */
function forms(ms: number): readonly string[] {
  const date = new Date(ms)
  const [, day = '', month = '', year = '', time = ''] = date.toUTCString().split(' ')
  const weekday = days[date.getUTCDay()] ?? ''
  return [
    date.toUTCString(),
    `${weekday}, ${day}-${month}-${year.slice(2)} ${time} GMT`,
    `${weekday.slice(0, 3)} ${month} ${String(date.getUTCDate()).padStart(2)} ${time} ${year}`,
  ]
}

describe('retryAfterMs', () => {
  it('gives a whole number of milliseconds that is no less than 0, or nothing, for every header', () => {
    const header = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.double().map(String),
      mutated('Sun, 06 Nov 1994 08:49:37 GMT', ['-', ' ', '99', 'Z', '+01:00', ':', '\0']),
      mutated('120', ['-', '.', 'e9', '1', 'Infinity']),
    )
    fc.assert(
      fc.property(header, seconds(1970, 2100), (any, now) => {
        const ms = retryAfterMs(any, now)
        if (ms !== undefined) expect(Number.isSafeInteger(ms) && ms >= 0).toBe(true)
      }),
      runs(3000),
    )
  })

  it('reads every whole and every broken number of seconds', () => {
    fc.assert(
      fc.property(fc.nat(999_999_999), fc.nat(999), (whole, part) => {
        expect(retryAfterMs(String(whole), 0)).toBe(whole * 1000)
        const ms = retryAfterMs(`${whole}.${two(part)}`, 0)
        expect(ms).toBeGreaterThanOrEqual(whole * 1000)
        expect(ms).toBeLessThanOrEqual(whole * 1000 + 1000)
      }),
      runs(500),
    )
  })

  it('reads every date in each of its three forms, whatever the time zone here', () => {
    fc.assert(
      fc.property(seconds(1970, 2049), fc.nat(100_000_000), (at, before) => {
        for (const form of forms(at)) expect(retryAfterMs(form, at - before)).toBe(before)
        for (const form of forms(at)) expect(retryAfterMs(form, at + before + 1)).toBeUndefined()
      }),
      runs(1000),
    )
  })
})
