import { nodeCrypto, nodeZlib } from '../builtins.ts'
import type { Checksum, ChecksumAlgorithm, Checksums } from '../contract/storage-objects.ts'
import { invalid } from '../errors.ts'

/** How many bytes a checksum of each has. */
const lengths: Readonly<Record<ChecksumAlgorithm, number>> = {
  crc32: 4,
  crc32c: 4,
  crc64nvme: 8,
  md5: 16,
  sha1: 20,
  sha256: 32,
}

/** Those that are computed here, from the fastest to the slowest. */
const computed = ['crc32', 'sha1', 'sha256', 'md5'] as const satisfies readonly ChecksumAlgorithm[]

/** A checksum while content passes. */
export interface Summing {
  readonly update: (bytes: Uint8Array) => void
  /** What it is of all that has passed, in base64. */
  readonly value: () => string
}

/** `undefined` for an algorithm that is not computed here. */
export function summing(algorithm: ChecksumAlgorithm): Summing | undefined {
  if (algorithm === 'crc32') {
    let sum = 0
    return {
      update: (bytes) => {
        sum = nodeZlib().crc32(bytes, sum)
      },
      value: () => crcText(sum),
    }
  }
  if (!computed.some((one) => one === algorithm)) return undefined
  const hash = nodeCrypto().createHash(algorithm)
  return { update: (bytes) => hash.update(bytes), value: () => hash.copy().digest('base64') }
}

/** The first of the checksums of an object that is computed here, and what it is to be; without `sum` where there is none. */
export function checkable(checksums: Checksums): {
  readonly algorithm: ChecksumAlgorithm
  readonly value: string | undefined
  readonly sum?: Summing
} {
  const algorithm = computed.find((one) => checksums[one] !== undefined) ?? 'crc32'
  const value = checksums[algorithm]
  const sum = value === undefined ? undefined : summing(algorithm)
  return { algorithm, value, ...(sum ? { sum } : {}) }
}

/** A CRC as checksums write it: its four bytes, the highest first, in base64. */
export function crcText(sum: number): string {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(sum >>> 0)
  return bytes.toString('base64')
}

export function crcNumber(text: string): number {
  return Buffer.from(text, 'base64').readUInt32BE()
}

/** `invalid` for what is no checksum. */
export function checkChecksum(checksum: Checksum | undefined): void {
  if (checksum === undefined) return
  const { algorithm, value } = Object(checksum) as Partial<Checksum>
  if (typeof algorithm !== 'string' || !Object.hasOwn(lengths, algorithm))
    throw invalid('The checksum has no known algorithm', `one of ${Object.keys(lengths).join(', ')}`)
  const bytes = typeof value === 'string' ? Buffer.from(value, 'base64') : Buffer.alloc(0)
  if (bytes.length !== lengths[algorithm] || bytes.toString('base64') !== value)
    throw invalid(`The checksum is no ${algorithm}`, `${lengths[algorithm]} bytes in base64`)
}

/**
 * The CRC32 of two contents one after the other, of those of each and of how long the second is. Appending zeros multiplies a CRC by a power of x
 * in the ring of polynomials that CRC32 is computed in, which takes as many steps as the length has bits.
 */
export function joinCrc32(first: number, second: number, secondBytes: number): number {
  let [power, factor] = [1 << 31, x8]
  for (let left = secondBytes; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) power = multiplied(power, factor)
    factor = multiplied(factor, factor)
  }
  return (multiplied(first, power) ^ second) >>> 0
}

/** x to the power of 8, which one zero byte multiplies by: bit 31 stands for x to the power of 0. */
const x8 = 1 << (31 - 8)

function multiplied(a: number, b: number): number {
  let [product, shifted] = [0, b]
  for (let bit = 31; bit >= 0; bit -= 1) {
    if ((a >>> bit) & 1) product ^= shifted
    shifted = shifted & 1 ? (shifted >>> 1) ^ 0xedb88320 : shifted >>> 1
  }
  return product
}
