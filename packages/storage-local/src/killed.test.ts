import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync, renameSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { keyToName } from './key-name.ts'
import { storage } from './storage.ts'
import { filesIn, newFolder } from './testing/folder.ts'

const bucket = 'photos'
const at = { bucket, key: 'key' }

function start(folder: string, ...args: string[]): ChildProcess {
  const program = fileURLToPath(new URL('testing/writer.ts', import.meta.url))
  return spawn(process.execPath, ['--conditions=@cloud/source', program, folder, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
}

async function output(child: ChildProcess): Promise<string> {
  const [data] = (await once(child.stdout ?? child, 'data')) as [Buffer]
  return data.toString()
}

/** Kills a process in the middle of its write. */
async function killed(folder: string, what: string): Promise<void> {
  const child = start(folder, what)
  expect(await output(child)).toContain('writing')
  child.kill('SIGKILL')
  await once(child, 'exit')
}

async function withObject(): Promise<{ folder: string; driver: ReturnType<typeof storage> }> {
  const folder = newFolder()
  const driver = storage({ folder })
  await driver.createBucket({ name: bucket })
  await driver.putObject(at, 'before')
  return { folder, driver }
}

const object = join('b.photos', 'objects', keyToName('key'))

describe('A process that is killed', () => {
  it('in the middle of a put leaves the object as it was, and what it wrote goes with the next write', async () => {
    const { folder, driver } = await withObject()
    await killed(folder, 'put')
    expect(await new Response((await driver.readObject(at)).body).text()).toBe('before')
    expect(await driver.listObjects(bucket).toArray()).toHaveLength(1)
    expect(filesIn(folder)).toHaveLength(2)
    await storage({ folder }).putObject(at, 'after')
    expect(filesIn(folder)).toEqual([object])
  }, 60_000)

  it('in the middle of a part leaves an upload with the parts before it, that goes on', async () => {
    const { folder } = await withObject()
    await killed(folder, 'part')
    const driver = storage({ folder })
    const [upload, ...more] = await driver.listMultipartUploads(bucket).toArray()
    if (upload === undefined) throw new Error('The upload is gone')
    expect(more).toEqual([])
    const parts = await driver.listParts(upload).toArray()
    expect(parts.map(({ partNumber, sizeBytes }) => [partNumber, sizeBytes])).toEqual([[1, 5]])
    parts.push(await driver.uploadPart(upload, 2, ' second'))
    await driver.completeMultipartUpload(upload, parts)
    expect(await new Response((await driver.readObject(at)).body).text()).toBe('first second')
    expect(filesIn(folder)).toEqual([object])
  }, 60_000)

  it('while it held a lock keeps nobody from writing', async () => {
    const { folder, driver } = await withObject()
    const child = start(folder, 'put')
    await output(child)
    const [temporary = ''] = readdirSync(join(folder, 'b.photos', 'temporary'))
    child.kill('SIGKILL')
    await once(child, 'exit')
    // What it would have written into the lock of its key, and one that it had no time to write into.
    const locks = join(folder, 'b.photos', 'locks')
    writeFileSync(join(locks, keyToName('key')), temporary.split('-').slice(0, 3).join('-'))
    writeFileSync(join(locks, keyToName('other')), '')
    utimesSync(join(locks, keyToName('other')), new Date(0), new Date(0))
    await driver.putObject(at, 'after')
    await driver.putObject({ bucket, key: 'other' }, 'after')
    expect(await driver.listObjects(bucket).toArray()).toHaveLength(2)
    expect(readdirSync(locks)).toEqual([])
  }, 60_000)

  it('after an upload was completed and before its parts were removed leaves an upload that is over', async () => {
    const { folder, driver } = await withObject()
    const upload = await driver.createMultipartUpload(at)
    const part = await driver.uploadPart(upload, 1, 'content')
    const written = await driver.completeMultipartUpload(upload, [part])
    // The folder of the upload as it was before that.
    const again = await driver.createMultipartUpload({ bucket, key: 'elsewhere' })
    const uploads = join(folder, 'b.photos', 'uploads')
    renameSync(join(uploads, again.id), join(uploads, upload.id))
    const begun = JSON.parse(readFileSync(join(uploads, upload.id, 'upload.json'), 'utf8')) as object
    writeFileSync(join(uploads, upload.id, 'upload.json'), JSON.stringify({ ...begun, key: 'key' }))
    expect(await driver.completeMultipartUpload(upload, [part])).toEqual(written)
    expect(await driver.listMultipartUploads(bucket).toArray()).toEqual([])
    expect(filesIn(folder)).toEqual([object])
  })
})

describe('Processes that want the same keys free', () => {
  it('get each key once', async () => {
    const { folder } = await withObject()
    const children = Array.from({ length: 3 }, () => start(folder, 'race', 'r'))
    const won = await Promise.all(children.map(async (child) => JSON.parse(await output(child)) as boolean[]))
    const winners = Array.from({ length: 20 }, (_, index) => won.filter((one) => one[index]).length)
    expect(winners).toEqual(Array(20).fill(1))
  }, 60_000)
})
