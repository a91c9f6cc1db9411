import { emptyAnswer } from '../answer.ts'
import type { Bucket } from '../buckets/bucket.ts'
import type { S3 } from '../cloud.ts'
import type { BucketHandler } from '../handler.ts'
import { checkDeleteCondition } from './conditions.ts'
import { anyVersion, checkVersionId, latestOf } from './found-version.ts'
import type { StoredVersion } from './version.ts'
import { putVersion, removeVersion } from './version-changes.ts'

/** What a deletion came to. */
export interface Deleted {
  /** Of the version that is gone. */
  readonly versionId?: string
  /** What is gone, or was made, is a delete marker. */
  readonly isMarker: boolean
  /** Of the marker that was made. */
  readonly markerId?: string
}

/** Resolves where there is nothing to delete. A version is removed for good; without one, a versioned bucket gets a delete marker. */
export function deleteFrom(s3: S3, bucket: Bucket, key: string, versionId: string | undefined): Deleted {
  if (versionId !== undefined) {
    checkVersionId(versionId)
    const found = bucket.objects.get(key)?.find((each) => each.versionId === versionId)
    if (found) removeVersion(s3, bucket, found)
    return { versionId, isMarker: found?.deleteMarker ?? false }
  }
  if (bucket.settings.versioning === undefined) {
    const found = latestOf(bucket, key)
    if (found) removeVersion(s3, bucket, found)
    return { isMarker: false }
  }
  return { isMarker: true, markerId: putVersion(s3, bucket, marker(key)).versionId }
}

const marker = (key: string): Omit<StoredVersion, 'versionId' | 'sequence' | 'modifiedAt'> => ({
  key,
  deleteMarker: true,
  size: 0,
  etag: '',
  slices: [],
  headers: {},
  metadata: {},
  tags: [],
  storageClass: 'STANDARD',
  encryption: { kind: 'AES256' },
  acl: 'private',
})

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObject.html */
export const deleteObject: BucketHandler = (s3, { bucket, key, query, headers }) => {
  const versionId = query.get('versionId')
  checkDeleteCondition(
    versionId === undefined ? latestOf(bucket, key) : anyVersion(bucket, key, versionId),
    headers['if-match'],
  )
  const deleted = deleteFrom(s3, bucket, key, versionId)
  const shown = deleted.markerId ?? (bucket.settings.versioning && deleted.versionId)
  return emptyAnswer(204, {
    ...(deleted.isMarker && { 'x-amz-delete-marker': 'true' }),
    ...(shown !== undefined && { 'x-amz-version-id': shown }),
  })
}
