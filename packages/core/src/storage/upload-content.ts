import { constants } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Content } from '../contract/storage-objects.ts'
import { local } from '../deploy/local-file.ts'
import { invalid } from '../errors.ts'
import { release, sourceOf } from './content.ts'

/** What `upload` takes: content of any length, or a file of this computer, by its `file:` URL or its path. A string alone is content. */
export type UploadContent = Content | URL | { readonly path: string }

/** Content that is read part by part. */
export interface PartReader {
  /** `undefined` where it shows only at the end. */
  readonly sizeBytes: number | undefined
  /** The next bytes: so many, or fewer at the end; `undefined` where there are none. One at a time. */
  readonly read: (length: number) => Promise<Uint8Array | undefined>
  /** Takes back what a read gave: its memory is used again. */
  readonly free: (bytes: Uint8Array) => void
  /** Ends what gives the content, also in its middle. */
  readonly close: () => Promise<void>
}

/** Opens content. `invalid` where it is none, there is no such file, or it has another size. */
export async function openContent(
  content: UploadContent,
  sizeBytes: number | undefined,
  signal: AbortSignal,
): Promise<PartReader> {
  const path = pathOf(content)
  if (path !== undefined) return openFile(path, sizeBytes)
  const given = content as Content
  const source = sourceOf(given, sizeBytes)
  if (source.bytes) return ofBytes(source.bytes)
  if (given instanceof Blob) return ofBlob(given)
  return ofChunks(source.open(signal), source.sizeBytes, () => release(given))
}

/** The path that content is read from; `undefined` where it is none of a file. */
export function pathOf(content: UploadContent): string | undefined {
  if (content instanceof URL) {
    if (content.protocol !== 'file:') throw invalid(`The content is a URL of ${content.protocol}`, 'file:')
    return fileURLToPath(content)
  }
  if (typeof content !== 'object' || content === null || Symbol.asyncIterator in content) return undefined
  const path: unknown = Reflect.get(content, 'path')
  return Object.getPrototypeOf(content) === Object.prototype && typeof path === 'string' ? path : undefined
}

function ofBytes(bytes: Uint8Array): PartReader {
  let at = 0
  const read: PartReader['read'] = async (length) => {
    if (at >= bytes.byteLength) return undefined
    const part = bytes.subarray(at, at + length)
    at += part.byteLength
    return part
  }
  return { sizeBytes: bytes.byteLength, read, free: () => {}, close: async () => {} }
}

function ofBlob(blob: Blob): PartReader {
  let at = 0
  const read: PartReader['read'] = async (length) => {
    if (at >= blob.size) return undefined
    const part = new Uint8Array(await blob.slice(at, at + length).arrayBuffer())
    at += part.byteLength
    return part
  }
  return { sizeBytes: blob.size, read, free: () => {}, close: async () => {} }
}

/** Memory of parts that were sent, for those that come. */
interface Pool {
  readonly take: (length: number) => Buffer
  readonly free: PartReader['free']
}

function pool(): Pool {
  const free: Buffer[] = []
  return {
    take: (length) => {
      const at = free.findIndex((buffer) => buffer.length >= length)
      // Parts grow: what is too small for one is too small for those after it.
      if (at < 0) free.length = 0
      return at < 0
        ? Buffer.allocUnsafeSlow(length)
        : (free.splice(at, 1)[0] ?? Buffer.allocUnsafeSlow(length))
    },
    free: ({ buffer }) => free.push(Buffer.from(buffer)),
  }
}

async function openFile(path: string, sizeBytes: number | undefined): Promise<PartReader> {
  // Opening a pipe would wait for who writes to it.
  const file = await local(path, open(path, constants.O_RDONLY | constants.O_NONBLOCK))
  try {
    const before = await file.stat()
    if (!before.isFile()) throw invalid(`${path} cannot be read: it is no file`)
    if (sizeBytes !== undefined && sizeBytes !== before.size)
      throw invalid(`${path} has ${before.size} bytes, and sizeBytes is ${sizeBytes}`)
    return ofFile(file, path, before)
  } catch (error) {
    await file.close()
    throw error
  }
}

function ofFile(
  file: FileHandle,
  path: string,
  before: { readonly size: number; readonly mtimeMs: number },
): PartReader {
  const buffers = pool()
  let at = 0
  const read: PartReader['read'] = async (length) => {
    const wanted = Math.min(length, before.size - at)
    // No more than the file has: the memory of a part for each small file is what most of the time would go into.
    const buffer = buffers.take(wanted)
    const got = await local(path, filled(file, buffer, wanted, at))
    at += got
    // Parts of two versions of a file would make an object of neither.
    const { size, mtimeMs } = at >= before.size ? await file.stat() : before
    if (got < wanted || size !== before.size || mtimeMs !== before.mtimeMs)
      throw invalid(`${path} was changed while it was read`)
    return got === 0 ? undefined : buffer.subarray(0, got)
  }
  return { sizeBytes: before.size, read, free: buffers.free, close: () => file.close() }
}

async function filled(file: FileHandle, buffer: Buffer, wanted: number, at: number): Promise<number> {
  let got = 0
  while (got < wanted) {
    const { bytesRead } = await file.read(buffer, got, wanted - got, at + got)
    if (bytesRead === 0) break
    got += bytesRead
  }
  return got
}

function ofChunks(
  chunks: AsyncGenerator<Uint8Array, void, undefined>,
  sizeBytes: number | undefined,
  end: () => void,
): PartReader {
  const buffers = pool()
  let rest: Uint8Array = new Uint8Array(0)
  let isOver = false
  let wasRead = false
  const read: PartReader['read'] = async (length) => {
    wasRead = true
    if (isOver && rest.byteLength === 0) return undefined
    const buffer = buffers.take(length)
    let got = 0
    for (;;) {
      const taken = rest.subarray(0, length - got)
      buffer.set(taken, got)
      got += taken.byteLength
      rest = rest.subarray(taken.byteLength)
      if (got === length || isOver) break
      const next = await chunks.next()
      if (next.done) isOver = true
      else rest = next.value
    }
    if (got > 0) return buffer.subarray(0, got)
    buffers.free(buffer)
    return undefined
  }
  const close = async () => {
    // A generator that never began has nothing that it could end.
    if (!wasRead) end()
    else if (!isOver) await chunks.return()
  }
  return { sizeBytes, read, free: buffers.free, close }
}
