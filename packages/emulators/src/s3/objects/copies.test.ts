import { afterAll, beforeAll, expect, test } from 'vitest'
import type { LocalCloud } from '../../options.ts'
import { startCloud } from '../../start-cloud.ts'
import { madeBucket, s3Client } from '../../testing/s3-client.ts'

let local: LocalCloud
let s3: ReturnType<typeof s3Client>
let Bucket = ''
const source = 'source é+/x'
const CopySource = () => `${Bucket}/${encodeURIComponent(source)}`

beforeAll(async () => {
  local = await startCloud()
  s3 = s3Client(local)
  Bucket = await madeBucket(local)
  await s3.putObject({
    Bucket,
    Key: source,
    Body: 'hello',
    ContentType: 'text/plain',
    Metadata: { a: 'b' },
    Tagging: 'x=1&y=2',
    StorageClass: 'STANDARD_IA',
  })
})
afterAll(() => local.close())

const copy = (Key: string, more = {}) => s3.copyObject({ Bucket, Key, CopySource: CopySource(), ...more })
const shown = async (Key: string) => {
  const { ContentType, Metadata, StorageClass, TagCount } = await s3.headObject({ Bucket, Key })
  return { ContentType, Metadata, StorageClass, TagCount }
}

test('a copy has what describes its source, and shares its bytes', async () => {
  const before = local.inventory().s3.storedBytes
  const { CopyObjectResult } = await copy('copied')
  expect(CopyObjectResult?.ETag).toBe('"5d41402abc4b2a76b9719d911017c592"')
  expect(await shown('copied')).toEqual({
    ContentType: 'text/plain',
    Metadata: { a: 'b' },
    StorageClass: undefined,
    TagCount: 2,
  })
  expect(local.inventory().s3.storedBytes).toBe(before)
  expect(await (await s3.getObject({ Bucket, Key: 'copied' })).Body?.transformToString()).toBe('hello')
})

test('metadata and tags are replaced where the directives say so', async () => {
  await copy('replaced', {
    MetadataDirective: 'REPLACE',
    Metadata: { c: 'd' },
    TaggingDirective: 'REPLACE',
    Tagging: 'z=3',
  })
  expect(await shown('replaced')).toEqual({
    ContentType: 'binary/octet-stream',
    Metadata: { c: 'd' },
    StorageClass: undefined,
    TagCount: 1,
  })
})

test('an object is copied onto itself only to change it', async () => {
  await expect(copy(source)).rejects.toMatchObject({ name: 'InvalidRequest' })
  await copy(source, { MetadataDirective: 'REPLACE', ContentType: 'text/html' })
  expect((await s3.headObject({ Bucket, Key: source })).ContentType).toBe('text/html')
})

test.each<[string, object]>([
  ['PreconditionFailed', { CopySourceIfMatch: '"other"' }],
  ['PreconditionFailed', { CopySourceIfNoneMatch: '"5d41402abc4b2a76b9719d911017c592"' }],
  ['PreconditionFailed', { CopySourceIfModifiedSince: new Date(Date.now() + 3_600_000) }],
  ['PreconditionFailed', { CopySourceIfUnmodifiedSince: new Date(0) }],
  ['PreconditionFailed', { IfNoneMatch: '*' }],
  ['NoSuchKey', { CopySource: 'my-bucket/none' }],
  ['NoSuchBucket', { CopySource: 'no-bucket/none' }],
  ['InvalidArgument', { CopySource: 'my-bucket' }],
])('a copy is refused with %s for %o', async (name, more) => {
  await copy('there')
  await expect(copy('there', more)).rejects.toMatchObject({ name })
})

test('an object is deleted with others; errors are told one by one', async () => {
  for (const Key of ['one', 'two', 'three']) await s3.putObject({ Bucket, Key, Body: Key })
  const { Deleted, Errors } = await s3.deleteObjects({
    Bucket,
    Delete: {
      Objects: [{ Key: 'one' }, { Key: 'two', ETag: '"other"' }, { Key: 'never' }, { Key: 'k'.repeat(1025) }],
    },
  })
  expect(Deleted?.map(({ Key }) => Key)).toEqual(['one', 'never'])
  expect(Errors?.map(({ Code }) => Code)).toEqual(['PreconditionFailed', 'KeyTooLongError'])
  const quiet = await s3.deleteObjects({
    Bucket,
    Delete: { Quiet: true, Objects: [{ Key: 'two' }, { Key: 'three' }] },
  })
  expect(quiet.Deleted).toBeUndefined()
  const many = Array.from({ length: 1_001 }, (_, index) => ({ Key: String(index) }))
  await expect(s3.deleteObjects({ Bucket, Delete: { Objects: many } })).rejects.toMatchObject({
    name: 'MalformedXML',
  })
})

test('tags are set, read and removed; too many, doubled and ill-named ones are refused', async () => {
  await s3.putObject({ Bucket, Key: 'tagged', Body: '' })
  const put = (tags: readonly (readonly [string, string])[]) =>
    s3.putObjectTagging({
      Bucket,
      Key: 'tagged',
      Tagging: { TagSet: tags.map(([Key, Value]) => ({ Key, Value })) },
    })
  await put([
    ['a', '1'],
    ['b c', 'd/e'],
  ])
  expect((await s3.getObjectTagging({ Bucket, Key: 'tagged' })).TagSet).toEqual([
    { Key: 'a', Value: '1' },
    { Key: 'b c', Value: 'd/e' },
  ])
  const eleven = Array.from({ length: 11 }, (_, index) => [`k${index}`, ''] as const)
  await expect(put(eleven)).rejects.toMatchObject({ name: 'BadRequest' })
  await expect(
    put([
      ['a', ''],
      ['a', ''],
    ]),
  ).rejects.toMatchObject({ name: 'InvalidTag' })
  await expect(put([['aws:x', '']])).rejects.toMatchObject({ name: 'InvalidTag' })
  await s3.deleteObjectTagging({ Bucket, Key: 'tagged' })
  expect((await s3.getObjectTagging({ Bucket, Key: 'tagged' })).TagSet).toEqual([])
})

test('what is encrypted with a key of the customer is only read with it', async () => {
  const key = (byte: string) => ({
    SSECustomerAlgorithm: 'AES256',
    SSECustomerKey: Buffer.alloc(32, byte).toString('base64'),
  })
  const put = await s3.putObject({ Bucket, Key: 'secret', Body: 'x', ...key('k') })
  expect(put.SSECustomerKeyMD5).toBeDefined()
  expect(put.ETag).not.toBe('"9dd4e461268c8034f5c8564e155c67a6"')
  await expect(s3.getObject({ Bucket, Key: 'secret' })).rejects.toMatchObject({ name: 'InvalidRequest' })
  await expect(s3.getObject({ Bucket, Key: 'secret', ...key('o') })).rejects.toMatchObject({
    name: 'AccessDenied',
  })
  await expect(s3.headObject({ Bucket, Key: 'copied', ...key('k') })).rejects.toMatchObject({
    $metadata: { httpStatusCode: 400 },
  })
  const got = await s3.getObject({ Bucket, Key: 'secret', ...key('k') })
  expect(await got.Body?.transformToString()).toBe('x')
  expect(JSON.stringify(local.requests)).not.toContain(key('k').SSECustomerKey)
})

test('a key of KMS is told, and its ETag is no MD5', async () => {
  const put = await s3.putObject({
    Bucket,
    Key: 'kms',
    Body: 'hello',
    ServerSideEncryption: 'aws:kms',
    SSEKMSKeyId: 'alias/mine',
    BucketKeyEnabled: true,
  })
  expect(put).toMatchObject({
    ServerSideEncryption: 'aws:kms',
    SSEKMSKeyId: 'arn:aws:kms:eu-west-1:123456789012:alias/mine',
    BucketKeyEnabled: true,
  })
  expect(put.ETag).not.toBe('"5d41402abc4b2a76b9719d911017c592"')
  await expect(
    s3.putObject({ Bucket, Key: 'kms', Body: '', SSEKMSKeyId: 'alias/mine' }),
  ).rejects.toMatchObject({ name: 'InvalidArgument' })
})

test.each<[string, object]>([
  ['MetadataTooLarge', { Metadata: { a: 'x'.repeat(2_048) } }],
  ['InvalidStorageClass', { StorageClass: 'OUTPOSTS' }],
  ['InvalidDigest', { ContentMD5: 'AAAA' }],
  ['BadDigest', { ContentMD5: Buffer.alloc(16).toString('base64') }],
  ['BadDigest', { ChecksumSHA256: Buffer.alloc(32).toString('base64') }],
  ['InvalidRequest', { ChecksumSHA256: 'AAAA' }],
  ['AccessControlListNotSupported', { ACL: 'public-read' }],
  ['InvalidRequest', { ObjectLockLegalHoldStatus: 'ON' }],
  ['InvalidTag', { Tagging: 'aws:x=1' }],
])('PutObject answers %s to %o, and nothing is left', async (name, more) => {
  const before = local.inventory().s3.storedBytes
  await expect(s3.putObject({ Bucket, Key: 'refused', Body: 'hello', ...more })).rejects.toMatchObject({
    name,
  })
  await expect(s3.headObject({ Bucket, Key: 'refused' })).rejects.toMatchObject({ name: 'NotFound' })
  expect(local.inventory().s3.storedBytes).toBe(before)
})
