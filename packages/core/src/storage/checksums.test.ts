import { createHash } from 'node:crypto'
import { crc32 } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkChecksum, crcNumber, crcText, joinCrc32, summing } from './checksums.ts'

const check = '123456789'

describe('summing', () => {
  it('computes what others compute of the same bytes, in base64', () => {
    const sums = (['crc32', 'md5', 'sha1', 'sha256'] as const).map((algorithm) => {
      const sum = summing(algorithm)
      sum?.update(Buffer.from('1234'))
      sum?.update(Buffer.from('56789'))
      return sum?.value()
    })
    // The check value of CRC-32, by its definition.
    expect(sums[0]).toBe(Buffer.from('cbf43926', 'hex').toString('base64'))
    const hashes = ['md5', 'sha1', 'sha256'].map((one) => createHash(one).update(check).digest('base64'))
    expect(sums.slice(1)).toEqual(hashes)
  })

  it('tells its value as often as it is asked, also in between', () => {
    for (const algorithm of ['crc32', 'sha256'] as const) {
      const sum = summing(algorithm)
      sum?.update(Buffer.from('1234'))
      const before = sum?.value()
      expect(sum?.value()).toBe(before)
      sum?.update(Buffer.from('5'))
      expect(sum?.value()).not.toBe(before)
    }
  })

  it('knows which it cannot compute', () => {
    expect(summing('crc64nvme')).toBeUndefined()
  })
})

describe('joinCrc32', () => {
  it('is the CRC of one content after the other', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 3000 }), fc.uint8Array({ maxLength: 3000 }), (a, b) => {
        expect(joinCrc32(crc32(a), crc32(b), b.length)).toBe(crc32(Buffer.concat([a, b])))
      }),
    )
  })

  it('takes a length beyond what 32 bits count', () => {
    const zeros = new Uint8Array(2 ** 20)
    let [whole, joined] = [crc32('begin'), crc32('begin')]
    const part = crc32(zeros)
    for (let count = 0; count < 32; count += 1) whole = crc32(zeros, whole)
    // The CRC of 32 MiB of zeros, made by doubling one MiB, then put behind in one step.
    let [tail, length] = [part, zeros.length]
    for (let count = 0; count < 5; count += 1) [tail, length] = [joinCrc32(tail, tail, length), length * 2]
    joined = joinCrc32(joined, tail, length)
    expect(joined).toBe(whole)
    let [far, farLength] = [tail, length]
    for (let count = 0; count < 8; count += 1)
      [far, farLength] = [joinCrc32(far, far, farLength), farLength * 2]
    // 8 GiB in one step, and in two of 4 GiB.
    const half = farLength / 2
    const halfCrc = Array.from({ length: 7 }).reduce<[number, number]>(
      ([sum, size]) => [joinCrc32(sum, sum, size), size * 2],
      [tail, length],
    )[0]
    expect(joinCrc32(joinCrc32(7, halfCrc, half), halfCrc, half)).toBe(joinCrc32(7, far, farLength))
  })
})

describe('a checksum', () => {
  it('is written with its highest byte first', () => {
    expect(crcText(0x01020304)).toBe('AQIDBA==')
    expect(crcText(crcNumber('//79/A=='))).toBe('//79/A==')
  })

  it.each([
    ['of no known algorithm', { algorithm: 'crc16', value: 'AQID' }],
    ['of another length', { algorithm: 'crc32', value: 'AQIDBAU=' }],
    ['in hexadecimal', { algorithm: 'crc32', value: 'cbf43926' }],
    ['without padding', { algorithm: 'crc32', value: 'AQIDBA' }],
    ['that is a number', { algorithm: 'crc32', value: 7 }],
    ['that is nothing', null],
  ])('%s is invalid', (_, checksum) => {
    expect(() => checkChecksum(checksum as never)).toThrow(expect.objectContaining({ code: 'invalid' }))
  })

  it('that is one is taken', () => {
    checkChecksum(undefined)
    checkChecksum({ algorithm: 'sha256', value: createHash('sha256').digest('base64') })
  })
})
