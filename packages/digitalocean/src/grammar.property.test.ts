import { isIP } from 'node:net'
import { checkCidr } from '@cloud/core/driver'
import { mutated, runs, survived } from '@tooling/vitest/properties'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toCidr } from './cidr.ts'
import { checkHostname } from './hostname.ts'

describe('checkCidr', () => {
  it('takes every range and gives it back as it is, unless it has bits beyond its prefix', () => {
    const parts = (number: bigint, size: bigint, count: number) =>
      Array.from({ length: count }, (_, at) => (number >> (size * BigInt(count - 1 - at))) % 2n ** size)
    const four = (number: bigint) => parts(number, 8n, 4).join('.')
    const six = (number: bigint) =>
      parts(number, 16n, 8)
        .map((group) => group.toString(16))
        .join(':')
    const ranges = (length: number, text: (number: bigint) => string) =>
      fc
        .tuple(fc.bigInt({ min: 0n, max: 2n ** BigInt(length) - 1n }), fc.integer({ min: 0, max: length }))
        .map(([number, bits]) => {
          const beyond = number % 2n ** BigInt(length - bits)
          const right = `${text(number - beyond)}/${bits}`
          return { right, wrong: beyond === 0n ? undefined : `${text(number)}/${bits}` }
        })
    fc.assert(
      fc.property(fc.oneof(ranges(32, four), ranges(128, six)), ({ right, wrong }) => {
        expect(checkCidr(right)).toBe(right)
        if (wrong !== undefined) expect(() => checkCidr(wrong)).toThrow('bits beyond its prefix')
      }),
      runs(500),
    )
  })

  it('takes every address as the range that it is', () => {
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), (address) => {
        expect(checkCidr(toCidr(address)).split('/')[0]).toBe(address)
      }),
      runs(500),
    )
  })

  it('takes an address and its bits or refuses it as invalid, whatever is given', () => {
    const pieces = ['/', '.', ':', '::', '%', '%eth0', ' ', '\n', '-', '033', '256', '129', 'e', '\0', 'é']
    const any = fc.oneof(mutated('10.0.0.0/16', pieces), mutated('2001:db8::/32', pieces), fc.anything())
    fc.assert(
      fc.property(any, (given) => {
        const range = survived(() => checkCidr(given), 'invalid')
        if (range === undefined) return
        const [address = '', bits = ''] = range.split('/')
        expect(isIP(address)).toBeGreaterThan(0)
        expect(bits).toMatch(/^\d{1,3}$/)
        expect(address).not.toContain('%')
      }),
      runs(2000),
    )
  })
})

describe('checkHostname', () => {
  it('takes what can be a host name or refuses it as invalid, whatever is given', () => {
    const any = fc.oneof(
      mutated('web-1.example.com', ['-', '.', '_', ' ', '\n', '/', 'é', '\0']),
      fc.domain(),
      fc.anything(),
    )
    fc.assert(
      fc.property(any, (given) => {
        const name = survived(() => checkHostname(given), 'invalid')
        if (name !== undefined) expect(name).toMatch(/^(?![-.])[a-zA-Z0-9.-]{1,255}(?<![-.])$/)
      }),
      runs(2000),
    )
  })
})
