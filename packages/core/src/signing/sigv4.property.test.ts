import { runs, survived } from '@tooling/vitest/properties'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { vendorSigner } from '../testing/vendor-signer.ts'
import { encodeRfc3986, formBody } from '../wire/form.ts'
import { sigv4Presigner, sigv4Signer } from './sigv4.ts'

const pieces = [
  ...[
    '..',
    '.',
    '/',
    '//',
    '%',
    '%2F',
    '%2e%2e',
    '%zz',
    '+',
    '#',
    '?',
    '&',
    '=',
    ' ',
    ';',
    ':',
    '@',
    ',',
    '$',
    '\\',
  ],
  ...[
    'é',
    'e\u0301',
    'Å',
    'A\u030a',
    '한',
    '\u1112\u1161\u11ab',
    '😀',
    '👩‍👩‍👧',
    '\u200b',
    '\ufeff',
    '\uffff',
    '\x7f',
  ],
  ...[
    '~',
    '_',
    '-',
    "'",
    '"',
    '*',
    '(',
    ')',
    '!',
    '<',
    '>',
    '|',
    '^',
    '`',
    '{',
    '}',
    '[',
    ']',
    'a',
    'Z',
    '0',
    '\n',
    '\0',
  ],
]
const wild = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...pieces) },
  fc.string({ unit: 'grapheme', maxLength: 6 }).filter((text) => text.isWellFormed()),
)
const name = fc.array(wild, { minLength: 1, maxLength: 8 }).map((parts) => parts.join(''))
const value = fc.string({ maxLength: 20 })
const headers = fc.dictionary(
  fc.constantFrom('content-type', 'range', 'x-custom', 'user-agent', 'x-a-b', 'x-amz-meta-a'),
  value,
  { maxKeys: 5, noNullPrototype: true },
)
const seconds = fc.integer({ min: 0, max: 4_000_000_000 })
const cases = fc.record({
  service: fc.constantFrom('s3', 'ec2', 'elasticloadbalancing'),
  region: fc.constantFrom('us-east-1', 'eu-west-1'),
  method: fc.constantFrom('GET', 'PUT', 'POST', 'DELETE'),
  origin: fc.constantFrom(
    'https://s3.example.com',
    'http://127.0.0.1:9000',
    'https://Example.com:443',
    'http://x:80',
  ),
  key: name,
  query: fc.dictionary(name, fc.array(name, { minLength: 1, maxLength: 3 }), {
    maxKeys: 4,
    noNullPrototype: true,
  }),
  headers,
  body: fc.option(fc.string({ unit: 'grapheme' }), { nil: undefined }),
  token: fc.option(fc.stringMatching(/^[\x21-\x7e]{1,60}$/), { nil: undefined }),
  keyId: fc.constantFrom('AKIDEXAMPLE', 'AKIDOTHER'),
  secretKey: fc.string({ minLength: 1, maxLength: 40 }),
  date: seconds.map((at) => at * 1000),
})
type Case = typeof cases extends fc.Arbitrary<infer T> ? T : never

const both = (from: Case) => {
  const { service, region, method, body } = from
  const path = `/${from.key.split('/').map(encodeRfc3986).join('/')}`
  const pairs = Object.entries(from.query).flatMap(([parameter, values]) =>
    values.map((each) => [parameter, each] as const),
  )
  const url = new URL(from.origin)
  const credentials = {
    accessKeyId: from.keyId,
    secretAccessKey: from.secretKey,
    ...(from.token && { sessionToken: from.token }),
  }
  const theirs = { method, protocol: url.protocol, hostname: url.hostname, path, query: from.query, body }
  return {
    credentials,
    vendor: vendorSigner({ service, region }, credentials),
    ours: { method, origin: from.origin, path, query: formBody(pairs), headers: from.headers, body },
    theirs: { ...theirs, headers: { ...from.headers, host: url.host } },
    sign: sigv4Signer({ region, service }),
    presign: sigv4Presigner({ region, service }),
  }
}

describe("signatures beside those of the vendor's signer", () => {
  it('are the same in the headers of 5000 requests', async () => {
    await fc.assert(
      fc.asyncProperty(cases, async (from) => {
        const { vendor, sign, ours, theirs, credentials } = both(from)
        const expected = await vendor.sign(theirs, { signingDate: new Date(from.date) })
        const { host: _, ...wanted } = expected.headers
        expect(sign(ours, credentials, from.date)).toEqual(wanted)
      }),
      runs(5000),
    )
  })

  it('are the same in the query of 5000 requests', async () => {
    const hash = new Set(['x-amz-content-sha256'])
    await fc.assert(
      fc.asyncProperty(cases, fc.integer({ min: 1, max: 604_800 }), async (from, expiresIn) => {
        const { vendor, presign, ours, theirs, credentials } = both(from)
        const hashed = from.service === 's3' ? { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' } : {}
        // The vendor's hoists headers that begin with x-amz- into the query; ours signs them where they are.
        const unhoistable = new Set([...hash, ...Object.keys(from.headers)])
        const expected = await vendor.presign(
          { ...theirs, headers: { ...theirs.headers, ...hashed } },
          {
            signingDate: new Date(from.date),
            expiresIn,
            unhoistableHeaders: unhoistable,
            unsignableHeaders: hash,
          },
        )
        const query = new URLSearchParams(presign(ours, credentials, from.date, expiresIn))
        expect(query.get('X-Amz-Signature')).toBe(expected.query?.['X-Amz-Signature'])
        expect(query.get('X-Amz-SignedHeaders')).toBe(expected.query?.['X-Amz-SignedHeaders'])
      }),
      runs(5000),
    )
  })
})

describe('a signature', () => {
  const sign = sigv4Signer({ region: 'us-east-1', service: 's3' })
  const credentials = { accessKeyId: 'AKID', secretAccessKey: 'secret' }
  const request = { method: 'GET', origin: 'https://x', path: '/', headers: {} }
  const signed = (changes: object) => sign({ ...request, ...changes }, credentials, 0).authorization

  it('does not depend on the order of parameters and headers', () => {
    const pairs = fc.uniqueArray(fc.tuple(name, name), {
      minLength: 2,
      maxLength: 5,
      selector: ([key]) => key,
    })
    fc.assert(
      fc.property(pairs, fc.nat(), (parameters, turn) => {
        const at = turn % parameters.length
        const turned = [...parameters.slice(at), ...parameters.slice(0, at)]
        expect(signed({ query: formBody(turned) })).toBe(signed({ query: formBody(parameters) }))
        const named = (list: typeof pairs extends fc.Arbitrary<infer T> ? T : never) =>
          Object.fromEntries(list.map(([key, each]) => [`x-${Buffer.from(key).toString('hex')}`, each]))
        expect(signed({ headers: named(turned) })).toBe(signed({ headers: named(parameters) }))
      }),
      runs(300),
    )
  })

  it('of an object is another one for each key, however alike two keys are to a URL library', () => {
    fc.assert(
      fc.property(name, name, (one, other) => {
        const path = (key: string) => `/b/${encodeRfc3986(key)}`
        expect(signed({ path: path(one) }) === signed({ path: path(other) })).toBe(one === other)
      }),
      runs(300),
    )
    const alike = ['/b/a/../c', '/b/c', '/b//c', '/b/./c', '/b/%2e%2e/c', '/b/c/', '/b/C']
    expect(new Set(alike.map((path) => signed({ path }))).size).toBe(alike.length)
  })

  it('is made or refused as invalid, whatever the path is made of', () => {
    const units = fc.array(fc.nat(0xffff), { maxLength: 12 }).map((codes) => String.fromCharCode(...codes))
    const other = sigv4Signer({ region: 'us-east-1', service: 'ec2' })
    fc.assert(
      fc.property(units, units, (path, query) => {
        survived(() => other({ ...request, path: `/${path}`, query }, credentials, 0), 'invalid')
        survived(() => sign({ ...request, path: `/${path}`, query }, credentials, 0), 'invalid')
      }),
      runs(500),
    )
  })
})
