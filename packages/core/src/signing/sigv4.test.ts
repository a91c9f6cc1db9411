import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { secret } from '../secret.ts'
import { type SigningRequest, sigv4Presigner, sigv4Signer } from './sigv4.ts'

const signatureOf = (headers: Record<string, string>) =>
  /Signature=(\w+)$/.exec(headers.authorization ?? '')?.[1]

describe('sigv4Signer', () => {
  const sign = sigv4Signer({ region: 'us-east-1', service: 'service' })
  const credentials = {
    accessKeyId: 'AKIDEXAMPLE',
    secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
  }
  const date = Date.UTC(2015, 7, 30, 12, 36)
  const origin = 'https://example.amazonaws.com'

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
