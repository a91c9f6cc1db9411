import { describe, expect, it } from 'vitest'
import type { ChainParts } from './credential-chain.ts'
import { defaultCredentials } from './default-credentials.ts'

const keys = { AWS_ACCESS_KEY_ID: 'AKID', AWS_SECRET_ACCESS_KEY: 'secret', AWS_SESSION_TOKEN: 'token' }
const found = (env: Record<string, string>, more: Partial<ChainParts> = {}) =>
  defaultCredentials({
    profile: undefined,
    region: async () => 'eu-west-1',
    env,
    load: async () => undefined,
    isMachine: async () => false,
    ...more,
  })()
const failure = (...given: Parameters<typeof found>) => found(...given).catch((thrown: unknown) => thrown)

describe('credentials of the environment', () => {
  it('are the three variables, and no package is needed for them', async () => {
    const load = async () => {
      throw new Error('nothing is loaded')
    }
    const pair = { accessKeyId: 'AKID', secretAccessKey: 'secret' }
    expect(await found(keys, { load })).toEqual({ ...pair, sessionToken: 'token' })
    expect(await found({ ...keys, AWS_SESSION_TOKEN: '', AWS_PROFILE: '' }, { load })).toEqual(pair)
  })

  it('are passed over where a profile is named, which may be that of another account', async () => {
    for (const error of [
      await failure({ ...keys, AWS_PROFILE: 'work' }),
      await failure(keys, { profile: 'work' }),
    ]) {
      expect(error).toMatchObject({
        code: 'unauthorized',
        hint: expect.stringContaining('npm install @aws-sdk/credential-provider-node'),
        details: {
          tried: [
            { source: 'the option credentials', reason: 'not given' },
            { source: 'the environment', reason: 'a profile is named, work' },
            { source: 'the profile work', reason: expect.stringContaining('is not installed') },
          ],
        },
      })
    }
  })

  it('are told to be missing without a word of what is there', async () => {
    const error = await failure({ AWS_SECRET_ACCESS_KEY: 'half' })
    expect(error).toMatchObject({ code: 'unauthorized', outcome: 'not-applied' })
    expect(String(error)).toContain('the environment (AWS_ACCESS_KEY_ID not set)')
    expect(String(error)).toContain('profiles, single sign-on, web identity, containers and instance roles (')
    expect(JSON.stringify(error)).not.toContain('half')
  })
})
