import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { WireRequest } from '../http/wire.ts'
import type { LocalCloud } from '../options.ts'
import { startCloud } from '../start-cloud.ts'
import { sdkClient } from '../testing/sdk-client.ts'
import { virtualClock } from '../virtual-clock.ts'
import { canonicalRequest, sha256, signatureOf } from './canonical-request.ts'
import { verifySignature } from './signature.ts'
import { skewCodes } from './skew.ts'

/** The request that the vendor's documentation signs step by step. */
const documented: WireRequest = {
  method: 'GET',
  path: '/',
  query: 'Action=ListUsers&Version=2010-05-08',
  headers: {
    'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
    host: 'iam.amazonaws.com',
    'x-amz-date': '20150830T123600Z',
    authorization:
      'AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/iam/aws4_request, SignedHeaders=content-type;host;x-amz-date, Signature=5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7',
  },
  body: Buffer.alloc(0),
}
const rules = {
  credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' },
  region: 'us-east-1',
  service: 'iam',
  now: Date.parse('2015-08-30T12:36:00Z'),
}
const minutes = 60_000

describe('a signature in the header', () => {
  const withHeader = (name: string, value: string): WireRequest => ({
    ...documented,
    headers: { ...documented.headers, [name]: value },
  })

  test('is accepted when it is that of the documentation', () => {
    expect(() => verifySignature(documented, rules)).not.toThrow()
  })

  test.each<[string, string, WireRequest, Partial<typeof rules>]>([
    [
      'SignatureDoesNotMatch',
      'another query',
      { ...documented, query: 'Action=DeleteUsers&Version=2010-05-08' },
      {},
    ],
    ['SignatureDoesNotMatch', 'another body', { ...documented, body: Buffer.from('a') }, {}],
    ['SignatureDoesNotMatch', 'another method', { ...documented, method: 'POST' }, {}],
    ['SignatureDoesNotMatch', 'another host', withHeader('host', 'elsewhere'), {}],
    [
      'SignatureDoesNotMatch',
      'a header of the vendor that is not signed',
      withHeader('x-amz-target', 'x'),
      {},
    ],
    ['SignatureDoesNotMatch', 'another region', documented, { region: 'eu-west-1' }],
    ['SignatureDoesNotMatch', 'another service', documented, { service: 'ec2' }],
    [
      'AuthFailure',
      'another key',
      documented,
      { credentials: { ...rules.credentials, accessKeyId: 'AKIDOTHER' } },
    ],
    ['AuthFailure', 'a session token', withHeader('x-amz-security-token', 'x'), {}],
    ['RequestExpired', 'a clock 6 minutes ahead', documented, { now: rules.now + 6 * minutes }],
    ['RequestExpired', 'a clock 6 minutes behind', documented, { now: rules.now - 6 * minutes }],
    ['IncompleteSignature', 'another algorithm', withHeader('authorization', 'Basic YTpi'), {}],
    [
      'IncompleteSignature',
      'no signature',
      withHeader('authorization', 'AWS4-HMAC-SHA256 Credential=a/b/c/d/aws4_request'),
      {},
    ],
  ])('is refused with %s for %s', (code, _what, request, other) => {
    expect(() => verifySignature(request, { ...rules, ...other })).toThrow(expect.objectContaining({ code }))
  })

  test('is accepted within five minutes', () => {
    expect(() => verifySignature(documented, { ...rules, now: rules.now + 4 * minutes })).not.toThrow()
  })
})

describe('a signature in the query', () => {
  const scope = { date: '20150830', region: 'us-east-1', service: 'iam' }
  const fields = {
    Action: 'ListUsers',
    Version: '2010-05-08',
    'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
    'X-Amz-Credential': 'AKIDEXAMPLE/20150830/us-east-1/iam/aws4_request',
    'X-Amz-Date': '20150830T123600Z',
    'X-Amz-Expires': '600',
    'X-Amz-SignedHeaders': 'host',
  }
  const unsigned: WireRequest = {
    ...documented,
    headers: { host: 'iam.amazonaws.com' },
    query: Object.entries(fields)
      .map((field) => field.map(encodeURIComponent).join('='))
      .join('&'),
  }
  const canonical = canonicalRequest(unsigned, ['host'], sha256(''))
  const signature = signatureOf(canonical, '20150830T123600Z', scope, rules.credentials.secretAccessKey)
  const request = { ...unsigned, query: `${unsigned.query}&X-Amz-Signature=${signature}` }

  test('is accepted for as long as it says, and no longer', () => {
    expect(() => verifySignature(request, { ...rules, now: rules.now + 9 * minutes })).not.toThrow()
    expect(() => verifySignature(request, { ...rules, now: rules.now + 11 * minutes })).toThrow(
      expect.objectContaining({ code: 'RequestExpired' }),
    )
  })

  test('is refused when a parameter was changed', () => {
    const changed = { ...request, query: request.query.replace('ListUsers', 'DeleteUsers') }
    expect(() => verifySignature(changed, rules)).toThrow(
      expect.objectContaining({ code: 'SignatureDoesNotMatch' }),
    )
  })
})

describe('the vendor client', () => {
  let local: LocalCloud
  beforeAll(async () => {
    local = await startCloud()
  })
  afterAll(() => local.close())

  test.each([
    ['SignatureDoesNotMatch', 403, { secretAccessKey: 'wrong' }],
    ['AuthFailure', 401, { accessKeyId: 'AKIAIOSFODNN7EXAMPLE' }],
    ['AuthFailure', 401, { sessionToken: 'token' }],
  ])('is refused with %s, %i, for %o', async (name, httpStatusCode, other) => {
    const { ec2 } = sdkClient(local, { credentials: { ...local.ec2.credentials, ...other } })
    await expect(ec2.describeInstances({})).rejects.toMatchObject({ name, $metadata: { httpStatusCode } })
  })

  test('is refused for what is no region', async () => {
    const { ec2 } = sdkClient(local, { region: 'mars-north-1' })
    await expect(ec2.describeInstances({})).rejects.toMatchObject({ name: 'SignatureDoesNotMatch' })
  })

  test.each([
    [20 * minutes, 'a clock that is ahead'],
    [-20 * minutes, 'one that is behind'],
  ])('off by %i ms is refused with each code of AWS, and the Date header shows %s', async (skewMs) => {
    for (const skewCode of skewCodes) {
      const clock = virtualClock({ start: Date.now() })
      await using skewed = await startCloud({ clock, skewMs, skewCode })
      const { ec2 } = sdkClient(skewed)
      await expect(ec2.describeRegions({})).rejects.toMatchObject({ name: skewCode })
      const date = (await fetch(skewed.ec2.endpoint)).headers.get('date')
      expect(date).toBe(new Date(clock.now() + skewMs).toUTCString())
    }
  })

  test('corrects its clock by the Date header of a cloud whose clock is off', async () => {
    await using skewed = await startCloud({ skewMs: 20 * minutes })
    const { ec2 } = sdkClient(skewed)
    await expect(ec2.describeRegions({})).rejects.toMatchObject({ name: 'RequestExpired' })
    await expect(ec2.describeRegions({})).resolves.toHaveProperty('Regions')
  })
})
