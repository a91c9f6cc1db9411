import { open, rename } from 'node:fs/promises'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { checkNames } from '../check.ts'
import { checkDriver } from '../check-driver.ts'
import type { CallOptions } from '../contract/call.ts'
import type { ObjectOf, Storage } from '../contract/storage.ts'
import type { ChecksumAlgorithm, ObjectRef } from '../contract/storage-objects.ts'
import { local } from '../deploy/local-file.ts'
import { invalid } from '../errors.ts'
import { callScope } from '../http/deadline.ts'
import { clockOf } from '../wait-for-node.ts'
import { objectOf } from './check-object.ts'
import { openDownload } from './download-file.ts'
import { fetchParts } from './fetch-parts.ts'
import { checkConcurrency } from './part-size.ts'

/** What a download tells while it goes. */
export interface DownloadProgress {
  readonly receivedBytes: number
  readonly totalBytes: number
}

export interface DownloadOptions {
  /** The object has this etag; else `precondition`. */
  readonly ifMatch?: string | undefined
  /** How much one request asks for: 8 MiB unless given, from 1 MiB. */
  readonly partSizeBytes?: number | undefined
  /** How many requests run at the same time: 4 unless given. */
  readonly concurrency?: number | undefined
  /** Called after each part. What it throws ends the download, and is what it rejects with. */
  readonly onProgress?: ((progress: DownloadProgress) => void) | undefined
  /**
   * What becomes of what was received when the download fails or is aborted: `remove` unless given. With `keep`, and after a crash, the next
   * download of the same content to the same place goes on with it.
   */
  readonly onFailure?: 'remove' | 'keep' | undefined
}

export interface Downloaded<O> {
  readonly object: O
  readonly path: string
  /** The checksum that the content was held to; left out where the provider told none that is computed here. */
  readonly verified?: ChecksumAlgorithm
}

/**
 * Writes the content of an object to a file of this computer, in place of one that is there, whole or not at all: parts are fetched at the
 * same time into a file beside it, which is renamed when all of it is there, matches its checksum and is on the disk. Whatever fails,
 * the file that was there stays as it was.
 *
 * - A part that breaks off goes on from there. All parts are of the content that was there at the beginning: `precondition` where it was
 *   replaced meanwhile.
 * - What a download that was killed has received is found by the next one, read again and compared before it is used.
 * - `integrity` where the content does not match, `not-found` where there is no such object, `invalid` where the file cannot be written.
 * - Memory is what the requests hold, and does not grow with the content.
 */
export async function download<D extends Storage>(
  driver: D,
  from: ObjectRef,
  to: string | URL,
  options: DownloadOptions = {},
  call: CallOptions = {},
): Promise<Downloaded<ObjectOf<D>>> {
  const { named, path, partSizeBytes, concurrency, ...rest } = check(driver, from, to, options)
  const clock = clockOf(driver)
  const { signal, end } = callScope(call, call.timeoutMs, clock)
  try {
    if (signal.aborted) throw signal.reason
    const { ifMatch } = options
    const object = (await driver.getObject(named, { ifMatch }, { signal })) as ObjectOf<D>
    const file = await openDownload(path, object, partSizeBytes)
    try {
      const verified = await fetchParts({ driver, named, object, file, concurrency, clock, signal, ...rest })
      await local(path, finish(file.temporary, path))
      await file.forget()
      return { object, path, ...(verified ? { verified } : {}) }
    } catch (error) {
      await file.leave(options.onFailure === 'keep')
      throw error
    }
  } finally {
    end()
  }
}

function check(driver: Storage, from: ObjectRef, to: string | URL, options: DownloadOptions) {
  checkDriver('download', driver, ['getObject', 'readObject'])
  checkNames('download', options, ['ifMatch', 'partSizeBytes', 'concurrency', 'onProgress', 'onFailure'])
  const named = objectOf(from, { controls: true })
  const path = to instanceof URL ? fileURLToPath(to) : to
  if (typeof path !== 'string' || path === '' || path.includes('\0'))
    throw invalid('The path is none of a file')
  const { partSizeBytes = 8 * 1024 * 1024, concurrency = 4, onProgress, onFailure } = options
  if (!Number.isInteger(partSizeBytes) || partSizeBytes < 1024 * 1024)
    throw invalid(`partSizeBytes is ${String(partSizeBytes)}`, 'a whole number from 1 MiB')
  checkConcurrency(concurrency)
  if (onProgress !== undefined && typeof onProgress !== 'function')
    throw invalid('onProgress must be a function')
  if (onFailure !== undefined && onFailure !== 'keep' && onFailure !== 'remove')
    throw invalid(`onFailure is ${JSON.stringify(onFailure)}`, 'remove or keep')
  return { named, path, partSizeBytes, concurrency, onProgress }
}

/** Puts the file in its place, on the disk too. */
async function finish(temporary: string, path: string): Promise<void> {
  await rename(temporary, path)
  // Windows opens no folders, and needs none of this.
  if (process.platform === 'win32') return
  const folder = await open(dirname(path), 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
