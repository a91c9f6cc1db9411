import { runs } from '@tooling/vitest/properties'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { outputStream } from './output.ts'
import { tail } from './tail.ts'

const text = fc.string({ unit: 'binary', maxLength: 200 }).map((any) => any.toWellFormed())
const cuts = fc.array(fc.nat(400), { maxLength: 10 })
const pieces = (bytes: Buffer, at: readonly number[]) => {
  const places = [0, ...at.map((cut) => Math.min(cut, bytes.length)), bytes.length].sort((a, b) => a - b)
  return places.slice(1).map((place, index) => bytes.subarray(places[index], place))
}

describe('what is kept of a stream', () => {
  it('is its end, whole characters only, however it was cut up', () => {
    fc.assert(
      fc.property(text, cuts, fc.integer({ min: 4, max: 500 }), (any, at, limit) => {
        const kept = tail(limit)
        const bytes = Buffer.from(any)
        for (const piece of pieces(bytes, at)) kept.add(piece)
        const told = kept.text()
        expect(any.endsWith(told)).toBe(true)
        expect(Buffer.byteLength(told)).toBeGreaterThan(Math.min(bytes.length, limit) - 4)
        expect(Buffer.byteLength(told)).toBeLessThanOrEqual(limit)
      }),
      runs(2000),
    )
  })

  it('of bytes that are no text is as long as its limit allows', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 300 }),
        cuts,
        fc.integer({ min: 4, max: 100 }),
        (any, at, limit) => {
          const [one, other] = [tail(limit), tail(limit)]
          one.add(any)
          for (const piece of pieces(Buffer.from(any), at)) other.add(piece)
          expect(other.text()).toBe(one.text())
        },
      ),
      runs(1000),
    )
  })
})

describe('what is told of a stream', () => {
  it('is the same text, wherever the packets were cut', () => {
    fc.assert(
      fc.property(text, cuts, (any, at) => {
        let told = ''
        const stream = outputStream('stdout', (output) => {
          told += output.text
        })
        for (const piece of pieces(Buffer.from(any), at)) stream.add(piece)
        stream.end()
        expect(told).toBe(any)
        expect(stream.text()).toBe(any)
      }),
      runs(1000),
    )
  })
})
