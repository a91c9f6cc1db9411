import { Duplex } from 'node:stream'

/**
 * Two streams, each giving what is written to the other. node's duplexPair hands bytes over within the write, so that two protocols
 * in one process re-enter one another and an SSH key exchange fails; here they arrive a tick later, as from a socket.
 */
export function streamPair(): readonly [Duplex, Duplex] {
  const ends: Duplex[] = []
  const waiting: (() => void)[] = []
  const end = (index: number) => {
    const other = () => ends[1 - index]
    return new Duplex({
      read: () => {
        waiting[index]?.()
        delete waiting[index]
      },
      write: (chunk: Buffer, _encoding, written) => {
        process.nextTick(() => {
          if (other()?.destroyed) return written(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }))
          if (other()?.push(chunk)) written()
          else waiting[1 - index] = written
        })
      },
      final: (finished) => {
        process.nextTick(() => {
          if (!other()?.destroyed) other()?.push(null)
          finished()
        })
      },
      destroy: (error, destroyed) => {
        process.nextTick(() => other()?.destroy())
        destroyed(error)
      },
    })
  }
  const [near, far] = [end(0), end(1)]
  ends.push(near, far)
  return [near, far]
}
