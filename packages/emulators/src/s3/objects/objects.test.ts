import { afterAll, beforeAll, expect, test } from 'vitest'
import type { LocalCloud } from '../../options.ts'
import { startCloud } from '../../start-cloud.ts'
import { madeBucket, s3Client } from '../../testing/s3-client.ts'

let local: LocalCloud
let s3: ReturnType<typeof s3Client>
let Bucket = ''

beforeAll(async () => {
  local = await startCloud()
  s3 = s3Client(local)
  Bucket = await madeBucket(local)
})
afterAll(() => local.close())

const textOf = async (Key: string, more = {}) =>
  (await s3.getObject({ Bucket, Key, ...more })).Body?.transformToString()

const odd = [
  'plain',
  'a/../b',
  '../up',
  './here',
  'x//y',
  '/leading',
  'trailing/',
  'p%2Fq',
  'a+b c',
  'q?x=1&y#z',
  '😀',
  'e\u0301 decomposed',
  '\u00e9 composed',
  'quote\'"<>&',
  'back\\slash',
  '\u0001control',
  'é'.repeat(512),
]

test.each(odd)('the key %j is kept as it is', async (Key) => {
  await s3.putObject({ Bucket, Key, Body: `of ${Key}` })
  expect(await textOf(Key)).toBe(`of ${Key}`)
  const { Contents = [] } = await s3.listObjectsV2({ Bucket, Prefix: Key, EncodingType: 'url' })
  expect(Contents.map((each) => decodeURIComponent((each.Key ?? '').replaceAll('+', ' ')))).toContain(Key)
  await s3.deleteObject({ Bucket, Key })
  await expect(s3.getObject({ Bucket, Key })).rejects.toMatchObject({ name: 'NoSuchKey' })
})

test('a key of 1,025 bytes is refused', async () => {
  await expect(s3.putObject({ Bucket, Key: 'k'.repeat(1025), Body: '' })).rejects.toMatchObject({
    name: 'KeyTooLongError',
  })
})

test('what is written is read: bytes, headers, metadata, checksum', async () => {
  const put = await s3.putObject({
    Bucket,
    Key: 'whole',
    Body: 'hello',
    ContentType: 'text/plain',
    CacheControl: 'no-store',
    ContentLanguage: 'de',
    Metadata: { colour: 'red' },
    StorageClass: 'STANDARD_IA',
    ChecksumAlgorithm: 'CRC32C',
  })
  expect(put.ETag).toBe('"5d41402abc4b2a76b9719d911017c592"')
  const got = await s3.getObject({ Bucket, Key: 'whole', ChecksumMode: 'ENABLED' })
  expect(await got.Body?.transformToString()).toBe('hello')
  expect(got).toMatchObject({
    ContentType: 'text/plain',
    CacheControl: 'no-store',
    ContentLanguage: 'de',
    ContentLength: 5,
    Metadata: { colour: 'red' },
    StorageClass: 'STANDARD_IA',
    ServerSideEncryption: 'AES256',
    ChecksumCRC32C: put.ChecksumCRC32C,
    ChecksumType: 'FULL_OBJECT',
  })
})

test.each([
  ['bytes=0-1', 'he', 'bytes 0-1/5'],
  ['bytes=3-', 'lo', 'bytes 3-4/5'],
  ['bytes=-2', 'lo', 'bytes 3-4/5'],
  ['bytes=2-100', 'llo', 'bytes 2-4/5'],
])('the range %s is answered with 206', async (Range, text, ContentRange) => {
  await s3.putObject({ Bucket, Key: 'ranged', Body: 'hello' })
  const got = await s3.getObject({ Bucket, Key: 'ranged', Range })
  expect(await got.Body?.transformToString()).toBe(text)
  expect(got).toMatchObject({ ContentRange, ContentLength: text.length })
  expect(got.$metadata.httpStatusCode).toBe(206)
})

test.each(['bytes=5-', 'bytes=9-10', 'bytes=-0'])('the range %s is outside, 416', async (Range) => {
  await s3.putObject({ Bucket, Key: 'ranged', Body: 'hello' })
  await expect(s3.getObject({ Bucket, Key: 'ranged', Range })).rejects.toMatchObject({
    name: 'InvalidRange',
    $metadata: { httpStatusCode: 416 },
  })
})

test('several ranges, and what is no range, are answered with the whole', async () => {
  await s3.putObject({ Bucket, Key: 'ranged', Body: 'hello' })
  for (const Range of ['bytes=0-1,3-4', 'lines=1-2', 'bytes=4-1']) {
    expect(await textOf('ranged', { Range })).toBe('hello')
  }
})

test('conditions of a read', async () => {
  const { ETag = '' } = await s3.putObject({ Bucket, Key: 'conditional', Body: 'x' })
  const before = new Date(Date.now() - 60_000)
  const after = new Date(Date.now() + 60_000)
  const status = (more: object) =>
    s3.headObject({ Bucket, Key: 'conditional', ...more }).then(
      ({ $metadata }) => $metadata.httpStatusCode,
      (error) => error.$metadata.httpStatusCode,
    )
  expect(await status({ IfMatch: ETag })).toBe(200)
  expect(await status({ IfMatch: `"other", ${ETag}` })).toBe(200)
  expect(await status({ IfMatch: '"other"' })).toBe(412)
  expect(await status({ IfNoneMatch: ETag })).toBe(304)
  expect(await status({ IfNoneMatch: '"other"' })).toBe(200)
  expect(await status({ IfModifiedSince: before })).toBe(200)
  expect(await status({ IfModifiedSince: after })).toBe(304)
  expect(await status({ IfUnmodifiedSince: before })).toBe(412)
  expect(await status({ IfUnmodifiedSince: after })).toBe(200)
  expect(await status({ IfMatch: ETag, IfUnmodifiedSince: before })).toBe(200)
  expect(await status({ IfNoneMatch: '"other"', IfModifiedSince: after })).toBe(200)
})

test('conditions of a write', async () => {
  const put = (more: object) => s3.putObject({ Bucket, Key: 'written', Body: 'x', ...more })
  await expect(put({ IfMatch: '"any"' })).rejects.toMatchObject({ name: 'NoSuchKey' })
  const { ETag } = await put({ IfNoneMatch: '*' })
  await expect(put({ IfNoneMatch: '*' })).rejects.toMatchObject({
    name: 'PreconditionFailed',
    $metadata: { httpStatusCode: 412 },
  })
  await expect(put({ IfMatch: '"other"' })).rejects.toMatchObject({ name: 'PreconditionFailed' })
  await expect(put({ IfNoneMatch: ETag })).rejects.toMatchObject({ name: 'NotImplemented' })
  await put({ IfMatch: ETag })
  await expect(s3.deleteObject({ Bucket, Key: 'written', IfMatch: '"other"' })).rejects.toMatchObject({
    name: 'PreconditionFailed',
  })
  await s3.deleteObject({ Bucket, Key: 'written', IfMatch: ETag })
  await expect(s3.headObject({ Bucket, Key: 'written' })).rejects.toMatchObject({ name: 'NotFound' })
})
