import type {
  Bucket,
  BulkDelete,
  CopyObjects,
  MultipartUploads,
  ObjectTags,
  SignedUrls,
  Storage,
  Versions,
} from '@cloud/core'
import { type HasClient, withClient } from '@cloud/core/driver'
import { buckets, type S3CreateBucket } from './buckets.ts'
import { bulkDelete } from './bulk-delete.ts'
import { type S3Client, s3Client } from './client.ts'
import { copies } from './copy-object.ts'
import type { S3PutNative, S3ReadNative } from './native.ts'
import { objectTags } from './object-tags.ts'
import { objects } from './objects.ts'
import type { S3Object } from './objects-wire.ts'
import type { S3Options } from './options.ts'
import { signedUrls } from './signed-urls.ts'
import { uploads } from './uploads.ts'
import { versions } from './versions.ts'

/** What this driver can do. */
export interface S3
  extends Storage<Bucket, S3Object, S3PutNative, S3ReadNative, S3CreateBucket>,
    CopyObjects<S3PutNative>,
    BulkDelete,
    SignedUrls,
    MultipartUploads<S3PutNative>,
    Versions<S3Object, S3ReadNative>,
    ObjectTags,
    HasClient<S3Client> {}

/**
 * The storage driver of Amazon S3 and of all that speaks its protocol, in one region. `invalid` for options that cannot be right; nothing
 * is read or sent before the first call.
 */
export function storage(options: S3Options = {}): S3 {
  const client = s3Client(options, 'storage')
  return {
    ...buckets(client),
    ...objects(client),
    ...copies(client),
    ...bulkDelete(client),
    ...signedUrls(client),
    ...uploads(client),
    ...versions(client),
    ...objectTags(client),
    ...withClient(client),
  }
}
