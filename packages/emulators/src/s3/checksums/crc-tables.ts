/** Eight tables for a reflected CRC of 32 bits: a step takes eight bytes. */
export function tables32(polynomial: number): readonly Uint32Array[] {
  const first = Uint32Array.from({ length: 256 }, (_, byte) => {
    let rest = byte
    for (let bit = 0; bit < 8; bit += 1) rest = rest & 1 ? (rest >>> 1) ^ polynomial : rest >>> 1
    return rest >>> 0
  })
  const tables = [first]
  for (let count = 1; count < 8; count += 1) {
    const before = tables[count - 1] ?? first
    tables.push(before.map((value) => ((first[value & 0xff] ?? 0) ^ (value >>> 8)) >>> 0))
  }
  return tables
}

/** The same for 64 bits, in halves: BigInt is many times slower. */
export function tables64(polynomial: bigint): { readonly low: Uint32Array[]; readonly high: Uint32Array[] } {
  const first = Array.from({ length: 256 }, (_, byte) => {
    let rest = BigInt(byte)
    for (let bit = 0; bit < 8; bit += 1) rest = rest & 1n ? (rest >> 1n) ^ polynomial : rest >> 1n
    return rest
  })
  const rows = [first]
  for (let count = 1; count < 8; count += 1) {
    const before = rows[count - 1] ?? first
    rows.push(before.map((value) => (first[Number(value & 0xffn)] ?? 0n) ^ (value >> 8n)))
  }
  return {
    low: rows.map((row) => Uint32Array.from(row, (value) => Number(value & 0xffffffffn))),
    high: rows.map((row) => Uint32Array.from(row, (value) => Number(value >> 32n))),
  }
}
