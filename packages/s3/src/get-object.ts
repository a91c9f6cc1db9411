import type { CallOptions, GetObject, ObjectRef } from '@cloud/core'
import { checkGetObject, type NamedObject, objectOf } from '@cloud/core/driver'
import { read, type S3Client, send } from './client.ts'
import { readConditions } from './conditions.ts'
import { readHeaders, type S3ReadNative } from './native.ts'
import { present, type S3Object, toObject } from './objects-wire.ts'

/** An object, or a version of it. */
export interface NamedVersion extends NamedObject {
  readonly versionId?: string | undefined
}

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
export function headObject(
  client: S3Client,
  { versionId, ...object }: NamedVersion,
  options: GetObject<S3ReadNative>,
  call: CallOptions | undefined,
): Promise<S3Object> {
  return send(
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
}

/** Checksums are told only to who asks. */
export const checksums: Readonly<Record<string, string>> = { 'x-amz-checksum-mode': 'ENABLED' }
