import type { StoredVersion, Tag } from '../objects/version.ts'
import type { KeyMap } from '../storage/key-map.ts'
import type { Completion, Upload } from '../uploads/upload.ts'
import type { XmlElement } from '../xml-reader.ts'

export interface PublicAccessBlock {
  readonly blockAcls: boolean
  readonly ignoreAcls: boolean
  readonly blockPolicy: boolean
  readonly restrictBuckets: boolean
}

export interface BucketEncryption {
  readonly algorithm: 'AES256' | 'aws:kms' | 'aws:kms:dsse'
  readonly keyId?: string
  readonly bucketKey: boolean
}

/** What is set on a bucket: plain data, replaced and never changed. */
export interface BucketSettings {
  readonly versioning?: 'Enabled' | 'Suspended'
  readonly acl: string
  readonly ownership?: string
  readonly publicAccessBlock?: PublicAccessBlock
  readonly encryption: BucketEncryption
  readonly payer: 'BucketOwner' | 'Requester'
  readonly tags?: readonly Tag[]
  /** As it was sent. */
  readonly policy?: string
  /** The documents as they were sent, checked. */
  readonly cors?: XmlElement
  readonly lifecycle?: XmlElement
}

export interface Bucket {
  readonly name: string
  readonly region: string
  /** Milliseconds since 1970. */
  readonly createdAt: number
  settings: BucketSettings
  /** The versions of each key, the latest first; never empty. */
  readonly objects: KeyMap<readonly StoredVersion[]>
  /** By id. */
  readonly uploads: Map<string, Upload>
  readonly completed: Map<string, Completion>
}

/** What every new bucket has: no public access, no access lists, encryption with keys of the service. */
export const newSettings: BucketSettings = {
  acl: 'private',
  ownership: 'BucketOwnerEnforced',
  publicAccessBlock: { blockAcls: true, ignoreAcls: true, blockPolicy: true, restrictBuckets: true },
  encryption: { algorithm: 'AES256', bucketKey: false },
  payer: 'BucketOwner',
}
