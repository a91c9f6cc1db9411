import type { Bucket } from './buckets/bucket.ts'
import type { S3 } from './cloud.ts'
import type { StoredVersion } from './objects/version.ts'

export interface InventoryObject {
  readonly key: string
  /** `null` for one that was made without versioning. */
  readonly versionId: string
  readonly isLatest: boolean
  readonly deleteMarker: boolean
  readonly size: number
  /** With its quotes. */
  readonly etag: string
  /** RFC 3339. */
  readonly modifiedAt: string
  readonly contentType: string
  readonly metadata: Readonly<Record<string, string>>
  readonly tags: Readonly<Record<string, string>>
  readonly storageClass: string
}

export interface InventoryUpload {
  readonly id: string
  readonly key: string
  /** RFC 3339. */
  readonly initiatedAt: string
  readonly parts: readonly { readonly number: number; readonly size: number; readonly etag: string }[]
}

export interface InventoryBucket {
  readonly name: string
  readonly region: string
  /** RFC 3339. */
  readonly createdAt: string
  readonly versioning: 'Disabled' | 'Enabled' | 'Suspended'
  /** In the order of keys, of each the latest version first. */
  readonly objects: readonly InventoryObject[]
  /** Multipart uploads that have neither been completed nor aborted. */
  readonly uploads: readonly InventoryUpload[]
}

export interface S3Inventory {
  readonly buckets: readonly InventoryBucket[]
  /** That lie there for objects, versions and parts; copies share theirs. */
  readonly storedBytes: number
}

export const s3Inventory = ({ buckets, pieces }: S3): S3Inventory => ({
  buckets: [...buckets.values()].map(ofBucket),
  storedBytes: pieces.size(),
})

const isoOf = (ms: number) => new Date(ms).toISOString()

function ofBucket({ name, region, createdAt, settings, objects, uploads }: Bucket): InventoryBucket {
  const found: InventoryObject[] = []
  for (let next = objects.from(''); next; next = objects.after(next[0]))
    found.push(...next[1].map((version, index) => ofVersion(version, index === 0)))
  return {
    name,
    region,
    createdAt: isoOf(createdAt),
    versioning: settings.versioning ?? 'Disabled',
    objects: found,
    uploads: [...uploads.values()].map(({ id, key, initiatedAt, parts }) => ({
      id,
      key,
      initiatedAt: isoOf(initiatedAt),
      parts: [...parts.values()]
        .map(({ number, size, etag }) => ({ number, size, etag }))
        .sort((a, b) => a.number - b.number),
    })),
  }
}

const ofVersion = (version: StoredVersion, isLatest: boolean): InventoryObject => ({
  key: version.key,
  versionId: version.versionId,
  isLatest,
  deleteMarker: version.deleteMarker,
  size: version.size,
  etag: version.etag,
  modifiedAt: isoOf(version.modifiedAt),
  contentType: version.headers['content-type'] ?? '',
  metadata: version.metadata,
  tags: Object.fromEntries(version.tags.map(({ key, value }) => [key, value])),
  storageClass: version.storageClass,
})
