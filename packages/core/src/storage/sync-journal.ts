import { readFile, rename, writeFile } from 'node:fs/promises'
import { supports } from '../contract/abilities.ts'
import type { Storage } from '../contract/storage.ts'
import { local } from '../deploy/local-file.ts'
import { invalid, isCloudError } from '../errors.ts'
import type { NamedObject } from './check-object.ts'
import { upload } from './upload.ts'
import { checkHandle, type UploadHandle } from './upload-handle.ts'

/** The uploads in parts that a sync has under way, in a file: what a process that was killed left is known by it. */
export interface SyncJournal {
  /** Stores a file; goes on with the upload of it that was left, where there is one. */
  readonly upload: (to: NamedObject, path: string, signal: AbortSignal) => Promise<void>
  /** Throws away what was left of uploads to keys that begin with this one's, but for these. */
  readonly abandon: (to: NamedObject, except: ReadonlySet<string>, signal: AbortSignal) => Promise<void>
}

/** Without a file nothing is known of what was left, and nothing is noted. */
export async function openSyncJournal(driver: Storage, file: string | undefined): Promise<SyncJournal> {
  const left = file === undefined ? [] : await handlesIn(file)
  const known = new Map(left.map((handle) => [idOf(handle), handle]))
  let written = Promise.resolve()
  // One after the other: each writes all that is known.
  const note = (change: () => void): Promise<void> => {
    if (file === undefined) return Promise.resolve()
    written = written.then(async () => {
      change()
      await write(file, [...known.values()])
    })
    return written
  }
  const begun = (handle: UploadHandle) => note(() => known.set(idOf(handle), handle))
  const ended = (handle: UploadHandle) => note(() => known.delete(idOf(handle)))
  const leftOf = ({ bucket, key }: NamedObject) =>
    left.find((handle) => handle.bucket === bucket && handle.key === key && known.has(idOf(handle)))

  const store = async (
    to: NamedObject,
    path: string,
    resume: UploadHandle | undefined,
    signal: AbortSignal,
  ) => {
    let handle = resume
    const onStart = (started: UploadHandle) => {
      handle = started
      return begun(started)
    }
    try {
      await upload(driver, to, { path }, { onStart, resume }, { signal })
    } catch (error) {
      const isLeft = isCloudError(error) && error.details?.cleanup !== 'aborted'
      if (handle && !isLeft) await ended(handle)
      throw error
    }
    if (handle) await ended(handle)
  }

  return {
    upload: async (to, path, signal) => {
      const resume = leftOf(to)
      try {
        await store(to, path, resume, signal)
      } catch (error) {
        // Somebody has thrown it away, or the file has grown by more than its parts can.
        if (!resume || known.has(idOf(resume)) || signal.aborted || !isStale(error)) throw error
        await store(to, path, undefined, signal)
      }
    },
    abandon: async ({ bucket, key }, except, signal) => {
      if (!supports(driver, 'MultipartUploads')) return
      for (const handle of left) {
        if (handle.bucket !== bucket || !handle.key.startsWith(key) || except.has(handle.key)) continue
        await driver.abortMultipartUpload({ bucket, key: handle.key, id: handle.id }, { signal })
        await ended(handle)
      }
    },
  }
}

const idOf = ({ bucket, key, id }: UploadHandle) => JSON.stringify([bucket, key, id])

const isStale = (error: unknown) => isCloudError(error, 'not-found') || isCloudError(error, 'invalid')

async function handlesIn(file: string): Promise<readonly UploadHandle[]> {
  try {
    const handles: unknown = JSON.parse(await readFile(file, 'utf8'))
    if (!Array.isArray(handles)) throw new SyntaxError('It is no list')
    for (const handle of handles as UploadHandle[]) checkHandle(handle, handle)
    return handles as UploadHandle[]
  } catch (error) {
    if (error instanceof Error && Reflect.get(error, 'code') === 'ENOENT') return []
    if (error instanceof SyntaxError || isCloudError(error)) throw invalid(`${file} is no journal of a sync`)
    return local(file, Promise.reject(error))
  }
}

/** Whole or not at all. */
async function write(file: string, handles: readonly UploadHandle[]): Promise<void> {
  const temporary = `${file}.new`
  await local(file, writeFile(temporary, JSON.stringify(handles), { mode: 0o600, flush: true }))
  await local(file, rename(temporary, file))
}
