import { checkDriver } from '../check-driver.ts'
import { supports } from '../contract/abilities.ts'
import type { CallOptions } from '../contract/call.ts'
import type { Storage } from '../contract/storage.ts'
import type {
  ObjectDescription,
  ObjectRef,
  StoredObject,
  WrittenObject,
} from '../contract/storage-objects.ts'
import { callScope } from '../http/deadline.ts'
import { clockOf } from '../wait-for-node.ts'
import { objectOf } from './check-object.ts'
import { checkable } from './checksums.ts'
import { readOn } from './read-on.ts'
import { type PutNativeOf, type UploadOptions, upload } from './upload.ts'

/** An object and the driver of the cloud that has it, or is to have it. */
export interface Place<D extends Storage = Storage> {
  readonly driver: D
  readonly object: ObjectRef
}

/**
 * Copies an object from one cloud to another, or within one. Within one driver that has `CopyObjects` the provider copies; else content comes
 * and goes as it is read, in parts where it is large, and is held to its checksum on both ways. Headers and metadata are the source's unless
 * some are given; then all are those that are given. `precondition` where the source is replaced meanwhile; `not-found` where there is none.
 */
export async function copyBetween<D extends Storage>(
  from: Place,
  to: Place<D>,
  options: Omit<UploadOptions<PutNativeOf<D>>, 'sizeBytes' | 'checksum'> = {},
  call: CallOptions = {},
): Promise<WrittenObject> {
  checkDriver('copyBetween', from?.driver, ['getObject', 'readObject'])
  checkDriver('copyBetween', to?.driver, ['putObject'])
  const [source, target] = [
    objectOf(from.object, { controls: true }),
    objectOf(to.object, { controls: true }),
  ]
  const clock = clockOf(from.driver)
  const { signal, end } = callScope(call, call.timeoutMs, clock)
  try {
    if (signal.aborted) throw signal.reason
    const {
      partSizeBytes: _,
      concurrency: __,
      onProgress: ___,
      onStart,
      resume,
      onFailure: ____,
      ...put
    } = options
    const within: Storage = to.driver
    if (within === from.driver && supports(within, 'CopyObjects') && !onStart && !resume)
      return await within.copyObject(source, target, put as ObjectDescription, { signal })
    const object = await from.driver.getObject(source, {}, { signal })
    const { sizeBytes, etag, checksums } = object
    const content = readOn(from.driver, source, { offset: 0, length: sizeBytes, etag }, clock, signal)
    const { sum, algorithm, value } = checkable(checksums)
    const checksum = sum && value !== undefined ? { algorithm, value } : undefined
    const described = isDescribed(options) ? {} : descriptionOf(object)
    return await upload(
      to.driver,
      target,
      content,
      { ...described, ...options, sizeBytes, checksum },
      { signal },
    )
  } finally {
    end()
  }
}

const headers = [
  'contentType',
  'cacheControl',
  'contentDisposition',
  'contentEncoding',
  'contentLanguage',
] as const

function isDescribed(options: ObjectDescription<unknown>): boolean {
  return options.metadata !== undefined || headers.some((name) => options[name] !== undefined)
}

function descriptionOf(object: StoredObject): ObjectDescription {
  const { contentType, cacheControl, contentDisposition, contentEncoding, contentLanguage, metadata } = object
  return { contentType, cacheControl, contentDisposition, contentEncoding, contentLanguage, metadata }
}
