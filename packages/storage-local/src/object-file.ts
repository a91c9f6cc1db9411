import { randomBytes } from 'node:crypto'
import { constants } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import type { Checksum } from '@cloud/core'
import { CloudError, checkKeyPart, type Source, summing } from '@cloud/core/driver'
import { closed, disk } from './disk.ts'

/** What stands behind the content in the file of an object: one file, so that one rename replaces content and description together. */
export interface Footer {
  readonly key: string
  readonly etag: string
  readonly modifiedAt: string
  /** In base64. */
  readonly crc32: string
  readonly headers: Readonly<Record<string, string>>
  readonly metadata: Readonly<Record<string, string>>
  /** The id of the upload that made it. */
  readonly upload?: string
}

export interface ObjectFile {
  readonly file: FileHandle
  readonly sizeBytes: number
  readonly footer: Footer
}

/** Ends every file: what stands before it is the footer, and its length in four bytes. */
const mark = Buffer.from('cloudobj')
const tailBytes = mark.length + 4
/** Holds most footers with their tail. */
const usualBytes = 4096

/** Opens the file of an object, which is no symbolic link; who calls closes it. */
export async function openObject(path: string): Promise<ObjectFile> {
  const file = await disk(open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0)))
  try {
    return { file, ...(await readFooter(file)) }
  } catch (error) {
    await closed(file)
    throw error
  }
}

/** What describes the object in a file. */
export async function describedIn(path: string): Promise<Omit<ObjectFile, 'file'>> {
  const { file, ...rest } = await openObject(path)
  await closed(file)
  return rest
}

export async function readFooter(file: FileHandle): Promise<Omit<ObjectFile, 'file'>> {
  const { size } = await disk(file.stat())
  let end = await lastBytes(file, size, Math.min(size, usualBytes))
  const length = footerLength(end, size)
  if (length + tailBytes > end.length) end = await lastBytes(file, size, length + tailBytes)
  const text = end.subarray(end.length - tailBytes - length, end.length - tailBytes).toString()
  return { footer: parsed(text), sizeBytes: size - tailBytes - length }
}

async function lastBytes(file: FileHandle, size: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await disk(file.read(Buffer.alloc(length), 0, length, size - length))
  return buffer.subarray(0, bytesRead)
}

function footerLength(end: Buffer, size: number): number {
  const at = end.length - tailBytes
  const length =
    at >= 0 && end.subarray(at + 4).equals(mark) ? end.readUInt32BE(at) : Number.POSITIVE_INFINITY
  if (length + tailBytes > size) throw strange()
  return length
}

function parsed(text: string): Footer {
  try {
    const footer: unknown = JSON.parse(text)
    if (isFooter(footer)) return footer
  } catch {}
  throw strange()
}

function isFooter(value: unknown): value is Footer {
  const { key, etag, modifiedAt, crc32, headers, metadata } = Object(value) as Partial<Footer>
  if (![key, etag, modifiedAt, crc32].every((one) => typeof one === 'string')) return false
  checkKeyPart('The key', key, { controls: true })
  return [headers, metadata].every((one) => typeof one === 'object' && one !== null)
}

function strange(): CloudError {
  return new CloudError('A file in the folder is none that this driver wrote', { code: 'protocol' })
}

/** Writes a source to its end behind what the file holds, at `offset`, and tells its CRC32; holds it to a checksum of the caller's. */
export async function writeContent(
  file: FileHandle,
  source: Source,
  checksum: Checksum | undefined,
  signal: AbortSignal,
  offset = 0,
): Promise<{ readonly crc32: string; readonly sizeBytes: number }> {
  const [crc, own] = [summing('crc32'), checksum && summing(checksum.algorithm)]
  let sizeBytes = 0
  for await (const chunk of source.open(signal)) {
    crc?.update(chunk)
    if (checksum?.algorithm !== 'crc32') own?.update(chunk)
    await writeAll(file, chunk, offset + sizeBytes)
    sizeBytes += chunk.byteLength
  }
  const crc32 = crc?.value() ?? ''
  const is = checksum?.algorithm === 'crc32' ? crc32 : own?.value()
  if (checksum && is !== checksum.value)
    throw new CloudError(`The content does not match its ${checksum.algorithm}`, {
      code: 'integrity',
      outcome: 'not-applied',
    })
  return { crc32, sizeBytes }
}

async function writeAll(file: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < bytes.byteLength; ) {
    const { bytesWritten } = await disk(file.write(bytes, done, bytes.byteLength - done, position + done))
    done += bytesWritten
  }
}

/** Puts a footer behind the content of this size. */
export async function writeFooter(file: FileHandle, sizeBytes: number, footer: Footer): Promise<void> {
  const text = Buffer.from(JSON.stringify(footer))
  const tail = Buffer.alloc(4)
  tail.writeUInt32BE(text.length)
  await writeAll(file, Buffer.concat([text, tail, mark]), sizeBytes)
}

/** Another one for each write, so that no two contents of a key share it. */
export function newEtag(): string {
  return `"${randomBytes(16).toString('hex')}"`
}
