import { createHash } from 'node:crypto'
import type { CompletedPart } from '@aws-sdk/client-s3'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { LocalCloud } from '../../options.ts'
import { startCloud } from '../../start-cloud.ts'
import { madeBucket, s3Client } from '../../testing/s3-client.ts'
import { algorithm } from '../checksums/algorithms.ts'

let local: LocalCloud
let s3: ReturnType<typeof s3Client>
let Bucket = ''
let UploadId = ''
const Key = 'in parts'
const five = Buffer.alloc(5 * 1024 ** 2, 'a')

beforeAll(async () => {
  local = await startCloud()
  // No checksum but those that a test names.
  s3 = s3Client(local, { requestChecksumCalculation: 'WHEN_REQUIRED' })
  Bucket = await madeBucket(local)
})
afterAll(() => local.close())
beforeEach(async () => {
  await begin()
})

const begin = async (more = {}) => {
  UploadId = (await s3.createMultipartUpload({ Bucket, Key, ...more })).UploadId ?? ''
}

const put = async (PartNumber: number, Body: Buffer | string = five, more = {}): Promise<CompletedPart> => {
  const { ETag } = await s3.uploadPart({ Bucket, Key, UploadId, PartNumber, Body, ...more })
  return { PartNumber, ETag }
}

const complete = (Parts: CompletedPart[], more = {}) =>
  s3.completeMultipartUpload({ Bucket, Key, UploadId, MultipartUpload: { Parts }, ...more })

const code = (name: string, status?: number) => ({
  name,
  ...(status !== undefined && { $metadata: { httpStatusCode: status } }),
})

test('the ETag is that of the parts, and the size their sum', async () => {
  const parts = [await put(1), await put(3, 'end')]
  const done = await complete(parts)
  const md5 = (text: Buffer | string) => createHash('md5').update(text).digest()
  const expected = createHash('md5').update(md5(five)).update(md5('end')).digest('hex')
  expect(done.ETag).toBe(`"${expected}-2"`)
  expect(done.ChecksumCRC64NVME).toBeDefined()
  expect(await s3.headObject({ Bucket, Key })).toMatchObject({
    ContentLength: five.length + 3,
    ETag: done.ETag,
  })
})

test('a completion that is sent again is answered the same, and makes nothing', async () => {
  const parts = [await put(1, 'x')]
  const first = await complete(parts)
  await s3.putObject({ Bucket, Key, Body: 'later' })
  expect((await complete(parts)).ETag).toBe(first.ETag)
  expect((await s3.headObject({ Bucket, Key })).ContentLength).toBe(5)
  await expect(complete([{ PartNumber: 2, ETag: 'x' }])).rejects.toMatchObject(code('NoSuchUpload', 404))
})

test('parts that cannot be completed are refused, and the upload goes on', async () => {
  const [one, two] = [await put(1, 'too small'), await put(2, 'end')]
  await expect(complete([one, two])).rejects.toMatchObject(code('EntityTooSmall', 400))
  await expect(complete([two, one])).rejects.toMatchObject(code('InvalidPartOrder'))
  await expect(complete([one, one])).rejects.toMatchObject(code('InvalidPartOrder'))
  await expect(complete([{ ...one, ETag: two.ETag }])).rejects.toMatchObject(code('InvalidPart'))
  await expect(complete([{ ...one, PartNumber: 9 }])).rejects.toMatchObject(code('InvalidPart'))
  await expect(complete([])).rejects.toMatchObject(code('MalformedXML'))
  await expect(complete([two], { MpuObjectSize: 99 })).rejects.toMatchObject(code('InvalidRequest'))
  await expect(complete([two], { MpuObjectSize: 3 })).resolves.toMatchObject({ Key })
})

test.each([0, 10_001])('part number %i is refused', async (number) => {
  await expect(put(number, 'x')).rejects.toMatchObject(code('InvalidArgument'))
})

test('a part that is sent again replaces the first; what was not chosen is gone', async () => {
  await put(1, 'first')
  const again = await put(1, 'second')
  await put(7, 'not chosen')
  expect((await s3.listParts({ Bucket, Key, UploadId })).Parts).toMatchObject([
    { PartNumber: 1, Size: 6, ETag: again.ETag },
    { PartNumber: 7, Size: 10 },
  ])
  await complete([again])
  expect(await (await s3.getObject({ Bucket, Key })).Body?.transformToString()).toBe('second')
  await s3.deleteObject({ Bucket, Key })
})

test('an upload that was aborted is not there', async () => {
  await put(1, 'x')
  await s3.abortMultipartUpload({ Bucket, Key, UploadId })
  await expect(put(2, 'x')).rejects.toMatchObject(code('NoSuchUpload', 404))
  await expect(s3.abortMultipartUpload({ Bucket, Key, UploadId })).rejects.toMatchObject(code('NoSuchUpload'))
  await expect(s3.listParts({ Bucket, Key, UploadId })).rejects.toMatchObject(code('NoSuchUpload'))
})

test('parts and uploads are listed in pages', async () => {
  for (const number of [5, 1, 3]) await put(number, String(number))
  const first = await s3.listParts({ Bucket, Key, UploadId, MaxParts: 2 })
  expect(first).toMatchObject({ IsTruncated: true, NextPartNumberMarker: '3' })
  const rest = await s3.listParts({ Bucket, Key, UploadId, PartNumberMarker: first.NextPartNumberMarker })
  expect(rest.Parts?.map(({ PartNumber }) => PartNumber)).toEqual([5])
  await using other = await startCloud()
  const client = s3Client(other)
  const name = await madeBucket(other)
  const begun: string[] = []
  for (const key of ['b/1', 'a', 'b/2', 'a', 'c']) {
    begun.push(`${key} ${(await client.createMultipartUpload({ Bucket: name, Key: key })).UploadId}`)
  }
  const seen: string[] = []
  let marker = {}
  for (let more: boolean | undefined = true; more; ) {
    const page = await client.listMultipartUploads({ Bucket: name, MaxUploads: 2, ...marker })
    for (const upload of page.Uploads ?? []) seen.push(`${upload.Key} ${upload.UploadId}`)
    more = page.IsTruncated
    marker = { KeyMarker: page.NextKeyMarker, UploadIdMarker: page.NextUploadIdMarker }
  }
  expect(seen).toEqual([1, 3, 0, 2, 4].map((index) => begun[index]))
  const { CommonPrefixes, Uploads } = await client.listMultipartUploads({ Bucket: name, Delimiter: '/' })
  expect(CommonPrefixes).toEqual([{ Prefix: 'b/' }])
  expect(Uploads).toHaveLength(3)
})

const sum = (name: 'CRC32' | 'CRC64NVME' | 'SHA256', ...bytes: readonly (Buffer | string)[]) => {
  const digest = algorithm(name).start()
  for (const each of bytes) digest.update(Buffer.from(each))
  return digest.value().toString('base64')
}

test('a composite checksum is that of the checksums of the parts, each of which has to be told', async () => {
  await begin({ ChecksumAlgorithm: 'SHA256' })
  await expect(put(1, 'x')).rejects.toMatchObject({
    message: expect.stringContaining('expected checksum Type: sha256, actual checksum Type: null'),
  })
  await expect(put(1, 'x', { ChecksumCRC32: sum('CRC32', 'x') })).rejects.toMatchObject(
    code('InvalidRequest'),
  )
  const ChecksumSHA256 = sum('SHA256', 'x')
  const part = await put(1, 'x', { ChecksumSHA256 })
  await expect(complete([part])).rejects.toMatchObject(code('InvalidRequest'))
  await expect(complete([{ ...part, ChecksumSHA256: sum('SHA256', 'y') }])).rejects.toMatchObject(
    code('InvalidPart'),
  )
  const done = await complete([{ ...part, ChecksumSHA256 }])
  expect(done.ChecksumSHA256).toBe(`${sum('SHA256', Buffer.from(ChecksumSHA256, 'base64'))}-1`)
  expect(done.ChecksumType).toBe('COMPOSITE')
  const told = await s3.getObjectAttributes({
    Bucket,
    Key,
    ObjectAttributes: ['Checksum', 'ObjectParts', 'ObjectSize', 'ETag'],
  })
  expect(told).toMatchObject({
    ObjectSize: 1,
    ETag: done.ETag?.replaceAll('"', ''),
    Checksum: { ChecksumSHA256: done.ChecksumSHA256 },
    ObjectParts: { TotalPartsCount: 1, Parts: [{ PartNumber: 1, Size: 1, ChecksumSHA256 }] },
  })
})

test.each(['CRC32', 'CRC64NVME'] as const)('a full-object %s is that of the bytes', async (name) => {
  await begin({ ChecksumAlgorithm: name, ChecksumType: 'FULL_OBJECT' })
  const checksum = `Checksum${name}`
  const parts = [
    await put(1, five, { [checksum]: sum(name, five) }),
    await put(2, 'end', { [checksum]: sum(name, 'end') }),
  ]
  const whole = sum(name, five, 'end')
  await expect(complete(parts, { [checksum]: sum(name, 'other') })).rejects.toMatchObject(code('BadDigest'))
  expect(await complete(parts, { [checksum]: whole, ChecksumType: 'FULL_OBJECT' })).toMatchObject({
    [checksum]: whole,
  })
  expect(await s3.headObject({ Bucket, Key, ChecksumMode: 'ENABLED' })).toMatchObject({
    [checksum]: whole,
    ChecksumType: 'FULL_OBJECT',
  })
})

test('a hash has no checksum of the whole, nor CRC-64 one of the parts', async () => {
  await expect(begin({ ChecksumAlgorithm: 'SHA256', ChecksumType: 'FULL_OBJECT' })).rejects.toMatchObject(
    code('InvalidRequest'),
  )
  await expect(begin({ ChecksumAlgorithm: 'CRC64NVME', ChecksumType: 'COMPOSITE' })).rejects.toMatchObject(
    code('InvalidRequest'),
  )
})

test('parts are copied from objects, whole or a range of them', async () => {
  await s3.putObject({ Bucket, Key: 'source', Body: five })
  const copy = async (PartNumber: number, more = {}) => {
    const { CopyPartResult } = await s3.uploadPartCopy({
      Bucket,
      Key,
      UploadId,
      PartNumber,
      CopySource: `${Bucket}/source`,
      ...more,
    })
    return { PartNumber, ETag: CopyPartResult?.ETag }
  }
  await expect(copy(1, { CopySourceRange: `bytes=0-${five.length}` })).rejects.toMatchObject(
    code('InvalidArgument'),
  )
  await expect(copy(1, { CopySourceRange: 'bytes=-5' })).rejects.toMatchObject(code('InvalidArgument'))
  await expect(copy(1, { CopySourceIfMatch: '"other"' })).rejects.toMatchObject(code('PreconditionFailed'))
  await complete([await copy(1), await copy(2, { CopySourceRange: 'bytes=10-19' })])
  expect((await s3.headObject({ Bucket, Key })).ContentLength).toBe(five.length + 10)
})

test('conditions hold for what is completed', async () => {
  const parts = [await put(1, 'x')]
  await s3.putObject({ Bucket, Key, Body: 'there' })
  await expect(complete(parts, { IfNoneMatch: '*' })).rejects.toMatchObject(code('PreconditionFailed', 412))
  await expect(complete(parts, { IfMatch: '"other"' })).rejects.toMatchObject(code('PreconditionFailed', 412))
  await s3.deleteObject({ Bucket, Key })
  await complete(parts, { IfNoneMatch: '*' })
})

test('an error that comes after the status 200 is one all the same', async () => {
  const parts = [await put(1, 'x')]
  await s3.deleteObject({ Bucket, Key })
  local.faults.add({ kind: 'late-error', operation: 'CompleteMultipartUpload', count: 1 })
  await expect(complete(parts)).rejects.toMatchObject({ name: 'InternalError' })
  await expect(s3.headObject({ Bucket, Key })).rejects.toMatchObject(code('NotFound'))
  await complete(parts)
})
