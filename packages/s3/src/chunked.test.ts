import { describe, expect, it } from 'vitest'
import { chunked, chunkedSize } from './chunked.ts'

const mib = 1024 * 1024
const trailer = 'x-amz-checksum-crc32'
const sum = 'AAAAAA=='

/** What a reader of the encoding makes of it: the bytes, and how large each chunk said it was. */
function decoded(body: Buffer): { readonly content: Buffer; readonly sizes: readonly number[] } {
  const [content, sizes]: [Buffer[], number[]] = [[], []]
  for (let at = 0; ; ) {
    const end = body.indexOf('\r\n', at)
    const size = Number.parseInt(body.toString('latin1', at, end), 16)
    if (size === 0) {
      expect(body.toString('latin1', end)).toBe(`\r\n${trailer}:${sum}\r\n\r\n`)
      return { content: Buffer.concat(content), sizes }
    }
    sizes.push(size)
    content.push(body.subarray(end + 2, end + 2 + size))
    at = end + 2 + size + 2
    expect(body.toString('latin1', at - 2, at)).toBe('\r\n')
  }
}

async function* pieces(content: Buffer, size: number) {
  for (let at = 0; at < content.length; at += size) yield content.subarray(at, at + size)
}

describe('content in chunks', () => {
  it.each([
    [0, 1, []],
    [5, 2, [5]],
    [mib, 65_536, [mib]],
    [mib + 1, 65_536, [mib, 1]],
    [3 * mib, 2.5 * mib, [mib, mib, mib]],
    [2 * mib + 77, 700_001, [mib, mib, 77]],
  ])(
    'of %i bytes that come %i at a time is as long as told, and comes out the same',
    async (size, piece, sizes) => {
      const content = Buffer.alloc(size, 'what is sent, ')
      const body: Uint8Array[] = []
      for await (const chunk of chunked(pieces(content, piece), size, trailer, () => sum)) body.push(chunk)
      const whole = Buffer.concat(body)
      expect(whole.length).toBe(chunkedSize(size, trailer))
      const found = decoded(whole)
      expect(found.sizes).toEqual(sizes)
      expect(found.content.equals(content)).toBe(true)
    },
  )
})
