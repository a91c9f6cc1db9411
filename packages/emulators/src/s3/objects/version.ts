import type { ChecksumAlgorithm, ChecksumType } from '../checksums/algorithms.ts'
import type { Slice } from '../storage/slices.ts'

/** Of a part that an object was completed of. */
export interface CompletedPart {
  readonly number: number
  readonly size: number
  readonly checksum?: string
}

export interface StoredChecksum {
  readonly algorithm: ChecksumAlgorithm
  readonly type: ChecksumType
  /** Base64; a composite one ends with `-` and the number of parts. */
  readonly value: string
}

export type Encryption =
  | { readonly kind: 'AES256' }
  | {
      readonly kind: 'aws:kms' | 'aws:kms:dsse'
      readonly keyId: string
      readonly bucketKey: boolean
      readonly context?: string
    }
  | { readonly kind: 'customer'; readonly keyMd5: string }

/** What an upload says of an object beside its bytes. */
export interface ObjectTraits {
  /** Content-Type and its like, by lower-case name. */
  readonly headers: Readonly<Record<string, string>>
  readonly metadata: Readonly<Record<string, string>>
  readonly tags: readonly Tag[]
  readonly storageClass: string
  readonly encryption: Encryption
  readonly acl: string
}

export interface Tag {
  readonly key: string
  readonly value: string
}

/** Plain data, replaced and never changed. */
export interface StoredVersion extends ObjectTraits {
  readonly key: string
  /** `null` for one that was made without versioning. */
  readonly versionId: string
  /** Later ones are greater. */
  readonly sequence: number
  /** Milliseconds since 1970. */
  readonly modifiedAt: number
  /** It has no bytes, and says that the object is gone. */
  readonly deleteMarker: boolean
  readonly size: number
  /** With its quotes. */
  readonly etag: string
  readonly slices: readonly Slice[]
  readonly checksum?: StoredChecksum
  readonly parts?: readonly CompletedPart[]
}

/** As every answer tells it: without fractions. */
export const wholeSecond = (ms: number): Date => new Date(Math.floor(ms / 1_000) * 1_000)
