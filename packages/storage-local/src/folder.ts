import { lstat, open } from 'node:fs/promises'
import { isAbsolute, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { CallOptions } from '@cloud/core'
import {
  CloudError,
  callScope,
  changed,
  checkNames,
  invalid,
  isCloudError,
  type Serial,
  serial,
  systemClock,
} from '@cloud/core/driver'
import { closed, disk, unless } from './disk.ts'
import { keyToName } from './key-name.ts'

export interface StorageLocalOptions {
  /** Where the buckets are: an absolute path, or a URL of a file. Made when the first bucket is. */
  readonly folder: string | URL
  /**
   * Whether a write waits until the disk has it (`fsync`), so that what has resolved outlives a failure of the power. `true` unless given;
   * without it writes are still seen whole or not at all.
   */
  readonly durable?: boolean | undefined
}

/** What the parts of the driver share. */
export interface Folder {
  readonly path: string
  readonly durable: boolean
  /** Writes of one key wait for each other. */
  readonly inTurn: Serial
  /** Buckets that were looked through for what was left behind. */
  readonly swept: Set<string>
}

export function openFolder(options: StorageLocalOptions): Folder {
  checkNames('storage', options, ['folder', 'durable'])
  const { folder, durable = true } = options
  const path = folder instanceof URL ? fileURLToPath(folder) : folder
  if (typeof path !== 'string' || !isAbsolute(path) || path.includes('\0'))
    throw invalid('folder is no absolute path', 'as in /var/lib/objects')
  if (typeof durable !== 'boolean') throw invalid(`durable is ${typeof durable}`, 'true or false')
  return { path, durable, inTurn: serial(), swept: new Set() }
}

/** The folders of a bucket. It is there where `objects` is. */
export interface BucketPaths {
  readonly name: string
  readonly root: string
  readonly objects: string
  readonly uploads: string
  readonly temporary: string
  readonly locks: string
}

export function pathsOf({ path }: Folder, name: string): BucketPaths {
  const root = join(path, `b.${keyToName(name).slice(2)}`)
  const [objects, uploads, temporary, locks] = ['objects', 'uploads', 'temporary', 'locks'].map((one) =>
    join(root, one),
  ) as [string, string, string, string]
  return { name, root, objects, uploads, temporary, locks }
}

/** The folders of a bucket that is there; `not-found` where it is not. */
export async function bucketIn(folder: Folder, name: string): Promise<BucketPaths> {
  const paths = pathsOf(folder, name)
  for (const path of [paths.root, paths.objects]) {
    const found = await unless(['ENOENT', 'ENOTDIR'], undefined, lstat(path))
    // A symbolic link leads out of the folder.
    if (!found?.isDirectory()) throw new CloudError(`There is no bucket ${name}`, { code: 'not-found' })
  }
  return paths
}

/** Where the object of a key is. */
export function objectPath({ objects }: BucketPaths, key: string): string {
  return join(objects, keyToName(key))
}

/** Waits until the disk has what was renamed in a folder. Where that fails it is seen, and a failure of the power may undo it. */
export async function settled({ durable }: Folder, path: string): Promise<void> {
  // Windows opens no folders, and needs none of this.
  if (!durable || process.platform === 'win32') return
  await afterwards('unknown', async () => {
    const folder = await disk(open(path, 'r'))
    try {
      await disk(folder.sync())
    } finally {
      await closed(folder)
    }
  })
}

/** Does what comes after a write was seen: where it fails, that is what became of the write. */
export async function afterwards<T>(outcome: 'applied' | 'unknown', work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw isCloudError(error) ? changed(error, { outcome }) : error
  }
}

/** What a call of the driver is. */
export interface Doing {
  readonly operation: string
  readonly writes: boolean
  readonly call: CallOptions | undefined
}

/** Does what belongs to a call under its signal and time; its errors tell of what they are. */
export async function doing<T>(
  { operation, writes, call = {} }: Doing,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  checkNames('The call', call, ['signal', 'timeoutMs'])
  const about = { provider: 'storage-local', operation }
  const { signal, end } = callScope(call, call.timeoutMs, systemClock, about)
  try {
    if (signal.aborted) throw signal.reason
    return await work(signal)
  } catch (error) {
    throw told(error, writes, about)
  } finally {
    end()
  }
}

function told(error: unknown, writes: boolean, about: { provider: string; operation: string }): unknown {
  // What content fails with may be of another provider.
  if (!isCloudError(error) || error.provider !== undefined) return error
  const outcome = error.outcome ?? (writes ? 'not-applied' : undefined)
  const message = `${about.operation}: ${error.message}`
  return changed(error, { ...about, message, ...(outcome ? { outcome } : {}) })
}
