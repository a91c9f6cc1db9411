import { describe, expect, it } from 'vitest'
import { ceph, googleStorage, minio, storage } from './index.ts'
import { answer } from './testing/mock-s3.ts'

const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' }
const endpoint = 'https://store.example.com'
const etag = '"5d41402abc4b2a76b9719d911017c592"'
const [sum, md5] = ['x-amz-checksum-crc32', 'content-md5']

describe('a store that speaks S3', () => {
  it.each([
    ['MinIO', minio({ endpoint, credentials }), 'store.example.com', '/bucket/k', 'us-east-1', sum],
    ['Ceph', ceph({ endpoint, credentials }), 'store.example.com', '/bucket/k', 'us-east-1', md5],
    ['Google', googleStorage({ credentials }), 'bucket.storage.googleapis.com', '/k', 'auto', md5],
  ])('%s is asked where it is and by what it knows', async (_, options, at, path, region, checksum) => {
    const asked = answer('PUT', { headers: { etag } }, at)
    await storage(options).putObject({ bucket: 'bucket', key: 'k' }, 'hello')
    expect(asked.seen.target).toBe(`${at}${path}`)
    expect(asked.seen.headers.authorization).toContain(`/${region}/s3/aws4_request`)
    expect([sum, md5].filter((name) => name in asked.seen.headers)).toEqual([checksum])
  })

  it('takes what the caller knows better', async () => {
    const asked = answer('PUT', { headers: { etag } }, 'store.example.com')
    const options = ceph({ endpoint, credentials, region: 'here', integrity: 'crc32' })
    await storage(options).putObject({ bucket: 'bucket', key: 'k' }, 'hello')
    expect(asked.seen.headers.authorization).toContain('/here/s3/aws4_request')
    expect(asked.seen.headers).toHaveProperty(sum)
  })
})
