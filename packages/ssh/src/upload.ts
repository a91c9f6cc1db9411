import { randomBytes } from 'node:crypto'
import { posix } from 'node:path'
import type { Clock, Outcome, UploadOptions } from '@cloud/core'
import { abortable, callScope, checkMode, checkNames, invalid, withOutcome } from '@cloud/core/driver'
import { bytesOf, checkBytes } from './bytes.ts'
import type { Session } from './session.ts'
import type { Sftp } from './sftp.ts'
import { isFailure, isUnsupported, transferError } from './transfer-error.ts'

const chunkBytes = 32 * 1024
const writesAtOnce = 16

interface Upload {
  readonly sftp: Sftp
  readonly bytes: Buffer
  readonly path: string
  readonly mode: number
  readonly signal: AbortSignal
  outcome: Outcome
}

/**
 * Writes a file under a temporary name beside the target, its mode set before its content, makes the machine put it on its disk where
 * it offers to (`fsync@openssh.com`), and renames it over the target in one step (`posix-rename@openssh.com`, every OpenSSH). Where
 * the server lacks that, a target that exists is set aside before and removed after: for a moment there is none, and a connection
 * lost in that moment leaves it under its temporary name.
 */
export async function upload(
  session: Session,
  open: () => Promise<Sftp>,
  clock: Clock,
  content: string | Uint8Array,
  path: string,
  options: UploadOptions = {},
): Promise<void> {
  checkBytes('content', content)
  checkPath(path)
  checkNames('upload', options, ['signal', 'timeoutMs', 'mode'])
  const mode = checkMode(options.mode ?? 0o600)
  const scope = callScope(options, options.timeoutMs, clock, { provider: 'ssh', operation: 'upload' })
  const { signal } = scope
  const state: { outcome: Outcome } = { outcome: 'not-applied' }
  try {
    signal.throwIfAborted()
    const sftp = await abortable(open(), signal)
    const task: Upload = Object.assign(state, { sftp, bytes: bytesOf(content), path, mode, signal })
    const work = write(task)
    // An abort is told at once; the temporary file goes when its turn has come.
    session.finishing(work)
    await abortable(work, signal)
  } catch (error) {
    if (error === signal.reason) throw withOutcome(error, state.outcome)
    throw transferError(error, { operation: 'upload', path, outcome: state.outcome })
  } finally {
    scope.end()
  }
}

async function write(task: Upload): Promise<void> {
  const { sftp, path, mode, signal } = task
  const temporary = temporaryName(path)
  const handle = await sftp.ask<Buffer>((server, done) => server.open(temporary, 'wx', 0o600, done))
  try {
    try {
      await setMode(sftp, handle, temporary, mode)
      await writeAll(task, handle)
      await synchronise(sftp, handle)
    } finally {
      await sftp.ask((server, done) => server.close(handle, done))
    }
    signal.throwIfAborted()
    await moveInto(task, temporary)
  } catch (error) {
    await sftp.ask((server, done) => server.unlink(temporary, done)).catch(() => {})
    throw error
  }
}

/** The mode at opening passes through the machine's umask; this one does not. */
async function setMode(sftp: Sftp, handle: Buffer, name: string, mode: number): Promise<void> {
  try {
    await sftp.ask((server, done) => server.fchmod(handle, mode, done))
  } catch (error) {
    if (!isUnsupported(error)) throw error
    await sftp.ask((server, done) => server.chmod(name, mode, done))
  }
}

async function writeAll({ sftp, bytes, signal }: Upload, handle: Buffer): Promise<void> {
  let next = 0
  const writer = async () => {
    while (next < bytes.length) {
      const at = next
      const length = Math.min(chunkBytes, bytes.length - at)
      next += length
      try {
        signal.throwIfAborted()
        await sftp.ask((server, done) => server.write(handle, bytes, at, length, at, done))
      } catch (error) {
        next = bytes.length
        throw error
      }
    }
  }
  const ends = await Promise.allSettled(Array.from({ length: writesAtOnce }, writer))
  for (const end of ends) if (end.status === 'rejected') throw end.reason
}

async function synchronise(sftp: Sftp, handle: Buffer): Promise<void> {
  await sftp.offered((server, done) => server.ext_openssh_fsync(handle, done))
}

async function moveInto(task: Upload, temporary: string): Promise<void> {
  const { sftp, path } = task
  task.outcome = 'unknown'
  try {
    if (await sftp.offered((server, done) => server.ext_openssh_rename(temporary, path, done))) return
    await replace(sftp, temporary, path)
  } catch (error) {
    // The machine answered that it did not.
    if (typeof Reflect.get(error as Error, 'code') === 'number') task.outcome = 'not-applied'
    throw error
  }
}

/** SFTP's own rename fails where the target exists. */
async function replace(sftp: Sftp, temporary: string, path: string): Promise<void> {
  try {
    return await sftp.ask((server, done) => server.rename(temporary, path, done))
  } catch (error) {
    if (!isFailure(error)) throw error
  }
  const aside = temporaryName(path)
  await sftp.ask((server, done) => server.rename(path, aside, done))
  try {
    await sftp.ask((server, done) => server.rename(temporary, path, done))
  } catch (error) {
    await sftp.ask((server, done) => server.rename(aside, path, done)).catch(() => {})
    throw error
  }
  await sftp.ask((server, done) => server.unlink(aside, done)).catch(() => {})
}

function temporaryName(path: string): string {
  const name = `.${posix.basename(path).slice(0, 60)}.${randomBytes(8).toString('hex')}`
  const folder = posix.dirname(path)
  return folder === '.' ? name : posix.join(folder, name)
}

export function checkPath(path: string): void {
  if (typeof path !== 'string' || path === '' || path.endsWith('/') || path.includes('\0'))
    throw invalid(
      `${JSON.stringify(path)} is no path of a file`,
      'a path that ends with the name of the file',
    )
}
