import nock from 'nock'
import { describe, expect, it } from 'vitest'
import { checkGoogleOptions, type GoogleOptions, googleClient, send } from './index.ts'

const host = 'https://compute.googleapis.com'

function client(options: GoogleOptions) {
  checkGoogleOptions('test', options, [])
  return googleClient({ provider: 'gce', api: host, options })
}

const get = (options: GoogleOptions) =>
  send(client(options), {
    name: 'x.get',
    repeat: { class: 'read' },
    method: 'GET',
    path: '/x',
    query: { a: 'b c', d: undefined },
  })

const answer = (token: string, status: number, reply: object) =>
  nock(host, { reqheaders: { authorization: `Bearer ${token}` } })
    .get('/x?a=b%20c')
    .reply(status, reply)

describe('a client', () => {
  it('sends the token that it was given', async () => {
    answer('ya29.given', 200, { ok: true })
    expect(await get({ credentials: { accessToken: 'ya29.given' } })).toEqual({ ok: true })
  })

  it('asks for another token where one is refused, once', async () => {
    const given = ['ya29.old', 'ya29.new']
    answer('ya29.old', 401, { error: { message: 'Invalid Credentials', errors: [{ reason: 'authError' }] } })
    answer('ya29.new', 200, { ok: true })
    expect(await get({ credentials: { getAccessToken: async () => given.shift() } })).toEqual({ ok: true })
  })

  it('does not send the one token that it has a second time', async () => {
    answer('ya29.given', 401, {
      error: { message: 'Invalid Credentials', errors: [{ reason: 'authError' }] },
    })
    const error = get({ credentials: { accessToken: 'ya29.given' } })
    await expect(error).rejects.toMatchObject({ code: 'unauthorized', providerCode: 'authError' })
  })

  it.each([
    ['credentials that are a text', { credentials: 'ya29.given' }],
    ['credentials of none of the kinds', { credentials: {} }],
    ['a token with a line end', { credentials: { accessToken: 'ya29.given\n' } }],
    ['a key without an account', { credentials: { private_key: 'x' } }],
    ['an account without a key', { credentials: { client_email: 'a@b.c' } }],
    [
      'an address of tokens that is not safe',
      { credentials: { client_email: 'a@b.c', private_key: 'x', token_uri: 'http://example.com' } },
    ],
    ['a project that is none', { project: '../x' }],
    ['an option that is none', { projectId: 'x' }],
  ])('refuses %s', (_what, options) => {
    expect(() => client(options as GoogleOptions)).toThrow(expect.objectContaining({ code: 'invalid' }))
  })
})
