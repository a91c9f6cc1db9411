import { hash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { vendorSigner } from '../testing/vendor-signer.ts'
import { formBody } from '../wire/form.ts'
import { type SigningRequest, sigv4Presigner, sigv4Signer } from './sigv4.ts'

/**
 * A case of AWS's published test suite, by its name there, in our own words. Paths are as the suite has them: what a request would send
 * encoded stands there as it is, and is encoded once.
 */
interface PublishedCase extends Partial<Omit<SigningRequest, 'query'>> {
  readonly query?: readonly (readonly [string, string])[]
  readonly token?: string
  /** The signature in the header and in the query, as published; an empty one is not published for what can be sent. */
  readonly signatures: readonly [header: string, query: string]
}

const scope = { region: 'us-east-1', service: 'service' }
const keys = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' }
const date = Date.UTC(2015, 7, 30, 12, 36)
const unreserved = '-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const form = 'application/x-www-form-urlencoded'
const vanilla = '5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31'
const posted = '5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b'
const example = 'ef75d96142cf21edca26f06005da7988e4f8dc83a165a80865db7089db637ec5'
const body = 'Param1=value1'
const ofBody = { 'content-length': String(body.length), 'x-amz-content-sha256': hash('sha256', body) }

const cases: Readonly<Record<string, PublishedCase>> = {
  'get-vanilla': { signatures: [vanilla, ''] },
  'get-vanilla-with-session-token': {
    token: '6e86291e8372ff2a2260956d9b8aae1d763fbf315fa00fa31553b73ebf194267',
    signatures: [
      '07ec1639c89043aa0e3e2de82b96708f198cceab042d4a97044c66dd9f74e7f8',
      '7ff2b50b376cb4d151970630573d6291dc128cc5c2a12ffb237f73cc53f67b6c',
    ],
  },
  'get-unreserved': {
    path: `/${unreserved}`,
    signatures: [
      '07ef7494c76fa4850883e2b006601f940f8a34d404d0cfa977f52a65bbf5f24f',
      '95968482db1b9e0fadef6efc1bd24689f77c77d9ef56919c96a28cc92e0d6005',
    ],
  },
  'get-vanilla-empty-query-key': {
    query: [['Param1', 'value1']],
    signatures: ['a67d582fa61cc504c4bae71f336f98b97f1ea3c7a6bfe1b6e45aec72011b9aeb', ''],
  },
  'get-vanilla-query-order-key-case': {
    query: [
      ['Param2', 'value2'],
      ['Param1', 'value1'],
    ],
    signatures: [
      'b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500',
      '86012e2c9ad4d77369f5d81c11f75158aae4f895a085212cc6d3f923d300bed5',
    ],
  },
  'get-vanilla-query-order-encoded': {
    query: [
      ['Param-3', 'Value3'],
      ['Param', 'Value2'],
      ['ሴ', 'Value1'],
    ],
    signatures: [
      '371d3713e185cc334048618a97f809c9ffe339c62934c032af5a0e595648fcac',
      'c5f1848ceec943ac2ca68ee720460c23aaae30a2300586597ada94c4a65e4787',
    ],
  },
  'get-vanilla-query-unreserved': {
    query: [[unreserved, unreserved]],
    signatures: [
      '9c3e54bfcdf0b19771a7f523ee5669cdf59bc7cc0884027167c21bb143a40197',
      '8e76a88a7433637b12778d5592799b29ad21ecd6cf6325051c21d86f0acda2bf',
    ],
  },
  'get-vanilla-utf8-query': {
    query: [['ሴ', 'bar']],
    signatures: [
      '2cdec8eed098649ff3a119c94853b13c643bcf08f8b0a1d91e12c9027818dd04',
      '0bdd809b1519ac4f0c1dc3540e2cc46bd0c7f778eda408b2ebf3b913d21ff600',
    ],
  },
  'get-header-key-duplicate': {
    headers: { 'my-header1': 'value2,value2,value1' },
    signatures: [
      'c9d5ea9f3f72853aea855b47ea873832890dbdd183b4468f858259531a5138ea',
      '3349ee0b81b4b589da0ff28a395c3591e04de515651dd74f298fa992d1507a97',
    ],
  },
  'get-header-value-multiline': {
    headers: { 'my-header1': 'value1,value2,value3' },
    signatures: ['ba17b383a53190154eb5fa66a1b836cc297cc0a3d70a5d00705980573d8ff790', ''],
  },
  'get-header-value-order': {
    headers: { 'my-header1': 'value4,value1,value3,value2' },
    signatures: ['08c7e5a9acfcfeb3ab6b2185e75ce8b1deb5e634ec47601a50643f830c755c01', ''],
  },
  'get-header-value-trim': {
    headers: { 'my-header1': ' value1', 'my-header2': ' "a   b   c"' },
    signatures: [
      'acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736',
      'e7bb0fd515e125e1aec2ecc4c0c17484fb06f6846b927c35e46005dd3df3acd4',
    ],
  },
  'get-utf8': {
    path: '/ሴ',
    signatures: [
      '8318018e0b0f223aa2bbf98705b62bb787dc9c0e678f255a891fd03141be5d85',
      '10eae3f14a260bd3911cc6d008d3c576d143b05b62f09782a7a4b37f52178e44',
    ],
  },
  'get-relative-normalized': { path: '/example/..', signatures: [vanilla, ''] },
  'get-relative-relative-normalized': { path: '/example1/example2/../..', signatures: [vanilla, ''] },
  'get-slash-normalized': { path: '//', signatures: [vanilla, ''] },
  'get-slash-dot-slash-normalized': { path: '/./', signatures: [vanilla, ''] },
  'get-slashes-normalized': { path: '//example//', signatures: ['', ''] },
  'get-slash-pointless-dot-normalized': {
    path: '/./example',
    signatures: [example, '35034b1a0bdd969f346975386daf8aedfd4976573b8348cf4f67eaa41c5857de'],
  },
  'get-space-normalized': {
    path: '/example space/',
    signatures: [
      '652487583200325589f1fba4c7e578f72c47cb61beeca81406b39ddec1366741',
      '7a1f416954786484c9824d93c1f26ef64acb9b1b6c9154d08c9f07d0e394abf6',
    ],
  },
  'post-vanilla': {
    method: 'POST',
    signatures: [posted, '2ce6e6d2e0cf2f9d1b55fafec88cd20574c31dc2e7631979f71ba2310083e95b'],
  },
  'post-header-key-case': { method: 'POST', signatures: [posted, ''] },
  'post-header-key-sort': {
    method: 'POST',
    headers: { 'my-header1': 'value1' },
    signatures: ['c5410059b04c1ee005303aed430f6e6645f61f4dc9e1461ec8f8916fdf18852c', ''],
  },
  'post-header-value-case': {
    method: 'POST',
    headers: { 'my-header1': 'VALUE1' },
    signatures: ['cdbc9802e29d2942e5e10b5bccfdd67c5f22c7c4e8ae67b53629efa58b974b7d', ''],
  },
  'post-sts-header-before': {
    method: 'POST',
    token:
      'AQoDYXdzEPT//////////wEXAMPLEtc764bNrC9SAPBSM22wDOk4x4HIZ8j4FZTwdQWLWsKWHGBuFqwAeMicRXmxfpSPfIeoIYRqTflfKD8YUuwt' +
      'hAx7mSEI/qkPpKPi/kMcGdQrmGdeehM4IC1NtBmUpp2wUE8phUZampKsburEDy0KPkyQDYwT7WZ0wq5VSXDvp75YU9HFvlRd8Tx6q6fE8YQcHNVX' +
      'AkiY9q6d+xo0rKwT38xVqr7ZD0u0iPPkUL64lIZbqBAz+scqKmlzm8FDrypNC9Yjc8fPOLn9FX9KSYvKTr4rvx3iSIlTJabIQwj2ICCR/oLxBA==',
    signatures: ['85d96828115b5dc0cfc3bd16ad9e210dd772bbebba041836c64533a82be05ead', ''],
  },
  'post-vanilla-query': {
    method: 'POST',
    query: [['Param1', 'value1']],
    signatures: ['28038455d6de14eafc1f9222cf5aa6f1a96197d7deb8263271d420d138af7f11', ''],
  },
  'post-vanilla-query-nonunreserved': {
    method: 'POST',
    query: [
      ['@#$%^', ''],
      ['+', '/,?><`";:\\|][{}'],
    ],
    signatures: ['66c82657c86e26fb25238d0e69f011edc4c6df5ae71119d7cb98ed9b87393c1e', ''],
  },
  'post-vanilla-query-space': {
    method: 'POST',
    query: [['p', '']],
    signatures: ['e71688addb58a26418614085fb730ba3faa623b461c17f48f2fbdb9361b94a9b', ''],
  },
  'post-x-www-form-urlencoded': {
    method: 'POST',
    headers: { 'content-type': form },
    body,
    signatures: ['ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a', ''],
  },
  'post-x-www-form-urlencoded-parameters': {
    method: 'POST',
    headers: { 'content-type': `${form}; charset=utf8` },
    body,
    signatures: ['1a72ec8f64bd914b0e42e42607c7fbce7fb2c7465f63e3092b3b0d39fa77a6fe', ''],
  },
  'post-x-www-form-urlencoded, with its length and hash': {
    method: 'POST',
    headers: { 'content-type': form, ...ofBody },
    body,
    signatures: ['', 'c2348f57d08c84939944d6c878b3f7be56316f8e7fd6817e81eded279a362d69'],
  },
  'post-x-www-form-urlencoded-parameters, with its length and hash': {
    method: 'POST',
    headers: { 'content-type': `${form}; charset=utf-8`, ...ofBody },
    body,
    signatures: ['', '1b8d9ac4ab8553a224622753bae7714608a7c61f8994dbd385150e6da12114df'],
  },
}

const origin = 'https://example.amazonaws.com'

function inputsOf({ method = 'GET', path = '/', query = [], headers = {}, body, token }: PublishedCase) {
  const credentials = { ...keys, ...(token !== undefined && { sessionToken: token }) }
  const bag: Record<string, string> = Object.fromEntries(query)
  const request = { protocol: 'https:', hostname: 'example.amazonaws.com', method, path, body }
  return {
    credentials,
    ours: { method, origin, path, query: formBody(query), headers, body },
    theirs: { ...request, query: bag, headers: { ...headers, host: 'example.amazonaws.com' } },
    vendor: vendorSigner(scope, credentials),
  }
}

describe.each(Object.entries(cases))('the published case %s', (_, published) => {
  const { credentials, ours, theirs, vendor } = inputsOf(published)
  const [inHeader, inQuery] = published.signatures
  const signingDate = new Date(date)

  it('is signed in the header as published, and as AWS signs it', async () => {
    const { authorization = '' } = sigv4Signer(scope)(ours, credentials, date)
    const { headers } = await vendor.sign(theirs, { signingDate })
    expect(authorization).toBe(headers.authorization)
    if (inHeader !== '') expect(authorization).toMatch(new RegExp(`, Signature=${inHeader}$`))
  })

  it('is signed in the query as published, and as AWS signs it', async () => {
    const query = new URLSearchParams(sigv4Presigner(scope)(ours, credentials, date, 3600))
    const unhoistableHeaders = new Set(Object.keys(ours.headers))
    const expected = await vendor.presign(theirs, { signingDate, expiresIn: 3600, unhoistableHeaders })
    expect(query.get('X-Amz-Signature')).toBe(expected.query?.['X-Amz-Signature'])
    expect(query.get('X-Amz-SignedHeaders')).toBe(expected.query?.['X-Amz-SignedHeaders'])
    if (inQuery !== '') expect(query.get('X-Amz-Signature')).toBe(inQuery)
  })
})
