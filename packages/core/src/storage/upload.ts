import { checkNames } from '../check.ts'
import { checkDriver } from '../check-driver.ts'
import { supports } from '../contract/abilities.ts'
import type { CallOptions } from '../contract/call.ts'
import type { Storage } from '../contract/storage.ts'
import type {
  Checksum,
  Content,
  ObjectDescription,
  ObjectRef,
  PutObject,
  WriteConditions,
  WrittenObject,
} from '../contract/storage-objects.ts'
import { invalid } from '../errors.ts'
import { callScope } from '../http/deadline.ts'
import { clockOf } from '../wait-for-node.ts'
import { type NamedObject, objectOf } from './check-object.ts'
import { checkPutObject } from './check-object-options.ts'
import { release } from './content.ts'
import { checkConcurrency, checkSizes } from './part-size.ts'
import { openContent, pathOf, type UploadContent } from './upload-content.ts'
import { checkHandle, type UploadHandle } from './upload-handle.ts'
import { uploadInParts } from './upload-in-parts.ts'

/** What an upload tells while it goes: `sentBytes` are stored already, of `totalBytes` where that is known. */
export interface UploadProgress {
  readonly sentBytes: number
  readonly totalBytes?: number
  /** The part that was just stored, or, where it `wasThere`, found to be stored. */
  readonly part?: { readonly partNumber: number; readonly sizeBytes: number; readonly wasThere: boolean }
}

export interface UploadOptions<In = never> extends ObjectDescription<In>, WriteConditions {
  /** How many bytes the content has, where it is a stream and that is known. */
  readonly sizeBytes?: number | undefined
  /** What the content must be: `integrity` where it is not, and no object was made. */
  readonly checksum?: Checksum | undefined
  /** 8 MiB unless given; 5 MiB to 5 GiB. Content that is no larger is sent at once, and not in parts. */
  readonly partSizeBytes?: number | undefined
  /** How many parts are sent at the same time: 4 unless given. */
  readonly concurrency?: number | undefined
  /** Called after each part, and once for content that is sent at once. What it throws ends the upload, and is what it rejects with. */
  readonly onProgress?: ((progress: UploadProgress) => void) | undefined
  /**
   * Called with the handle of an upload in parts before the first of them is sent, and waited for. Who keeps it, somewhere that outlives the
   * process, can go on after a crash: by `resume`, or throw away what is stored by `driver.abortMultipartUpload`.
   */
  readonly onStart?: ((handle: UploadHandle) => void | Promise<void>) | undefined
  /** Goes on with this upload: parts that are stored and are the same bytes are not sent again. Needs the same content, from its beginning. */
  readonly resume?: UploadHandle | undefined
  /** What becomes of the parts when the upload fails or is aborted: `abort` unless given, which leaves nothing. */
  readonly onFailure?: 'abort' | 'keep' | undefined
}

/**
 * Stores content of any length. What is larger than a part is sent in parts, several at the same time, where the driver can; then the object is
 * there whole, or not at all.
 *
 * - Memory: parts are held while they are sent, so that each can be sent again: `concurrency` × `partSizeBytes`, or one part where that is
 *   larger, and one more that is being read. Content is read no faster than that.
 * - Parts are 10,000 at most, whose size grows with the content: with what is known of it, or, where that is nothing, by doubling each 950 parts.
 * - Every part has a CRC32, and so has the whole where the provider compares it: what was changed on the way is refused.
 * - A failure or an abort throws away what is stored, and waits until that is done; where it cannot be, `details.cleanup` is `failed`
 *   and `details.upload` the handle. With `onFailure: 'keep'` that is told as well, with `kept`.
 * - A completion whose answer was lost is looked for. Where nothing settles it, `outcome` is `unknown`.
 * - `timeoutMs` bounds all of it; left out, nothing does but the limits of the driver on silence.
 *
 * Without `MultipartUploads` content is sent in one request, and must be of known size, or no larger than a part.
 */
export async function upload<D extends Storage>(
  driver: D,
  to: ObjectRef,
  content: UploadContent,
  options: UploadOptions<PutNativeOf<D>> = {},
  call: CallOptions = {},
): Promise<WrittenObject> {
  const checked = check(driver, to, content, options as UploadOptions)
  const { signal, end } = callScope(call, call.timeoutMs, clockOf(driver))
  try {
    if (signal.aborted) throw signal.reason
    return await opened(checked, content, signal)
  } catch (error) {
    if (pathOf(content) === undefined) release(content as Content)
    throw error
  } finally {
    end()
  }
}

/** What the driver takes under `native` when it writes. */
export type PutNativeOf<D extends Storage> = D extends {
  readonly putObject: (to: never, content: never, options?: PutObject<infer In>) => unknown
}
  ? In
  : never

/** An upload whose options were checked. */
interface Checked {
  readonly driver: Storage
  readonly to: NamedObject
  readonly options: UploadOptions
  /** What of them `putObject` takes. */
  readonly put: PutObject
  readonly partSizeBytes: number
  readonly concurrency: number
}

function check(driver: Storage, to: ObjectRef, content: UploadContent, options: UploadOptions): Checked {
  checkDriver('upload', driver, ['putObject', 'getObject'])
  const named = objectOf(to, { controls: true })
  const {
    partSizeBytes = 8 * 1024 * 1024,
    concurrency = 4,
    onProgress,
    onStart,
    resume,
    onFailure,
    ...put
  } = options
  checkNames('upload', put, putNames)
  checkPutObject(put)
  checkConcurrency(concurrency)
  checkSizes(partSizeBytes, put.sizeBytes)
  for (const [name, run] of Object.entries({ onProgress, onStart }))
    if (run !== undefined && typeof run !== 'function') throw invalid(`${name} must be a function`)
  if (onFailure !== undefined && onFailure !== 'abort' && onFailure !== 'keep')
    throw invalid(`onFailure is ${JSON.stringify(onFailure)}`, 'abort or keep')
  if (resume !== undefined) {
    checkHandle(resume, named)
    if (!supports(driver, 'MultipartUploads')) throw invalid('The driver has no uploads that could go on')
  }
  pathOf(content)
  return {
    driver,
    to: named,
    options,
    put,
    partSizeBytes: resume?.partSizeBytes ?? partSizeBytes,
    concurrency,
  }
}

const putNames = [
  ...['contentType', 'cacheControl', 'contentDisposition', 'contentEncoding', 'contentLanguage'],
  ...['metadata', 'native', 'ifMatch', 'ifNoneMatch', 'sizeBytes', 'checksum'],
]

async function opened(checked: Checked, content: UploadContent, signal: AbortSignal): Promise<WrittenObject> {
  const { driver, put, partSizeBytes, options } = checked
  const reader = await openContent(content, put.sizeBytes, signal)
  try {
    checkSizes(partSizeBytes, reader.sizeBytes)
    const isSmall = reader.sizeBytes !== undefined && reader.sizeBytes <= partSizeBytes
    if (!options.resume && isSmall)
      return await atOnce(checked, (await reader.read(partSizeBytes)) ?? '', signal)
    const first = await reader.read(partSizeBytes)
    const isAll = first === undefined || first.byteLength < partSizeBytes
    if (!options.resume && isAll) return await atOnce(checked, first ?? '', signal)
    if (supports(driver, 'MultipartUploads'))
      return await uploadInParts({ ...checked, driver, reader, first, signal, clock: clockOf(driver) })
    throw invalid(
      'The driver has no uploads in parts, and the content is larger than one',
      'putObject, with sizeBytes',
    )
  } finally {
    await reader.close()
  }
}

async function atOnce(
  { driver, to, put, options }: Checked,
  bytes: Uint8Array | '',
  signal: AbortSignal,
): Promise<WrittenObject> {
  const { sizeBytes: _, ...rest } = put
  const written = await driver.putObject(to, bytes, rest, { signal })
  const sentBytes = bytes.length
  options.onProgress?.({ sentBytes, totalBytes: sentBytes })
  return written
}
