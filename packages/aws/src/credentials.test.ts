import { describe, expect, it } from 'vitest'
import { checkCredentials, environmentCredentials } from './credentials.ts'

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
