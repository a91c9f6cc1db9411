import { expect, test } from 'vitest'
import { tail } from './tail.ts'

const fed = (limit: number, ...parts: (string | Uint8Array)[]) => {
  const kept = tail(limit)
  for (const part of parts) kept.add(Buffer.from(part))
  return kept.text()
}

test('what fits is kept whole', () => {
  expect(fed(10)).toBe('')
  expect(fed(10, 'abc', 'def')).toBe('abcdef')
  expect(fed(6, 'abc', 'def')).toBe('abcdef')
  expect(fed(20_000, 'a'.repeat(5_000), 'b'.repeat(9_000))).toBe('a'.repeat(5_000) + 'b'.repeat(9_000))
})

test('of what does not fit the end is kept, however it was cut up', () => {
  const text = Array.from({ length: 500 }, (_, index) => `${index},`).join('')
  for (const limit of [1, 2, 7, 64, 100]) {
    for (const size of [1, 3, limit - 1 || 1, limit, limit + 1, 3 * limit, 333]) {
      const parts = text.match(new RegExp(`.{1,${size}}`, 'g')) ?? []
      expect(fed(limit, ...parts)).toBe(text.slice(-limit))
    }
  }
})

test('a cut goes between characters', () => {
  for (let limit = 1; limit < 12; limit++) {
    const text = fed(limit, 'xyz€€€€')
    expect('xyz€€€€'.endsWith(text)).toBe(true)
    expect(Buffer.byteLength(text)).toBeGreaterThan(limit - 3)
  }
})

test('bytes that are no UTF-8 are kept as replacement characters', () => {
  expect(fed(10, new Uint8Array([0x61, 0xff, 0x62]))).toBe('a\ufffdb')
})
