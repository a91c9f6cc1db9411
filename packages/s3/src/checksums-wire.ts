import type { ChecksumAlgorithm, Checksums } from '@cloud/core'
import { text, type XmlShape } from '@cloud/core/driver'

/** Checksums as documents write them. */
export interface ChecksumsWire {
  readonly ChecksumCRC32?: string
  readonly ChecksumCRC32C?: string
  readonly ChecksumCRC64NVME?: string
  readonly ChecksumMD5?: string
  readonly ChecksumSHA1?: string
  readonly ChecksumSHA256?: string
  readonly ChecksumType?: string
}

export const checksumMembers: { readonly [K in keyof Required<ChecksumsWire>]: XmlShape<string> } = {
  ChecksumCRC32: text,
  ChecksumCRC32C: text,
  ChecksumCRC64NVME: text,
  ChecksumMD5: text,
  ChecksumSHA1: text,
  ChecksumSHA256: text,
  ChecksumType: text,
}

export const xmlNames: Readonly<Record<ChecksumAlgorithm, Exclude<keyof ChecksumsWire, 'ChecksumType'>>> = {
  crc32: 'ChecksumCRC32',
  crc32c: 'ChecksumCRC32C',
  crc64nvme: 'ChecksumCRC64NVME',
  md5: 'ChecksumMD5',
  sha1: 'ChecksumSHA1',
  sha256: 'ChecksumSHA256',
}

/** Those of the whole content: of a composite one the value ends with the number of its parts. */
export function checksumsInXml(wire: ChecksumsWire): Checksums {
  if (wire.ChecksumType === 'COMPOSITE') return {}
  return Object.fromEntries(
    Object.entries(xmlNames).flatMap(([algorithm, name]) => {
      const value = wire[name]
      return !value || value.includes('-') ? [] : [[algorithm, value]]
    }),
  )
}
