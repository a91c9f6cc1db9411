import { createPrivateKey, X509Certificate } from 'node:crypto'
import { inspect } from 'node:util'
import { secret } from '@cloud/core'
import { afterEach, describe, expect, it } from 'vitest'
import { requestCertificate } from './index.ts'
import { authority, leaf, privateKey } from './testing/certificate.ts'
import { emulated } from './testing/emulated.ts'
import { answer, listed, mockedBalancers, refuse } from './testing/mock-digitalocean.ts'

const cloud = emulated()
afterEach(() => cloud.local.faults.clear())

const id = '892071a0-bb95-49bc-8021-3afd67a210bf'
const page = 'page=1&per_page=200'
const fingerprint = new X509Certificate(leaf).fingerprint.replaceAll(':', '').toLowerCase()
const wire = (more: object = {}) => ({
  id,
  name: 'web-cert',
  not_after: '2120-01-01T00:00:00Z',
  sha1_fingerprint: fingerprint,
  created_at: '2026-01-01T00:00:00Z',
  dns_names: ['example.com'],
  state: 'verified',
  type: 'custom',
  ...more,
})
const files = { name: 'web-cert', certificate: leaf, chain: authority, privateKey: secret(privateKey) }
const locked = createPrivateKey(privateKey)
  .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'secret' })
  .toString()
const kept = () => cloud.local.inventory().digitalocean.certificates

describe('importCertificate', () => {
  it('sends certificate, chain and key', async () => {
    const sent = answer('POST /certificates', 201, { certificate: wire() })
    expect(await mockedBalancers().importCertificate(files)).toEqual({
      kind: 'certificate',
      id,
      name: 'web-cert',
      state: 'available',
      domains: ['example.com'],
      expiresAt: '2120-01-01T00:00:00Z',
      createdAt: '2026-01-01T00:00:00Z',
      native: wire(),
    })
    expect(sent.body).toEqual({
      name: 'web-cert',
      type: 'custom',
      leaf_certificate: leaf,
      certificate_chain: authority,
      private_key: privateKey,
    })
  })

  it('tells a name that is taken', async () => {
    refuse('POST /certificates', 422, 'unprocessable_entity')
    listed(`/certificates?name=web-cert&${page}`, 'certificates', wire())
    await expect(mockedBalancers().importCertificate(files)).rejects.toMatchObject({ code: 'already-exists' })
  })

  it.each(['reset-before', 'reset-after'] as const)(
    'keeps one where the answer is lost (%s)',
    async (kind) => {
      cloud.local.faults.add({ kind, operation: 'certificates_create', count: 1 })
      const name = `lost-${kind}`
      const made = await cloud.balancers.importCertificate({ ...files, name })
      expect(made.domains).toEqual(['example.com', '*.example.com'])
      expect(kept().filter((each) => each.name === name)).toEqual([expect.objectContaining({ id: made.id })])
    },
  )

  it.each([
    ['a chain in its place', { certificate: leaf + authority }, 'several'],
    [
      'half of it',
      { certificate: leaf.slice(0, 200) },
      'certificate is cut off: it has no -----END CERTIFICATE-----',
    ],
    ['half a chain', { chain: authority + leaf.slice(0, 200) }, 'chain is cut off'],
    ['its key', { certificate: privateKey }, 'certificate is a private key'],
    [
      'a request for it',
      { certificate: leaf.replaceAll('CERTIFICATE', 'CERTIFICATE REQUEST') },
      'certificate is a request for a certificate',
    ],
    [
      'another block',
      { certificate: leaf.replaceAll('CERTIFICATE', 'X509 CRL') },
      'certificate is a block of X509 CRL',
    ],
    [
      'what is garbled',
      { certificate: leaf.replace('MIIB', 'AAAA') },
      'certificate is a certificate that cannot be read',
    ],
    [
      'its path',
      { certificate: './certs/web.pem' },
      'certificate is the path of a file, and not its content',
    ],
    ['its bytes', { certificate: Buffer.from(leaf) }, 'certificate is bytes, and not their text'],
    ['nothing', { certificate: '' }, 'certificate is empty'],
    ['null', { certificate: null }, 'certificate is null'],
    ['a chain of words', { chain: 'trust me' }, 'chain is no PEM'],
    ['a certificate for a key', { privateKey: leaf }, 'privateKey is a certificate'],
    [
      'a public key',
      { privateKey: privateKey.replaceAll('PRIVATE', 'PUBLIC') },
      'privateKey is a public key',
    ],
    ['a locked key', { privateKey: locked }, 'privateKey is a private key with a pass phrase'],
    [
      'a garbled key',
      { privateKey: privateKey.replace('MC4C', 'AAAA') },
      'privateKey is a key that cannot be read',
    ],
    ['half a key', { privateKey: privateKey.slice(0, 60) }, 'privateKey is cut off'],
    ["a key's bytes", { privateKey: Buffer.from(privateKey) }, 'privateKey is bytes, and not their text'],
    ['a long name', { name: 'a'.repeat(300) }, 'has 300 characters: at most 255'],
    ['the certificate of another', { certificate: authority }, 'not the key of the certificate'],
    ['a name of words', { name: 'my cert' }, 'none of a certificate'],
  ])('refuses %s before it sends anything, and shows no key', async (_what, wrong, message) => {
    const error: unknown = await mockedBalancers()
      .importCertificate({ ...files, privateKey, ...wrong } as never)
      .catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: 'invalid', message: expect.stringContaining(message) })
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain(privateKey.split('\n')[1])
  })
})

describe('deleteCertificate', () => {
  it('tells one that a listener shows from one that the account may not touch', async () => {
    const rule = { entry_protocol: 'https', entry_port: 443, target_protocol: 'http', target_port: 80 }
    const balancers = (certificate_id: string) =>
      listed(`/load_balancers?${page}`, 'load_balancers', {
        id,
        forwarding_rules: [{ ...rule, certificate_id }],
      })
    refuse(`DELETE /certificates/${id}`, 403, 'forbidden')
    balancers(id)
    await expect(mockedBalancers().deleteCertificate(id)).rejects.toMatchObject({
      code: 'conflict',
      outcome: 'not-applied',
    })
    refuse(`DELETE /certificates/${id}`, 403, 'forbidden')
    balancers('')
    await expect(mockedBalancers().deleteCertificate(id)).rejects.toMatchObject({ code: 'forbidden' })
  })
})

describe('requestCertificate', () => {
  it('has one issued, which is pending until it is', async () => {
    const { balancers } = cloud
    cloud.local.faults.add({ kind: 'reset-after', operation: 'certificates_create', count: 1 })
    const made = await requestCertificate(balancers, { name: 'shop', domains: ['shop.example.com'] })
    expect(made).toMatchObject({ state: 'pending', domains: ['shop.example.com'] })
    expect(kept().filter(({ name }) => name === 'shop')).toHaveLength(1)
    await cloud.advance(60_000)
    expect((await balancers.getCertificate(made)).state).toBe('available')
    await expect(
      requestCertificate(balancers, { name: 'shop', domains: ['a.example.com'] }),
    ).rejects.toMatchObject({
      code: 'already-exists',
    })
  })

  it('of what is no domain is invalid', async () => {
    const { balancers } = cloud
    for (const domains of [[], ['localhost']])
      await expect(requestCertificate(balancers, { name: 'none', domains })).rejects.toMatchObject({
        code: 'invalid',
      })
  })
})
