import type { Bucket } from '../buckets/bucket.ts'
import type { S3 } from '../cloud.ts'
import type { StoredVersion } from './version.ts'

const pathOf = (bucket: Bucket, { key, versionId }: StoredVersion) => ['version', bucket.name, key, versionId]

/** The same version with other traits. */
export function replaceVersion(s3: S3, bucket: Bucket, version: StoredVersion): void {
  const versions = bucket.objects.get(version.key) ?? []
  bucket.objects.set(
    version.key,
    versions.map((each) => (each.versionId === version.versionId ? version : each)),
  )
  s3.records.put(pathOf(bucket, version), version)
}

export function removeVersion(s3: S3, bucket: Bucket, version: StoredVersion): void {
  const left = (bucket.objects.get(version.key) ?? []).filter((each) => each !== version)
  if (left.length > 0) bucket.objects.set(version.key, left)
  else bucket.objects.delete(version.key)
  s3.records.remove(pathOf(bucket, version))
  s3.pieces.release(version.slices)
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._'

/** In the look of the vendor's, for versions, uploads and pages. */
export const newToken = ({ random }: S3, length = 32): string =>
  Array.from({ length }, () => alphabet.charAt(Math.floor(random.next() * alphabet.length))).join('')

/**
 * Makes a version the latest of its key, in the way that the bucket's versioning says: with an id of its own where it is enabled, else in
 * place of the one whose id is `null`. Its slices are held already, by whoever wrote or took them.
 */
export function putVersion(
  s3: S3,
  bucket: Bucket,
  version: Omit<StoredVersion, 'versionId' | 'sequence' | 'modifiedAt'>,
): StoredVersion {
  const versionId = bucket.settings.versioning === 'Enabled' ? newToken(s3) : 'null'
  const made = { ...version, versionId, sequence: s3.sequence++, modifiedAt: s3.clock.now() }
  const others = bucket.objects.get(version.key) ?? []
  const replaced = others.find((each) => each.versionId === versionId)
  bucket.objects.set(version.key, [made, ...others.filter((each) => each !== replaced)])
  s3.records.put(pathOf(bucket, made), made)
  if (replaced) s3.pieces.release(replaced.slices)
  return made
}
