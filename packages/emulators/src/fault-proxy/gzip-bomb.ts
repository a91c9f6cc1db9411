import { constants, crc32, deflateRawSync } from 'node:zlib'

const block = Buffer.alloc(1024 * 1024, ' ')

/** Deflated so that it stands alone and ends on a whole byte: it may be repeated, and others may follow it. */
const packed = (bytes: Buffer) => deflateRawSync(bytes, { level: 9, finishFlush: constants.Z_FULL_FLUSH })

/** One gzip member that unpacks to `bytes` blanks, made without ever holding them. */
export function gzipBomb(bytes: number): Buffer {
  const whole = Math.floor(bytes / block.length)
  const rest = block.subarray(0, bytes % block.length)
  const one = packed(block)
  let sum = 0
  for (let count = 0; count < whole; count += 1) sum = crc32(block, sum)
  const trailer = Buffer.alloc(8)
  trailer.writeUInt32LE(crc32(rest, sum), 0)
  trailer.writeUInt32LE(bytes % 2 ** 32, 4)
  return Buffer.concat([
    Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]),
    ...Array.from({ length: whole }, () => one),
    packed(rest),
    // An empty block that is the last.
    Buffer.from([3, 0]),
    trailer,
  ])
}
