import { randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import { Upload } from '@aws-sdk/lib-storage'
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

const MiB = 1024 ** 2
const storedBytes = () => local.inventory().s3.storedBytes

test('a stream of unknown length goes up in parts and comes down the same', async () => {
  const bytes = randomBytes(12 * MiB + 1)
  const Body = Readable.from([bytes.subarray(0, 7 * MiB), bytes.subarray(7 * MiB)])
  const upload = new Upload({ client: s3, params: { Bucket, Key: 'streamed', Body }, partSize: 5 * MiB })
  const done = await upload.done()
  expect(done.ETag).toMatch(/^"[0-9a-f]{32}-3"$/)
  const got = await s3.getObject({ Bucket, Key: 'streamed', ChecksumMode: 'ENABLED' })
  expect(bytes.equals((await got.Body?.transformToByteArray()) ?? Buffer.alloc(0))).toBe(true)
  expect(got.ChecksumCRC32).toBe(done.ChecksumCRC32)
  const part = await s3.getObject({ Bucket, Key: 'streamed', PartNumber: 3 })
  expect(part).toMatchObject({ ContentLength: 2 * MiB + 1, PartsCount: 3 })
  expect((await part.Body?.transformToByteArray())?.length).toBe(2 * MiB + 1)
  await s3.deleteObject({ Bucket, Key: 'streamed' })
  expect(storedBytes()).toBe(0)
  expect(local.inventory().s3.buckets[0]?.uploads).toEqual([])
})

test('an upload that is aborted leaves nothing', async () => {
  const Body = Readable.from(
    (async function* () {
      for (let count = 0; count < 100; count += 1) yield randomBytes(MiB)
    })(),
  )
  const upload = new Upload({ client: s3, params: { Bucket, Key: 'aborted', Body }, partSize: 5 * MiB })
  upload.on('httpUploadProgress', ({ part = 0 }) => {
    if (part >= 2) upload.abort()
  })
  await expect(upload.done()).rejects.toMatchObject({ name: 'AbortError' })
  await expect.poll(() => local.inventory().s3.buckets[0]?.uploads).toEqual([])
  await expect.poll(storedBytes).toBe(0)
})

test('objects are copied, listed with a delimiter, and deleted together', async () => {
  await s3.putObject({ Bucket, Key: 'from/a b+c', Body: 'x', Metadata: { kept: 'yes' } })
  await s3.copyObject({
    Bucket,
    Key: 'to/one',
    CopySource: `${Bucket}/${encodeURIComponent('from/a b+c')}`,
  })
  await s3.copyObject({
    Bucket,
    Key: 'to/two',
    CopySource: `/${Bucket}/to/one`,
    MetadataDirective: 'REPLACE',
    Metadata: { other: 'now' },
  })
  expect((await s3.headObject({ Bucket, Key: 'to/one' })).Metadata).toEqual({ kept: 'yes' })
  expect((await s3.headObject({ Bucket, Key: 'to/two' })).Metadata).toEqual({ other: 'now' })
  const { CommonPrefixes = [], Contents } = await s3.listObjectsV2({ Bucket, Delimiter: '/' })
  expect(CommonPrefixes.map(({ Prefix }) => Prefix)).toEqual(['from/', 'to/'])
  expect(Contents).toBeUndefined()
  const Objects = ['from/a b+c', 'to/one', 'to/two', 'not there'].map((Key) => ({ Key }))
  const { Deleted = [], Errors } = await s3.deleteObjects({ Bucket, Delete: { Objects } })
  expect(Deleted.map(({ Key }) => Key)).toEqual(Objects.map(({ Key }) => Key))
  expect(Errors).toBeUndefined()
  expect((await s3.listObjectsV2({ Bucket })).KeyCount).toBe(0)
})
