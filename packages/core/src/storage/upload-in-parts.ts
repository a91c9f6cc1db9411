import type { Clock } from '../clock.ts'
import type { Storage } from '../contract/storage.ts'
import type { PutObject, WrittenObject } from '../contract/storage-objects.ts'
import type { MultipartUploads, Part } from '../contract/storage-uploads.ts'
import { isCloudError } from '../errors.ts'
import type { NamedObject } from './check-object.ts'
import { complete, thrownAway } from './end-upload.ts'
import { partSizes } from './part-size.ts'
import { sendParts } from './send-parts.ts'
import type { UploadOptions } from './upload.ts'
import type { PartReader } from './upload-content.ts'
import { type UploadHandle, withCleanup } from './upload-handle.ts'

/** All that an upload in parts is made of. */
export interface InParts {
  readonly driver: Storage & MultipartUploads
  readonly to: NamedObject
  readonly options: UploadOptions
  readonly put: PutObject
  readonly partSizeBytes: number
  readonly concurrency: number
  readonly reader: PartReader
  /** The first part, which was read already. */
  readonly first: Uint8Array | undefined
  readonly signal: AbortSignal
  readonly clock: Clock
}

export async function uploadInParts(work: InParts): Promise<WrittenObject> {
  const { options, signal } = work
  const handle = options.resume ?? (await begin(work))
  let isOver = false
  try {
    const stored = options.resume ? await storedParts(work, handle) : new Map<number, Part>()
    if (!options.resume) await options.onStart?.(handle)
    const sent = await sendParts(work, handle, stored, partSizes(handle.partSizeBytes, handle.sizeBytes))
    if (signal.aborted) throw signal.reason
    isOver = true
    return await complete(work, handle, sent)
  } catch (error) {
    // An upload whose completion may have been heard is thrown away only where it is known to be there.
    if (isOver && isCloudError(error) && error.outcome === 'unknown') throw withCleanup(error, handle, 'kept')
    if (options.onFailure === 'keep') throw withCleanup(error, handle, 'kept')
    throw withCleanup(error, handle, (await thrownAway(work, handle)) ? 'aborted' : 'failed')
  }
}

async function begin({ driver, to, put, partSizeBytes, reader, signal }: InParts): Promise<UploadHandle> {
  const { ifMatch: _, ifNoneMatch: __, sizeBytes: ___, checksum: ____, ...description } = put
  const { id } = await driver.createMultipartUpload(to, description, { signal })
  const { sizeBytes } = reader
  return { ...to, id, partSizeBytes, ...(sizeBytes === undefined ? {} : { sizeBytes }) }
}

/** The parts that an upload has, by their numbers. */
async function storedParts({ driver, signal }: InParts, upload: UploadHandle): Promise<Map<number, Part>> {
  const { bucket, key, id } = upload
  const parts = await driver.listParts({ bucket, key, id }, {}, { signal }).toArray()
  return new Map(parts.map((part) => [part.partNumber, part]))
}
