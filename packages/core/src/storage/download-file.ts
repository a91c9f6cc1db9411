import { constants } from 'node:fs'
import { type FileHandle, open, readFile, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { nodeCrypto, nodeZlib } from '../builtins.ts'
import type { StoredObject } from '../contract/storage-objects.ts'
import { local } from '../deploy/local-file.ts'

/** The file that content is received into, beside the one that it is for, and what is known to be in it. */
export interface DownloadFile {
  readonly temporary: string
  readonly partSizeBytes: number
  /** The CRC32 of each part that is there, by its index from 0. */
  readonly parts: ReadonlyMap<number, number>
  readonly write: (bytes: Uint8Array, position: number) => Promise<void>
  readonly read: (buffer: Buffer, position: number, length: number) => Promise<number>
  /** Notes that a part is there. */
  readonly note: (index: number, crc: number) => Promise<void>
  /** Waits until all of it is on the disk, and closes it. */
  readonly close: () => Promise<void>
  /** Removes what is noted. */
  readonly forget: () => Promise<void>
  /** Lets go of it after a failure, and removes it unless it is kept. */
  readonly leave: (keeps: boolean) => Promise<void>
}

/**
 * Opens what a download of the same content to the same place has left, or begins anew. Its name holds what the content is: two downloads of
 * one content write the same bytes, and those of two have files of their own.
 */
export async function openDownload(
  path: string,
  object: StoredObject,
  partSizeBytes: number,
): Promise<DownloadFile> {
  const { bucket, key, etag, sizeBytes } = object
  const begun = JSON.stringify({ bucket, key, etag, sizeBytes, partSizeBytes })
  const mark = nodeCrypto().createHash('sha256').update(begun).digest('hex').slice(0, 16)
  const temporary = join(dirname(path), `.${basename(path).slice(0, 180)}.${mark}.part`)
  const notes = `${temporary}s`
  const flags = constants.O_RDWR | constants.O_CREAT | (constants.O_NOFOLLOW ?? 0)
  const file = await local(path, open(temporary, flags))
  try {
    const { known, journal } = await openNotes(path, notes, begun)
    const parts = await stillThere(file, known, partSizeBytes, sizeBytes)
    return downloadFile({ path, temporary, notes, file, journal, parts, partSizeBytes, sizeBytes })
  } catch (error) {
    await file.close()
    throw error
  }
}

interface Opened {
  readonly path: string
  readonly temporary: string
  readonly notes: string
  readonly file: FileHandle
  readonly journal: FileHandle
  readonly parts: ReadonlyMap<number, number>
  readonly partSizeBytes: number
  readonly sizeBytes: number
}

function downloadFile({
  path,
  temporary,
  notes,
  file,
  journal,
  parts,
  partSizeBytes,
  sizeBytes,
}: Opened): DownloadFile {
  let isOpen = true
  const shut = async () => {
    if (!isOpen) return
    isOpen = false
    await Promise.all([file.close(), journal.close()])
  }
  const forget = () => rm(notes, { force: true })
  return {
    temporary,
    partSizeBytes,
    parts,
    write: async (bytes, position) => {
      for (let done = 0; done < bytes.byteLength; ) {
        const left = bytes.byteLength - done
        done += (await local(path, file.write(bytes, done, left, position + done))).bytesWritten
      }
    },
    read: async (buffer, position, length) =>
      (await local(path, file.read(buffer, 0, length, position))).bytesRead,
    note: async (index, crc) => {
      await local(path, journal.appendFile(`${index} ${crc}\n`))
    },
    close: async () => {
      await local(path, file.truncate(sizeBytes))
      await local(path, file.sync())
      await shut()
    },
    forget,
    leave: async (keeps) => {
      await shut()
      if (keeps) return
      await rm(temporary, { force: true })
      await forget()
    },
  }
}

/** What is noted of an earlier download of the same content; notes of another one, or none, are begun anew. */
async function openNotes(
  path: string,
  notes: string,
  begun: string,
): Promise<{ readonly known: ReadonlyMap<number, number>; readonly journal: FileHandle }> {
  const text = await readFile(notes, 'utf8').catch(() => '')
  const [first, ...lines] = text.split('\n')
  if (first !== begun) {
    const journal = await local(path, open(notes, 'w'))
    await local(path, journal.appendFile(`${begun}\n`))
    return { known: new Map(), journal }
  }
  // The last line may be half of one.
  const known = lines.flatMap((line) => {
    const [, index, crc] = /^(\d+) (\d+)$/.exec(line) ?? []
    return index === undefined ? [] : [[Number(index), Number(crc)] as const]
  })
  const journal = await local(path, open(notes, 'a'))
  if (!text.endsWith('\n')) await local(path, journal.appendFile('\n'))
  return { known: new Map(known), journal }
}

/** Of the parts that are noted those that are in the file: what was noted may not have come to the disk. */
async function stillThere(
  file: FileHandle,
  known: ReadonlyMap<number, number>,
  partSizeBytes: number,
  sizeBytes: number,
): Promise<ReadonlyMap<number, number>> {
  const there = new Map<number, number>()
  const buffer = Buffer.allocUnsafe(known.size === 0 ? 0 : Math.min(1024 * 1024, partSizeBytes))
  for (const [index, crc] of known) {
    const begin = index * partSizeBytes
    const end = Math.min(begin + partSizeBytes, sizeBytes)
    let [sum, at] = [0, begin]
    while (at < end) {
      const { bytesRead } = await file.read(buffer, 0, Math.min(buffer.length, end - at), at)
      if (bytesRead === 0) break
      sum = nodeZlib().crc32(buffer.subarray(0, bytesRead), sum)
      at += bytesRead
    }
    if (begin < end && at === end && sum === crc) there.set(index, crc)
  }
  return there
}
