import type { Duplex } from 'node:stream'
import type { Client } from 'ssh2'
import type { PublicKey } from './public-key.ts'

/** One authenticated connection. */
export interface Session {
  readonly client: Client
  /** What the machine has proved to hold. */
  readonly hostKey: PublicKey
  /** Aborts when the connection is over; its reason is the error that ended it. */
  readonly gone: AbortSignal
  /** Work that outlives its call, such as removing a temporary file: `close` waits for it, though not for long. */
  readonly finishing: (work: Promise<unknown>) => void
  /** Idempotent. */
  readonly close: () => Promise<void>
}

const closingMs = 1_000

export function session(client: Client, stream: Duplex, gone: AbortController, hostKey: PublicKey): Session {
  const unfinished = new Set<Promise<unknown>>()
  let closing: Promise<void> | undefined
  const close = async () => {
    await within(Promise.all(unfinished), closingMs)
    const closed =
      gone.signal.aborted || new Promise<void>((resolve) => client.once('close', () => resolve()))
    gone.abort(new Error('the shell was closed'))
    client.end()
    await within(closed, closingMs)
    stream.destroy()
  }
  return {
    client,
    hostKey,
    gone: gone.signal,
    finishing: (work) => {
      const settled: Promise<unknown> = work.catch(() => {}).finally(() => unfinished.delete(settled))
      unfinished.add(settled)
    },
    close: () => {
      closing ??= close()
      return closing
    },
  }
}

/** Waits for `work`, at most `ms`: a machine that does not answer any more is left without ceremony. */
async function within(work: unknown, ms: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const timer = setTimeout(resolve, ms)
  try {
    await Promise.race([work, promise])
  } finally {
    clearTimeout(timer)
  }
}
