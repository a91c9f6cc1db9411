import { describe, expect, it } from 'vitest'
import { checkCredentials, environmentCredentials, expiryOf } from './credentials.ts'

describe('environmentCredentials', () => {
  it('reads the three variables', async () => {
    const env = { AWS_ACCESS_KEY_ID: 'AKID', AWS_SECRET_ACCESS_KEY: 'secret', AWS_SESSION_TOKEN: 'token' }
    expect(await environmentCredentials(env)()).toEqual({
      accessKeyId: 'AKID',
      secretAccessKey: 'secret',
      sessionToken: 'token',
    })
    expect(await environmentCredentials({ ...env, AWS_SESSION_TOKEN: '' })()).toEqual({
      accessKeyId: 'AKID',
      secretAccessKey: 'secret',
    })
  })

  it('tells each source that it tried, and no value', async () => {
    const error = await environmentCredentials({ AWS_SECRET_ACCESS_KEY: 'half' })().catch(
      (thrown: unknown) => thrown,
    )
    expect(error).toMatchObject({ code: 'unauthorized', hint: expect.stringContaining('AWS_ACCESS_KEY_ID') })
    expect((error as Error).message).toContain('the environment (AWS_ACCESS_KEY_ID not set)')
    expect(JSON.stringify(error)).not.toContain('half')
  })
})

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
