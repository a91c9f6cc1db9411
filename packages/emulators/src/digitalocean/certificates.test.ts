import { X509Certificate } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { LocalCloud } from '../options.ts'
import { startCloud } from '../start-cloud.ts'
import { type DigitalOceanClient, digitaloceanClient } from '../testing/digitalocean-client.ts'
import { openApi, whereOpenApi } from '../testing/openapi.ts'
import { selfMadeCertificate } from '../testing/self-made-certificate.ts'
import { certificates } from './certificates.ts'

let local: LocalCloud
let client: DigitalOceanClient
let made = 0

beforeAll(async () => {
  local = await startCloud({ times: { importMs: 50 } })
  client = digitaloceanClient(local)
})
afterAll(() => local.close())

const authority = selfMadeCertificate({ name: 'Test Authority' })
const stranger = selfMadeCertificate({ name: 'Stranger' })
const leaf = selfMadeCertificate({
  name: 'example.com',
  dnsNames: ['example.com', '*.example.com'],
  issuer: authority,
})
const files = {
  type: 'custom',
  private_key: leaf.privateKey,
  leaf_certificate: leaf.certificate,
  certificate_chain: authority.certificate,
}
const create = (input: object) => {
  made += 1
  return client.call('POST', '/v2/certificates', { name: `cert-${made}`, ...input })
}

test('A custom certificate is verified at once, and tells what its file says', async () => {
  const { certificate } = (await create(files)).body
  expect(certificate).toEqual({
    id: certificate.id,
    name: `cert-${made}`,
    type: 'custom',
    state: 'verified',
    dns_names: ['example.com', '*.example.com'],
    not_after: '2120-01-01T00:00:00Z',
    sha1_fingerprint: new X509Certificate(leaf.certificate).fingerprint.replaceAll(':', '').toLowerCase(),
    created_at: certificate.created_at,
  })
  expect((await client.get(`/v2/certificates/${certificate.id}`)).certificate).toEqual(certificate)
  expect((await client.get(`/v2/certificates?name=${certificate.name}`)).certificates).toEqual([certificate])
  expect((await client.get('/v2/certificates?name=other')).certificates).toEqual([])
  expect((await client.call('DELETE', `/v2/certificates/${certificate.id}`)).status).toBe(204)
  expect((await client.call('GET', `/v2/certificates/${certificate.id}`)).status).toBe(404)
})

test("A certificate of Let's Encrypt is pending until it is issued, for three months", async () => {
  const { certificate } = (await create({ type: 'lets_encrypt', dns_names: ['a.example.com'] })).body
  expect(certificate).toMatchObject({ state: 'pending', type: 'lets_encrypt', dns_names: ['a.example.com'] })
  const days = (Date.parse(certificate.not_after) - Date.parse(certificate.created_at)) / 86_400_000
  expect(days).toBeCloseTo(90)
  const path = `/v2/certificates/${certificate.id}`
  await expect.poll(async () => (await client.get(path)).certificate.state).toBe('verified')
})

describe('A certificate is refused', () => {
  const expired = selfMadeCertificate({ name: 'old', notAfter: new Date('2021-01-01') })
  const forged = selfMadeCertificate({ name: 'forged', issuer: { ...stranger, name: authority.name } })
  const keyAndLeaf = ({ privateKey, certificate }: typeof leaf) => ({
    private_key: privateKey,
    leaf_certificate: certificate,
  })
  test.each([
    ['with the key of another', { ...files, private_key: stranger.privateKey }, /does not match/],
    ['when it has expired', keyAndLeaf(expired), 'the certificate has expired'],
    ['with the chain of another', { ...files, certificate_chain: stranger.certificate }, /does not lead on/],
    ['with a forged signature', { ...files, ...keyAndLeaf(forged) }, /does not lead on/],
    ['with a chain of words', { ...files, certificate_chain: 'trust me' }, /no PEM-formatted certificate$/],
    ['without a certificate in its file', { ...files, leaf_certificate: 'x' }, /^leaf_certificate is not/],
    ['without a key in its file', { ...files, private_key: 'x' }, /^private_key is not/],
    ['without a key', { leaf_certificate: leaf.certificate }, /private_key is required/],
    ['of a type that it is not', { ...files, type: 'lets_encrypt' }, /not of a lets_encrypt certificate$/],
    ['for no domain', { dns_names: [] }, /at least one name$/],
    ['for what is no domain', { dns_names: ['localhost'] }, /not a fully qualified/],
    ['with a name of words', { ...files, name: 'my cert' }, /^certificate name may only/],
  ])('%s', async (_what, input, message) => {
    const before = local.inventory().digitalocean.certificates.length
    expect(await create(input)).toMatchObject({
      status: 422,
      body: { message: expect.stringMatching(message) },
    })
    expect(local.inventory().digitalocean.certificates).toHaveLength(before)
  })

  test('with a name that another one has', async () => {
    const { certificate } = (await create(files)).body
    expect((await create({ ...files, name: certificate.name })).status).toBe(422)
  })
})

test('No private key is in the log of requests', async () => {
  await create(files)
  expect(JSON.stringify(local.requests)).toContain('leaf_certificate')
  expect(JSON.stringify(local.requests)).not.toContain('PRIVATE KEY')
})

test.skipIf(!openApi)(`Every operation answers as the specification says${whereOpenApi}`, () => {
  expect([...client.checked]).toEqual(expect.arrayContaining(Object.keys(certificates)))
})
