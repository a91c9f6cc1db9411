import { connect, Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { Clock } from '@cloud/core'
import { abortable } from '@cloud/core/driver'

export interface SocketTarget {
  readonly host: string
  readonly port: number
  readonly signal?: AbortSignal | undefined
}

/** Any way to a byte stream: a bastion, a proxy, an emulator's gateway. Who resolves it hands it over. */
export type OpenSocket = (to: SocketTarget) => Promise<Duplex>

/** A byte stream to the machine within `timeoutMs`, through the caller's own way or by TCP. Nothing is left open on failure. */
export async function dial(
  to: { readonly host: string; readonly port: number },
  how: { readonly open: OpenSocket; readonly timeoutMs: number; readonly clock: Clock },
  signal: AbortSignal,
): Promise<Duplex> {
  const late = new AbortController()
  const name = `${to.host}:${to.port}`
  const cancel = how.clock.after(how.timeoutMs, () =>
    late.abort(systemError('ETIMEDOUT', `connect ETIMEDOUT ${name} after ${how.timeoutMs} ms`)),
  )
  const over = AbortSignal.any([signal, late.signal])
  // A way of the caller's may also throw where it is to reject.
  const opening = (async () => how.open({ ...to, signal: over }))()
  try {
    const stream = await abortable(opening, over)
    // Until ssh2 listens, an error of the stream has nobody else; after that it has ssh2 too.
    stream.on('error', () => {})
    // Small packets back and forth: waiting to fill one costs 40 ms each time.
    if (stream instanceof Socket) stream.setNoDelay(true)
    return stream
  } catch (error) {
    opening.then(
      (stream) => stream.on('error', () => {}).destroy(),
      () => {},
    )
    throw error
  } finally {
    cancel()
  }
}

export function openTcp({ host, port, signal }: SocketTarget): Promise<Socket> {
  const { promise, resolve, reject } = Promise.withResolvers<Socket>()
  if (signal?.aborted) return Promise.reject(signal.reason)
  const socket = connect({ host, port, noDelay: true })
  const stop = () => socket.destroy(asError(signal?.reason))
  signal?.addEventListener('abort', stop, { once: true })
  socket.once('connect', () => {
    signal?.removeEventListener('abort', stop)
    socket.off('error', reject)
    resolve(socket)
  })
  socket.once('error', reject)
  socket.once('close', () => signal?.removeEventListener('abort', stop))
  return promise
}

const asError = (reason: unknown): Error => (reason instanceof Error ? reason : new Error('aborted'))

export function systemError(code: string, message: string): Error {
  return Object.assign(new Error(message), { code })
}
