import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import type { CallOptions } from '../contract/call.ts'
import type { ListedObject } from '../contract/storage-objects.ts'
import { objectOf } from './check-object.ts'
import { checkable } from './checksums.ts'
import { type LocalFile, type LocalTree, localTree, whyNoPath } from './local-tree.ts'
import type { Sync } from './sync-options.ts'

/** One step of a sync. `path` has `/` between its parts. */
export interface SyncStep {
  readonly kind: 'upload' | 'download' | 'delete-object' | 'delete-file'
  readonly path: string
  readonly key: string
  readonly sizeBytes: number
  readonly why: 'missing' | 'size' | 'time' | 'content' | 'extra'
}

/** What a sync would do, as plain data. */
export interface SyncPlan {
  readonly steps: readonly SyncStep[]
  /** How many files are the same on both sides. */
  readonly same: number
  /** What is on one side and cannot be on the other, each with the reason: keys that are no paths, symbolic links. Nothing is done about it. */
  readonly skipped: readonly { readonly name: string; readonly why: string }[]
}

/** Compares a folder and what is under a prefix. */
export async function planSync(sync: Sync, call: CallOptions): Promise<SyncPlan> {
  const { folder, direction, prefix, filter } = sync
  const tree = await localTree(folder, direction === 'down')
  const skipped = tree.others
    .filter(filter)
    .map((name) => ({ name, why: 'it is neither a file nor a folder' }))
  const objects = new Map<string, ListedObject>()
  for await (const object of sync.driver.listObjects(sync.bucket, { prefix }, call)) {
    const path = object.key.slice(prefix.length)
    if (!filter(path)) continue
    const why = whyNoPath(path)
    if (why === undefined) objects.set(path, object)
    else if (direction === 'down') skipped.push({ name: object.key, why })
  }
  const files = new Map([...tree.files].filter(([path]) => filter(path)))
  const { steps, same } =
    direction === 'up'
      ? await stepsUp(sync, files, objects, call)
      : await stepsDown(sync, files, objects, skipped, call)
  return { steps, same, skipped }
}

type Files = LocalTree['files']
type Objects = ReadonlyMap<string, ListedObject>

interface Compared {
  readonly steps: SyncStep[]
  readonly same: number
}

async function stepsUp(sync: Sync, files: Files, objects: Objects, call: CallOptions): Promise<Compared> {
  const steps: SyncStep[] = []
  let same = 0
  for (const [path, file] of files) {
    const key = `${sync.prefix}${path}`
    objectOf({ bucket: sync.bucket, key }, { controls: true })
    const object = objects.get(path)
    const why = object ? await difference(sync, file, object, call) : 'missing'
    if (why === undefined) same += 1
    else steps.push({ kind: 'upload', path, key, sizeBytes: file.sizeBytes, why })
  }
  for (const [path, { key, sizeBytes }] of objects)
    if (sync.deletes && !files.has(path))
      steps.push({ kind: 'delete-object', path, key, sizeBytes, why: 'extra' })
  return { steps, same }
}

async function stepsDown(
  sync: Sync,
  files: Files,
  objects: Objects,
  skipped: { name: string; why: string }[],
  call: CallOptions,
): Promise<Compared> {
  const steps: SyncStep[] = []
  let same = 0
  const folders = foldersOf(objects.keys())
  for (const [path, object] of objects) {
    const { key, sizeBytes } = object
    const file = files.get(path)
    const why = file ? await difference(sync, file, object, call) : 'missing'
    if (folders.has(path)) skipped.push({ name: key, why: 'other keys make a folder of it' })
    else if (why === undefined) same += 1
    else steps.push({ kind: 'download', path, key, sizeBytes, why })
  }
  for (const [path, { sizeBytes }] of files)
    if (sync.deletes && !objects.has(path))
      steps.push({ kind: 'delete-file', path, key: `${sync.prefix}${path}`, sizeBytes, why: 'extra' })
  return { steps, same }
}

/** The folders that these paths are in. */
function foldersOf(paths: Iterable<string>): ReadonlySet<string> {
  const folders = new Set<string>()
  for (const path of paths)
    for (let at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) folders.add(path.slice(0, at))
  return folders
}

/** How a file and an object differ; `undefined` where they do not. */
async function difference(
  sync: Sync,
  file: LocalFile,
  object: ListedObject,
  call: CallOptions,
): Promise<'size' | 'time' | 'content' | undefined> {
  if (file.sizeBytes !== object.sizeBytes) return 'size'
  const stored = Date.parse(object.modifiedAt)
  if (sync.compare === 'content') return (await isSame(sync, file, object, call)) ? undefined : 'content'
  // What was written into the one after the other was made of it. Times of objects are of whole seconds.
  const isOlder =
    sync.direction === 'up' ? Math.floor(file.modifiedMs / 1000) * 1000 <= stored : file.modifiedMs >= stored
  return isOlder ? undefined : 'time'
}

/** Whether a file matches a checksum of the object; where none is known that is computed here, it is not known to be the same. */
async function isSame(
  { driver, bucket, folder }: Sync,
  { path }: LocalFile,
  { key }: ListedObject,
  call: CallOptions,
): Promise<boolean> {
  const { checksums } = await driver.getObject({ bucket, key }, {}, call)
  const { sum, value } = checkable(checksums)
  if (sum === undefined) return false
  for await (const chunk of createReadStream(join(folder, path), { highWaterMark: 1024 * 1024 }))
    sum.update(chunk)
  return sum.value() === value
}
