import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { contentOf, copyBetween, download, upload } from '@cloud/core/storage'
import { describe, expect, it } from 'vitest'
import { keyToName } from './key-name.ts'
import { type StorageLocal, storage } from './storage.ts'
import { someBytes } from './testing/bytes.ts'
import { filesIn, newFolder } from './testing/folder.ts'

const mib = 1024 * 1024
const at = { bucket: 'photos', key: 'large' }
const large = someBytes(17 * mib + 77)
const object = join('b.photos', 'objects', keyToName('large'))

async function withBucket(durable = true): Promise<{ folder: string; driver: StorageLocal }> {
  const folder = newFolder()
  const driver = storage({ folder, durable })
  await driver.createBucket({ name: 'photos' })
  return { folder, driver }
}

async function bytesOf(driver: StorageLocal): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  for await (const chunk of contentOf(driver, at)) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** Kills a process that transfers a file when it has moved so many parts. */
async function killedAfter(parts: number, folder: string, what: string, path: string): Promise<void> {
  const program = fileURLToPath(new URL('testing/transfer.ts', import.meta.url))
  const child = spawn(process.execPath, ['--conditions=@cloud/source', program, folder, what, path], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let told = ''
  for await (const data of child.stdout) {
    told += String(data)
    if (told.split('part').length > parts) break
  }
  child.kill('SIGKILL')
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  expect(child.signalCode).toBe('SIGKILL')
}

describe('An upload whose process is killed', () => {
  it.each([2])(
    'after %d parts leaves no object, goes on by its handle, and is the same in the end',
    async (parts) => {
      const { folder, driver } = await withBucket()
      await driver.putObject(at, 'before')
      const path = join(newFolder(), 'large.bin')
      writeFileSync(path, large)
      await killedAfter(parts, folder, 'upload', path)
      expect((await bytesOf(driver)).toString()).toBe('before')
      const resume = JSON.parse(readFileSync(`${path}.handle`, 'utf8'))
      const wasThere: number[] = []
      await upload(
        driver,
        at,
        { path },
        { resume, onProgress: ({ part }) => part?.wasThere && wasThere.push(part.partNumber) },
      )
      expect(wasThere.length).toBeGreaterThanOrEqual(parts)
      expect((await bytesOf(driver)).equals(large)).toBe(true)
      expect(await driver.listMultipartUploads('photos').toArray()).toEqual([])
      await storage({ folder }).putObject({ ...at, key: 'other' }, '')
      expect(filesIn(folder)).toEqual([object, join('b.photos', 'objects', keyToName('other'))])
    },
    60_000,
  )
})

describe('A download whose process is killed', () => {
  it.each([5])(
    'after %d parts leaves the file that was there, and goes on',
    async (parts) => {
      const { folder, driver } = await withBucket()
      await upload(driver, at, large)
      const target = newFolder()
      const path = join(target, 'large.bin')
      writeFileSync(path, 'before')
      await killedAfter(parts, folder, 'download', path)
      expect(readFileSync(path, 'utf8')).toBe('before')
      const asked: number[] = []
      const counting: StorageLocal = {
        ...driver,
        readObject: (ref, options, call) => {
          asked.push(options?.range?.offset ?? -1)
          return driver.readObject(ref, options, call)
        },
      }
      const { verified } = await download(counting, at, path, { partSizeBytes: mib })
      expect(verified).toBe('crc32')
      expect(readFileSync(path).equals(large)).toBe(true)
      expect(readdirSync(target)).toEqual(['large.bin'])
      expect(asked.length).toBeLessThanOrEqual(18 - parts)
    },
    60_000,
  )
})

describe('Transfers', () => {
  it('go from one folder to another and back, byte for byte, with what describes them', async () => {
    const [one, two] = [await withBucket(), await withBucket()]
    await upload(one.driver, at, large, { contentType: 'image/png', metadata: { a: 'b' } })
    const written = await copyBetween(
      { driver: one.driver, object: at },
      { driver: two.driver, object: at },
      { partSizeBytes: 5 * mib },
    )
    const copy = await two.driver.getObject(written)
    expect([copy.contentType, copy.metadata, copy.sizeBytes]).toEqual(['image/png', { a: 'b' }, large.length])
    expect((await bytesOf(two.driver)).equals(large)).toBe(true)
    const path = join(newFolder(), 'file')
    await download(two.driver, at, path)
    expect(readFileSync(path).equals(large)).toBe(true)
  }, 60_000)

  it('hold no more memory for a large object than for a small one', async () => {
    const { driver } = await withBucket(false)
    const path = join(newFolder(), 'file')
    async function* zeros(count: number): AsyncGenerator<Uint8Array, void, undefined> {
      for (let at = 0; at < count; at += 1) yield Buffer.alloc(mib, at)
    }
    let peak = 0
    const onProgress = () => {
      const { arrayBuffers } = process.memoryUsage()
      peak = Math.max(peak, arrayBuffers)
    }
    const options = { partSizeBytes: 5 * mib, concurrency: 2, onProgress }
    await upload(driver, at, zeros(15), options)
    await download(driver, at, path, options)
    const before = process.memoryUsage().arrayBuffers
    peak = 0
    await upload(driver, at, zeros(128), options)
    await download(driver, at, path, options)
    expect(statSync(path).size).toBe(128 * mib)
    expect(peak - before).toBeLessThan(64 * mib)
  }, 60_000)
})
