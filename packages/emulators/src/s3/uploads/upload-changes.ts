import type { Bucket } from '../buckets/bucket.ts'
import type { S3 } from '../cloud.ts'
import type { Completion, Upload, UploadedPart, UploadStart } from './upload.ts'

export function addUpload(s3: S3, bucket: Bucket, start: UploadStart): void {
  bucket.uploads.set(start.id, { ...start, parts: new Map() })
  s3.records.put(['upload', bucket.name, start.id], start)
}

const partPath = (bucket: Bucket, id: string, number: number) => ['part', bucket.name, id, String(number)]

/** In place of the part with the same number. */
export function addPart(s3: S3, bucket: Bucket, upload: Upload, part: UploadedPart): void {
  const replaced = upload.parts.get(part.number)
  upload.parts.set(part.number, part)
  s3.records.put(partPath(bucket, upload.id, part.number), part)
  if (replaced) s3.pieces.release(replaced.slices)
}

/** Ends an upload; its parts are let go. */
export function dropUpload(s3: S3, bucket: Bucket, upload: Upload): void {
  bucket.uploads.delete(upload.id)
  for (const part of upload.parts.values()) {
    s3.records.remove(partPath(bucket, upload.id, part.number))
    s3.pieces.release(part.slices)
  }
  s3.records.remove(['upload', bucket.name, upload.id])
}

export function addCompletion(s3: S3, bucket: Bucket, completion: Completion): void {
  bucket.completed.set(completion.id, completion)
  s3.records.put(['completion', bucket.name, completion.id], completion)
}
