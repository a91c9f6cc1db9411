const firstCapacity = 4_096

/** Keeps the last `limit` bytes of a stream, in a buffer that grows to that size and then is written around. */
export interface Tail {
  readonly add: (bytes: Uint8Array) => void
  /** What is kept, as UTF-8; a character that lost its beginning is left out. */
  readonly text: () => string
}

export function tail(limit: number): Tail {
  let buffer = Buffer.alloc(Math.min(limit, firstCapacity))
  let total = 0

  const grow = (wanted: number) => {
    if (wanted <= buffer.length || buffer.length === limit) return
    const larger = Buffer.alloc(Math.min(limit, Math.max(wanted, buffer.length * 2)))
    buffer.copy(larger)
    buffer = larger
  }

  return {
    add: (bytes) => {
      grow(total + bytes.length)
      const last = bytes.subarray(Math.max(0, bytes.length - buffer.length))
      const start = (total + bytes.length - last.length) % buffer.length
      const room = buffer.length - start
      buffer.set(last.subarray(0, room), start)
      buffer.set(last.subarray(room), 0)
      total += bytes.length
    },
    text: () => {
      if (total <= buffer.length) return buffer.toString('utf8', 0, total)
      const start = total % buffer.length
      const kept = Buffer.concat([buffer.subarray(start), buffer.subarray(0, start)])
      return kept.toString('utf8', characterStart(kept))
    },
  }
}

/** Where the first whole character begins: at most three continuation bytes belong to one before it. */
function characterStart(bytes: Uint8Array): number {
  let at = 0
  while (at < 3 && ((bytes[at] ?? 0) & 0xc0) === 0x80) at++
  return at
}
