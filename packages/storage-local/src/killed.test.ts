import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, utimesSync, writeFileSync } from 'node:fs'
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
