import { afterEach, describe, expect, it, vi } from 'vitest'
import { credentialChain } from './credential-chain.ts'
import { awsFiles } from './testing/aws-files.ts'
import { loopback, type Seen } from './testing/loopback.ts'

const files = awsFiles()
const chainOf = (profile?: string, isMachine = false) =>
  credentialChain({
    profile,
    region: async () => 'cn-north-1',
    env: process.env,
    isMachine: async () => isMachine,
  })
const keysOf = async (profile?: string) => (await chainOf(profile)()).credentials
const triedBy = async (profile?: string) => (await chainOf(profile)()).tried

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})
async function serve(answer: (seen: Seen) => string | undefined) {
  const server = await loopback(answer)
  closing.push(server.close)
  return server
}

const role = JSON.stringify({
  Code: 'Success',
  AccessKeyId: 'ROLE',
  SecretAccessKey: 'role-secret',
  Token: 'role-token',
  Expiration: '2999-01-01T00:00:00Z',
})
const ofRole = { accessKeyId: 'ROLE', secretAccessKey: 'role-secret', sessionToken: 'role-token' }

describe("AWS's chain", () => {
  it('gives the keys of the profile that is named', async () => {
    const pair = (name: string) => [`aws_access_key_id = ${name}`, `aws_secret_access_key = ${name}-secret`]
    files.write('credentials', ['[default]', ...pair('DEFAULT'), '[play]', ...pair('PLAY')])
    files.write('config', ['[profile work]', ...pair('WORK')])
    expect(await keysOf()).toMatchObject({ accessKeyId: 'DEFAULT', secretAccessKey: 'DEFAULT-secret' })
    expect(await keysOf('work')).toMatchObject({ accessKeyId: 'WORK' })
    vi.stubEnv('AWS_PROFILE', 'play')
    expect(await keysOf()).toMatchObject({ accessKeyId: 'PLAY' })
    const warn = vi.spyOn(process, 'emitWarning').mockImplementation(() => {})
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'ENVIRONMENT')
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'environment-secret')
    expect(await keysOf()).toMatchObject({ accessKeyId: 'PLAY' })
    expect(warn.mock.calls).toEqual([
      [expect.stringContaining('AWS_PROFILE'), { code: 'CLOUD_AWS_CREDENTIALS' }],
    ])
    expect(String(warn.mock.calls)).not.toContain('environment-secret')
    warn.mockRestore()
  })

  it('gives what the process of a profile prints, anew where it is refused', async () => {
    const print = `console.log(JSON.stringify({ Version: 1, AccessKeyId: 'P' + process.hrtime.bigint(), SecretAccessKey: 's', Expiration: '2999-01-01T00:00:00Z' }))`
    files.write('process.cjs', [print])
    files.write('config', [
      '[default]',
      `credential_process = "${process.execPath}" "${files.path('process.cjs')}"`,
    ])
    const chain = chainOf()
    const [first, second] = [await chain(), await chain()]
    expect(first.credentials).toMatchObject({ expiration: new Date('2999-01-01T00:00:00Z') })
    expect(second.credentials).toEqual(first.credentials)
    expect((await chain({ forceRefresh: true })).credentials?.accessKeyId).toMatch(/^P\d+/)
    expect((await chain()).credentials?.accessKeyId).not.toBe(first.credentials?.accessKeyId)
  })

  it("assumes the role of a profile in the driver's own region", async () => {
    const sts = await serve(
      () =>
        '<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><AssumedRoleUser><Arn>arn:aws-cn:sts::1:assumed-role/r/s</Arn><AssumedRoleId>A:s</AssumedRoleId></AssumedRoleUser><Credentials><AccessKeyId>ROLE</AccessKeyId><SecretAccessKey>role-secret</SecretAccessKey><SessionToken>role-token</SessionToken><Expiration>2999-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>',
    )
    vi.stubEnv('AWS_ENDPOINT_URL_STS', sts.url)
    files.write('credentials', ['[base]', 'aws_access_key_id = BASE', 'aws_secret_access_key = s'])
    files.write('config', [
      '[profile role]',
      'role_arn = arn:aws-cn:iam::123456789012:role/r',
      'source_profile = base',
    ])
    expect(await keysOf('role')).toMatchObject(ofRole)
    expect(sts.asked[0]?.headers.authorization).toMatch(/Credential=BASE\/\d+\/cn-north-1\/sts\//)
  })

  it('asks the container where the platform names its address', async () => {
    const container = await serve(({ path }) => (path === '/role' ? role : undefined))
    vi.stubEnv('AWS_CONTAINER_CREDENTIALS_FULL_URI', `${container.url}/role`)
    expect(await keysOf()).toMatchObject(ofRole)
  })

  it('asks the metadata of the machine only where it is asked to', async () => {
    const machine = await serve(({ method, path = '' }) => {
      if (method === 'PUT') return 'a-session'
      return path.endsWith('/the-role') ? role : 'the-role'
    })
    vi.stubEnv('AWS_EC2_METADATA_SERVICE_ENDPOINT', machine.url)
    expect(await keysOf()).toMatchObject(ofRole)
    expect(machine.asked.map(({ method }) => method)).toEqual(['PUT', 'GET', 'GET'])
    expect(machine.asked[1]?.headers['x-aws-ec2-metadata-token']).toBe('a-session')
  })

  it('tells of each source why it gave nothing', async () => {
    const tried = await triedBy()
    expect(tried.map(({ source }) => source)).toEqual([
      'the profile',
      'the credential_process of the profile',
      'web identity',
      'the metadata of the machine',
    ])
    expect(tried[0]?.reason).toContain('[default]')
    expect(tried.at(-1)?.reason).toContain('this is no machine of EC2')
    vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true')
    const disabled = { source: 'the machine', reason: expect.stringContaining('disabled') }
    expect((await chainOf(undefined, true)()).tried.at(-1)).toEqual(disabled)
  })

  it('tells how to sign on where that has run out, and tries nothing after it', async () => {
    files.write('config', [
      ...['[profile sso]', 'sso_session = s', 'sso_account_id = 123456789012', 'sso_role_name = r'],
      ...['[sso-session s]', 'sso_region = eu-west-1', 'sso_start_url = https://example.awsapps.com/start'],
    ])
    vi.stubEnv('HOME', files.path('.'))
    expect(await triedBy('sso')).toEqual([
      { source: 'the profile', reason: expect.stringContaining('aws sso login') },
    ])
  })
})
