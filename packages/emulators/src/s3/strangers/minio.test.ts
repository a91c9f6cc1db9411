import { randomBytes } from 'node:crypto'
import { buffer, text } from 'node:stream/consumers'
import { Client, CopyConditions } from 'minio'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { LocalCloud } from '../../options.ts'
import { startCloud } from '../../start-cloud.ts'

let local: LocalCloud
let minio: Client
const bucket = 'minio-bucket'

beforeAll(async () => {
  local = await startCloud()
  const { hostname, port } = new URL(local.s3.endpoint)
  const { accessKeyId: accessKey, secretAccessKey: secretKey } = local.s3.credentials
  minio = new Client({
    endPoint: hostname,
    port: Number(port),
    useSSL: false,
    accessKey,
    secretKey,
    region: local.s3.region,
    pathStyle: true,
    partSize: 5 * 1024 ** 2,
  })
  await minio.makeBucket(bucket, local.s3.region)
})
afterAll(() => local.close())

const listed = async (prefix = '') => {
  const found: string[] = []
  for await (const { name } of minio.listObjectsV2(bucket, prefix, true)) found.push(name)
  return found
}

test.each(['plain', 'a b+c', 'p%2Fq', 'x//y', '😀/é'])('minio puts, reads and removes %j', async (name) => {
  await minio.putObject(bucket, name, 'hello', 5, { 'content-type': 'text/plain', 'x-amz-meta-a': 'b' })
  expect(await text(await minio.getObject(bucket, name))).toBe('hello')
  expect(await minio.statObject(bucket, name)).toMatchObject({
    size: 5,
    etag: '5d41402abc4b2a76b9719d911017c592',
    metaData: { 'content-type': 'text/plain', a: 'b' },
  })
  expect(await listed()).toEqual([name])
  await minio.removeObject(bucket, name)
  expect(await listed()).toEqual([])
})

test('minio uploads in parts, copies, and removes many', async () => {
  const bytes = randomBytes(11 * 1024 ** 2)
  await minio.putObject(bucket, 'large', bytes)
  expect(bytes.equals(await buffer(await minio.getObject(bucket, 'large')))).toBe(true)
  expect(await buffer(await minio.getPartialObject(bucket, 'large', 6_000_000, 10))).toEqual(
    bytes.subarray(6_000_000, 6_000_010),
  )
  await minio.copyObject(bucket, 'copied', `/${bucket}/large`, new CopyConditions())
  expect(await listed()).toEqual(['copied', 'large'])
  await minio.removeObjects(bucket, ['copied', 'large'])
  expect(await listed()).toEqual([])
  expect(local.inventory().s3.storedBytes).toBe(0)
})

test('a link that minio signs works without it, for as long as it says', async () => {
  const put = await minio.presignedPutObject(bucket, 'linked', 60)
  expect((await fetch(put, { method: 'PUT', body: 'by link' })).status).toBe(200)
  const get = await minio.presignedGetObject(bucket, 'linked', 60, {
    'response-content-type': 'text/x-other',
  })
  const got = await fetch(get)
  expect([await got.text(), got.headers.get('content-type')]).toEqual(['by link', 'text/x-other'])
  expect((await fetch(`${get}0`)).status).toBe(403)
  await minio.removeObject(bucket, 'linked')
})
