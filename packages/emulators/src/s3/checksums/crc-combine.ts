/** What becomes of a CRC's bits when zeros follow: the column of each bit, as bits. */
type Matrix = readonly bigint[]

const times = (matrix: Matrix, vector: bigint): bigint => {
  let sum = 0n
  for (let bit = 0, rest = vector; rest > 0n; bit += 1, rest >>= 1n) if (rest & 1n) sum ^= matrix[bit] ?? 0n
  return sum
}

const squared = (matrix: Matrix): Matrix => matrix.map((column) => times(matrix, column))

/**
 * How to tell a CRC of two stretches from the CRC of each and the length of the second: a full-object checksum of parts is made so.
 * `polynomial` is reflected, of `width` bits.
 */
export function crcCombiner(polynomial: bigint, width: number) {
  const oneBit: Matrix = Array.from({ length: width }, (_, bit) =>
    bit === 0 ? polynomial : 1n << BigInt(bit - 1),
  )
  // By exponent, the matrix for 2 ** exponent bytes of zeros.
  const powers: Matrix[] = [squared(squared(squared(oneBit)))]
  const power = (exponent: number): Matrix => {
    const known = powers[exponent]
    if (known) return known
    const made = squared(power(exponent - 1))
    powers[exponent] = made
    return made
  }
  return (first: bigint, second: bigint, secondLength: number): bigint => {
    let shifted = first
    for (let exponent = 0, rest = secondLength; rest > 0; exponent += 1, rest = Math.floor(rest / 2)) {
      if (rest % 2 === 1) shifted = times(power(exponent), shifted)
    }
    return shifted ^ second
  }
}
