import type { BucketSettings } from '../buckets/bucket.ts'
import { emptyBucket } from '../buckets/bucket-changes.ts'
import type { S3 } from '../cloud.ts'
import type { StoredVersion } from '../objects/version.ts'
import type { Completion, UploadedPart, UploadStart } from '../uploads/upload.ts'
import type { LoadedRecord } from './records.ts'

/** Fills an empty cloud with what an earlier one wrote down. */
export function loadState(s3: S3, loaded: readonly LoadedRecord[]): void {
  const of = (kind: string) => loaded.filter(({ path }) => path[0] === kind)
  for (const { path, value } of of('bucket')) {
    const { region, createdAt, settings } = value as BucketRecord
    const name = path[1] ?? ''
    s3.buckets.set(name, emptyBucket(name, region, createdAt, settings))
  }
  loadVersions(s3, of('version'))
  for (const { path, value } of of('upload')) {
    const start = value as UploadStart
    bucketOf(s3, path)?.uploads.set(start.id, { ...start, parts: new Map() })
  }
  for (const { path, value } of of('part')) {
    const part = value as UploadedPart
    const upload = bucketOf(s3, path)?.uploads.get(path[2] ?? '')
    if (!upload) continue
    s3.pieces.hold(part.slices)
    upload.parts.set(part.number, part)
  }
  for (const { path, value } of of('completion')) {
    const completion = value as Completion
    bucketOf(s3, path)?.completed.set(completion.id, completion)
  }
}

interface BucketRecord {
  readonly region: string
  readonly createdAt: number
  readonly settings: BucketSettings
}

const bucketOf = (s3: S3, [, name = '']: readonly string[]) => s3.buckets.get(name)

function loadVersions(s3: S3, records: readonly LoadedRecord[]): void {
  const versions = records.map(({ path, value }) => ({ path, version: value as StoredVersion }))
  versions.sort((a, b) => b.version.sequence - a.version.sequence)
  s3.sequence = (versions[0]?.version.sequence ?? 0) + 1
  for (const { path, version } of versions) {
    const bucket = bucketOf(s3, path)
    if (!bucket) continue
    s3.pieces.hold(version.slices)
    bucket.objects.set(version.key, [...(bucket.objects.get(version.key) ?? []), version])
  }
}
