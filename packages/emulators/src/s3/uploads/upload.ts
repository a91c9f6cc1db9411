import type { ChecksumAlgorithm, ChecksumType } from '../checksums/algorithms.ts'
import type { ObjectTraits, StoredChecksum } from '../objects/version.ts'
import type { Slice } from '../storage/slices.ts'

export interface UploadedPart {
  readonly number: number
  readonly size: number
  readonly etag: string
  /** Hexadecimal: the object's ETag is made of these, whatever the part's own shows. */
  readonly md5: string
  readonly modifiedAt: number
  readonly slices: readonly Slice[]
  /** Base64. */
  readonly checksum?: string
}

/** What was made of an upload that is over, so that the same completion again is answered the same. */
export interface Completion {
  readonly id: string
  readonly key: string
  /** The parts that it was made of. */
  readonly parts: string
  readonly versionId: string
  readonly etag: string
  readonly checksum?: StoredChecksum
}

export interface UploadStart extends ObjectTraits {
  readonly id: string
  readonly key: string
  readonly initiatedAt: number
  readonly algorithm: ChecksumAlgorithm
  readonly type: ChecksumType
  /** The caller named the algorithm, and so must each part. */
  readonly named: boolean
}

/** A multipart upload that has begun. */
export interface Upload extends UploadStart {
  readonly parts: Map<number, UploadedPart>
}
