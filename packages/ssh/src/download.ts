import type { CallOptions, Clock } from '@cloud/core'
import { abortable, callScope, checkNames } from '@cloud/core/driver'
import type { Session } from './session.ts'
import type { Sftp } from './sftp.ts'
import { transferError } from './transfer-error.ts'
import { checkPath } from './upload.ts'

const chunkBytes = 128 * 1024

/** Reads a file whole, to where it ends: what a server says of its size beforehand is not believed. */
export async function download(
  session: Session,
  open: () => Promise<Sftp>,
  clock: Clock,
  path: string,
  call: CallOptions = {},
): Promise<Uint8Array> {
  checkPath(path)
  checkNames('download', call, ['signal', 'timeoutMs'])
  const scope = callScope(call, call.timeoutMs, clock, { provider: 'ssh', operation: 'download' })
  const { signal } = scope
  try {
    signal.throwIfAborted()
    const sftp = await abortable(open(), signal)
    const work = read(sftp, path, signal)
    session.finishing(work)
    return await abortable(work, signal)
  } catch (error) {
    throw error === signal.reason
      ? error
      : transferError(error, { operation: 'download', path, outcome: 'not-applied' })
  } finally {
    scope.end()
  }
}

async function read(sftp: Sftp, path: string, signal: AbortSignal): Promise<Uint8Array> {
  const handle = await sftp.ask<Buffer>((server, done) => server.open(path, 'r', done))
  try {
    const chunks: Buffer[] = []
    for (let at = 0; ; ) {
      signal.throwIfAborted()
      const chunk = await readAt(sftp, handle, at)
      if (chunk.length === 0) return Buffer.concat(chunks)
      chunks.push(chunk)
      at += chunk.length
    }
  } finally {
    await sftp.ask((server, done) => server.close(handle, done)).catch(() => {})
  }
}

/** What is at an offset; nothing past the end, where ssh2 tells a length of 0. */
async function readAt(sftp: Sftp, handle: Buffer, at: number): Promise<Buffer> {
  const buffer = Buffer.alloc(chunkBytes)
  const length = await sftp.ask<number>((server, done) =>
    server.read(handle, buffer, 0, chunkBytes, at, done),
  )
  return buffer.subarray(0, length)
}
