import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pathToFileURL } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { fakeStorage, fault, someBytes } from '../testing/fake-storage.ts'
import { type UploadOptions, type UploadProgress, upload } from './upload.ts'
import type { UploadContent } from './upload-content.ts'
import type { UploadHandle } from './upload-handle.ts'

const mib = 1024 * 1024
const at = { bucket: 'bkt', key: 'k' }
const partSizeBytes = 5 * mib
/** Three parts and a bit. */
const large = someBytes(15 * mib + 1234)
const folder = mkdtempSync(join(tmpdir(), 'upload-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const path = join(folder, 'large.bin')
writeFileSync(path, large)

async function* chunks(
  bytes: Uint8Array = large,
  size = 700_001,
): AsyncGenerator<Uint8Array, void, undefined> {
  for (let begin = 0; begin < bytes.length; begin += size) yield bytes.subarray(begin, begin + size)
}

const sorts: Record<string, () => UploadContent> = {
  bytes: () => large,
  'a Blob': () => new Blob([Uint8Array.from(large)]),
  'the path of a file': () => ({ path }),
  'the URL of a file': () => pathToFileURL(path),
  'a web stream': () => webStream(),
  'a Node stream': () => Readable.from(chunks()),
  'a generator': () => chunks(),
}

function webStream(): ReadableStream<Uint8Array> {
  return new Blob([Uint8Array.from(large)]).stream()
}

describe('upload', () => {
  it.each(Object.entries(sorts))('stores %s in parts, byte for byte', async (_, make) => {
    const { driver, contents, uploads, calls } = fakeStorage()
    const written = await upload(driver, at, make(), { partSizeBytes })
    expect(written).toMatchObject({ kind: 'object', bucket: 'bkt', key: 'k' })
    expect(contents.get('k')?.equals(large)).toBe(true)
    expect(calls.filter((one) => one === 'uploadPart')).toHaveLength(4)
    expect(uploads.size).toBe(0)
  })

  it.each([
    ['a string', 'grüße', 'grüße'],
    ['nothing', '', ''],
    ['bytes', Buffer.from('abc'), 'abc'],
    ['a Blob', new Blob(['abc']), 'abc'],
    ['a stream of no known size', Readable.from([Buffer.from('ab'), Buffer.from('c')]), 'abc'],
    ['an empty stream', Readable.from([]), ''],
  ] as const)('stores %s, which is no larger than a part, in one request', async (_, content, text) => {
    const { driver, contents, calls } = fakeStorage()
    await upload(driver, at, content)
    expect([contents.get('k')?.toString(), calls]).toEqual([text, ['putObject']])
  })

  it('holds no more memory than a small file has bytes', async () => {
    const small = join(folder, 'small.bin')
    writeFileSync(small, 'abc')
    const { driver } = fakeStorage()
    let held: Uint8Array | undefined
    const watched: typeof driver = {
      ...driver,
      putObject: (to, content, ...more) => {
        held = content as Uint8Array
        return driver.putObject(to, content, ...more)
      },
    }
    await upload(watched, at, { path: small })
    expect(held?.buffer.byteLength).toBe(3)
  })

  it('stores content of whole parts without an empty one', async () => {
    const { driver, contents, calls } = fakeStorage()
    const whole = large.subarray(0, 2 * partSizeBytes)
    await upload(driver, at, chunks(whole), { partSizeBytes })
    expect(contents.get('k')?.equals(whole)).toBe(true)
    expect(calls.filter((one) => one === 'uploadPart')).toHaveLength(2)
  })

  it('tells what is stored, part by part', async () => {
    const { driver } = fakeStorage()
    const told: UploadProgress[] = []
    await upload(driver, at, large, { partSizeBytes, concurrency: 1, onProgress: (one) => told.push(one) })
    expect(told.map(({ sentBytes }) => sentBytes)).toEqual([5 * mib, 10 * mib, 15 * mib, large.length])
    expect(told[0]).toEqual({
      sentBytes: 5 * mib,
      totalBytes: large.length,
      part: { partNumber: 1, sizeBytes: 5 * mib, wasThere: false },
    })
  })

  it('works with a driver that has no uploads in parts, where the size is known or small', async () => {
    const { driver, contents } = fakeStorage()
    const { createMultipartUpload: _, ...less } = driver
    await upload(less, at, chunks(large.subarray(0, 100)))
    expect(contents.get('k')?.length).toBe(100)
    await expect(upload(less, at, chunks(), { partSizeBytes })).rejects.toMatchObject({ code: 'invalid' })
  })

  it('reads no faster than it sends, and holds no more than it says', async () => {
    const { driver, most } = fakeStorage()
    let read = 0
    let sent = 0
    let ahead = 0
    async function* counted(): AsyncGenerator<Uint8Array, void, undefined> {
      for (let count = 0; count < 120; count += 1) {
        read += mib
        ahead = Math.max(ahead, read - sent)
        yield Buffer.alloc(mib)
      }
    }
    const onProgress = ({ sentBytes }: UploadProgress) => {
      sent = sentBytes
    }
    await upload(driver, at, counted(), { partSizeBytes, concurrency: 3, onProgress })
    expect(most.parts).toBe(3)
    expect(most.bytes).toBeLessThanOrEqual(3 * partSizeBytes)
    // Those that are sent, one that is being read, and a chunk.
    expect(ahead).toBeLessThanOrEqual(4 * partSizeBytes + mib)
  })
})

describe('An upload that fails', () => {
  const failing = (options: UploadOptions = {}) => {
    const fake = fakeStorage({
      before: (member, count) => {
        if (member === 'uploadPart' && count === 3) throw fault('unavailable')
      },
    })
    return { ...fake, uploading: upload(fake.driver, at, chunks(), { partSizeBytes, ...options }) }
  }

  it('throws away what is stored, and says so', async () => {
    const { uploading, uploads, contents, calls } = failing()
    await expect(uploading).rejects.toMatchObject({ code: 'unavailable', details: { cleanup: 'aborted' } })
    expect([uploads.size, contents.size]).toEqual([0, 0])
    expect(calls.slice(-2)).toEqual(['abortMultipartUpload', 'listParts'])
  })

  it('keeps it where that is wanted, with the handle to go on by', async () => {
    const { uploading, uploads } = failing({ onFailure: 'keep' })
    await expect(uploading).rejects.toMatchObject({
      details: { cleanup: 'kept', upload: { bucket: 'bkt', key: 'k', id: 'u1', partSizeBytes } },
    })
    expect(uploads.size).toBe(1)
  })

  it('says that it could not throw it away, with the handle', async () => {
    const fake = fakeStorage({
      before: (member) => {
        if (member === 'uploadPart' || member === 'abortMultipartUpload') throw fault('unavailable')
      },
    })
    await expect(upload(fake.driver, at, chunks(), { partSizeBytes })).rejects.toMatchObject({
      details: { cleanup: 'failed', upload: { id: 'u1' } },
    })
  }, 20_000)

  it('rejects with what the content threw', async () => {
    const failure = new Error('the tape tore')
    async function* torn(): AsyncGenerator<Uint8Array, void, undefined> {
      yield large
      throw failure
    }
    const { driver, uploads, contents } = fakeStorage()
    await expect(upload(driver, at, torn(), { partSizeBytes })).rejects.toBe(failure)
    expect([uploads.size, contents.size]).toEqual([0, 0])
  })

  it('rejects with what onProgress or onStart threw', async () => {
    for (const name of ['onProgress', 'onStart'] as const) {
      const failure = new Error(name)
      const { driver, uploads } = fakeStorage()
      const thrown = () => {
        throw failure
      }
      await expect(upload(driver, at, large, { partSizeBytes, [name]: thrown })).rejects.toBe(failure)
      expect(uploads.size).toBe(0)
    }
  })

  it('by its signal, is over at once and leaves nothing', async () => {
    const cancel = new AbortController()
    const reason = new Error('changed my mind')
    const { driver, uploads } = fakeStorage()
    let ended = false
    async function* slow(): AsyncGenerator<Uint8Array, void, undefined> {
      try {
        yield large
        setTimeout(() => cancel.abort(reason), 5)
        await new Promise((resolve) => cancel.signal.addEventListener('abort', resolve))
        yield large
      } finally {
        ended = true
      }
    }
    const uploading = upload(driver, at, slow(), { partSizeBytes }, { signal: cancel.signal })
    await expect(uploading).rejects.toMatchObject({
      code: 'aborted',
      cause: reason,
      details: { cleanup: 'aborted' },
    })
    expect([uploads.size, ended]).toEqual([0, true])
  })

  it('by its time, is a timeout', async () => {
    const { driver } = fakeStorage()
    async function* stuck(): AsyncGenerator<Uint8Array, void, undefined> {
      yield large
      await new Promise(() => {})
    }
    const uploading = upload(driver, at, stuck(), { partSizeBytes }, { timeoutMs: 50 })
    await expect(uploading).rejects.toMatchObject({ code: 'timeout' })
  })

  it('makes no object where the content does not match its checksum', async () => {
    const checksum = { algorithm: 'crc32', value: 'AAAAAA==' } as const
    const { driver, contents, uploads } = fakeStorage()
    await expect(upload(driver, at, chunks(), { partSizeBytes, checksum })).rejects.toMatchObject({
      code: 'integrity',
    })
    expect([contents.size, uploads.size]).toEqual([0, 0])
  })
})

describe('A completion whose answer is lost', () => {
  const lost = (member: 'before' | 'after', code = 'network') =>
    fakeStorage({
      [member]: (name: string, count: number) => {
        if (name === 'completeMultipartUpload' && count === 1) throw fault(code as 'network')
      },
    })

  it('after its effect is settled by looking, and not repeated', async () => {
    const { driver, contents, calls } = lost('after')
    const written = await upload(driver, at, chunks(), { partSizeBytes })
    expect(written.etag).toBe((await driver.getObject(at)).etag)
    expect(contents.get('k')?.equals(large)).toBe(true)
    expect(calls.filter((one) => one === 'completeMultipartUpload')).toHaveLength(1)
  })

  it('before its effect is done once more', async () => {
    const { driver, contents, calls } = lost('before')
    await upload(driver, at, chunks(), { partSizeBytes })
    expect(contents.get('k')?.equals(large)).toBe(true)
    expect(calls.filter((one) => one === 'completeMultipartUpload')).toHaveLength(2)
  })

  it('and that nothing settles has an outcome that is unknown, and stays', async () => {
    const fake = fakeStorage({
      before: (name) => {
        if (name === 'listParts') throw fault('unavailable')
      },
      after: (name) => {
        if (name === 'completeMultipartUpload') throw fault('network')
      },
    })
    await expect(upload(fake.driver, at, chunks(), { partSizeBytes })).rejects.toMatchObject({
      outcome: 'unknown',
      details: { cleanup: 'kept', upload: { id: 'u1' } },
    })
    expect(fake.calls).not.toContain('abortMultipartUpload')
  }, 20_000)

  it('is not taken for another object that the key holds by now', async () => {
    const fake = fakeStorage({
      after: async (name) => {
        if (name !== 'completeMultipartUpload') return
        await fake.driver.putObject(at, 'of somebody else')
        throw fault('network')
      },
    })
    await expect(upload(fake.driver, at, chunks(), { partSizeBytes })).rejects.toMatchObject({
      outcome: 'unknown',
    })
    expect(fake.contents.get('k')?.toString()).toBe('of somebody else')
  })

  it('that is refused for good is not repeated', async () => {
    const { driver, calls, uploads } = fakeStorage({
      before: (name) => {
        if (name === 'completeMultipartUpload') throw fault('precondition', false)
      },
    })
    await expect(upload(driver, at, chunks(), { partSizeBytes })).rejects.toMatchObject({
      code: 'precondition',
      details: { cleanup: 'aborted' },
    })
    expect(calls.filter((one) => one === 'completeMultipartUpload')).toHaveLength(1)
    expect(uploads.size).toBe(0)
  })
})

describe('An upload that goes on', () => {
  /** What is left of an upload that was cut off after some parts. */
  async function interrupted(isSilent = false) {
    let isBroken = true
    const fake = fakeStorage({
      isSilent,
      before: (member, count) => {
        if (isBroken && member === 'uploadPart' && count === 3) throw fault('network')
      },
    })
    let handle: UploadHandle | undefined
    const onStart = (one: UploadHandle) => {
      handle = JSON.parse(JSON.stringify(one)) as UploadHandle
    }
    const options = { partSizeBytes, concurrency: 1, onStart, onFailure: 'keep' } as const
    await upload(fake.driver, at, { path }, options).catch(() => {})
    isBroken = false
    if (handle === undefined) throw new Error('There is no handle')
    fake.calls.length = 0
    return { ...fake, handle }
  }

  it.each(Object.entries(sorts))('sends the rest of %s only, and the whole is the same', async (_, make) => {
    const { driver, contents, calls, handle, uploads } = await interrupted()
    const told: boolean[] = []
    const onProgress = ({ part }: UploadProgress) => told.push(part?.wasThere === true)
    await upload(driver, at, make(), { resume: handle, concurrency: 1, onProgress })
    expect(contents.get('k')?.equals(large)).toBe(true)
    expect(told).toEqual([true, true, false, false])
    expect(calls.filter((one) => one === 'uploadPart')).toHaveLength(2)
    expect([calls.includes('createMultipartUpload'), uploads.size]).toEqual([false, 0])
  })

  it('sends again what is not known to be the same', async () => {
    const { driver, contents, calls, handle } = await interrupted()
    const other = someBytes(large.length, 7)
    await upload(driver, at, other, { resume: handle })
    expect(contents.get('k')?.equals(other)).toBe(true)
    expect(calls.filter((one) => one === 'uploadPart')).toHaveLength(4)
    const silent = await interrupted(true)
    await upload(silent.driver, at, large, { resume: silent.handle })
    expect(silent.contents.get('k')?.equals(large)).toBe(true)
    expect(silent.calls.filter((one) => one === 'uploadPart')).toHaveLength(4)
  })

  it('rejects with not-found where the upload is gone', async () => {
    const { driver, handle } = await interrupted()
    await driver.abortMultipartUpload(handle)
    await expect(upload(driver, at, large, { resume: handle })).rejects.toMatchObject({ code: 'not-found' })
  })

  it.each([
    ['of another object', { key: 'other' }],
    ['without an id', { id: '' }],
    ['of small parts', { partSizeBytes: 7 }],
    ['of more', { parts: [] }],
  ])('is invalid with a handle %s', async (_, change) => {
    const { driver, handle } = await interrupted()
    const resume = { ...handle, ...change }
    await expect(upload(driver, at, large, { resume })).rejects.toMatchObject({ code: 'invalid' })
  })
})

describe('Input of upload that cannot be right', () => {
  it.each<[string, unknown, unknown]>([
    ['no content', undefined, {}],
    ['a number', 7, {}],
    ['a URL of the web', new URL('https://example.com/a'), {}],
    ['a path that is no text', { path: 7 }, {}],
    ['a file that is not there', { path: join(folder, 'missing') }, {}],
    ['a folder', { path: folder }, {}],
    ['a file of another size', { path }, { sizeBytes: 1 }],
    ['an unknown option', 'x', { parts: 3 }],
    ['parts that are too small', 'x', { partSizeBytes: 1 }],
    ['nothing at the same time', 'x', { concurrency: 0 }],
    ['a policy that is none', 'x', { onFailure: 'delete' }],
    ['a listener that is none', 'x', { onProgress: 7 }],
    ['metadata that cannot be kept', 'x', { metadata: { A: 'b' } }],
  ])('is invalid, and nothing is sent: %s', async (_, content, options) => {
    const { driver, calls } = fakeStorage()
    const uploading = upload(driver, at, content as string, options as UploadOptions)
    await expect(uploading).rejects.toMatchObject({ code: 'invalid' })
    expect(calls).toEqual([])
  })

  it('is invalid where the file is changed while it is read', async () => {
    const changing = join(folder, 'changing.bin')
    writeFileSync(changing, large)
    const { driver, uploads, contents } = fakeStorage({
      before: (member, count) => {
        if (member === 'uploadPart' && count === 1) writeFileSync(changing, someBytes(large.length, 9))
      },
    })
    const uploading = upload(driver, at, { path: changing }, { partSizeBytes, concurrency: 1 })
    await expect(uploading).rejects.toMatchObject({ code: 'invalid', details: { cleanup: 'aborted' } })
    expect([uploads.size, contents.size]).toEqual([0, 0])
  })
})
