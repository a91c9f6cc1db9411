import { virtualClock } from '@cloud/emulators'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { CloudError } from '../errors.ts'
import { failure, read, testClient } from '../testing/operations.ts'
import { type Scripted, scriptedTransport } from '../testing/scripted-transport.ts'
import { curl } from './curl.ts'
import type { HttpRequest } from './messages.ts'

const event = {
  provider: 'p',
  operation: 'O',
  callId: '0',
  attempt: 1,
  method: 'POST',
  url: '',
  durationMs: 12.4,
  status: 200,
}
const line = (request: Partial<HttpRequest>, ended: object = {}) =>
  curl({ origin: 'https://a', method: 'POST', path: '/', headers: {}, ...request }, { ...event, ...ended })
const form = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' }
const json = { 'content-type': 'application/json' }

describe('the line of an attempt', () => {
  it('is a command of curl, with what came of it', () => {
    expect(line({ method: 'GET', path: "/v2/o'hara?page=2" })).toBe(
      `curl -X GET 'https://a/v2/o'\\''hara?page=2' # 200 in 12 ms, attempt 1\n`,
    )
    expect(line({}, { status: undefined, error: 'timeout', attempt: 3 })).toBe(
      `curl -X POST 'https://a/' # timeout in 12 ms, attempt 3\n`,
    )
  })

  it('shows no header but those that are known to be harmless', () => {
    const headers = {
      'content-type': 'text/plain',
      'x-amz-date': '20260101T000000Z',
      authorization: 's3cret',
      'x-amz-security-token': 's3cret',
      cookie: 's3cret',
      'x-amz-content-sha256': 's3cret',
      'x-anything': 's3cret',
    }
    const text = line({ headers })
    expect(text).not.toContain('s3cret')
    expect(text).toContain(
      "-H 'content-type: text/plain' -H 'x-amz-date: [secret]' -H 'authorization: [secret]'",
    )
  })

  it('shows of a form the names, and the values of those that are known to be harmless', () => {
    const shown =
      'Action=RunInstances&Version=2016-11-15&ImageId=ami-1&InstanceType=t3.micro&MinCount=1&SubnetId=s-1'
    const secrets = [
      'UserData',
      'Password',
      'KeyMaterial',
      'PrivateKey',
      'AccessKeyId',
      'Tag.1.Value',
      'SessionName',
    ]
    const text = line({
      headers: form,
      body: `${shown}&${secrets.map((name) => `${name}=s3cret`).join('&')}`,
    })
    expect(text).toContain(`'${shown}&UserData=[secret]&Password=[secret]&`)
    expect(text).not.toContain('s3cret')
  })

  it('shows of a query the same', () => {
    const text = line({
      path: '/k?acl&versionId=3&X-Amz-Signature=s3cret&apiKey=s3cret&x=?s3cret&y=a=s3cret',
    })
    expect(text).toContain(
      '/k?acl&versionId=3&X-Amz-Signature=[secret]&apiKey=[secret]&x=[secret]&y=[secret]',
    )
    expect(text).not.toContain('s3cret')
  })

  it('shows of JSON the same, however deep', () => {
    const body = JSON.stringify({
      name: 'web-1',
      region: 'fra1',
      size: 's-1vcpu-1gb',
      image: 12,
      user_data: 's3cret',
      ssh_keys: ['s3cret'],
      credentials: { name: 's3cret' },
      droplet: { id: 7, password: 's3cret', tags: ['s3cret'], nothing: null },
    })
    const text = line({ headers: json, body })
    expect(text).toContain(
      `'{"name":"web-1","region":"fra1","size":"s-1vcpu-1gb","image":12,"user_data":"[secret]",` +
        `"ssh_keys":"[secret]","credentials":"[secret]","droplet":{"id":7,`,
    )
    expect(text).not.toContain('s3cret')
  })

  it.each([
    ['bytes', new Uint8Array(5), '[5 bytes]'],
    ['a text of no known form', '<a>s3cret</a>', '[13 bytes]'],
    ['a JSON text alone', '"s3cret"', '"[secret]"'],
  ])('shows nothing of %s', (_what, body, shown) => {
    expect(line({ body })).toContain(`--data '${shown}'`)
  })
})

describe('CLOUD_DEBUG', () => {
  afterEach(() => {
    vi.unstubAllEnvs()
    vi.restoreAllMocks()
  })
  const printing = () => {
    const lines: string[] = []
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => lines.push(String(text)) > 0)
    return lines
  }
  const setup = (script: readonly Scripted[]) =>
    testClient({ clock: virtualClock({ auto: true }), transport: scriptedTransport(script) })

  it('prints each attempt to the standard error', async () => {
    vi.stubEnv('CLOUD_DEBUG', '1')
    const lines = printing()
    const lost = new CloudError('lost', { code: 'network', retryable: true, outcome: 'unknown' })
    await setup([{ fails: lost }, { status: 503 }, { body: 'ok' }]).call(read)
    expect(lines).toEqual([
      "curl -X POST 'https://api.example.com/things' # network in 0 ms, attempt 1\n",
      "curl -X POST 'https://api.example.com/things' # 503 in 0 ms, attempt 2\n",
      "curl -X POST 'https://api.example.com/things' # 200 in 0 ms, attempt 3\n",
    ])
  })

  it('is read at the first request of a client and not before', async () => {
    const lines = printing()
    const before = setup([{ body: 'ok' }])
    vi.stubEnv('CLOUD_DEBUG', '1')
    await before.call(read)
    expect(lines).toHaveLength(1)
  })

  it.each([undefined, '', '0'])('that is %j prints nothing', async (value) => {
    vi.stubEnv('CLOUD_DEBUG', value)
    const lines = printing()
    await setup([{ body: 'ok' }, { status: 404 }]).call(read)
    await failure(setup([{ status: 404 }]).call(read))
    expect(lines).toEqual([])
  })

  it('cannot fail a call where nothing can be printed', async () => {
    vi.stubEnv('CLOUD_DEBUG', '1')
    vi.spyOn(process.stderr, 'write').mockImplementation(() => {
      throw new Error('closed')
    })
    expect(await setup([{ body: 'ok' }]).call(read)).toBe('ok')
  })
})
