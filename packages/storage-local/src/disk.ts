import type { FileHandle } from 'node:fs/promises'
import type { ErrorCode } from '@cloud/core'
import { CloudError } from '@cloud/core/driver'

/** The codes of the file system that mean something to who asked. What is none of these is `unknown`. */
const codes: Readonly<Record<string, ErrorCode>> = {
  ENOENT: 'not-found',
  ENOTDIR: 'not-found',
  // Symbolic links are not followed: behind one there is nothing.
  ELOOP: 'not-found',
  EACCES: 'forbidden',
  EPERM: 'forbidden',
  EROFS: 'forbidden',
  ENOSPC: 'quota',
  EDQUOT: 'quota',
  EFBIG: 'quota',
  EMFILE: 'unavailable',
  ENFILE: 'unavailable',
  EBUSY: 'unavailable',
  EIO: 'unavailable',
}

/** Settles as `work` does, with failures of the file system as errors of ours: those of content that is read meanwhile stay what they are. */
export async function disk<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    const cause = fileCode(error)
    if (cause === undefined) throw error
    const code = codes[cause] ?? 'unknown'
    throw new CloudError(
      code === 'not-found' ? 'There is no such thing in the folder' : `The disk says ${cause}`,
      {
        code,
        providerCode: cause,
        retryable: code === 'unavailable',
        cause: error,
      },
    )
  }
}

/** Lets go of a file that is done with. What its end could fail with was either waited for before, or changes nothing any more. */
export async function closed(file: FileHandle): Promise<void> {
  await file.close().catch(() => {})
}

/** The code of a failure of the file system, as in `ENOENT`. */
export function fileCode(error: unknown): string | undefined {
  const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined
  return typeof code === 'string' && /^E[A-Z\d]+$/.test(code) ? code : undefined
}

/** What `work` gives, or `other` where it fails with one of these codes of the file system. */
export async function unless<T, U>(codes: readonly string[], other: U, work: Promise<T>): Promise<T | U> {
  try {
    return await work
  } catch (error) {
    if (codes.includes(fileCode(error) ?? '')) return other
    return disk(Promise.reject(error))
  }
}
