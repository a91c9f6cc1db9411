import type { StoredChecksum } from '../objects/version.ts'
import { elementOf, headerOf } from './algorithms.ts'

/** As headers of an answer have it. */
export const checksumHeaders = (checksum: StoredChecksum | undefined): Readonly<Record<string, string>> =>
  checksum ? { [headerOf(checksum.algorithm)]: checksum.value, 'x-amz-checksum-type': checksum.type } : {}

/** As documents have it. */
export const checksumFields = (checksum: StoredChecksum | undefined): Readonly<Record<string, string>> =>
  checksum ? { [elementOf(checksum.algorithm)]: checksum.value, ChecksumType: checksum.type } : {}
