import { mkdir, rm, utimes } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { CallOptions } from '../contract/call.ts'
import type { Storage } from '../contract/storage.ts'
import { local } from '../deploy/local-file.ts'
import { CloudError, isCloudError } from '../errors.ts'
import { callScope } from '../http/deadline.ts'
import { clockOf } from '../wait-for-node.ts'
import { download } from './download.ts'
import { checkWay } from './local-tree.ts'
import { openSyncJournal, type SyncJournal } from './sync-journal.ts'
import { checkSync, type Sync, type SyncOptions } from './sync-options.ts'
import { planSync, type SyncPlan, type SyncStep } from './sync-plan.ts'

/**
 * Makes a bucket as a folder of this computer is, or the folder as the bucket: compares, then does what the plan says, and resolves with it. With `dryRun` it
 * only plans. Nothing is deleted unless that is wanted, and then last, and only where all before it went well.
 *
 * - A key is the prefix and the path of its file, with `/` between the parts. A key that is no path in the folder (`..`, `//`, a part that is too
 *   long) is `skipped`, never written elsewhere; symbolic links are neither followed nor written through.
 * - Files are written whole or not at all, as by `download`, and get the time of their object; objects as by `upload`.
 * - Where steps fail the others are done all the same; then it rejects with the code of the first, `details.failures`, each
 *   `{ path, code, message }`, and `details.done`, how many steps were done. The same call goes on.
 * - After a process that was killed the same call goes on as well; with `journal` also in the middle of a large file, and nothing stays behind.
 */
export async function syncDirectory(
  driver: Storage,
  options: SyncOptions,
  call: CallOptions = {},
): Promise<SyncPlan> {
  const sync = checkSync(driver, options)
  const { signal, end } = callScope(call, call.timeoutMs, clockOf(driver))
  try {
    if (signal.aborted) throw signal.reason
    const plan = await planSync(sync, { signal })
    if (!sync.dryRun) await apply(sync, plan.steps, signal)
    return plan
  } finally {
    end()
  }
}

interface Failure {
  readonly path: string
  readonly error: CloudError
}

async function apply(sync: Sync, steps: readonly SyncStep[], signal: AbortSignal): Promise<void> {
  const { driver, bucket, prefix } = sync
  const journal = await openSyncJournal(driver, sync.journal)
  const uploads = steps.filter(({ kind }) => kind === 'upload').map(({ key }) => key)
  await journal.abandon({ bucket, key: prefix }, new Set(uploads), signal)
  const isDelete = ({ kind }: SyncStep) => kind === 'delete-object' || kind === 'delete-file'
  const moved = await all(
    sync,
    journal,
    steps.filter((step) => !isDelete(step)),
    signal,
  )
  const removed =
    moved.failures.length === 0
      ? await all(sync, journal, steps.filter(isDelete), signal)
      : { done: 0, failures: [] }
  const failures = [...moved.failures, ...removed.failures]
  const [first] = failures
  if (first === undefined) return
  throw new CloudError(
    `${failures.length} files could not be brought over: ${first.path}: ${first.error.message}`,
    {
      code: first.error.code,
      retryable: failures.every(({ error }) => error.retryable),
      outcome: 'unknown',
      details: {
        done: moved.done + removed.done,
        failures: failures.map(({ path, error: { code, message } }) => ({ path, code, message })),
      },
      cause: first.error,
    },
  )
}

async function all(
  sync: Sync,
  journal: SyncJournal,
  steps: readonly SyncStep[],
  signal: AbortSignal,
): Promise<{ readonly done: number; readonly failures: readonly Failure[] }> {
  const left = [...steps]
  const failures: Failure[] = []
  let done = 0
  const work = async () => {
    for (let step = left.shift(); step !== undefined; step = left.shift()) {
      if (signal.aborted) throw signal.reason
      const error = await failureOf(take(sync, journal, step, signal))
      if (signal.aborted) throw signal.reason
      if (error) failures.push({ path: step.path, error })
      else {
        done += 1
        sync.onStep?.(step)
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(sync.concurrency, steps.length) }, work))
  return { done, failures }
}

async function failureOf(step: Promise<unknown>): Promise<CloudError | undefined> {
  try {
    await step
    return undefined
  } catch (error) {
    if (isCloudError(error)) return error
    throw error
  }
}

async function take(
  sync: Sync,
  journal: SyncJournal,
  { kind, path, key }: SyncStep,
  signal: AbortSignal,
): Promise<void> {
  const { driver, folder, bucket } = sync
  const file = join(folder, path)
  if (kind === 'upload') await journal.upload({ bucket, key }, file, signal)
  if (kind === 'delete-object') await driver.deleteObject({ bucket, key }, { signal })
  if (kind === 'upload' || kind === 'delete-object') return
  await checkWay(folder, path)
  if (kind === 'delete-file') return local(file, rm(file))
  await local(file, mkdir(dirname(file), { recursive: true }))
  const { object } = await download(driver, { bucket, key }, file, {}, { signal })
  const time = new Date(object.modifiedAt)
  await local(file, utimes(file, time, time))
}
