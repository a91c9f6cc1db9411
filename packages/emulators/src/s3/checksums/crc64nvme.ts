import { tables64 } from './crc-tables.ts'

const { low, high } = tables64(0x9a6c9329ac4bc9b5n)

/** Both halves of a CRC, not yet inverted at the end. */
export interface Crc64State {
  low: number
  high: number
}

export const newCrc64 = (): Crc64State => ({ low: -1, high: -1 })

type Tables = readonly [
  Uint32Array,
  Uint32Array,
  Uint32Array,
  Uint32Array,
  Uint32Array,
  Uint32Array,
  Uint32Array,
  Uint32Array,
]
const [l0, l1, l2, l3, l4, l5, l6, l7] = low as unknown as Tables
const [h0, h1, h2, h3, h4, h5, h6, h7] = high as unknown as Tables

const at = (table: Uint32Array, index: number): number => table[index & 0xff] as number

/** CRC-64/NVME, in place. */
export function addToCrc64(state: Crc64State, bytes: Uint8Array): void {
  let { low: a, high: b } = state
  let index = 0
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (const whole = bytes.length - 7; index < whole; index += 8) {
    const x = a ^ view.getUint32(index, true)
    const y = b ^ view.getUint32(index + 4, true)
    const [x1, x2, x3, y1, y2, y3] = [x >>> 8, x >>> 16, x >>> 24, y >>> 8, y >>> 16, y >>> 24]
    a = at(l7, x) ^ at(l6, x1) ^ at(l5, x2) ^ at(l4, x3) ^ at(l3, y) ^ at(l2, y1) ^ at(l1, y2) ^ at(l0, y3)
    b = at(h7, x) ^ at(h6, x1) ^ at(h5, x2) ^ at(h4, x3) ^ at(h3, y) ^ at(h2, y1) ^ at(h1, y2) ^ at(h0, y3)
  }
  for (; index < bytes.length; index += 1) {
    const byte = a ^ view.getUint8(index)
    a = ((a >>> 8) | (b << 24)) ^ at(l0, byte)
    b = (b >>> 8) ^ at(h0, byte)
  }
  state.low = a
  state.high = b
}

export const crc64Value = (state: Crc64State): bigint =>
  (BigInt(~state.high >>> 0) << 32n) | BigInt(~state.low >>> 0)
