import { describe, expect, it } from 'vitest'
import { checkConcurrency, checkSizes, mostParts, partSizes } from './part-size.ts'

const mib = 1024 * 1024
const tib = 1024 * 1024 * mib

const total = (sizeOf: (number: number) => number) =>
  Array.from({ length: mostParts }, (_, index) => sizeOf(index + 1)).reduce((sum, size) => sum + size, 0)

describe('partSizes', () => {
  it('are what was asked for where that is enough', () => {
    expect(partSizes(8 * mib, 10_000 * 8 * mib)(1)).toBe(8 * mib)
    expect(partSizes(5 * mib, 1)(1)).toBe(5 * mib)
  })

  it.each([5, 8, 64])(
    'grow with a content of known size, so that 5 TiB are 10,000 parts of %d MiB or more',
    (size) => {
      for (const bytes of [10_000 * size * mib + 1, tib, 5 * tib]) {
        const sizeOf = partSizes(size * mib, bytes)
        expect(Math.ceil(bytes / sizeOf(1))).toBeLessThanOrEqual(mostParts)
        expect(sizeOf(1)).toBeLessThanOrEqual(525 * mib)
      }
    },
  )

  it.each([5, 8, 64, 5120])(
    'grow as content of no known size goes on, so that 5 TiB fit from %d MiB on',
    (size) => {
      const sizeOf = partSizes(size * mib, undefined)
      expect(total(sizeOf)).toBeGreaterThanOrEqual(5 * tib)
      expect([sizeOf(1), sizeOf(950)]).toEqual([size * mib, size * mib])
      for (let number = 2; number <= mostParts; number += 1) {
        expect(sizeOf(number)).toBeGreaterThanOrEqual(sizeOf(number - 1))
        expect(sizeOf(number)).toBeLessThanOrEqual(5 * 1024 * mib)
      }
    },
  )
})

describe('sizes that are wrong', () => {
  it.each([0, 5 * mib - 1, 5 * 1024 * mib + 1, 8.5, '8', null])('are invalid: parts of %j', (size) => {
    expect(() => checkSizes(size, undefined)).toThrow(expect.objectContaining({ code: 'invalid' }))
  })

  it('are invalid: content of more than 5 TiB, and nothing at the same time', () => {
    expect(() => checkSizes(8 * mib, 5 * tib + 1)).toThrow(expect.objectContaining({ code: 'invalid' }))
    for (const wrong of [0, 257, 1.5, '4'])
      expect(() => checkConcurrency(wrong)).toThrow(expect.objectContaining({ code: 'invalid' }))
  })
})
