import { tables32 } from './crc-tables.ts'

const [t0, t1, t2, t3, t4, t5, t6, t7] = tables32(0x82f63b78) as [
  Uint32Array,
  Uint32Array,
  Uint32Array,
  Uint32Array,
  Uint32Array,
  Uint32Array,
  Uint32Array,
  Uint32Array,
]

const at = (table: Uint32Array, index: number): number => table[index & 0xff] as number

/** CRC-32/ISCSI of what came before and of `bytes`. */
export function crc32c(bytes: Uint8Array, before = 0): number {
  let crc = ~before
  let index = 0
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (const whole = bytes.length - 7; index < whole; index += 8) {
    const low = crc ^ view.getUint32(index, true)
    const high = view.getUint32(index + 4, true)
    crc =
      at(t7, low) ^
      at(t6, low >>> 8) ^
      at(t5, low >>> 16) ^
      at(t4, low >>> 24) ^
      at(t3, high) ^
      at(t2, high >>> 8) ^
      at(t1, high >>> 16) ^
      at(t0, high >>> 24)
  }
  for (; index < bytes.length; index += 1) crc = at(t0, crc ^ view.getUint8(index)) ^ (crc >>> 8)
  return ~crc >>> 0
}
