import { Refusal } from '../refusal.ts'

/** Reads lines and stretches from a stream of bytes. */
export interface ByteReader {
  /** Without its end. Throws for one that is longer than any here may be, or cut short. */
  readonly line: () => Promise<string>
  /** At least one byte and at most `most`, as they come. */
  readonly some: (most: number) => Promise<Buffer>
  readonly isAtEnd: () => Promise<boolean>
}

const longestLine = 8_192

export function byteReader(source: AsyncIterable<Buffer>): ByteReader {
  const iterator = source[Symbol.asyncIterator]()
  let rest: Buffer = Buffer.alloc(0)
  const fill = async (): Promise<boolean> => {
    const next = await iterator.next()
    if (next.done) return false
    rest = rest.length > 0 ? Buffer.concat([rest, next.value]) : next.value
    return true
  }
  const need = async () => {
    if (!(await fill())) throw new Refusal('IncompleteBody')
  }
  return {
    line: async () => {
      let end = rest.indexOf('\r\n')
      while (end < 0 && rest.length <= longestLine) {
        await need()
        end = rest.indexOf('\r\n')
      }
      if (end < 0 || end > longestLine) throw new Refusal('IncompleteBody')
      const text = rest.toString('latin1', 0, end)
      rest = rest.subarray(end + 2)
      return text
    },
    some: async (most) => {
      while (rest.length === 0) await need()
      const taken = rest.subarray(0, most)
      rest = rest.subarray(taken.length)
      return taken
    },
    isAtEnd: async () => {
      while (rest.length === 0) if (!(await fill())) return true
      return false
    },
  }
}
