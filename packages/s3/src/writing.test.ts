import { createHash } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { answer, mockedDriver, refuse } from './testing/mock-s3.ts'

const at = { bucket: 'bucket', key: 'k' }
const etag = '"9b2cf535f27731c974343645a3985328"'
const crc = (bytes: Uint8Array) => {
  const value = Buffer.alloc(4)
  value.writeUInt32BE(crc32(bytes))
  return value.toString('base64')
}
const hello = Buffer.from('hello')
const stored = { headers: { etag, 'x-amz-checksum-crc32': crc(hello), 'x-amz-checksum-type': 'FULL_OBJECT' } }
async function* stream(...chunks: readonly string[]) {
  for (const chunk of chunks) yield Buffer.from(chunk)
}
const failure = (work: Promise<unknown>) => work.then(String, (error: unknown) => error)

describe('content that is put', () => {
  it('goes with its CRC32 in a header, and over TLS without a hash of its own in the signature', async () => {
    const asked = answer('PUT', stored)
    expect(await mockedDriver().putObject(at, 'hello')).toEqual({
      kind: 'object',
      id: 'bucket/k',
      bucket: 'bucket',
      key: 'k',
      etag,
      checksums: { crc32: crc(hello) },
    })
    expect(asked.seen).toMatchObject({
      body: 'hello',
      headers: {
        'content-length': '5',
        'content-type': 'application/octet-stream',
        'x-amz-checksum-crc32': crc(hello),
        'x-amz-content-sha256': 'UNSIGNED-PAYLOAD',
      },
    })
    expect(asked.seen.headers.authorization).toContain('x-amz-checksum-crc32')
  })

  it('goes with what describes it', async () => {
    const asked = answer('PUT', stored)
    await mockedDriver().putObject(at, 'hello', {
      contentType: 'text/plain',
      cacheControl: 'no-cache',
      contentDisposition: 'inline',
      contentEncoding: 'identity',
      contentLanguage: 'de',
      metadata: { color: 'blue' },
      ifNoneMatch: '*',
      native: {
        storageClass: 'STANDARD_IA',
        serverSideEncryption: 'aws:kms',
        kmsKeyId: 'key-1',
        bucketKeyEnabled: true,
        tags: { 'a b': 'c&d' },
        acl: 'public-read',
      },
    })
    expect(asked.seen.headers).toMatchObject({
      'content-type': 'text/plain',
      'cache-control': 'no-cache',
      'content-disposition': 'inline',
      'content-encoding': 'identity',
      'content-language': 'de',
      'x-amz-meta-color': 'blue',
      'if-none-match': '*',
      'x-amz-storage-class': 'STANDARD_IA',
      'x-amz-server-side-encryption': 'aws:kms',
      'x-amz-server-side-encryption-aws-kms-key-id': 'key-1',
      'x-amz-server-side-encryption-bucket-key-enabled': 'true',
      'x-amz-tagging': 'a%20b=c%26d',
      'x-amz-acl': 'public-read',
    })
  })

  it('of a stream has its CRC32 behind it, in chunks that add up to the length told', async () => {
    const asked = answer('PUT', stored)
    await mockedDriver().putObject(at, stream('he', '', 'llo'), { sizeBytes: 5, contentEncoding: 'own' })
    const body = `5\r\nhello\r\n0\r\nx-amz-checksum-crc32:${crc(hello)}\r\n\r\n`
    expect(asked.seen).toMatchObject({
      body,
      headers: {
        'content-encoding': 'aws-chunked,own',
        'content-length': String(body.length),
        'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
        'x-amz-decoded-content-length': '5',
        'x-amz-trailer': 'x-amz-checksum-crc32',
      },
    })
  })

  it('is refused before its end where it does not match the checksum that was given', async () => {
    const wrong = {
      algorithm: 'sha256',
      value: createHash('sha256').update('other').digest('base64'),
    } as const
    expect(await failure(mockedDriver().putObject(at, 'hello', { checksum: wrong }))).toMatchObject({
      code: 'integrity',
      outcome: 'not-applied',
    })
  })

  it('of a checksum that is not computed here is compared by the store', async () => {
    const asked = refuse('PUT', 400, 'BadDigest')
    const given = { algorithm: 'crc32c', value: 'AAAAAA==' } as const
    expect(await failure(mockedDriver().putObject(at, 'hello', { checksum: given }))).toMatchObject({
      code: 'integrity',
      outcome: 'not-applied',
      providerCode: 'BadDigest',
    })
    expect(asked.seen.headers['x-amz-checksum-crc32c']).toBe('AAAAAA==')
  })

  it('goes with its MD5 to stores that know no other checksum, and of a stream is compared by the ETag', async () => {
    const asked = answer('PUT', { headers: { etag: '"5d41402abc4b2a76b9719d911017c592"' } })
    const driver = mockedDriver({ integrity: 'md5' })
    await driver.putObject(at, 'hello')
    expect(asked.seen.headers['content-md5']).toBe('XUFAKrxLKna5cZ2REBfFkg==')
    expect(asked.seen.headers).not.toHaveProperty('x-amz-checksum-crc32')
    const streamed = answer('PUT', { headers: { etag: '"00000000000000000000000000000000"' } })
    expect(await failure(driver.putObject(at, stream('hello'), { sizeBytes: 5 }))).toMatchObject({
      code: 'integrity',
      outcome: 'applied',
    })
    expect(streamed.seen).toMatchObject({ body: 'hello', headers: { 'content-length': '5' } })
  })

  it.each([
    ['of a stream whose size nobody told', stream('x'), {}, 'The content is a stream of unknown size'],
    [
      'with a key of another length',
      'x',
      { native: { customerKey: { key: new Uint8Array(16) } } },
      'The customerKey',
    ],
    ['with native options that there are not', 'x', { native: { storage: 'x' } }, 'native has no option'],
  ])('%s is refused before anything is sent', async (_what, content, options, message) => {
    expect(await failure(mockedDriver().putObject(at, content, options as object))).toMatchObject({
      code: 'invalid',
      outcome: 'not-applied',
      message: expect.stringContaining(message),
    })
  })

  it('under a condition is looked for where its answer was lost', async () => {
    answer('PUT', { status: 500 })
    answer('HEAD', {
      headers: { 'content-length': '5', 'last-modified': new Date(0).toUTCString(), ...stored.headers },
    })
    expect(await mockedDriver().putObject(at, 'hello', { ifNoneMatch: '*' })).toMatchObject({ etag })
  })

  it('that the store throttles is put again', async () => {
    refuse('PUT', 503, 'SlowDown')
    answer('PUT', stored)
    expect(await mockedDriver().putObject(at, 'hello')).toMatchObject({ etag })
  })
})

describe('a completed upload', () => {
  it('that fails behind a good status is a failure, and is tried again', async () => {
    const failed = '<?xml version="1.0"?>\n<Error><Code>InternalError</Code><Message>Again.</Message></Error>'
    answer('POST', { body: failed })
    answer('HEAD', { status: 404 })
    const done = `<CompleteMultipartUploadResult><ETag>${etag.replaceAll('"', '&quot;')}</ETag></CompleteMultipartUploadResult>`
    const asked = answer('POST', { body: done })
    const upload = { ...at, id: 'U1' }
    const parts = [
      { partNumber: 2, etag: '"c4ca4238a0b923820dcc509a6f75849b"' },
      { partNumber: 1, etag: '"c81e728d9d4c2f636f067f89cc14862c"' },
    ]
    expect(await mockedDriver().completeMultipartUpload(upload, parts)).toMatchObject({ etag })
    expect(asked.seen.target).toMatch(/\/k\?uploadId=U1$/)
    expect(asked.seen.body).toMatch(/<PartNumber>1<.*<PartNumber>2</)
  })
})

describe('a copy', () => {
  it('names its source, and keeps its description unless it is given one', async () => {
    const result = `<CopyObjectResult><ETag>${etag.replaceAll('"', '&quot;')}</ETag></CopyObjectResult>`
    const kept = answer('PUT', { body: result })
    await mockedDriver().copyObject({ bucket: 'other', key: 'a b/ü', versionId: 'v+1' }, at)
    expect(kept.seen.headers['x-amz-copy-source']).toBe('/other/a%20b/%C3%BC?versionId=v%2B1')
    expect(kept.seen.headers).not.toHaveProperty('x-amz-metadata-directive')
    const replaced = answer('PUT', { body: result })
    await mockedDriver().copyObject(at, at, { contentType: 'text/plain', ifSourceMatch: etag })
    expect(replaced.seen.headers).toMatchObject({
      'x-amz-metadata-directive': 'REPLACE',
      'content-type': 'text/plain',
      'x-amz-copy-source-if-match': etag,
    })
  })

  it('onto itself that changes nothing is refused before it is sent', async () => {
    expect(await failure(mockedDriver().copyObject(at, at))).toMatchObject({ code: 'invalid' })
  })
})
