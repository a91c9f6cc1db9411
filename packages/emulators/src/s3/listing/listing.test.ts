import { paginateListObjectsV2 } from '@aws-sdk/client-s3'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { LocalCloud } from '../../options.ts'
import { startCloud } from '../../start-cloud.ts'
import { madeBucket, s3Client } from '../../testing/s3-client.ts'

let local: LocalCloud
let s3: ReturnType<typeof s3Client>
let Bucket = ''
/** In the order of their bytes, which is not that of UTF-16. */
const keys = ['B', 'a', 'a/1', 'a/2', 'a/b/3', 'a0', 'b/', 'b/x', 'c', '\uff5e', '😀']

beforeAll(async () => {
  local = await startCloud()
  s3 = s3Client(local)
  Bucket = await madeBucket(local)
  for (const Key of keys.toReversed()) await s3.putObject({ Bucket, Key, Body: Key })
})
afterAll(() => local.close())

const list = async (more = {}) => {
  const { Contents = [], CommonPrefixes = [] } = await s3.listObjectsV2({ Bucket, ...more })
  return [...Contents.map(({ Key }) => Key), ...CommonPrefixes.map(({ Prefix }) => `${Prefix}*`)]
}

test.each<[object, readonly string[]]>([
  [{}, keys],
  [{ Prefix: 'a' }, ['a', 'a/1', 'a/2', 'a/b/3', 'a0']],
  [{ Prefix: 'none' }, []],
  [{ Delimiter: '/' }, ['B', 'a', 'a0', 'c', '\uff5e', '😀', 'a/*', 'b/*']],
  [{ Delimiter: '/', Prefix: 'a/' }, ['a/1', 'a/2', 'a/b/*']],
  [{ Delimiter: '/', Prefix: 'a' }, ['a', 'a0', 'a/*']],
  [{ Delimiter: '/', Prefix: 'b/' }, ['b/', 'b/x']],
  [{ StartAfter: 'a/1' }, keys.slice(3)],
  [{ StartAfter: 'a/1', Delimiter: '/' }, ['a0', 'c', '\uff5e', '😀', 'a/*', 'b/*']],
  [{ StartAfter: 'a/', Delimiter: '/' }, ['a0', 'c', '\uff5e', '😀', 'b/*']],
  [{ StartAfter: 'zzz' }, ['\uff5e', '😀']],
  [{ StartAfter: '😀' }, []],
  [{ MaxKeys: 0 }, []],
  [{ Delimiter: '1' }, ['B', 'a', 'a/2', 'a/b/3', 'a0', 'b/', 'b/x', 'c', '\uff5e', '😀', 'a/1*']],
])('the list of %o', async (query, expected) => {
  expect(await list(query)).toEqual(expected)
})

test.each([1, 2, 3, 100])('pages of %i hold everything once, rolled up or not', async (pageSize) => {
  const seen: (string | undefined)[] = []
  for await (const page of paginateListObjectsV2({ client: s3, pageSize }, { Bucket })) {
    expect(page.KeyCount).toBeLessThanOrEqual(pageSize)
    seen.push(...(page.Contents ?? []).map(({ Key }) => Key))
  }
  expect(seen).toEqual(keys)
  const rolled: (string | undefined)[] = []
  for await (const page of paginateListObjectsV2({ client: s3, pageSize }, { Bucket, Delimiter: '/' })) {
    rolled.push(
      ...(page.Contents ?? []).map(({ Key }) => Key),
      ...(page.CommonPrefixes ?? []).map(({ Prefix }) => Prefix),
    )
  }
  expect(rolled.toSorted()).toEqual(['B', 'a', 'a/', 'a0', 'b/', 'c', '\uff5e', '😀'].toSorted())
})

test('version 1 goes on after a marker, which is told where there is a delimiter', async () => {
  const first = await s3.listObjects({ Bucket, MaxKeys: 3, Delimiter: '/' })
  expect(first).toMatchObject({ IsTruncated: true, NextMarker: 'a/' })
  const rest = await s3.listObjects({ Bucket, Delimiter: '/', Marker: first.NextMarker })
  expect(rest.Contents?.map(({ Key }) => Key)).toEqual(['a0', 'c', '\uff5e', '😀'])
  expect((await s3.listObjects({ Bucket, MaxKeys: 3 })).NextMarker).toBeUndefined()
})

test('keys are encoded where that is asked for', async () => {
  const { Contents = [], EncodingType } = await s3.listObjectsV2({
    Bucket,
    Prefix: '😀',
    EncodingType: 'url',
  })
  expect([EncodingType, Contents[0]?.Key]).toEqual(['url', '%F0%9F%98%80'])
  await expect(s3.listObjectsV2({ Bucket, ContinuationToken: 'none' })).rejects.toMatchObject({
    name: 'InvalidArgument',
  })
  await expect(s3.listObjectsV2({ Bucket, MaxKeys: -1 })).rejects.toMatchObject({ name: 'InvalidArgument' })
})

test('versions and delete markers lie among each other, and are read and removed by id', async () => {
  const Bucket = await madeBucket(local, 'versioned')
  await s3.putObject({ Bucket, Key: 'k', Body: 'unversioned' })
  await s3.putBucketVersioning({ Bucket, VersioningConfiguration: { Status: 'Enabled' } })
  const { VersionId: one } = await s3.putObject({ Bucket, Key: 'k', Body: 'one' })
  const { VersionId: marker, DeleteMarker } = await s3.deleteObject({ Bucket, Key: 'k' })
  expect(DeleteMarker).toBe(true)
  await expect(s3.getObject({ Bucket, Key: 'k' })).rejects.toMatchObject({ name: 'NoSuchKey' })
  await expect(s3.getObject({ Bucket, Key: 'k', VersionId: marker })).rejects.toMatchObject({
    name: 'MethodNotAllowed',
  })
  const { VersionId: two } = await s3.putObject({ Bucket, Key: 'k', Body: 'two' })
  const read = async (VersionId?: string) =>
    (await s3.getObject({ Bucket, Key: 'k', ...(VersionId && { VersionId }) })).Body?.transformToString()
  expect([await read(), await read(one), await read('null')]).toEqual(['two', 'one', 'unversioned'])

  const seen: unknown[] = []
  let markers = {}
  for (let more: boolean | undefined = true; more; ) {
    const page = await s3.listObjectVersions({ Bucket, MaxKeys: 1, ...markers })
    for (const { VersionId, IsLatest } of [...(page.Versions ?? []), ...(page.DeleteMarkers ?? [])])
      seen.push([VersionId, IsLatest])
    more = page.IsTruncated
    markers = { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker }
  }
  expect(seen).toEqual([
    [two, true],
    [marker, false],
    [one, false],
    ['null', false],
  ])
  await expect(read('A'.repeat(32))).rejects.toMatchObject({ name: 'NoSuchVersion' })
  await expect(read('short')).rejects.toMatchObject({ name: 'InvalidArgument' })
  await s3.deleteObject({ Bucket, Key: 'k', VersionId: two })
  await expect(read()).rejects.toMatchObject({ name: 'NoSuchKey' })
  await s3.deleteObject({ Bucket, Key: 'k', VersionId: marker })
  expect(await read()).toBe('one')

  await s3.putBucketVersioning({ Bucket, VersioningConfiguration: { Status: 'Suspended' } })
  expect((await s3.putObject({ Bucket, Key: 'k', Body: 'null again' })).VersionId).toBe('null')
  await expect(s3.deleteBucket({ Bucket })).rejects.toMatchObject({ name: 'BucketNotEmpty' })
  for (const VersionId of ['null', one]) await s3.deleteObject({ Bucket, Key: 'k', VersionId })
  await s3.deleteBucket({ Bucket })
})
