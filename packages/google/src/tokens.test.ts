import { createVerify, generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import nock from 'nock'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { tokensOf } from './tokens.ts'

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
const account = {
  client_email: 'robot@my-project.iam.gserviceaccount.com',
  private_key: pem,
  private_key_id: 'k1',
}
const empty = { HOME: '/nowhere' }

/** Answers one exchange, and keeps what was asked. */
function exchange(status = 200, reply: object = { access_token: 'ya29.given', expires_in: 3600 }) {
  const kept = { claims: {} as Record<string, unknown>, header: {} as Record<string, unknown>, signed: false }
  nock('https://oauth2.googleapis.com')
    .post('/token', (body: { grant_type: string; assertion: string }) => {
      const [header = '', claims = '', signature = ''] = body.assertion.split('.')
      const json = (text: string) => JSON.parse(Buffer.from(text, 'base64url').toString())
      kept.header = json(header)
      kept.claims = json(claims)
      const verify = createVerify('sha256').update(`${header}.${claims}`)
      kept.signed = verify.verify(publicKey, Buffer.from(signature, 'base64url'))
      return body.grant_type === 'urn:ietf:params:oauth:grant-type:jwt-bearer'
    })
    .reply(status, reply)
  return kept
}

function file(json: object | string): string {
  const path = join(mkdtempSync(join(tmpdir(), 'google-')), 'credentials.json')
  writeFileSync(path, typeof json === 'string' ? json : JSON.stringify(json))
  return path
}
afterEach(() => vi.unstubAllEnvs())

describe('the key of a service account', () => {
  it('is exchanged for a token by a claim that it signs', async () => {
    const sent = exchange()
    const { get, project } = tokensOf({ credentials: { ...account, project_id: 'my-project' } }, empty)
    const before = Date.now()
    const { token, expiresAt = 0 } = await get()
    expect(token.reveal()).toBe('ya29.given')
    expect(expiresAt - before).toBeGreaterThanOrEqual(3_600_000)
    expect(await project()).toBe('my-project')
    expect(sent.signed).toBe(true)
    expect(sent.header).toEqual({ alg: 'RS256', typ: 'JWT', kid: 'k1' })
    expect(sent.claims).toMatchObject({
      iss: account.client_email,
      scope: 'https://www.googleapis.com/auth/cloud-platform',
      aud: 'https://oauth2.googleapis.com/token',
    })
    expect(Number(sent.claims.exp) - Number(sent.claims.iat)).toBe(3600)
  })

  it('works with the line ends that variables of the environment make of its own', async () => {
    const sent = exchange()
    await tokensOf({ credentials: { ...account, private_key: pem.replaceAll('\n', '\\n') } }, empty).get()
    expect(sent.signed).toBe(true)
  })

  it('that is refused is unauthorized; why is told', async () => {
    exchange(400, { error: 'invalid_grant', error_description: 'Invalid JWT Signature.' })
    await expect(tokensOf({ credentials: account }, empty).get()).rejects.toMatchObject({
      code: 'unauthorized',
      providerCode: 'invalid_grant',
      message: expect.stringContaining('Invalid JWT Signature.'),
    })
  })

  it('that is none is invalid, and not told', async () => {
    const error = tokensOf({ credentials: { ...account, private_key: 'my dog' } }, empty).get()
    await expect(error).rejects.toMatchObject({
      code: 'invalid',
      message: expect.not.stringContaining('dog'),
    })
  })
})

describe('what gives tokens itself', () => {
  it.each([
    ['a text', 'ya29.own'],
    ['a record', { token: 'ya29.own' }],
  ])('may give %s', async (_what, answer) => {
    const { get } = tokensOf({ credentials: { getAccessToken: async () => answer } }, empty)
    expect((await get()).token.reveal()).toBe('ya29.own')
  })

  it.each([[null], [undefined], [''], [{ token: null }]])('and gives %s is unauthorized', async (answer) => {
    const { get } = tokensOf({ credentials: { getAccessToken: async () => answer } }, empty)
    await expect(get()).rejects.toMatchObject({ code: 'unauthorized' })
  })
})

describe('application default credentials', () => {
  it('are the key in the file that a variable names', async () => {
    exchange()
    const env = {
      GOOGLE_APPLICATION_CREDENTIALS: file({ type: 'service_account', ...account, project_id: 'its-own' }),
    }
    const { get, project } = tokensOf({}, env)
    expect((await get()).token.reveal()).toBe('ya29.given')
    expect(await project()).toBe('its-own')
  })

  it('of a user are had through google-auth-library', async () => {
    nock('https://oauth2.googleapis.com')
      .post(
        '/token',
        (body: { grant_type: string; refresh_token: string }) => body.refresh_token === 'refresh',
      )
      .reply(200, { access_token: 'ya29.user', expires_in: 3600, token_type: 'Bearer' })
    const user = {
      type: 'authorized_user',
      client_id: 'id',
      client_secret: 'hidden',
      refresh_token: 'refresh',
    }
    // The library reads the environment itself.
    vi.stubEnv('GOOGLE_APPLICATION_CREDENTIALS', file(user))
    const { get } = tokensOf({})
    expect((await get()).token.reveal()).toBe('ya29.user')
  })

  it('are those of the metadata server, where the platform says that there is one', async () => {
    const paths: string[] = []
    const server = createServer((request, response) => {
      paths.push(request.url ?? '')
      response.setHeader('metadata-flavor', 'Google')
      if (request.url?.includes('/token'))
        response.end(JSON.stringify({ access_token: 'ya29.machine', expires_in: 3600, token_type: 'Bearer' }))
      else response.end(request.url?.endsWith('/project-id') ? 'its-project' : 'googleapis.com')
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    // The library reads the environment itself.
    for (const [name, value] of Object.entries({ ...empty, GCE_METADATA_HOST: `127.0.0.1:${port}` }))
      vi.stubEnv(name, value)
    try {
      const { get, project } = tokensOf({})
      expect((await get()).token.reveal()).toBe('ya29.machine')
      expect(await project()).toBe('its-project')
      expect(paths.some((path) => path.includes('/service-accounts/default/token'))).toBe(true)
    } finally {
      await new Promise((resolve) => server.close(resolve))
    }
  })

  it('that are nowhere list what was tried', async () => {
    const error = await tokensOf({}, empty)
      .get()
      .catch((reason: unknown) => reason)
    expect(error).toMatchObject({
      code: 'unauthorized',
      details: {
        tried: [
          { source: 'the option credentials', reason: 'not given' },
          { source: 'GOOGLE_APPLICATION_CREDENTIALS', reason: 'not set' },
          { source: '/nowhere/.config/gcloud/application_default_credentials.json', reason: 'no such file' },
          { source: 'the metadata server', reason: 'this is no machine of Google' },
        ],
      },
    })
  })

  it('of a file that is named and not there are not looked for elsewhere', async () => {
    const env = { ...empty, GOOGLE_APPLICATION_CREDENTIALS: '/nowhere/key.json' }
    await expect(tokensOf({}, env).get()).rejects.toMatchObject({
      code: 'unauthorized',
      message: expect.stringContaining('/nowhere/key.json (no such file)'),
    })
  })

  it('of a file that is broken are invalid, and the file is not quoted', async () => {
    const env = { GOOGLE_APPLICATION_CREDENTIALS: file('{"private_key": "my dog"') }
    const error = tokensOf({}, env).get()
    await expect(error).rejects.toMatchObject({
      code: 'invalid',
      message: expect.not.stringContaining('dog'),
    })
  })
})
