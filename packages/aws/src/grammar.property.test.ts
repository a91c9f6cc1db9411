import { mutated, runs, survived } from '@tooling/vitest/properties'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkCredentials, expiryOf } from './credentials.ts'
import { findTarget } from './endpoint.ts'

const keys = { accessKeyId: 'A', secretAccessKey: 'b' }

describe('the host of a region', () => {
  it('is one of AWS, whatever is given as the region', () => {
    const pieces = [
      '.',
      '/',
      '@',
      ':',
      '#',
      '?',
      '\\',
      '-',
      '..',
      'evil.example',
      '\n',
      ' ',
      '%2f',
      'é',
      'cn-',
      '1',
    ]
    const region = fc.oneof(mutated('eu-west-1', pieces), fc.string({ unit: 'binary', maxLength: 20 }))
    fc.assert(
      fc.property(region, (any) => {
        const target = survived(() => findTarget({ name: 'ec2', id: 'EC2' }, any, {}, {}), 'invalid')
        if (target === undefined) return
        const { host, pathname } = new URL(target.origin)
        expect(host).toMatch(/^ec2\.[a-z0-9-]+\.(amazonaws\.(com|com\.cn|eu)|c2s\.ic\.gov)$/)
        expect([host.split('.')[1], pathname, target.path]).toEqual([any, '/', ''])
      }),
      runs(2000),
    )
  })
})

describe('the end of credentials', () => {
  it('is read from every time of ISO 8601 with a zone', () => {
    const time = fc.date({ min: new Date(0), max: new Date('9999-12-31T00:00:00Z'), noInvalidDate: true })
    const zone = fc.integer({ min: -14 * 60, max: 14 * 60 })
    const two = (value: number) => String(value).padStart(2, '0')
    fc.assert(
      fc.property(time, zone, (at, minutes) => {
        expect(expiryOf({ ...keys, expiration: at.toISOString() })).toBe(at.getTime())
        const sign = minutes < 0 ? '-' : '+'
        const offset = `${sign}${two(Math.floor(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`
        const there = new Date(at.getTime() + minutes * 60_000)
        if (there.getUTCFullYear() < 1970 || there.getUTCFullYear() > 9999) return
        expect(expiryOf({ ...keys, expiration: there.toISOString().replace('Z', offset) })).toBe(at.getTime())
      }),
      runs(1000),
    )
  })

  it('is a time or invalid, whatever text is given', () => {
    const pieces = ['-', ':', 'T', 'Z', '+', '.', ' ', '99', '+01:00', '\0', 'GMT']
    const text = fc.oneof(
      mutated('2026-01-02T03:04:05.678Z', pieces),
      fc.string({ unit: 'binary', maxLength: 30 }),
      fc.date().map(String),
    )
    fc.assert(
      fc.property(text, (expiration) => {
        const checked = survived(
          () => checkCredentials({ ...keys, expiration }, 'The credentials'),
          'invalid',
        )
        expect(checked !== undefined).toBe(Number.isFinite(expiryOf({ ...keys, expiration })))
      }),
      runs(2000),
    )
  })
})

describe('keys', () => {
  it('fit into a header or are invalid, and are never told', () => {
    const any = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc.stringMatching(/^[\x21-\x7e]{1,40}$/),
      fc.anything(),
    )
    fc.assert(
      fc.property(any, any, any, (accessKeyId, secretAccessKey, sessionToken) => {
        const given = { accessKeyId, secretAccessKey, sessionToken } as never
        const checked = survived(() => checkCredentials(given, 'The credentials'), 'invalid')
        const fits = (value: unknown) => typeof value === 'string' && /^[\x21-\x7e]+$/.test(value)
        const right =
          fits(accessKeyId) && fits(secretAccessKey) && (sessionToken === undefined || fits(sessionToken))
        expect(checked !== undefined).toBe(right)
      }),
      runs(1000),
    )
  })
})
