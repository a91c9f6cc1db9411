import { nodeZlib } from '../builtins.ts'
import type { Clock } from '../clock.ts'
import type { Storage } from '../contract/storage.ts'
import type { ChecksumAlgorithm, StoredObject } from '../contract/storage-objects.ts'
import type { NamedObject } from './check-object.ts'
import { checkable, crcText, joinCrc32 } from './checksums.ts'
import type { DownloadProgress } from './download.ts'
import type { DownloadFile } from './download-file.ts'
import { mismatch, readOn } from './read-on.ts'

export interface Fetching {
  readonly driver: Storage
  readonly named: NamedObject
  readonly object: StoredObject
  readonly file: DownloadFile
  readonly concurrency: number
  readonly onProgress: ((progress: DownloadProgress) => void) | undefined
  readonly clock: Clock
  readonly signal: AbortSignal
}

/** Fetches what is not there yet, several parts at the same time, holds all of it to its checksum and closes the file. */
export async function fetchParts(work: Fetching): Promise<ChecksumAlgorithm | undefined> {
  const { object, file, concurrency, onProgress, signal } = work
  const { sizeBytes: totalBytes } = object
  const count = Math.ceil(totalBytes / file.partSizeBytes)
  const sums = new Map(file.parts)
  const missing = Array.from({ length: count }, (_, index) => index).filter((index) => !sums.has(index))
  const stop = new AbortController()
  const either = AbortSignal.any([signal, stop.signal])
  let receivedBytes = [...sums.keys()].reduce((sum, index) => sum + spanOf(work, index).length, 0)
  const fetching = async () => {
    for (let index = missing.shift(); index !== undefined && !either.aborted; index = missing.shift()) {
      const crc = await fetchPart(work, index, either)
      sums.set(index, crc)
      await file.note(index, crc)
      receivedBytes += spanOf(work, index).length
      onProgress?.({ receivedBytes, totalBytes })
    }
  }
  const workers = Array.from({ length: Math.min(concurrency, missing.length) }, () =>
    fetching().catch((error: unknown) => stop.abort(error)),
  )
  await Promise.all(workers)
  if (signal.aborted) throw signal.reason
  if (stop.signal.aborted) throw stop.signal.reason
  const verified = await check(work, sums)
  await file.close()
  return verified
}

function spanOf(
  { object, file }: Fetching,
  index: number,
): { readonly offset: number; readonly length: number } {
  const offset = index * file.partSizeBytes
  return { offset, length: Math.min(file.partSizeBytes, object.sizeBytes - offset) }
}

async function fetchPart(work: Fetching, index: number, signal: AbortSignal): Promise<number> {
  const { driver, named, object, file, clock } = work
  const span = spanOf(work, index)
  let [at, sum] = [span.offset, 0]
  for await (const chunk of readOn(driver, named, { ...span, etag: object.etag }, clock, signal)) {
    sum = nodeZlib().crc32(chunk, sum)
    await file.write(chunk, at)
    at += chunk.byteLength
  }
  return sum
}

/** Holds what is in the file to what the object tells of its content. Its CRC32 follows from those of the parts; for others it is read again. */
async function check(
  { object, file }: Fetching,
  sums: ReadonlyMap<number, number>,
): Promise<ChecksumAlgorithm | undefined> {
  const { sum, value, algorithm } = checkable(object.checksums)
  if (sum === undefined) return undefined
  const { partSizeBytes } = file
  if (algorithm === 'crc32') {
    const ordered = [...sums].toSorted(([a], [b]) => a - b)
    const joined = ordered.reduce(
      (before, [index, crc]) =>
        joinCrc32(before, crc, Math.min(partSizeBytes, object.sizeBytes - index * partSizeBytes)),
      0,
    )
    if (crcText(joined) !== value) throw mismatch(algorithm)
    return algorithm
  }
  const buffer = Buffer.allocUnsafe(Math.min(1024 * 1024, object.sizeBytes))
  for (let at = 0; at < object.sizeBytes; ) {
    const read = await file.read(buffer, at, Math.min(buffer.length, object.sizeBytes - at))
    if (read === 0) break
    sum.update(buffer.subarray(0, read))
    at += read
  }
  if (sum.value() !== value) throw mismatch(algorithm)
  return algorithm
}
