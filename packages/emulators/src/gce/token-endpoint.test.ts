import { generateKeyPairSync } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { LocalCloud } from '../options.ts'
import { startCloud } from '../start-cloud.ts'
import { accessToken } from '../testing/gce-client.ts'
import { claimsOf, requestToken, signedToken } from '../testing/signed-token.ts'
import { virtualClock } from '../virtual-clock.ts'

let local: LocalCloud

beforeAll(async () => {
  local = await startCloud()
})
afterAll(() => local.close())

const ask = async (form: Readonly<Record<string, string>>) => {
  const response = await requestToken(local.gce.credentials.token_uri, form)
  return { status: response.status, body: await response.json() }
}

const listZones = (token: string, { gce }: LocalCloud = local) =>
  fetch(`${gce.endpoint}/compute/v1/projects/${gce.project}/zones`, {
    headers: { authorization: `Bearer ${token}` },
  })

test('a token that the service account signed is given for an access token that opens the API', async () => {
  const { credentials } = local.gce
  const { status, body } = await ask({
    assertion: signedToken(claimsOf(credentials), credentials.private_key),
  })
  expect({ status, body }).toEqual({
    status: 200,
    body: {
      access_token: expect.stringMatching(/^ya29\.c\.emulatedSecret/),
      expires_in: 3_599,
      token_type: 'Bearer',
    },
  })
  expect((await listZones(body.access_token)).status).toBe(200)
})

test('what the account is not, has not signed or is out of time is refused', async () => {
  const { credentials } = local.gce
  const key = credentials.private_key
  const claims = claimsOf(credentials)
  const { privateKey: other } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const cases = [
    [{ assertion: signedToken(claims, other) }, 'invalid_grant', 'Invalid JWT Signature.'],
    [{ assertion: signedToken(claims, key, { alg: 'none' }) }, 'invalid_grant', 'Invalid JWT Signature.'],
    [
      { assertion: signedToken({ ...claims, iss: 'you@example.com' }, key) },
      'invalid_grant',
      'account not found',
    ],
    [
      { assertion: signedToken({ ...claims, aud: 'https://example.com/' }, key) },
      'invalid_grant',
      'audience',
    ],
    [
      { assertion: signedToken(claimsOf(credentials, Date.now() - 4_000_000), key) },
      'invalid_grant',
      'short-lived',
    ],
    [{ assertion: signedToken({ ...claims, exp: claims.iat + 3_601 }, key) }, 'invalid_grant', 'short-lived'],
    [
      { assertion: signedToken({ ...claims, scope: undefined }, key) },
      'invalid_scope',
      'Invalid OAuth scope',
    ],
    [
      { assertion: signedToken({ ...claims, scope: 'compute' }, key) },
      'invalid_scope',
      'Invalid OAuth scope',
    ],
    [{ assertion: 'none' }, 'invalid_grant', 'Failed to decode'],
    [{}, 'invalid_request', 'assertion'],
    [{ grant_type: 'password', assertion: 'x' }, 'unsupported_grant_type', 'password'],
  ] as const
  for (const [form, error, words] of cases) {
    const answer = await ask(form)
    expect(answer).toMatchObject({
      status: 400,
      body: { error, error_description: expect.stringContaining(words) },
    })
  }
})

test("the vendor's own audience is as good as the endpoint's address", async () => {
  const { credentials } = local.gce
  const claims = { ...claimsOf(credentials), aud: 'https://oauth2.googleapis.com/token' }
  expect((await ask({ assertion: signedToken(claims, credentials.private_key) })).status).toBe(200)
})

test('an account may sign for the API itself', async () => {
  const { client_email: iss, private_key } = local.gce.credentials
  const { iat, exp } = claimsOf(local.gce.credentials)
  const own = { iss, sub: iss, iat, exp, aud: 'https://compute.googleapis.com/' }
  expect((await listZones(signedToken(own, private_key))).status).toBe(200)
  expect(
    (await listZones(signedToken({ ...own, aud: 'https://storage.googleapis.com/' }, private_key))).status,
  ).toBe(401)
})

test('an access token that has expired, is unknown or has too small a scope is refused', async () => {
  const clock = virtualClock()
  await using cloud = await startCloud({ clock })
  const token = await accessToken(cloud, clock.now())
  expect((await listZones(token, cloud)).status).toBe(200)
  await clock.advance(3_600_000)
  const late = await listZones(token, cloud)
  expect(late.status).toBe(401)
  expect(await late.json()).toMatchObject({
    error: { code: 401, status: 'UNAUTHENTICATED', errors: [{ reason: 'authError' }] },
  })
  expect((await listZones('ya29.none')).status).toBe(401)

  const { credentials } = local.gce
  const claims = { ...claimsOf(credentials), scope: 'https://www.googleapis.com/auth/compute.readonly' }
  const { body } = await ask({ assertion: signedToken(claims, credentials.private_key) })
  expect((await listZones(body.access_token)).status).toBe(200)
  const write = await fetch(
    `${local.gce.endpoint}/compute/v1/projects/${local.gce.project}/zones/europe-west1-b/instances/a/stop`,
    {
      method: 'POST',
      headers: { authorization: `Bearer ${body.access_token}` },
    },
  )
  expect(write.status).toBe(403)
})

test('the log holds neither assertions nor tokens, and a fault finds the endpoint by its name', async () => {
  await using cloud = await startCloud()
  const { credentials } = cloud.gce
  cloud.faults.add({
    operation: 'oauth2.token',
    kind: 'error',
    code: 'temporarily_unavailable',
    status: 503,
    count: 1,
  })
  const assertion = signedToken(claimsOf(credentials), credentials.private_key)
  const failed = await requestToken(credentials.token_uri, { assertion })
  expect([failed.status, await failed.json()]).toEqual([
    503,
    { error: 'temporarily_unavailable', error_description: expect.any(String) },
  ])
  const token = await accessToken(cloud)
  await listZones(token, cloud)
  const logged = JSON.stringify(cloud.requests)
  expect(cloud.requests.map(({ operation }) => operation)).toEqual([
    'oauth2.token',
    'oauth2.token',
    'compute.zones.list',
  ])
  for (const secret of [assertion, token]) expect(logged).not.toContain(secret)
})
