import { beforeEach, describe, expect, it } from 'vitest'
import { findRegion } from './region.ts'
import { awsFiles } from './testing/aws-files.ts'

const never = async () => {
  throw new Error('no profile is needed')
}

describe('the region', () => {
  it('is that of the options, then AWS_REGION, then AWS_DEFAULT_REGION', async () => {
    const env = { AWS_REGION: 'eu-west-2', AWS_DEFAULT_REGION: 'eu-west-3' }
    expect(await findRegion({ region: 'eu-west-1' }, env, never)).toBe('eu-west-1')
    expect(await findRegion({}, env, never)).toBe('eu-west-2')
    expect(await findRegion({}, { ...env, AWS_REGION: '' }, never)).toBe('eu-west-3')
    await expect(findRegion({}, { AWS_REGION: 'Mars' }, never)).rejects.toThrow('is none of AWS')
  })

  it('lists what was tried, and how profiles can be read where they cannot', async () => {
    const without = await findRegion({}, {}, async () => undefined).catch((thrown) => thrown)
    expect(without).toMatchObject({
      code: 'invalid',
      outcome: 'not-applied',
      hint: expect.stringContaining('npm install @aws-sdk/credential-provider-node'),
    })
    expect(without.message).toContain('the option region (not given), AWS_REGION (not set)')
    expect(without.message).toContain('the profile default (@aws-sdk/credential-provider-node, which')
    await expect(findRegion({ profile: 'gone' }, {}, async () => ({}))).rejects.toThrow('no such profile')
    await expect(findRegion({}, {}, async () => ({ default: {} }))).rejects.toThrow('it has no region')
  })

  describe('of a profile', () => {
    const files = awsFiles()
    beforeEach(() => {
      const config = ['[default]', 'region = sa-east-1', '[profile work]', 'region = ca-central-1']
      files.write('config', [...config, '[profile play]', 'region = ap-east-1'])
      files.write('credentials', ['[play]', 'region = ap-south-1'])
    })

    it("is read by AWS's own package", async () => {
      expect(await findRegion({}, {})).toBe('sa-east-1')
      expect(await findRegion({}, { AWS_PROFILE: 'work' })).toBe('ca-central-1')
      expect(await findRegion({ profile: 'play' }, { AWS_PROFILE: 'work' })).toBe('ap-south-1')
    })
  })
})
