import nock from 'nock'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { storage } from './index.ts'

const credentials = { accessKeyId: 'DO00EXAMPLE', secretAccessKey: 'secret' }
const failure = (work: () => Promise<unknown>) => work().then(String, (error: unknown) => error)

afterEach(() => vi.unstubAllEnvs())

describe('Spaces', () => {
  it('are asked at the host of their region, with the MD5 of what is put', async () => {
    let seen: Request | undefined
    nock('https://photos.fra1.digitaloceanspaces.com')
      .put('/a.txt')
      .reply(async (request: Request) => {
        seen = request
        await request.arrayBuffer()
        return [200, '', { etag: '"5d41402abc4b2a76b9719d911017c592"', 'content-length': '0' }]
      })
    const spaces = storage({ region: 'fra1', credentials })
    expect(await spaces.putObject({ bucket: 'photos', key: 'a.txt' }, 'hello')).toMatchObject({
      checksums: { md5: 'XUFAKrxLKna5cZ2REBfFkg==' },
    })
    expect(seen?.headers.get('content-md5')).toBe('XUFAKrxLKna5cZ2REBfFkg==')
    expect(seen?.headers.get('authorization')).toMatch(
      /Credential=DO00EXAMPLE\/\d{8}\/fra1\/s3\/aws4_request/,
    )
  })

  it('have keys of their own in the environment', async () => {
    vi.stubEnv('SPACES_ACCESS_KEY_ID', 'DO00OTHER')
    vi.stubEnv('SPACES_SECRET_ACCESS_KEY', 'hidden')
    const { url } = await storage({ region: 'fra1' }).signUrl(
      { bucket: 'photos', key: 'a' },
      { method: 'GET' },
    )
    expect(url).toMatch(/^https:\/\/photos\.fra1\.digitaloceanspaces\.com\/a\?.*Credential=DO00OTHER%2F/)
  })

  it('without any tell where they were looked for', async () => {
    vi.stubEnv('SPACES_ACCESS_KEY_ID', '')
    vi.stubEnv('SPACES_SECRET_ACCESS_KEY', '')
    expect(await failure(() => storage({ region: 'fra1' }).listBuckets().toArray())).toMatchObject({
      code: 'unauthorized',
      message: expect.stringContaining('SPACES_ACCESS_KEY_ID and SPACES_SECRET_ACCESS_KEY not set'),
    })
  })

  it.each(['', 'eu-west-1', 'fra1.example', 'FRA1'])('are not in %j', (region) => {
    expect(() => storage({ region, credentials })).toThrow(expect.objectContaining({ code: 'invalid' }))
  })
})
