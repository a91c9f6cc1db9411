import { randomBytes } from 'node:crypto'
import { createReadStream, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { join } from 'node:path'
import type { Slice } from './slices.ts'

/** Where bytes lie: written once, never changed, gone when nothing holds them. */
export interface Pieces {
  /** Reads `source` to its end, in the caller's pace. The piece is held once. Nothing is left of one whose source throws. */
  readonly write: (source: AsyncIterable<Uint8Array>) => Promise<Slice>
  /** They are held while they are read. */
  readonly read: (slices: readonly Slice[]) => AsyncGenerator<Uint8Array, void>
  readonly hold: (slices: readonly Slice[]) => void
  readonly release: (slices: readonly Slice[]) => void
  /** Bytes that lie there at the moment. */
  readonly size: () => number
  /** Removes the files that nothing holds: what was being written when a program was killed. */
  readonly sweep: () => void
}

interface Piece {
  readonly size: number
  /** Undefined when the bytes are in a file. */
  readonly bytes: Uint8Array | undefined
  holders: number
}

export interface PieceOptions {
  /** Made when the first file is written. */
  readonly folder: () => string
  /** The most bytes of a piece that stays in memory. */
  readonly inMemory: number
}

export function createPieces({ folder, inMemory }: PieceOptions): Pieces {
  const pieces = new Map<string, Piece>()
  const fileOf = (id: string) => join(folder(), id)

  const release = (slices: readonly Slice[]) => {
    for (const { piece: id } of slices) {
      const piece = pieces.get(id)
      if (!piece) continue
      piece.holders -= 1
      if (piece.holders > 0) continue
      pieces.delete(id)
      if (!piece.bytes) rmSync(fileOf(id), { force: true })
    }
  }
  const hold = (slices: readonly Slice[]) => {
    for (const { piece: id, start, length } of slices) {
      const piece = pieces.get(id)
      if (piece) piece.holders += 1
      // Known by a record of an earlier run: its file is there.
      else pieces.set(id, { size: start + length, bytes: undefined, holders: 1 })
    }
  }
  return {
    write: async (source) => {
      const id = randomBytes(12).toString('hex')
      const { bytes, size } = await gather(source, inMemory, () => fileOf(id))
      pieces.set(id, { size, bytes, holders: 1 })
      return { piece: id, start: 0, length: size }
    },
    read: async function* (slices) {
      hold(slices)
      try {
        for (const { piece, start, length } of slices) {
          const bytes = pieces.get(piece)?.bytes
          if (bytes) yield bytes.subarray(start, start + length)
          else if (length > 0) yield* readFile(fileOf(piece), start, length)
        }
      } finally {
        release(slices)
      }
    },
    hold,
    release,
    size: () => [...pieces.values()].reduce((sum, { size }) => sum + size, 0),
    sweep: () => {
      mkdirSync(folder(), { recursive: true })
      for (const name of readdirSync(folder())) if (!pieces.has(name)) rmSync(fileOf(name), { force: true })
    },
  }
}

const readSize = 256 * 1024

const readFile = (file: string, start: number, length: number): AsyncIterable<Buffer> =>
  createReadStream(file, { start, end: start + length - 1, highWaterMark: readSize })

/** Small ones stay in memory; a larger one goes into a file as it comes. */
async function gather(source: AsyncIterable<Uint8Array>, inMemory: number, file: () => string) {
  const kept: Uint8Array[] = []
  let size = 0
  let to: { readonly path: string; readonly handle: FileHandle } | undefined
  try {
    for await (const chunk of source) {
      size += chunk.byteLength
      kept.push(chunk)
      if (size <= inMemory) continue
      to ??= await openNew(file())
      for (const each of kept.splice(0)) await writeAll(to.handle, each)
    }
    if (!to && inMemory === 0) to = await openNew(file())
    if (!to) return { size, bytes: Buffer.concat(kept) }
    await to.handle.close()
    return { size, bytes: undefined }
  } catch (error) {
    await to?.handle.close().catch(() => {})
    if (to) rmSync(to.path, { force: true })
    throw error
  }
}

const openNew = async (path: string) => ({ path, handle: await open(path, 'wx', 0o600) })

async function writeAll(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  let written = 0
  while (written < bytes.byteLength) {
    const { bytesWritten } = await handle.write(bytes, written)
    written += bytesWritten
  }
}
