import { checkNames } from '../check.ts'
import { CloudError, changed, invalid, isCloudError } from '../errors.ts'
import type { NamedObject } from './check-object.ts'
import { checkSizes } from './part-size.ts'

/** What an upload in parts goes on by, from another process too: plain data. It names the upload to `abortMultipartUpload` as well. */
export interface UploadHandle {
  readonly bucket: string
  readonly key: string
  readonly id: string
  readonly partSizeBytes: number
  /** Left out where nobody knew it at the beginning. */
  readonly sizeBytes?: number
}

/** `invalid` for what is no handle, or one of another object. */
export function checkHandle(handle: UploadHandle, { bucket, key }: NamedObject): void {
  checkNames('resume', handle, ['bucket', 'key', 'id', 'partSizeBytes', 'sizeBytes'])
  if (typeof handle.id !== 'string' || handle.id === '') throw invalid('resume has no id')
  checkSizes(handle.partSizeBytes, handle.sizeBytes)
  if (handle.bucket === bucket && handle.key === key) return
  throw invalid('resume is the handle of another object', 'the one that onStart was called with')
}

/** What became of the parts of an upload that failed. */
export type Cleanup = 'aborted' | 'kept' | 'failed'

/** The failure of an upload, with what became of its parts. What content throws is what it is. */
export function withCleanup(error: unknown, upload: UploadHandle, cleanup: Cleanup): unknown {
  if (!isCloudError(error)) return error
  return changed(error, {
    details: { ...error.details, cleanup, ...(cleanup === 'aborted' ? {} : { upload }) },
  })
}

/** Where nothing tells whether the last step of an upload took effect. */
export function unsettled(error: unknown): CloudError {
  if (isCloudError(error)) return changed(error, { outcome: 'unknown' })
  return new CloudError('Whether the upload was completed is not known', {
    code: 'unknown',
    outcome: 'unknown',
    cause: error,
  })
}
