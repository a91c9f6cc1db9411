import { randomFillSync } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { contentOf, copyBetween, download, upload } from '@cloud/core/storage'
import { type LocalCloud, startCloud } from '@cloud/emulators'
import nock from 'nock'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { storage } from './index.ts'

const mib = 1024 * 1024
const at = { bucket: 'photos', key: 'a/../large' }
const large = randomFillSync(Buffer.alloc(11 * mib + 77))
let local: LocalCloud
let s3: ReturnType<typeof storage>
let folder = ''

beforeAll(async () => {
  nock.restore()
  local = await startCloud()
  s3 = storage(local.s3)
  await s3.createBucket({ name: 'photos' })
})
afterAll(async () => {
  nock.activate()
  await local.close()
})
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 's3-transfers-'))
  await s3.deleteObject(at)
  return () => rmSync(folder, { recursive: true, force: true })
})

async function stored(): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  for await (const chunk of contentOf(s3, at)) chunks.push(chunk)
  return Buffer.concat(chunks)
}

const leftUploads = async () => (await s3.listMultipartUploads('photos').toArray()).length

describe('An upload', () => {
  it('of unknown length goes up in parts', async () => {
    const { etag } = await upload(s3, at, Readable.from([large]), { partSizeBytes: 5 * mib })
    expect((await s3.getObject(at)).etag).toBe(etag)
    expect((await stored()).equals(large)).toBe(true)
  })

  it('that fails for good leaves no part', async () => {
    const heal = local.faults.add({ kind: 'status', status: 503, operation: 'CompleteMultipartUpload' })
    await expect(upload(s3, at, large, { partSizeBytes: 5 * mib })).rejects.toMatchObject({
      code: 'unavailable',
      details: { cleanup: 'aborted' },
    })
    heal()
    expect(await leftUploads()).toBe(0)
    await expect(s3.getObject(at)).rejects.toMatchObject({ code: 'not-found' })
  }, 60_000)
})

describe('A download', () => {
  it('goes on where bodies break off', async () => {
    await upload(s3, at, large)
    local.faults.add({ kind: 'half-body', operation: 'GetObject', count: 4 })
    const path = join(folder, 'file')
    await download(s3, at, path, { partSizeBytes: 4 * mib })
    expect(readFileSync(path).equals(large)).toBe(true)
  })

  it('of an object in parts is held to the CRC32 of the whole', async () => {
    await upload(s3, at, large, { partSizeBytes: 5 * mib })
    expect(await download(s3, at, join(folder, 'file'))).toMatchObject({ verified: 'crc32' })
  })
})

it('copyBetween streams between two drivers, and lets one copy by itself', async () => {
  await upload(s3, at, large, { contentType: 'image/png' })
  const other = storage(local.s3)
  const to = { bucket: 'photos', key: 'copy' }
  await copyBetween({ driver: s3, object: at }, { driver: other, object: to }, { partSizeBytes: 5 * mib })
  expect(await s3.getObject(to)).toMatchObject({ contentType: 'image/png', sizeBytes: large.length })
  await copyBetween({ driver: s3, object: at }, { driver: s3, object: { ...to, key: 'own copy' } })
  expect((await s3.getObject({ ...to, key: 'own copy' })).sizeBytes).toBe(large.length)
})
