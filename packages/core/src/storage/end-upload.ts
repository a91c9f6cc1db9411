import type { StoredObject, WrittenObject } from '../contract/storage-objects.ts'
import { isCloudError } from '../errors.ts'
import { sleep, withOutcome } from '../http/abortable.ts'
import type { Sent } from './send-parts.ts'
import { type UploadHandle, unsettled } from './upload-handle.ts'
import type { InParts } from './upload-in-parts.ts'

/** How often the last step is taken, and how long one look or removal may take. */
const attempts = 4
const lookMs = 30_000

/**
 * Makes the object of its parts. A failure that does not tell whether it did is looked into: an upload that is there was not completed, and is
 * once more; one that is gone has made the object, where the key holds what it would have made.
 */
export async function complete(work: InParts, handle: UploadHandle, sent: Sent): Promise<WrittenObject> {
  const { driver, put, signal, clock } = work
  const { ifMatch, ifNoneMatch } = put
  const begun = clock.now()
  const options = { ifMatch, ifNoneMatch, checksum: { algorithm: 'crc32', value: sent.crc32 } } as const
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await driver.completeMultipartUpload(refOf(handle), sent.parts, options, { signal })
    } catch (error) {
      const found = await settle(work, handle, sent, begun, error)
      if (typeof found === 'object') return found
      if (found === 'gone') throw unsettled(error)
      const isFinal = !isCloudError(error) || !error.retryable || attempt === attempts || signal.aborted
      if (isFinal) throw found === 'there' ? withOutcome(error, 'not-applied') : unsettled(error)
      await sleep(100 * 2 ** attempt, clock, signal)
    }
  }
}

/** What a completion that failed has come to: the object; that the upload is there still; that it is gone, and the object another; or nobody knows. */
async function settle(
  work: InParts,
  handle: UploadHandle,
  sent: Sent,
  begun: number,
  error: unknown,
): Promise<WrittenObject | 'there' | 'gone' | 'unknown'> {
  // What is refused as wrong was not done, and no look is needed.
  if (isCloudError(error, 'invalid') || isCloudError(error, 'integrity')) return 'there'
  const there = await isThere(work, handle)
  if (there !== false) return there ? 'there' : 'unknown'
  try {
    const object = await work.driver.getObject(work.to, {}, { timeoutMs: lookMs })
    return isOurs(object, sent, begun) ? toWritten(object) : 'gone'
  } catch (looked) {
    return isCloudError(looked, 'not-found') ? 'gone' : 'unknown'
  }
}

/** Clocks differ, and times of objects are of whole seconds. */
const clockSkewMs = 15 * 60_000

function isOurs(object: StoredObject, sent: Sent, begun: number): boolean {
  const { crc32 } = object.checksums
  if (object.sizeBytes !== sent.sizeBytes || (crc32 !== undefined && crc32 !== sent.crc32)) return false
  return Date.parse(object.modifiedAt) >= begun - clockSkewMs
}

function toWritten({ id, bucket, key, etag, checksums, versionId }: StoredObject): WrittenObject {
  const written = { kind: 'object', id, bucket, key, etag, checksums } as const
  return versionId === undefined ? written : { ...written, versionId }
}

/** Whether the provider knows an upload; `undefined` where it does not say. Asked also when the call itself is over. */
async function isThere({ driver }: InParts, handle: UploadHandle): Promise<boolean | undefined> {
  try {
    await driver.listParts(refOf(handle), {}, { timeoutMs: lookMs }).toArray({ max: 1 })
    return true
  } catch (error) {
    return isCloudError(error, 'not-found') ? false : undefined
  }
}

/** Throws an upload away with its parts, and looks whether it is gone: a part that was on its way may have come after. */
export async function thrownAway(work: InParts, handle: UploadHandle): Promise<boolean> {
  const { driver, clock } = work
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    try {
      await driver.abortMultipartUpload(refOf(handle), { timeoutMs: lookMs })
      if ((await isThere(work, handle)) === false) return true
    } catch {}
    if (attempt < attempts) await sleep(100 * 2 ** attempt, clock)
  }
  return false
}

function refOf({ bucket, key, id }: UploadHandle): {
  readonly bucket: string
  readonly key: string
  readonly id: string
} {
  return { bucket, key, id }
}
