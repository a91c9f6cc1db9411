import { describe, expect, it } from 'vitest'
import { checkCredentials, expiryOf } from './credentials.ts'

describe('checkCredentials', () => {
  const keys = { accessKeyId: 'A', secretAccessKey: 'b' }

  it('takes an expiration as a Date or as ISO text with a zone', () => {
    for (const expiration of [
      undefined,
      new Date(0),
      '2026-01-02T03:04:05Z',
      '2026-01-02T03:04:05.678Z',
      '2026-01-02T04:04+01:00',
    ]) {
      const credentials = { ...keys, expiration }
      expect(checkCredentials(credentials, 'The credentials')).toBe(credentials)
    }
    const at = Date.UTC(2026, 0, 2, 3, 4)
    for (const expiration of [new Date(at), '2026-01-02T03:04:00Z', '2026-01-02T04:04+01:00'])
      expect(expiryOf({ ...keys, expiration })).toBe(at)
    expect(expiryOf(keys)).toBeUndefined()
  })

  it.each([
    new Date(Number.NaN),
    'tomorrow',
    '5',
    '2026-01-02T03:04:05',
    '2026-13-02T03:04:05Z',
    5,
    {},
    null,
  ])('refuses the expiration %o', (expiration) => {
    expect(() => checkCredentials({ ...keys, expiration } as never, 'The credentials')).toThrow(
      expect.objectContaining({ code: 'invalid', message: expect.stringContaining('no usable expiration') }),
    )
  })

  it('refuses what cannot be keys without printing it', () => {
    for (const wrong of [
      undefined,
      {},
      { accessKeyId: 'A' },
      { accessKeyId: 'A', secretAccessKey: 'hidden\n' },
    ]) {
      const check = () => checkCredentials(wrong as never, 'The credentials')
      expect(check).toThrow('no usable')
      expect(check).not.toThrow('hidden')
    }
  })
})
