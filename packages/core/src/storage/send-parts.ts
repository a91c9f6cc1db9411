import { nodeZlib } from '../builtins.ts'
import type { Part } from '../contract/storage-uploads.ts'
import { CloudError, invalid } from '../errors.ts'
import { crcText, joinCrc32, summing } from './checksums.ts'
import { mostParts, type PartSize } from './part-size.ts'
import type { UploadHandle } from './upload-handle.ts'
import type { InParts } from './upload-in-parts.ts'

/** Parts that are stored, in their order, and what the whole of them is. */
export interface Sent {
  readonly parts: readonly Part[]
  readonly sizeBytes: number
  /** Of the whole content, in base64. */
  readonly crc32: string
}

/**
 * Reads content part by part and sends several at the same time, as many as memory is meant for; ends at the first failure, when all that was
 * under way has settled: what is stored after an upload was thrown away would stay.
 */
export async function sendParts(
  work: InParts,
  handle: UploadHandle,
  stored: ReadonlyMap<number, Part>,
  sizeOf: PartSize,
): Promise<Sent> {
  const { reader, concurrency, signal, put } = work
  const parts = new Map<number, Part>()
  const whole = wholeOf(put.checksum?.algorithm)
  const room = newRoom(concurrency, concurrency * handle.partSizeBytes)
  const stop = new AbortController()
  const either = AbortSignal.any([signal, stop.signal])
  let sentBytes = 0
  try {
    for (let number = 1; ; number += 1) {
      const length = sizeOf(number)
      await room.wait(length)
      if (either.aborted) break
      const bytes = number === 1 && work.first ? work.first : await reader.read(length)
      if (bytes === undefined) break
      if (number > mostParts) throw invalid('The content is larger than any object', 'at most 5 TiB')
      const sum = whole.add(bytes)
      room.run(
        length,
        async () => {
          const part = await partOf(work, handle, number, bytes, sum, stored.get(number), either)
          parts.set(number, part)
          reader.free(bytes)
          sentBytes += bytes.byteLength
          tell(work, sentBytes, part, part === stored.get(number))
        },
        (error) => stop.abort(error),
      )
    }
  } catch (error) {
    stop.abort(error)
  }
  await room.empty()
  if (signal.aborted) throw signal.reason
  if (stop.signal.aborted) throw stop.signal.reason
  whole.check(put.checksum?.value)
  return {
    parts: [...parts.values()].toSorted((a, b) => a.partNumber - b.partNumber),
    sizeBytes: sentBytes,
    crc32: whole.crc32(),
  }
}

async function partOf(
  { driver }: InParts,
  { bucket, key, id }: UploadHandle,
  number: number,
  bytes: Uint8Array,
  sum: string,
  stored: Part | undefined,
  signal: AbortSignal,
): Promise<Part> {
  // Only what is known to be the same is not sent again.
  if (stored?.sizeBytes === bytes.byteLength && stored.checksums.crc32 === sum) return stored
  const checksum = { algorithm: 'crc32', value: sum } as const
  return driver.uploadPart({ bucket, key, id }, number, bytes, { checksum }, { signal })
}

function tell({ options, reader }: InParts, sentBytes: number, part: Part, wasThere: boolean): void {
  const { partNumber, sizeBytes } = part
  const total = reader.sizeBytes === undefined ? {} : { totalBytes: reader.sizeBytes }
  options.onProgress?.({ sentBytes, ...total, part: { partNumber, sizeBytes, wasThere } })
}

/** The checksums of a whole that comes in parts: CRC32, and the one that the caller knows. */
function wholeOf(algorithm: Parameters<typeof summing>[0] | undefined): {
  readonly add: (bytes: Uint8Array) => string
  readonly crc32: () => string
  readonly check: (value: string | undefined) => void
} {
  const own = algorithm === undefined || algorithm === 'crc32' ? undefined : summing(algorithm)
  let whole = 0
  return {
    add: (bytes) => {
      const sum = nodeZlib().crc32(bytes)
      whole = joinCrc32(whole, sum, bytes.byteLength)
      own?.update(bytes)
      return crcText(sum)
    },
    crc32: () => crcText(whole),
    check: (value) => {
      const is = algorithm === 'crc32' ? crcText(whole) : own?.value()
      if (value === undefined || is === undefined || is === value) return
      throw new CloudError(`The content does not match its ${algorithm}`, {
        code: 'integrity',
        outcome: 'not-applied',
      })
    },
  }
}

/** Room for work at the same time: so many pieces, which hold so many bytes together, or one that is larger. */
interface Room {
  /** Resolves when there is room for a piece of this size. */
  readonly wait: (bytes: number) => Promise<void>
  readonly run: (bytes: number, work: () => Promise<void>, failed: (error: unknown) => void) => void
  /** Resolves when nothing is under way. */
  readonly empty: () => Promise<void>
}

function newRoom(pieces: number, bytes: number): Room {
  const running = new Set<Promise<void>>()
  let held = 0
  return {
    wait: async (size) => {
      while (running.size > 0 && (running.size >= pieces || held + size > bytes)) await Promise.race(running)
    },
    run: (size, work, failed) => {
      held += size
      const piece: Promise<void> = work()
        .catch(failed)
        .finally(() => {
          held -= size
          running.delete(piece)
        })
      running.add(piece)
    },
    empty: async () => {
      while (running.size > 0) await Promise.all(running)
    },
  }
}
