import { link, mkdir, open, readFile, rename, stat, unlink } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { sleep, systemClock } from '@cloud/core/driver'
import { closed, disk, unless } from './disk.ts'
import { afterwards, type BucketPaths, type Folder } from './folder.ts'
import { isLeftBehind, owner, ownName } from './owner.ts'

/**
 * Does what changes one key while nobody else does, in this process or in another: a condition is judged and held in one step. The lock of a
 * process that is gone is nobody's.
 */
export async function locked<T>(
  { inTurn }: Folder,
  bucket: BucketPaths,
  path: string,
  signal: AbortSignal,
  work: () => Promise<T>,
): Promise<T> {
  const lock = join(bucket.locks, basename(path))
  const alone = async () => {
    while (!(await taken(lock))) {
      await freed(bucket, lock)
      await sleep(5, systemClock, signal)
    }
    const result = await work().catch(async (error: unknown) => {
      await free(lock).catch(() => {})
      throw error
    })
    await afterwards('applied', () => free(lock))
    return result
  }
  return inTurn(path, alone, { signal })
}

/** Locks that this process has: one with its name that is not among them could not be removed. */
const held = new Set<string>()

async function free(lock: string): Promise<void> {
  held.delete(lock)
  await unless(['ENOENT'], undefined, unlink(lock))
}

async function taken(lock: string): Promise<boolean> {
  const file = await unless(['EEXIST'], undefined, open(lock, 'wx'))
  if (file === undefined) return false
  held.add(lock)
  try {
    await disk(file.writeFile(owner()))
    return true
  } catch (error) {
    await free(lock).catch(() => {})
    throw error
  } finally {
    await closed(file)
  }
}

/** Takes away the lock of a process that is gone. */
async function freed({ temporary }: BucketPaths, lock: string): Promise<void> {
  if (!(await isAbandoned(lock))) return
  // Of several that see this, one moves it; who moved one that was taken since puts it back.
  const away = join(temporary, ownName())
  await unless(['EEXIST'], undefined, mkdir(temporary))
  if (
    !(await unless(
      ['ENOENT'],
      false,
      rename(lock, away).then(() => true),
    ))
  )
    return
  if (!(await isAbandoned(away))) await unless(['EEXIST'], undefined, link(away, lock))
  await unless(['ENOENT'], undefined, unlink(away))
}

async function isAbandoned(lock: string): Promise<boolean> {
  const name = await unless(['ENOENT'], undefined, readFile(lock, 'utf8'))
  const found = await unless(['ENOENT'], undefined, stat(lock))
  if (name === undefined || found === undefined) return false
  if (name === owner()) return !held.has(lock)
  const ageMs = Date.now() - found.mtimeMs
  // A process that was killed between making the lock and writing its name leaves an empty one.
  return name === '' ? ageMs > 10_000 : isLeftBehind(name, ageMs)
}
