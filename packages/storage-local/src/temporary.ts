import { type FileHandle, lstat, mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { closed, disk, unless } from './disk.ts'
import type { BucketPaths, Folder } from './folder.ts'
import { isLeftBehind, ownName } from './owner.ts'

/** A file that is being written: what becomes of it is decided by who writes it, and by default it goes. */
export async function temporaryFile<T>(
  folder: Folder,
  bucket: BucketPaths,
  work: (path: string, file: FileHandle) => Promise<T>,
): Promise<T> {
  await swept(folder, bucket)
  const path = join(bucket.temporary, ownName())
  const file = await disk(open(path, 'wx+'))
  try {
    return await work(path, file)
  } finally {
    await closed(file)
    await removedLater(path)
  }
}

/** A folder that is being filled, as a file is written by {@link temporaryFile}. */
export async function temporaryFolder<T>(
  folder: Folder,
  bucket: BucketPaths,
  work: (path: string) => Promise<T>,
): Promise<T> {
  await swept(folder, bucket)
  const path = join(bucket.temporary, ownName())
  await disk(mkdir(path))
  try {
    return await work(path)
  } finally {
    await removedLater(path)
  }
}

/** Removes what is not needed, if it was not renamed: what stays goes when this process is gone. */
async function removedLater(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true }).catch(() => {})
}

/** Waits until the disk has what was written. */
export async function flushed({ durable }: Folder, file: FileHandle): Promise<void> {
  if (durable) await disk(file.sync())
}

/** Removes a folder with all that is in it; it is out of the way at once. */
export async function discarded(bucket: BucketPaths, path: string): Promise<boolean> {
  const away = join(bucket.temporary, ownName())
  const wasThere = await unless(
    ['ENOENT'],
    false,
    rename(path, away).then(() => true),
  )
  if (wasThere) await removedLater(away)
  return wasThere
}

/** Removes what processes that are gone have left in a bucket, once for each driver. */
async function swept({ swept: done }: Folder, { name, temporary }: BucketPaths): Promise<void> {
  if (done.has(name)) return
  done.add(name)
  await unless(['EEXIST'], undefined, mkdir(temporary))
  for (const one of await disk(readdir(temporary))) {
    const path = join(temporary, one)
    const found = await unless(['ENOENT'], undefined, lstat(path))
    if (found && isLeftBehind(one, Date.now() - found.mtimeMs))
      await disk(rm(path, { recursive: true, force: true }))
  }
}
