import { describe, expect, test } from 'vitest'
import { createRandom } from '../../random.ts'
import { virtualClock } from '../../virtual-clock.ts'
import { chunkedBody } from '../payload/chunked-body.ts'
import { claimedHash, readPayload } from '../payload/payload.ts'
import type { S3Request } from '../request.ts'
import { createS3 } from '../s3.ts'
import { readTarget } from '../target.ts'
import { readAuthorization } from './authorization.ts'
import { verifySignature } from './verify.ts'

/** What the vendor's documentation signs step by step: https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html */
const credentials = {
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
}
const empty = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'
const scope = `${credentials.accessKeyId}/20130524/us-east-1/s3/aws4_request`
const start = Date.parse('2013-05-24T00:00:00Z')

interface Sent {
  readonly method?: string
  readonly path: string
  readonly query?: string
  readonly headers: Readonly<Record<string, string>>
}

function requestOf({ method = 'GET', path, query = '', headers }: Sent): S3Request {
  const host = 'examplebucket.s3.amazonaws.com'
  const target = readTarget('127.0.0.1', path, query)
  return {
    method,
    path,
    query,
    headers: { host, ...headers },
    target,
    route: { name: '', operation: undefined },
    incoming: () => nothing(),
    isWaiting: () => false,
  }
}

async function* nothing(): AsyncGenerator<Buffer, void> {}

function verify(sent: Sent, now = start) {
  const clock = virtualClock({ start: now })
  const { s3 } = createS3({
    clock,
    random: createRandom(1),
    region: 'us-east-1',
    credentials: [credentials],
  })
  const request = requestOf(sent)
  const given = readAuthorization(request, readTarget('127.0.0.1', sent.path, sent.query ?? ''))
  if (!given) throw new Error('The request is not signed')
  const { secretAccessKey: secret } = verifySignature(s3, request, given, claimedHash(request, given))
  return readPayload(request, { given, secret })
}

const signed = (signature: string, names: string) =>
  `AWS4-HMAC-SHA256 Credential=${scope},SignedHeaders=${names},Signature=${signature}`

const common = { 'x-amz-date': '20130524T000000Z', 'x-amz-content-sha256': empty }
const get: Sent = {
  path: '/test.txt',
  headers: {
    ...common,
    range: 'bytes=0-9',
    authorization: signed(
      'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
      'host;range;x-amz-content-sha256;x-amz-date',
    ),
  },
}
const put: Sent = {
  method: 'PUT',
  path: '/test%24file.text',
  headers: {
    date: 'Fri, 24 May 2013 00:00:00 GMT',
    'x-amz-date': '20130524T000000Z',
    'x-amz-storage-class': 'REDUCED_REDUNDANCY',
    'x-amz-content-sha256': '44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072',
    authorization: signed(
      '98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd',
      'date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class',
    ),
  },
}
const link: Sent = {
  path: '/test.txt',
  query: `X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=${encodeURIComponent(scope)}&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404`,
  headers: {},
}

describe('what the documentation signs', () => {
  const names = 'host;x-amz-content-sha256;x-amz-date'
  test.each<[string, Sent]>([
    ['an object', get],
    ['a new object', put],
    [
      'a lifecycle',
      {
        path: '/',
        query: 'lifecycle',
        headers: {
          ...common,
          authorization: signed('fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543', names),
        },
      },
    ],
    [
      'a list',
      {
        path: '/',
        query: 'max-keys=2&prefix=J',
        headers: {
          ...common,
          authorization: signed('34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7', names),
        },
      },
    ],
    ['a link', link],
  ])('is accepted: %s', (_what, sent) => {
    expect(() => verify(sent)).not.toThrow()
  })

  const minutes = 60_000
  const withHeader = (sent: Sent, name: string, value: string): Sent => ({
    ...sent,
    headers: { ...sent.headers, [name]: value },
  })
  test.each<[string, string, Sent, number]>([
    ['SignatureDoesNotMatch', 'another key', { ...get, path: '/other.txt' }, 0],
    ['SignatureDoesNotMatch', 'another method', { ...get, method: 'HEAD' }, 0],
    ['SignatureDoesNotMatch', 'another query', { ...get, query: 'versionId=1' }, 0],
    ['SignatureDoesNotMatch', 'another range', withHeader(get, 'range', 'bytes=0-'), 0],
    [
      'SignatureDoesNotMatch',
      'another hash of the body',
      withHeader(get, 'x-amz-content-sha256', 'UNSIGNED-PAYLOAD'),
      0,
    ],
    ['AccessDenied', 'a header of the vendor that is not signed', withHeader(get, 'x-amz-acl', 'private'), 0],
    ['InvalidToken', 'a session token', withHeader(get, 'x-amz-security-token', 'x'), 0],
    ['RequestTimeTooSkewed', 'a clock 16 minutes ahead', get, 16 * minutes],
    ['RequestTimeTooSkewed', 'a clock 16 minutes behind', get, -16 * minutes],
    ['AccessDenied', 'a link that has expired', link, 86_401_000],
    ['AccessDenied', 'a link of tomorrow', link, -16 * minutes],
    [
      'SignatureDoesNotMatch',
      'a link that was made to last longer',
      { ...link, query: link.query?.replace('86400', '86401') ?? '' },
      0,
    ],
    [
      'AuthorizationQueryParametersError',
      'a link that lasts longer than a week',
      { ...link, query: link.query?.replace('86400', '604801') ?? '' },
      0,
    ],
    ['InvalidArgument', 'two signatures', { ...link, headers: get.headers }, 0],
    [
      'AuthorizationHeaderMalformed',
      'no signature',
      withHeader(get, 'authorization', 'AWS4-HMAC-SHA256 Credential=a'),
      0,
    ],
    ['InvalidRequest', 'version 2 of signatures', withHeader(get, 'authorization', 'AWS AKID:sig'), 0],
  ])('is refused with %s for %s', (code, _what, sent, off) => {
    expect(() => verify(sent, start + off)).toThrow(expect.objectContaining({ code }))
  })

  test('is accepted within a quarter of an hour, a link for as long as it says', () => {
    expect(() => verify(get, start + 14 * minutes)).not.toThrow()
    expect(() => verify(link, start + 86_399_000)).not.toThrow()
  })
})

/** https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html and sigv4-streaming-trailers.html */
describe('chunks that the documentation signs', () => {
  const streamed = (mode: string, signature: string, names: string, more = {}): Sent => ({
    method: 'PUT',
    path: '/examplebucket/chunkObject.txt',
    headers: {
      host: 's3.amazonaws.com',
      'x-amz-date': '20130524T000000Z',
      'x-amz-storage-class': 'REDUCED_REDUNDANCY',
      'content-encoding': 'aws-chunked',
      'x-amz-decoded-content-length': '66560',
      'x-amz-content-sha256': mode,
      ...more,
      authorization: signed(signature, names),
    },
  })
  const plain = streamed(
    'STREAMING-AWS4-HMAC-SHA256-PAYLOAD',
    '4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9',
    'content-encoding;content-length;host;x-amz-content-sha256;x-amz-date;x-amz-decoded-content-length;x-amz-storage-class',
    { 'content-length': '66824' },
  )
  const trailing = streamed(
    'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER',
    '106e2a8a18243abcf37539882f36619c00e2dfc72633413f02d3b74544bfeb8e',
    'content-encoding;host;x-amz-content-sha256;x-amz-date;x-amz-decoded-content-length;x-amz-storage-class;x-amz-trailer',
    { 'x-amz-trailer': 'x-amz-checksum-crc32c' },
  )
  const chunk = (size: number, signature: string) =>
    `${size.toString(16)};chunk-signature=${signature}\r\n${size > 0 ? `${'a'.repeat(size)}\r\n` : ''}`
  const plainBody = [
    chunk(65_536, 'ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648'),
    chunk(1_024, '0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497'),
    chunk(0, 'b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9'),
    '\r\n',
  ]
  const trailingBody = [
    chunk(65_536, 'b474d8862b1487a5145d686f57f013e54db672cee1c953b3010fb58501ef5aa2'),
    chunk(1_024, '1c1344b170168f8e65b41376b44b20fe354e373826ccbbe2c1d40a8cae51e5c7'),
    chunk(0, '2ca2aba2005185cf7159c6277faf83795951dd77a3a99e6e65d5c9f85863f992'),
    'x-amz-checksum-crc32c:sOO8/Q==\n\r\n',
    'x-amz-trailer-signature:d81f82fc3505edab99d459891051a732e8730629a2e4a59689829ca17fe2e435\r\n\r\n',
  ]

  async function decode(sent: Sent, parts: readonly string[], cutAt = 1_000) {
    const payload = verify(sent)
    if (payload.kind !== 'chunked') throw new Error('The body is not chunked')
    const bytes = Buffer.from(parts.join(''))
    async function* source() {
      for (let at = 0; at < bytes.length; at += cutAt) yield bytes.subarray(at, at + cutAt)
    }
    const trailers = new Map<string, string>()
    let size = 0
    for await (const each of chunkedBody(source(), payload, trailers)) size += each.length
    return { size, trailers: Object.fromEntries(trailers) }
  }

  test.each([7, 1_000, 65_536, 1_000_000])('are decoded from pieces of %i bytes', async (cutAt) => {
    expect(await decode(plain, plainBody, cutAt)).toEqual({ size: 66_560, trailers: {} })
    expect(await decode(trailing, trailingBody, cutAt)).toEqual({
      size: 66_560,
      trailers: { 'x-amz-checksum-crc32c': 'sOO8/Q==' },
    })
  })

  test.each<[string, string, Sent, readonly string[]]>([
    [
      'SignatureDoesNotMatch',
      'a byte is another',
      plain,
      [plainBody[0]?.replace('aaaa', 'aaab') ?? '', ...plainBody.slice(1)],
    ],
    ['SignatureDoesNotMatch', 'a chunk is missing', plain, plainBody.slice(1)],
    [
      'SignatureDoesNotMatch',
      'a trailer is another',
      trailing,
      [...trailingBody.slice(0, 3), 'x-amz-checksum-crc32c:AAAAAA==\r\n', ...trailingBody.slice(4)],
    ],
    ['IncompleteBody', 'the last chunk is missing', plain, plainBody.slice(0, 2)],
    ['IncompleteBody', 'something comes behind the end', plain, [...plainBody, 'more']],
    ['InvalidRequest', 'a chunk has no signature', plain, ['400\r\n']],
    [
      'MalformedTrailerError',
      'there is a trailer that was not announced',
      plain,
      [...plainBody.slice(0, 3), 'x-amz-checksum-crc32c:sOO8/Q==\r\n\r\n'],
    ],
  ])('are refused with %s where %s', async (code, _what, sent, body) => {
    await expect(decode(sent, body)).rejects.toMatchObject({ code })
  })
})
