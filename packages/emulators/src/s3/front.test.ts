import { request as httpRequest } from 'node:http'
import { text } from 'node:stream/consumers'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { LocalCloud } from '../options.ts'
import { startCloud } from '../start-cloud.ts'
import { madeBucket, s3Client } from '../testing/s3-client.ts'

let local: LocalCloud
let s3: ReturnType<typeof s3Client>
let Bucket = ''

beforeAll(async () => {
  local = await startCloud()
  s3 = s3Client(local)
  Bucket = await madeBucket(local)
  await s3.putObject({ Bucket, Key: 'k', Body: 'hello' })
})
afterEach(() => local.faults.clear())
afterAll(() => local.close())

/** Sends a path as it is. */
async function send(path: string, { method = 'GET', headers = {} } = {}) {
  const { hostname, port } = new URL(local.s3.endpoint)
  const response = await new Promise<import('node:http').IncomingMessage>((resolve, reject) => {
    httpRequest({ hostname, port, path, method, headers }, resolve).on('error', reject).end()
  })
  return { status: response.statusCode, headers: response.headers, body: await text(response) }
}

test('an error is a document with the ids that the headers have', async () => {
  const { status, headers, body } = await send('/my-bucket/a/../k')
  expect(status).toBe(403)
  expect(headers['x-amz-request-id']).toMatch(/^[0-9A-F]{16}$/)
  expect(body).toBe(
    `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>AccessDenied</Code><Message>Access Denied</Message><Resource>/my-bucket/a/../k</Resource><RequestId>${headers['x-amz-request-id']}</RequestId><HostId>${headers['x-amz-id-2']}</HostId></Error>`,
  )
  expect((await send('/my-bucket/k', { method: 'HEAD' })).body).toBe('')
})

test.each([
  ['InvalidURI', '/my-bucket/%zz', {}],
  ['MethodNotAllowed', '/my-bucket/k', { method: 'PATCH' }],
  ['InvalidRequest', '/', { headers: { host: 'evil.example' } }],
])('%s is answered to %s', async (code, path, init) => {
  expect((await send(path, init)).body).toContain(`<Code>${code}</Code>`)
})

test('a bucket answers at its own host name as well', async () => {
  const { host, port } = new URL(local.s3.endpoint)
  const virtual = s3Client(local, {
    endpoint: `http://localhost:${port}`,
    forcePathStyle: false,
    requestHandler: {
      handle: async (request: {
        path: string
        method: string
        headers: Record<string, string>
        hostname: string
      }) => {
        expect(request.hostname).toBe('my-bucket.localhost')
        const { status, headers, body } = await send(request.path, request)
        const bytes = new Blob([body]).stream()
        return {
          response: { statusCode: status ?? 0, headers: headers as Record<string, string>, body: bytes },
        }
      },
    } as never,
  })
  expect(host).toContain(port)
  expect((await virtual.headObject({ Bucket, Key: 'k' })).ETag).toBe('"5d41402abc4b2a76b9719d911017c592"')
})

test('temporary credentials work with their token, and not without or with another', async () => {
  await using other = await startCloud({ s3: { sessionToken: true } })
  const { accessKeyId, secretAccessKey, sessionToken } = other.s3.credentials
  expect(accessKeyId).toMatch(/^ASIA/)
  await expect(s3Client(other).listBuckets({})).resolves.toHaveProperty('Buckets')
  for (const credentials of [
    { accessKeyId, secretAccessKey },
    { accessKeyId, secretAccessKey, sessionToken: `${sessionToken}x` },
  ]) {
    await expect(s3Client(other, { credentials }).listBuckets({})).rejects.toMatchObject({
      name: 'InvalidToken',
    })
  }
  await expect(
    s3Client(other, { credentials: other.ec2.credentials }).listBuckets({}),
  ).resolves.toHaveProperty('Buckets')
  expect(JSON.stringify(other.requests)).not.toContain(sessionToken)
})

test('a clock that is off is told so, and the log holds no signature', async () => {
  await using skewed = await startCloud({ skewMs: 20 * 60_000 })
  await expect(s3Client(skewed).listBuckets({})).rejects.toMatchObject({
    name: 'RequestTimeTooSkewed',
    MaxAllowedSkewMilliseconds: '900000',
  })
  expect(local.requests.at(-1)).toMatchObject({ api: 's3' })
  expect(JSON.stringify(local.requests)).not.toMatch(/Signature=|X-Amz-Signature|emulatedSecret/)
})

describe('faults', () => {
  const get = async () => (await s3.getObject({ Bucket, Key: 'k' })).Body?.transformToString()

  test('an error is SlowDown unless it is named', async () => {
    local.faults.add({ kind: 'error', operation: 'GetObject', count: 1, retryAfter: 2 })
    await expect(get()).rejects.toMatchObject({ name: 'SlowDown', $metadata: { httpStatusCode: 503 } })
    expect(await get()).toBe('hello')
  })

  test('half of a body comes, then the end', async () => {
    local.faults.add({ kind: 'half-body', operation: 'GetObject', count: 1 })
    await expect(get()).rejects.toThrow()
  })

  test('an upload whose answer is lost has happened', async () => {
    local.faults.add({ kind: 'reset-after', operation: 'PutObject', count: 1 })
    await expect(s3.putObject({ Bucket, Key: 'lost', Body: 'x' })).rejects.toMatchObject({
      code: 'ECONNRESET',
    })
    expect((await s3.headObject({ Bucket, Key: 'lost' })).ContentLength).toBe(1)
  })

  test('one that is reset before has not', async () => {
    local.faults.add({ kind: 'reset-before', operation: 'PutObject', count: 1 })
    await expect(s3.putObject({ Bucket, Key: 'never', Body: 'x' })).rejects.toThrow()
    await expect(s3.headObject({ Bucket, Key: 'never' })).rejects.toMatchObject({ name: 'NotFound' })
  })
})
