import { createHash, createHmac } from 'node:crypto'
import { SignatureV4 } from '@smithy/signature-v4'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { secret } from '../secret.ts'
import { encodeRfc3986, formBody } from '../wire/form.ts'
import { type SigningRequest, sigv4Presigner, sigv4Signer } from './sigv4.ts'

const signatureOf = (headers: Record<string, string>) =>
  /Signature=(\w+)$/.exec(headers.authorization ?? '')?.[1]

describe('sigv4Signer on the published examples', () => {
  const sign = sigv4Signer({ region: 'us-east-1', service: 'service' })
  const credentials = {
    accessKeyId: 'AKIDEXAMPLE',
    secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
  }
  const date = Date.UTC(2015, 7, 30, 12, 36)
  const origin = 'https://example.amazonaws.com'
  const form = { 'content-type': 'application/x-www-form-urlencoded' }

  it.each<[string, Partial<SigningRequest>, string]>([
    ['get-vanilla', {}, '5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31'],
    [
      'get-relative',
      { path: '/example/..' },
      '5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31',
    ],
    ['get-slashes', { path: '//' }, '5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31'],
    [
      'get-vanilla-query-order-key-case',
      { query: 'Param2=value2&Param1=value1' },
      'b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500',
    ],
    [
      'get-vanilla-empty-query-key',
      { query: 'Param1=value1' },
      'a67d582fa61cc504c4bae71f336f98b97f1ea3c7a6bfe1b6e45aec72011b9aeb',
    ],
    [
      'get-header-value-trim',
      { headers: { 'my-header1': ' value1', 'my-header2': ' "a   b   c"' } },
      'acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736',
    ],
    ['post-vanilla', { method: 'POST' }, '5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b'],
    [
      'post-x-www-form-urlencoded',
      { method: 'POST', headers: form, body: 'Param1=value1' },
      'ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a',
    ],
  ])('signs %s', (_, request, expected) => {
    const headers = sign({ method: 'GET', origin, path: '/', headers: {}, ...request }, credentials, date)
    expect(signatureOf(headers)).toBe(expected)
  })

  it('writes the authorization header and the date, and takes secrets in their wrapper', () => {
    const hidden = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: secret(credentials.secretAccessKey) }
    const request = { method: 'GET', origin, path: '/', headers: { 'user-agent': 'x', authorization: 'old' } }
    expect(sign(request, hidden, date)).toEqual({
      'user-agent': 'x',
      'x-amz-date': '20150830T123600Z',
      authorization:
        'AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=host;x-amz-date, ' +
        'Signature=5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31',
    })
  })
})

describe('the signing keys that sigv4Signer keeps', () => {
  it('never serve another secret or day', () => {
    const kept = sigv4Signer({ region: 'us-east-1', service: 'ec2' })
    const request = { method: 'GET', origin: 'https://x', path: '/', headers: {} }
    const use = fc.record({ secret: fc.integer({ min: 0, max: 11 }), day: fc.integer({ min: 0, max: 3 }) })
    fc.assert(
      fc.property(use, ({ secret: number, day }) => {
        const credentials = { accessKeyId: 'AKID', secretAccessKey: `secret-${number}` }
        const fresh = sigv4Signer({ region: 'us-east-1', service: 'ec2' })
        const date = day * 86_400_000
        expect(kept(request, credentials, date)).toEqual(fresh(request, credentials, date))
      }),
    )
  })
})

describe('sigv4Signer on the examples of the S3 documentation', () => {
  const sign = sigv4Signer({ region: 'us-east-1', service: 's3' })
  const credentials = {
    accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
    secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  }
  const date = Date.UTC(2013, 4, 24)
  const get = { method: 'GET', origin: 'https://examplebucket.s3.amazonaws.com', path: '/', headers: {} }

  it('signs headers', () => {
    const signed = (request: Partial<SigningRequest>) =>
      signatureOf(sign({ ...get, ...request }, credentials, date))
    expect(signed({ path: '/test.txt', headers: { range: 'bytes=0-9' } })).toBe(
      'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
    )
    expect(signed({ query: 'lifecycle' })).toBe(
      'fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543',
    )
    expect(signed({ query: 'max-keys=2&prefix=J' })).toBe(
      '34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7',
    )
    const put = { date: 'Fri, 24 May 2013 00:00:00 GMT', 'x-amz-storage-class': 'REDUCED_REDUNDANCY' }
    expect(
      signed({ method: 'PUT', path: '/test%24file.text', headers: put, body: 'Welcome to Amazon S3.' }),
    ).toBe('98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd')
  })

  it('signs the query', () => {
    expect(
      sigv4Presigner({ region: 'us-east-1', service: 's3' })(
        { ...get, path: '/test.txt' },
        credentials,
        date,
        86_400,
      ),
    ).toBe(
      'X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request' +
        '&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host' +
        '&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404',
    )
  })
})

/** What the vendor's signer asks for: a hash, keyed or not. */
class Sha256 {
  readonly #hash: { update: (data: Uint8Array) => unknown; digest: () => Buffer }
  constructor(key?: string | ArrayBuffer | ArrayBufferView) {
    this.#hash = key === undefined ? createHash('sha256') : createHmac('sha256', key as string | Uint8Array)
  }
  update(data: string | ArrayBuffer | ArrayBufferView): void {
    this.#hash.update(typeof data === 'string' ? Buffer.from(data) : (data as Uint8Array))
  }
  async digest(): Promise<Uint8Array> {
    return this.#hash.digest()
  }
  reset(): void {}
}

const wild = fc.oneof(
  fc.constantFrom(
    '..',
    '.',
    '/',
    '//',
    '%',
    '%2F',
    '+',
    '#',
    '?',
    '&',
    '=',
    ' ',
    'é',
    'e\u0301',
    '😀',
    '~',
    "'",
    '*',
    '(',
    ')',
    '!',
    'a',
  ),
  fc.string({ unit: 'grapheme', maxLength: 6 }).filter((text) => text.isWellFormed()),
)
const name = fc.array(wild, { minLength: 1, maxLength: 5 }).map((pieces) => pieces.join(''))
const query = fc.dictionary(name, fc.array(name, { minLength: 1, maxLength: 3 }), {
  maxKeys: 4,
  noNullPrototype: true,
})
const headerValue = fc.string({ maxLength: 20 })
const headers = fc.record(
  {
    'content-type': headerValue,
    range: headerValue,
    'x-custom': headerValue,
    'user-agent': headerValue,
    'x-a-b': headerValue,
  },
  { requiredKeys: [], noNullPrototype: true },
)
const origin = fc.constantFrom(
  'https://s3.example.com',
  'http://127.0.0.1:9000',
  'https://Example.com:443',
  'http://x:80',
)
const cases = fc.record({
  service: fc.constantFrom('s3', 'ec2', 'elasticloadbalancing'),
  region: fc.constantFrom('us-east-1', 'eu-west-1'),
  method: fc.constantFrom('GET', 'PUT', 'POST', 'DELETE'),
  origin,
  key: name,
  query,
  headers,
  body: fc.option(fc.string({ unit: 'grapheme' }), { nil: undefined }),
  token: fc.option(name, { nil: undefined }),
  keyId: fc.constantFrom('AKIDEXAMPLE', 'AKIDOTHER'),
  key2: fc.string({ minLength: 1, maxLength: 40 }),
  date: fc.integer({ min: 0, max: 4_000_000_000 }).map((seconds) => seconds * 1000),
})
type Case = typeof cases extends fc.Arbitrary<infer T> ? T : never

const both = (from: Case) => {
  const path = `/${from.key.split('/').map(encodeRfc3986).join('/')}`
  const pairs = Object.entries(from.query).flatMap(([parameter, values]) =>
    values.map((value) => [parameter, value] as const),
  )
  const host = new URL(from.origin).host
  const credentials = {
    accessKeyId: from.keyId,
    secretAccessKey: from.key2,
    ...(from.token && { sessionToken: from.token }),
  }
  const vendor = new SignatureV4({
    credentials,
    region: from.region,
    service: from.service,
    sha256: Sha256,
    uriEscapePath: from.service !== 's3',
    applyChecksum: from.service === 's3',
  })
  const { method, body } = from
  const url = new URL(from.origin)
  const theirs = { method, protocol: url.protocol, hostname: url.hostname, path, query: from.query, body }
  return {
    vendor,
    credentials,
    ours: { method, origin: from.origin, path, query: formBody(pairs), headers: from.headers, body },
    theirs: { ...theirs, headers: { ...from.headers, host } },
    sign: sigv4Signer({ region: from.region, service: from.service }),
    presign: sigv4Presigner({ region: from.region, service: from.service }),
  }
}

describe("sigv4Signer beside the vendor's signer", () => {
  it('writes the same headers for 2000 requests', async () => {
    await fc.assert(
      fc.asyncProperty(cases, async (from) => {
        const { vendor, sign, ours, theirs, credentials } = both(from)
        const expected = await vendor.sign(theirs, { signingDate: new Date(from.date) })
        const { host: _, ...wanted } = expected.headers
        expect(sign(ours, credentials, from.date)).toEqual(wanted)
      }),
      { numRuns: 2000 },
    )
  })

  it('writes the same query for 2000 requests', async () => {
    await fc.assert(
      fc.asyncProperty(cases, async (from) => {
        const { vendor, presign, ours, theirs, credentials } = both(from)
        const s3 = from.service === 's3'
        const hashed = s3 ? { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' } : {}
        const unhoisted = { unhoistableHeaders: new Set(['x-amz-content-sha256']) }
        const unsigned = { unsignableHeaders: new Set(['x-amz-content-sha256']) }
        const expected = await vendor.presign(
          { ...theirs, headers: { ...theirs.headers, ...hashed } },
          { signingDate: new Date(from.date), expiresIn: 900, ...unhoisted, ...unsigned },
        )
        const query = new URLSearchParams(presign(ours, credentials, from.date, 900))
        expect(query.get('X-Amz-Signature')).toBe(expected.query?.['X-Amz-Signature'])
        expect(query.get('X-Amz-SignedHeaders')).toBe(expected.query?.['X-Amz-SignedHeaders'])
      }),
      { numRuns: 2000 },
    )
  })
})
