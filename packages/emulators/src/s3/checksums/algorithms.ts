import { createHash } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { crcCombiner } from './crc-combine.ts'
import { crc32c } from './crc32c.ts'
import { addToCrc64, crc64Value, newCrc64 } from './crc64nvme.ts'

export const checksumAlgorithms = ['CRC32', 'CRC32C', 'CRC64NVME', 'SHA1', 'SHA256'] as const
export type ChecksumAlgorithm = (typeof checksumAlgorithms)[number]
export type ChecksumType = 'COMPOSITE' | 'FULL_OBJECT'

interface Digest {
  readonly update: (bytes: Uint8Array) => void
  readonly value: () => Buffer
}

interface Algorithm {
  /** Of a digest, in bytes. */
  readonly length: number
  readonly start: () => Digest
  /** Which kinds of checksum an object of parts can have. The first is the default. */
  readonly types: readonly ChecksumType[]
  readonly combine?: (first: bigint, second: bigint, secondLength: number) => bigint
}

const hash = (name: string) => (): Digest => {
  const digest = createHash(name)
  return { update: (bytes: Uint8Array) => void digest.update(bytes), value: () => digest.digest() }
}

const crcOf32 = (add: (bytes: Uint8Array, before: number) => number) => (): Digest => {
  let crc = 0
  return {
    update: (bytes: Uint8Array) => {
      crc = add(bytes, crc)
    },
    value: () => {
      const digest = Buffer.alloc(4)
      digest.writeUInt32BE(crc)
      return digest
    },
  }
}

function crcOf64(): Digest {
  const state = newCrc64()
  return {
    update: (bytes) => addToCrc64(state, bytes),
    value: () => {
      const digest = Buffer.alloc(8)
      digest.writeBigUInt64BE(crc64Value(state))
      return digest
    },
  }
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html */
const algorithms: Readonly<Record<ChecksumAlgorithm, Algorithm>> = {
  CRC32: {
    length: 4,
    start: crcOf32((bytes, before) => crc32(bytes, before)),
    types: ['COMPOSITE', 'FULL_OBJECT'],
    combine: crcCombiner(0xedb88320n, 32),
  },
  CRC32C: {
    length: 4,
    start: crcOf32(crc32c),
    types: ['COMPOSITE', 'FULL_OBJECT'],
    combine: crcCombiner(0x82f63b78n, 32),
  },
  CRC64NVME: {
    length: 8,
    start: crcOf64,
    types: ['FULL_OBJECT'],
    combine: crcCombiner(0x9a6c9329ac4bc9b5n, 64),
  },
  SHA1: { length: 20, start: hash('sha1'), types: ['COMPOSITE'] },
  SHA256: { length: 32, start: hash('sha256'), types: ['COMPOSITE'] },
}

export const algorithm = (name: ChecksumAlgorithm): Algorithm => algorithms[name]

export const headerOf = (name: ChecksumAlgorithm): string => `x-amz-checksum-${name.toLowerCase()}`

/** Its element in documents. */
export const elementOf = (name: ChecksumAlgorithm): string => `Checksum${name}`
