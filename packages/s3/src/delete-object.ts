import type { CallOptions, ObjectRef } from '@cloud/core'
import { isCloudError, objectOf } from '@cloud/core/driver'
import { done, idempotent, type S3Client, send } from './client.ts'
import type { NamedVersion } from './get-object.ts'

/** `deleteObject` of `objects` alone. */
export async function deleteObject(client: S3Client, ref: ObjectRef, call?: CallOptions): Promise<void> {
  return removeObject(client, objectOf(ref), call)
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObject.html */
export async function removeObject(
  client: S3Client,
  { versionId, ...object }: NamedVersion,
  call: CallOptions | undefined,
): Promise<void> {
  try {
    await send(
      client,
      {
        name: 'DeleteObject',
        method: 'DELETE',
        ...object,
        query: { versionId },
        repeat: idempotent,
        read: done,
      },
      call,
    )
  } catch (error) {
    // Of what is not there some stores say so, and S3 does where it is a version.
    if (!isCloudError(error, 'not-found') || error.providerCode === 'NoSuchBucket') throw error
  }
}
