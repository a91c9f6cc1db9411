import { isAbsolute, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { checkList, checkNames, checkText } from '../check.ts'
import { checkDriver } from '../check-driver.ts'
import type { Ref } from '../contract/call.ts'
import type { Storage } from '../contract/storage.ts'
import { invalid } from '../errors.ts'
import { bucketOf, checkKeyPart } from './check-object.ts'
import { checkConcurrency } from './part-size.ts'
import { type PathTest, pathFilter } from './path-pattern.ts'
import type { SyncStep } from './sync-plan.ts'

export interface SyncOptions {
  /** `up`: the bucket becomes as the folder. `down`: the folder becomes as the bucket. */
  readonly direction: 'up' | 'down'
  /** A folder of this computer. `down` makes it where it is not there. */
  readonly folder: string | URL
  readonly bucket: Ref<'bucket'>
  /** What keys begin with, before the path of a file; mostly it ends with `/`. Left out, nothing. */
  readonly prefix?: string | undefined
  /**
   * Patterns of paths, as in `*.jpg` or `2026/**`: `*` is any run of characters in a part, `**` one over several, `?` one character. One without `/`
   * is looked for in every folder. What does not match is as if it were on neither side, so that it is not deleted.
   */
  readonly include?: readonly string[] | undefined
  readonly exclude?: readonly string[] | undefined
  /** Whether what is not on the side that is followed is deleted on the other. `false` unless given. */
  readonly delete?: boolean | undefined
  /**
   * What of the same size is taken for the same: `time`, what was written after the other was changed; `content`, what has the same checksum, at the
   * price of reading the file and asking for each object. `time` unless given.
   */
  readonly compare?: 'time' | 'content' | undefined
  /** How many files are moved at the same time: 4 unless given. */
  readonly concurrency?: number | undefined
  /**
   * A file of this computer, outside of `folder`, for the uploads in parts that are under way: by it a sync goes on with those that one before it left
   * when its process was killed, and throws away what is not wanted any more. Of one sync at a time. For `up`. Left out, such an upload
   * stays at the provider, and costs, until somebody aborts it: nothing else tells it from one of somebody else's.
   */
  readonly journal?: string | URL | undefined
  /** Only the plan: nothing is changed. `false` unless given. */
  readonly dryRun?: boolean | undefined
  /** Called when a step is done. What it throws ends the sync. */
  readonly onStep?: ((step: SyncStep) => void) | undefined
}

/** A sync whose options were checked. */
export interface Sync {
  readonly driver: Storage
  readonly direction: 'up' | 'down'
  readonly folder: string
  readonly bucket: string
  readonly prefix: string
  readonly filter: PathTest
  readonly deletes: boolean
  readonly compare: 'time' | 'content'
  readonly concurrency: number
  readonly journal: string | undefined
  readonly dryRun: boolean
  readonly onStep: SyncOptions['onStep']
}

const names = [
  ...['direction', 'folder', 'bucket', 'prefix', 'include', 'exclude', 'delete', 'compare'],
  ...['concurrency', 'journal', 'dryRun', 'onStep'],
]

export function checkSync(driver: Storage, options: SyncOptions): Sync {
  checkDriver('syncDirectory', driver, [
    'listObjects',
    'getObject',
    'readObject',
    'putObject',
    'deleteObject',
  ])
  checkNames('syncDirectory', options, names)
  const { direction, prefix = '', compare = 'time', concurrency = 4, dryRun = false, onStep } = options
  if (direction !== 'up' && direction !== 'down') throw invalid('direction is unknown', 'up or down')
  if (compare !== 'time' && compare !== 'content') throw invalid('compare is unknown', 'time or content')
  const folder = options.folder instanceof URL ? fileURLToPath(options.folder) : options.folder
  checkText('folder', folder, { max: 4096 })
  checkKeyPart('prefix', prefix, { controls: true })
  checkList('include', options.include, () => {})
  checkList('exclude', options.exclude, () => {})
  checkConcurrency(concurrency)
  for (const [name, flag] of Object.entries({ delete: options.delete, dryRun }))
    if (flag !== undefined && typeof flag !== 'boolean')
      throw invalid(`${name} is ${typeof flag}`, 'true or false')
  if (onStep !== undefined && typeof onStep !== 'function') throw invalid('onStep must be a function')
  const bucket = bucketOf(options.bucket)
  const filter = pathFilter(options.include, options.exclude)
  const deletes = options.delete ?? false
  const journal = journalOf(options, folder)
  const how = { filter, deletes, compare, concurrency, journal, dryRun, onStep }
  return { driver, direction, folder, bucket, prefix, ...how }
}

function journalOf({ direction, journal }: SyncOptions, folder: string): string | undefined {
  if (journal === undefined) return undefined
  const path = journal instanceof URL ? fileURLToPath(journal) : journal
  checkText('journal', path, { max: 4096 })
  if (direction === 'down') throw invalid('journal is given, and nothing is uploaded', 'direction: up')
  const inside = relative(folder, path)
  if (inside.startsWith('..') || isAbsolute(inside)) return path
  throw invalid('journal is in the folder, and would be uploaded', 'a file outside of it')
}
