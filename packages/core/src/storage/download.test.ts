import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type FakeFaults, fakeStorage, fault, someBytes } from '../testing/fake-storage.ts'
import { contentOf } from './content-of.ts'
import { copyBetween } from './copy-between.ts'
import { type DownloadOptions, type DownloadProgress, download } from './download.ts'

const mib = 1024 * 1024
const at = { bucket: 'bkt', key: 'k' }
const partSizeBytes = mib
/** Three parts and a bit. */
const large = someBytes(3 * mib + 1234)

let folder = ''
let path = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'download-'))
  path = join(folder, 'file.bin')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

async function stored(faults: FakeFaults = {}, content: Uint8Array = large) {
  const fake = fakeStorage(faults)
  await fake.driver.putObject(at, content)
  fake.calls.length = 0
  return fake
}

const isLarge = () => readFileSync(path).equals(large)

describe('download', () => {
  it('writes a file byte for byte, by ranges at the same time, and leaves nothing else', async () => {
    const { driver, calls } = await stored()
    const told: DownloadProgress[] = []
    const result = await download(driver, at, path, { partSizeBytes, onProgress: (one) => told.push(one) })
    expect(isLarge()).toBe(true)
    expect(result).toMatchObject({ path, verified: 'crc32', object: { key: 'k', sizeBytes: large.length } })
    expect(calls).toEqual(['getObject', 'readObject', 'readObject', 'readObject', 'readObject'])
    expect(told.at(-1)).toEqual({ receivedBytes: large.length, totalBytes: large.length })
    expect(readdirSync(folder)).toEqual(['file.bin'])
  })

  it('replaces a file, a link and nothing', async () => {
    const { driver } = await stored()
    writeFileSync(path, 'a much older file')
    await download(driver, at, pathToFileURL(path))
    expect(isLarge()).toBe(true)
    const other = join(folder, 'other')
    writeFileSync(other, 'other')
    rmSync(path)
    symlinkSync(other, path)
    await download(driver, at, path)
    expect([isLarge(), readFileSync(other, 'utf8')]).toEqual([true, 'other'])
  })

  it('writes an empty file of an empty object, and asks for no range of it', async () => {
    const { driver, calls } = await stored({}, new Uint8Array(0))
    await download(driver, at, path)
    expect([statSync(path).size, calls]).toEqual([0, ['getObject']])
  })

  it('says that nothing was compared where the provider tells no checksum', async () => {
    const { driver } = await stored({ isSilent: true })
    expect(await download(driver, at, path)).not.toHaveProperty('verified')
    expect(isLarge()).toBe(true)
  })

  it('goes on where bodies break off, without asking for what it has', async () => {
    let asked = 0
    const { driver } = await stored({ cut: (count) => (count % 3 === 0 ? undefined : 300_000) })
    const reading: typeof driver = {
      ...driver,
      readObject: (ref, options, call) => {
        asked += options?.range?.length ?? 0
        return driver.readObject(ref, options, call)
      },
    }
    await download(reading, at, path, { partSizeBytes })
    expect(isLarge()).toBe(true)
    expect(asked).toBeLessThan(3 * large.length)
  })

  it('bears requests that fail and may succeed later', async () => {
    const { driver } = await stored({
      before: (member, count) => {
        if (member === 'readObject' && count % 2 === 1) throw fault('unavailable')
      },
    })
    await download(driver, at, path, { partSizeBytes })
    expect(isLarge()).toBe(true)
  })
})

describe('A download that fails leaves the file that was there, and nothing else:', () => {
  const failing: Record<string, [FakeFaults, string]> = {
    'nothing comes': [{ cut: () => 0 }, 'network'],
    'the provider refuses': [
      {
        before: (member, count) => {
          if (member === 'readObject' && count === 3) throw fault('forbidden', false)
        },
      },
      'forbidden',
    ],
    'the object is not there': [
      {
        before: (member) => {
          if (member === 'getObject') throw fault('not-found', false)
        },
      },
      'not-found',
    ],
  }

  it.each(Object.entries(failing))(
    '%s',
    async (_, [faults, code]) => {
      const { driver } = await stored(faults)
      writeFileSync(path, 'before')
      await expect(download(driver, at, path, { partSizeBytes })).rejects.toMatchObject({ code })
      expect([readFileSync(path, 'utf8'), readdirSync(folder)]).toEqual(['before', ['file.bin']])
    },
    20_000,
  )

  it('the content does not match its checksum', async () => {
    const { driver } = await stored()
    const lying: typeof driver = {
      ...driver,
      getObject: async (...args) => ({
        ...(await driver.getObject(...args)),
        checksums: { crc32: 'AAAAAA==' },
      }),
    }
    writeFileSync(path, 'before')
    await expect(download(lying, at, path)).rejects.toMatchObject({ code: 'integrity' })
    expect([readFileSync(path, 'utf8'), readdirSync(folder)]).toEqual(['before', ['file.bin']])
  })

  it('the object is replaced meanwhile', async () => {
    const fake = await stored({
      after: async (member, count) => {
        if (member === 'readObject' && count === 2)
          await fake.driver.putObject(at, someBytes(large.length, 5))
      },
    })
    writeFileSync(path, 'before')
    const options = { partSizeBytes, concurrency: 1 }
    await expect(download(fake.driver, at, path, options)).rejects.toMatchObject({ code: 'precondition' })
    expect([readFileSync(path, 'utf8'), readdirSync(folder)]).toEqual(['before', ['file.bin']])
  })

  it('its signal aborts, or its time is over', async () => {
    const { driver } = await stored({ before: (member) => member === 'readObject' && new Promise(() => {}) })
    const cancel = new AbortController()
    const waiting: typeof driver = {
      ...driver,
      readObject: (_, __, call) =>
        new Promise((___, reject) =>
          call?.signal?.addEventListener('abort', () => reject(call.signal?.reason)),
        ),
    }
    writeFileSync(path, 'before')
    setTimeout(() => cancel.abort(), 20)
    await expect(download(waiting, at, path, {}, { signal: cancel.signal })).rejects.toMatchObject({
      code: 'aborted',
    })
    await expect(download(waiting, at, path, {}, { timeoutMs: 20 })).rejects.toMatchObject({
      code: 'timeout',
    })
    expect([readFileSync(path, 'utf8'), readdirSync(folder)]).toEqual(['before', ['file.bin']])
  })

  it('there is a folder in its place', async () => {
    const { driver } = await stored()
    mkdirSync(join(path, 'inside'), { recursive: true })
    await expect(download(driver, at, path)).rejects.toMatchObject({ code: 'invalid' })
    expect(readdirSync(folder)).toEqual(['file.bin'])
  })
})

describe('A download that goes on', () => {
  /** What a download has left that was cut off after two parts. */
  async function interrupted() {
    let isBroken = true
    const fake = await stored({
      before: (member, count) => {
        if (isBroken && member === 'readObject' && count === 3) throw fault('forbidden', false)
      },
    })
    await download(fake.driver, at, path, { partSizeBytes, concurrency: 1, onFailure: 'keep' }).catch(
      () => {},
    )
    isBroken = false
    fake.calls.length = 0
    const left = readdirSync(folder).toSorted()
    return { ...fake, temporary: join(folder, left[0] ?? ''), notes: join(folder, left[1] ?? '') }
  }

  it('fetches the rest only', async () => {
    const { driver, calls } = await interrupted()
    await download(driver, at, path, { partSizeBytes })
    expect([isLarge(), readdirSync(folder)]).toEqual([true, ['file.bin']])
    expect(calls.filter((one) => one === 'readObject')).toHaveLength(2)
  })

  it('fetches again what is noted and is not on the disk, or half noted', async () => {
    const { driver, calls, temporary, notes } = await interrupted()
    const bytes = readFileSync(temporary)
    bytes[mib + 5] = (bytes[mib + 5] ?? 0) ^ 1
    writeFileSync(temporary, bytes)
    writeFileSync(notes, `${readFileSync(notes, 'utf8')}2 12`)
    await download(driver, at, path, { partSizeBytes })
    expect(isLarge()).toBe(true)
    expect(calls.filter((one) => one === 'readObject')).toHaveLength(3)
  })

  it('begins anew where the object is another one by now', async () => {
    const { driver } = await interrupted()
    const other = someBytes(large.length, 3)
    await driver.putObject(at, other)
    await download(driver, at, path, { partSizeBytes })
    expect(readFileSync(path).equals(other)).toBe(true)
  })
})

describe('Input of download that cannot be right', () => {
  it.each<[string, unknown, unknown]>([
    ['no path', undefined, {}],
    ['an empty path', '', {}],
    ['a path with a NUL', 'a\0b', {}],
    ['an unknown option', 'file', { overwrite: true }],
    ['small parts', 'file', { partSizeBytes: 10 }],
    ['nothing at the same time', 'file', { concurrency: 0 }],
    ['a policy that is none', 'file', { onFailure: 'abort' }],
  ])('is invalid, and nothing is asked: %s', async (_, to, options) => {
    const { driver, calls } = await stored()
    const downloading = download(driver, at, to as string, options as DownloadOptions)
    await expect(downloading).rejects.toMatchObject({ code: 'invalid' })
    expect(calls).toEqual([])
  })

  it('is invalid where the folder of the file is not there', async () => {
    const { driver } = await stored()
    const to = join(folder, 'missing', 'file')
    await expect(download(driver, at, to)).rejects.toMatchObject({ code: 'invalid' })
  })
})

describe('contentOf', () => {
  it('gives all of an object, also where bodies break off', async () => {
    const { driver } = await stored({ cut: (count) => (count % 2 === 1 ? 700_000 : undefined) })
    const chunks: Uint8Array[] = []
    for await (const chunk of contentOf(driver, at)) chunks.push(chunk)
    expect(Buffer.concat(chunks).equals(large)).toBe(true)
  })

  it('fails where its checksum is another, or the object is replaced', async () => {
    const fake = await stored({ cut: () => 100_000 })
    const content = contentOf(fake.driver, at)
    await content.next()
    await fake.driver.putObject(at, someBytes(large.length, 4))
    await expect(async () => {
      for await (const _ of content);
    }).rejects.toMatchObject({ code: 'precondition' })
  })

  it('asks for nothing before it is read, and ends its body when it is left', async () => {
    const { driver, calls } = await stored()
    const content = contentOf(driver, at)
    expect(calls).toEqual([])
    for await (const _ of content) break
    expect(calls).toEqual(['getObject', 'readObject'])
  })
})

describe('copyBetween', () => {
  it('streams an object from one driver to another, with what describes it', async () => {
    const [from, to] = [await stored({ cut: (count) => (count === 1 ? 100_000 : undefined) }), fakeStorage()]
    const told: unknown[] = []
    const driver: typeof to.driver = {
      ...to.driver,
      createMultipartUpload: (ref, options, call) => {
        told.push(options)
        return to.driver.createMultipartUpload(ref, options, call)
      },
    }
    const source: typeof from.driver = {
      ...from.driver,
      getObject: async (...args) => ({
        ...(await from.driver.getObject(...args)),
        contentType: 'text/css',
        metadata: { a: 'b' },
      }),
    }
    const big = someBytes(11 * mib, 2)
    await from.driver.putObject(at, big)
    await copyBetween(
      { driver: source, object: at },
      { driver, object: { ...at, key: 'copy' } },
      { partSizeBytes: 5 * mib },
    )
    expect(to.contents.get('copy')?.equals(big)).toBe(true)
    expect(told).toMatchObject([{ contentType: 'text/css', metadata: { a: 'b' } }])
  })

  it('lets the provider copy within one driver that can', async () => {
    const fake = await stored()
    const copied: unknown[] = []
    const driver = {
      ...fake.driver,
      copyObject: async (...args: unknown[]) => {
        copied.push(args.slice(0, 3))
        return { kind: 'object', id: 'bkt/c', bucket: 'bkt', key: 'c', etag: 'e', checksums: {} } as const
      },
    }
    const to = { bucket: 'bkt', key: 'c' }
    await copyBetween({ driver, object: at }, { driver, object: to }, { contentType: 'text/css' })
    expect(copied).toEqual([[at, to, { contentType: 'text/css' }]])
    expect(fake.calls).toEqual([])
  })
})
