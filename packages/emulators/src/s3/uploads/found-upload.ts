import type { BucketCall } from '../call.ts'
import { invalidArgument, Refusal } from '../refusal.ts'
import type { Upload } from './upload.ts'

/** The upload that a request names, which is of its key. */
export function foundUpload({ bucket, key, query }: BucketCall): Upload {
  const id = query.get('uploadId') ?? ''
  const upload = bucket.uploads.get(id)
  if (upload?.key === key) return upload
  throw new Refusal('NoSuchUpload', undefined, { details: { UploadId: id } })
}

export const mostParts = 10_000

export function partNumber({ query }: BucketCall): number {
  const text = query.get('partNumber') ?? ''
  const number = Number(text)
  if (number >= 1 && number <= mostParts) return number
  throw invalidArgument('Part number must be an integer between 1 and 10000, inclusive', 'partNumber', text)
}
