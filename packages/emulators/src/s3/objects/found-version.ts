import type { Bucket } from '../buckets/bucket.ts'
import { Refusal } from '../refusal.ts'
import type { StoredVersion } from './version.ts'

export const latestOf = (bucket: Bucket, key: string): StoredVersion | undefined =>
  bucket.objects.get(key)?.[0]

/** The latest version of a key, or the one that was named. Throws for one that is not there, or says that the object is gone. */
export function foundVersion(bucket: Bucket, key: string, versionId: string | undefined): StoredVersion {
  const version = anyVersion(bucket, key, versionId)
  if (!version) throw new Refusal('NoSuchKey', undefined, { details: { Key: key } })
  if (!version.deleteMarker) return version
  const headers = { 'x-amz-delete-marker': 'true', 'x-amz-version-id': version.versionId }
  if (versionId === undefined) throw new Refusal('NoSuchKey', undefined, { details: { Key: key }, headers })
  throw new Refusal('MethodNotAllowed', undefined, {
    details: { Method: 'GET', ResourceType: 'DeleteMarker' },
    headers: { ...headers, allow: 'DELETE', 'last-modified': new Date(version.modifiedAt).toUTCString() },
  })
}

/** Delete markers among them. Undefined where the key has none; throws for an id that the key does not have. */
export function anyVersion(
  bucket: Bucket,
  key: string,
  versionId: string | undefined,
): StoredVersion | undefined {
  if (versionId === undefined) return latestOf(bucket, key)
  checkVersionId(versionId)
  const found = bucket.objects.get(key)?.find((each) => each.versionId === versionId)
  if (found) return found
  throw new Refusal('NoSuchVersion', undefined, { details: { Key: key, VersionId: versionId } })
}

export function checkVersionId(versionId: string): void {
  if (versionId === 'null' || /^[\w.]{32}$/.test(versionId)) return
  throw new Refusal('InvalidArgument', 'Invalid version id specified', {
    details: { ArgumentName: 'versionId', ArgumentValue: versionId },
  })
}

/** Told once a bucket has been versioned, and for as long as it exists. */
export const versionHeader = (
  bucket: Bucket,
  { versionId }: StoredVersion,
): Readonly<Record<string, string>> =>
  bucket.settings.versioning === undefined ? {} : { 'x-amz-version-id': versionId }
