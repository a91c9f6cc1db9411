import type { CallOptions, GetObject, ObjectRef } from '@cloud/core'
import { changed, checkGetObject, isCloudError, type NamedObject, objectOf } from '@cloud/core/driver'
import { read, type S3Client, send } from './client.ts'
import { readConditions } from './conditions.ts'
import { readHeaders, type S3ReadNative } from './native.ts'
import { present, type S3Object, toObject } from './objects-wire.ts'

/** An object, or a version of it. */
export interface NamedVersion extends NamedObject {
  readonly versionId?: string | undefined
}

/** `getObject` of `objects` alone. */
export async function getObject(
  client: S3Client,
  ref: ObjectRef,
  options: GetObject<S3ReadNative> = {},
  call?: CallOptions,
): Promise<S3Object> {
  checkGetObject(options)
  return headObject(client, objectOf(ref), options, call)
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html */
export async function headObject(
  client: S3Client,
  { versionId, ...object }: NamedVersion,
  options: GetObject<S3ReadNative>,
  call: CallOptions | undefined,
): Promise<S3Object> {
  try {
    return await send(
      client,
      {
        name: 'HeadObject',
        method: 'HEAD',
        ...object,
        query: { versionId },
        headers: { ...checksums, ...readConditions(options), ...readHeaders(options.native) },
        repeat: read,
        read: ({ headers }) =>
          toObject(object, headers, Number(present(headers, 'content-length')), client.integrity),
      },
      call,
    )
  } catch (error) {
    // The answer has no body that could say it.
    if (!isCloudError(error, 'not-found')) throw error
    const message = `${client.provider} HeadObject: There is no object ${object.key} in ${object.bucket}`
    throw changed(error, { message })
  }
}

/** Checksums are told only to who asks. */
export const checksums: Readonly<Record<string, string>> = { 'x-amz-checksum-mode': 'ENABLED' }
