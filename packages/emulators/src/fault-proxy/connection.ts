import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { Clock } from '../clock.ts'

/** A connection of a client: `stream` carries its bytes, through TLS where that is spoken, and `socket` is what lies under it. */
export interface Connection {
  readonly stream: Duplex
  readonly socket: Socket
}

/** Resolves when the system has taken the bytes; rejects where the connection is gone. */
export function write(stream: Duplex, bytes: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(bytes, (error) => (error ? reject(error) : resolve()))
  })
}

const arrivalMs = 5

/**
 * Resets a connection when the other side has had the time to read what was written before, which a reset may throw away. Real time, since
 * bytes on a real network take it; and busy, so that a virtual clock does not take the wait for idleness and jump.
 */
export function reset(socket: Socket): void {
  const since = performance.now()
  const look = () => {
    if (socket.destroyed) return
    if (performance.now() - since < arrivalMs) setImmediate(look)
    else socket.resetAndDestroy()
  }
  look()
}

/** Waits, and rejects as soon as the connection is gone: no timer outlives it. */
export function pause(clock: Clock, ms: number, stream: Duplex): Promise<void> {
  if (ms <= 0) return new Promise((resolve) => setImmediate(resolve))
  return new Promise((resolve, reject) => {
    const gone = () => {
      cancel()
      reject(new Error('The connection is gone'))
    }
    const cancel = clock.after(ms, () => {
      stream.off('close', gone)
      resolve()
    })
    if (stream.destroyed) gone()
    else stream.once('close', gone)
  })
}
