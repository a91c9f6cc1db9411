import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type SyncOptions, syncDirectory, type UploadHandle } from '@cloud/core/storage'
import { beforeEach, describe, expect, it } from 'vitest'
import { type StorageLocal, storage } from './storage.ts'
import { newFolder } from './testing/folder.ts'

const mib = 1024 * 1024
const bucket = 'site'
const at = { bucket, key: 'large' }
/** Larger than a part. */
const large = Buffer.alloc(8 * mib + 1, 'large ')
let driver: StorageLocal
let folder: string
let journal: string

beforeEach(async () => {
  driver = storage({ folder: newFolder(), durable: false })
  await driver.createBucket({ name: bucket })
  folder = newFolder()
  journal = join(newFolder(), 'journal')
  writeFileSync(join(folder, 'large'), large)
})

const up = (options: Partial<SyncOptions> = {}) =>
  syncDirectory(driver, { direction: 'up', folder, bucket, journal, ...options })
const uploads = async () => (await driver.listMultipartUploads(bucket).toArray()).map(({ id }) => id)
const stored = async () => Buffer.from(await new Response((await driver.readObject(at)).body).arrayBuffer())
const noted = () => JSON.parse(readFileSync(journal, 'utf8')) as UploadHandle[]

/** An upload of `key` that a process which was killed would have left and noted. */
async function leave(key: string, partSizeBytes = 8 * mib): Promise<string> {
  const { id } = await driver.createMultipartUpload({ bucket, key })
  const before = existsSync(journal) ? noted() : []
  writeFileSync(journal, JSON.stringify([...before, { bucket, key, id, partSizeBytes }]))
  return id
}

describe('the journal of a sync', () => {
  it('goes on with the upload that was left, and forgets it', async () => {
    const id = await leave('large')
    await driver.uploadPart({ ...at, id }, 1, large.subarray(0, 8 * mib))
    const begun: string[] = []
    const { createMultipartUpload, uploadPart } = driver
    driver = {
      ...driver,
      createMultipartUpload: (...asked) => {
        begun.push('upload')
        return createMultipartUpload(...asked)
      },
      uploadPart: (...asked) => {
        begun.push(`part ${asked[1]}`)
        return uploadPart(...asked)
      },
    }
    await up()
    expect(begun).toEqual(['part 2'])
    expect((await stored()).equals(large)).toBe(true)
    expect([await uploads(), noted()]).toEqual([[], []])
  })

  it('throws away what was left of a file that is not wanted any more, and nothing of anybody else', async () => {
    await leave('gone')
    const { id } = await driver.createMultipartUpload({ bucket, key: 'of somebody else' })
    await up()
    expect([await uploads(), noted()]).toEqual([[id], []])
  })

  it('begins anew where somebody has thrown away what was left', async () => {
    const id = await leave('large')
    await driver.abortMultipartUpload({ ...at, id })
    await up()
    expect((await stored()).equals(large)).toBe(true)
    expect([await uploads(), noted()]).toEqual([[], []])
  })

  it('is not touched by a plan', async () => {
    const id = await leave('gone')
    await up({ dryRun: true })
    expect([await uploads(), noted()]).toMatchObject([[id], [{ id }]])
  })

  it.each([
    ['in the folder', () => ({ journal: join(folder, 'journal') }), 'in the folder'],
    ['of a sync down', () => ({ direction: 'down' as const }), 'nothing is uploaded'],
  ])('%s is refused before anything is done', async (_, options, message) => {
    await expect(up(options())).rejects.toMatchObject({
      code: 'invalid',
      message: expect.stringContaining(message),
    })
  })

  it.each(['{}', 'no JSON', '[{"bucket":"site"}]', 'null', '[null]'])(
    'that holds %s is none of a sync, and stays as it is',
    async (content) => {
      writeFileSync(journal, content)
      await expect(up()).rejects.toMatchObject({ code: 'invalid' })
      expect(readFileSync(journal, 'utf8')).toBe(content)
    },
  )
})
