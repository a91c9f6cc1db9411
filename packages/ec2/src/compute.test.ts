import { inspect } from 'node:util'
import { isCloudError, supports } from '@cloud/core'
import { virtualClock } from '@cloud/emulators'
import nock from 'nock'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { compute } from './index.ts'
import { answer, mockedDriver, refuse, transport } from './testing/mock-ec2.ts'

afterEach(() => vi.unstubAllEnvs())

function noEnvironment(): void {
  for (const name of Object.keys(process.env)) if (name.startsWith('AWS_')) vi.stubEnv(name, undefined)
  for (const name of ['AWS_CONFIG_FILE', 'AWS_SHARED_CREDENTIALS_FILE']) vi.stubEnv(name, '/nowhere')
}

describe('compute', () => {
  it('takes what the options leave out from the environment, at the first call', async () => {
    noEnvironment()
    const ec2 = compute({ transport })
    vi.stubEnv('AWS_DEFAULT_REGION', 'cn-north-1')
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIDENV')
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'env-secret')
    vi.stubEnv('AWS_SESSION_TOKEN', 'env-token')
    const headers: Headers[] = []
    nock('https://ec2.cn-north-1.amazonaws.com.cn')
      .post('/')
      .reply(200, (request: Request) => {
        headers.push(request.headers)
        return '<DescribeAvailabilityZonesResponse/>'
      })
    await ec2.listLocations().toArray()
    expect(headers[0]?.get('authorization')).toContain('Credential=AKIDENV/')
    expect(headers[0]?.get('x-amz-security-token')).toBe('env-token')
  })

  it('goes to the endpoint of the environment, the service’s own first', async () => {
    noEnvironment()
    vi.stubEnv('AWS_ENDPOINT_URL', 'https://all.example/aws')
    vi.stubEnv('AWS_ENDPOINT_URL_EC2', 'https://ec2.example/aws/')
    nock('https://ec2.example').post('/aws/').reply(200, '<DescribeAvailabilityZonesResponse/>')
    const credentials = async () => ({ accessKeyId: 'AKID', secretAccessKey: 'x' })
    expect(await compute({ region: 'eu-west-1', credentials, transport }).listLocations().toArray()).toEqual(
      [],
    )
  })

  it('lists the sources that it tried for credentials', async () => {
    noEnvironment()
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKID')
    const error = await compute({ region: 'eu-west-1' })
      .destroyNode('i-1')
      .catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({
      code: 'unauthorized',
      operation: 'TerminateInstances',
      outcome: 'not-applied',
      details: {
        tried: [
          { source: 'the option credentials', reason: 'not given' },
          { source: 'the environment', reason: 'AWS_SECRET_ACCESS_KEY not set' },
          { source: 'the profile', reason: expect.stringContaining('default') },
          { source: 'the credential_process of the profile', reason: expect.any(String) },
          { source: 'web identity', reason: expect.any(String) },
          { source: 'the metadata of the machine', reason: expect.stringContaining('no machine of EC2') },
        ],
      },
    })
    expect((error as Error).message).toContain('the environment (AWS_SECRET_ACCESS_KEY not set)')
  })

  it.each<readonly [string, () => unknown]>([
    ['nothing', async () => undefined],
    ['null, and no promise', () => null],
    ['an object without keys', async () => ({})],
    ["keys under another program's names", async () => ({ AccessKeyId: 'AKID', SecretAccessKey: 'x' })],
    ['another function', () => async () => ({ accessKeyId: 'AKID', secretAccessKey: 'x' })],
  ])(
    'sends nothing where the provider function gives %s, and says what it should',
    async (_what, credentials) => {
      const ec2 = mockedDriver({ credentials: credentials as never })
      for (const call of [ec2.getNode('i-1'), ec2.createNode({ name: 'a', size: 's', image: 'ami-1' })])
        await expect(call).rejects.toMatchObject({
          code: 'invalid',
          message: expect.stringMatching(
            /of the provider function have no usable accessKeyId: \{ accessKeyId, secretAccessKey/,
          ),
        })
      const creating = ec2.createNode({ name: 'a', size: 's', image: 'ami-1' })
      await expect(creating).rejects.toMatchObject({ outcome: 'not-applied' })
    },
  )

  it('fetches credentials anew that EC2 calls expired, and asks again, also for what may be asked only once', async () => {
    const forced: (boolean | undefined)[] = []
    const credentials = async (options?: { readonly forceRefresh?: boolean | undefined }) => {
      forced.push(options?.forceRefresh)
      return { accessKeyId: `AKID${forced.length}`, secretAccessKey: 'x', sessionToken: 'old' }
    }
    const ec2 = mockedDriver({ credentials, retry: { attempts: 1 } })
    refuse(400, 'RequestExpired')
    answer('RebootInstances', '<return>true</return>')
    await ec2.rebootNode('i-1')
    expect(forced).toEqual([false, true])
  })

  it('does not ask again with keys that were given as they are', async () => {
    refuse(400, 'ExpiredToken')
    await expect(mockedDriver().rebootNode('i-1')).rejects.toMatchObject({
      code: 'unauthorized',
      outcome: 'not-applied',
      details: { expired: true },
    })
  })

  it('fetches credentials anew from when they run out, told as text', async () => {
    const clock = virtualClock({ auto: true })
    let fetched = 0
    const credentials = async () => {
      fetched += 1
      return {
        accessKeyId: 'A',
        secretAccessKey: 'x',
        expiration: new Date(clock.now() + 600_000).toISOString(),
      }
    }
    const ec2 = mockedDriver({ credentials, clock })
    const list = async () => {
      answer('DescribeAvailabilityZones', '')
      await ec2.listLocations().toArray()
      return fetched
    }
    expect([await list(), await list()]).toEqual([1, 1])
    await clock.advance(600_000)
    expect(await list()).toBe(2)
  })

  it('refuses an expiration that is no time, from a provider function too', async () => {
    const wrong = { accessKeyId: 'A', secretAccessKey: 'x', expiration: 'tomorrow' }
    expect(() => mockedDriver({ credentials: wrong })).toThrow('no usable expiration')
    const ec2 = mockedDriver({ credentials: async () => wrong })
    await expect(ec2.getNode('i-1')).rejects.toMatchObject({ code: 'invalid' })
  })

  it('says which region is missing or wrong', async () => {
    noEnvironment()
    const credentials = { accessKeyId: 'AKID', secretAccessKey: 'x' }
    await expect(compute({ credentials }).getNode('i-1')).rejects.toThrow('AWS_REGION (not set)')
    expect(() => compute({ region: 'x.evil.example/' })).toThrow('is none of AWS')
  })

  it.each([
    [{ endpoint: 'localhost:4566' }, 'is no URL that credentials may go to'],
    [{ endpoint: 'nowhere' }, 'is no URL that credentials may go to'],
    [{ endpoint: 'http://ec2.example' }, 'is no URL that credentials may go to'],
    [{ regoin: 'eu-west-1' }, '"regoin": its options are region'],
    [{ credentials: { accessKeyId: 'a b', secretAccessKey: 'x' } }, 'no usable accessKeyId'],
    [{ credentials: { accessKeyId: 'a' } }, 'no usable secretAccessKey'],
    [{ timeoutMs: -1 }, 'timeoutMs'],
    [{ timeoutMs: Number.POSITIVE_INFINITY }, 'timeoutMs'],
    [{ retry: { max: 9 } }, '"max": its options are attempts'],
    [{ clock: {} }, 'clock has no function now'],
  ])('refuses %j', (options, message) => {
    const refusal = (() => {
      try {
        return compute(options as never)
      } catch (error) {
        return error
      }
    })()
    expect(isCloudError(refusal, 'invalid')).toBe(true)
    expect((refusal as Error).message).toContain(message)
  })

  it.each([
    ['AuthFailure', 401, 'unauthorized'],
    ['SignatureDoesNotMatch', 403, 'unauthorized'],
    ['UnauthorizedOperation', 403, 'forbidden'],
    ['OptInRequired', 401, 'forbidden'],
    ['InvalidAction', 400, 'invalid'],
    ['SomethingNew', 400, 'invalid'],
    ['SomethingNew', 403, 'forbidden'],
  ])('answers %s of status %i with %s', async (code, status, ours) => {
    refuse(status, code)
    await expect(mockedDriver().listLocations().toArray()).rejects.toMatchObject({
      code: ours,
      providerCode: code,
    })
  })

  it('waits out a throttle, also for writes', async () => {
    refuse(503, 'RequestLimitExceeded')
    answer('RebootInstances', '<return>true</return>')
    await mockedDriver().rebootNode('i-1')
  })

  it('prints nothing of its credentials', () => {
    const ec2 = mockedDriver()
    for (const text of [inspect(ec2, { depth: 20, showHidden: true }), JSON.stringify(ec2)]) {
      expect(text).not.toMatch(/AKIDEXAMPLE|secret-of-the-tests/)
    }
  })

  it('has its abilities, also in a spread', () => {
    const spread = { ...mockedDriver() }
    for (const ability of [
      'Power',
      'Resize',
      'KeyPairs',
      'Volumes',
      'Snapshots',
      'Images',
      'Firewalls',
      'Addresses',
      'Networks',
      'Tags',
      'Console',
      'HostKeys',
    ] as const)
      expect(supports(spread, ability)).toBe(true)
  })
})
