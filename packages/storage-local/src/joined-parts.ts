import type { FileHandle } from 'node:fs/promises'
import type { CompleteMultipartUpload } from '@cloud/core'
import { CloudError, invalid, isCloudError, type Source, summing } from '@cloud/core/driver'
import { commit } from './commit.ts'
import { closed, disk } from './disk.ts'
import type { BucketPaths, Folder } from './folder.ts'
import {
  type Footer,
  newEtag,
  type ObjectFile,
  openObject,
  writeContent,
  writeFooter,
} from './object-file.ts'
import { flushed, temporaryFile } from './temporary.ts'

interface PartFile {
  readonly path: string
  readonly etag: string
}

/** Makes an object of the files of parts, one after the other, and gives it to the key. The parts stay as they are. */
export async function joinedParts(
  folder: Folder,
  bucket: BucketPaths,
  parts: readonly PartFile[],
  described: Omit<Footer, 'etag' | 'modifiedAt' | 'crc32'>,
  { checksum, ifMatch, ifNoneMatch }: CompleteMultipartUpload,
  signal: AbortSignal,
): Promise<Footer> {
  for (const part of parts) await closed((await openPart(part)).file)
  return temporaryFile(folder, bucket, async (temporary, file) => {
    const source: Source = { sizeBytes: undefined, repeatable: false, open: () => contentOf(parts, signal) }
    const { crc32, sizeBytes } = await writeContent(file, source, checksum, signal)
    const footer = { ...described, etag: newEtag(), modifiedAt: new Date().toISOString(), crc32 }
    await writeFooter(file, sizeBytes, footer)
    await flushed(folder, file)
    await commit(folder, bucket, described.key, temporary, { ifMatch, ifNoneMatch }, signal)
    return footer
  })
}

async function openPart({ path, etag }: PartFile): Promise<ObjectFile> {
  const held = await openObject(path).catch((error: unknown) => {
    throw isCloudError(error, 'not-found') ? invalid('A part that is named is not stored') : error
  })
  if (held.footer.etag === etag) return held
  await closed(held.file)
  throw invalid('A part is stored with another etag')
}

async function* contentOf(
  parts: readonly PartFile[],
  signal: AbortSignal,
): AsyncGenerator<Uint8Array, void, undefined> {
  for (const part of parts) {
    const { file, sizeBytes, footer } = await openPart(part)
    const sum = summing('crc32')
    try {
      for await (const chunk of readAll(file, sizeBytes)) {
        if (signal.aborted) throw signal.reason
        sum?.update(chunk)
        yield chunk
      }
    } finally {
      await closed(file)
    }
    if (sum?.value() !== footer.crc32)
      throw new CloudError('A part on the disk does not match its checksum', { code: 'integrity' })
  }
}

async function* readAll(file: FileHandle, sizeBytes: number): AsyncGenerator<Uint8Array, void, undefined> {
  const buffer = Buffer.allocUnsafe(1024 * 1024)
  for (let at = 0; at < sizeBytes; ) {
    const { bytesRead } = await disk(file.read(buffer, 0, Math.min(buffer.length, sizeBytes - at), at))
    if (bytesRead === 0) return
    at += bytesRead
    yield buffer.subarray(0, bytesRead)
  }
}
