import { randomBytes } from 'node:crypto'
import { appendFileSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startCloud } from '../../start-cloud.ts'
import { madeBucket, s3Client } from '../../testing/s3-client.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 's3-folder-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const start = () => startCloud({ s3: { folder } })
const large = randomBytes(5 * 1024 ** 2)

test('the next cloud of a folder has what the last one had', async () => {
  const first = await start()
  const s3 = s3Client(first)
  const Bucket = await madeBucket(first)
  await s3.putBucketVersioning({ Bucket, VersioningConfiguration: { Status: 'Enabled' } })
  await s3.putObject({ Bucket, Key: 'a/../😀', Body: 'one', Metadata: { a: 'b' }, Tagging: 'x=1' })
  await s3.putObject({ Bucket, Key: 'a/../😀', Body: 'two' })
  await s3.putObject({ Bucket, Key: 'gone', Body: 'x' })
  await s3.deleteObject({ Bucket, Key: 'gone' })
  await s3.putObject({ Bucket, Key: 'large', Body: large })
  const { UploadId } = await s3.createMultipartUpload({ Bucket, Key: 'parts' })
  await s3.uploadPart({ Bucket, Key: 'parts', UploadId, PartNumber: 1, Body: 'part' }).catch(() => {})
  const before = first.inventory().s3
  await first.close()

  await using second = await start()
  expect(second.inventory().s3).toEqual(before)
  const again = s3Client(second)
  const { Versions = [] } = await again.listObjectVersions({ Bucket, Prefix: 'a/' })
  const texts = await Promise.all(
    Versions.map(async ({ Key, VersionId }) =>
      (await again.getObject({ Bucket, Key, VersionId })).Body?.transformToString(),
    ),
  )
  expect(texts).toEqual(['two', 'one'])
  const got = await again.getObject({ Bucket, Key: 'large' })
  expect(large.equals((await got.Body?.transformToByteArray()) ?? Buffer.alloc(0))).toBe(true)
})

test('what a program that was killed had begun is gone, what it had answered is not', async () => {
  const first = await start()
  const Bucket = await madeBucket(first)
  await s3Client(first).putObject({ Bucket, Key: 'kept', Body: 'x' })
  await first.close()
  appendFileSync(join(folder, 'journal'), '[["version","my-bucket","half"],{"key":"ha')
  writeFileSync(join(folder, 'pieces', 'begun'), 'bytes that no record names')
  writeFileSync(join(folder, 'lock'), '2147483646\n')

  await using second = await start()
  expect(second.inventory().s3.buckets[0]?.objects.map(({ key }) => key)).toEqual(['kept'])
  expect(readdirSync(join(folder, 'pieces'))).toHaveLength(1)
})

test('a folder belongs to one cloud at a time', async () => {
  const first = await start()
  await expect(start()).rejects.toThrow(TypeError)
  await expect(start()).rejects.toThrow('is in use by the process')
  await first.close()
  await (await start()).close()
  expect(readdirSync(folder).sort()).toEqual(['journal', 'pieces'])
})
