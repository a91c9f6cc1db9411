import type { AwsCredentials } from '@cloud/aws'
import type { S3Options } from './options.ts'

/** Where a store that speaks S3 is. */
export interface StoreOptions extends Omit<S3Options, 'endpoint'> {
  readonly endpoint: string
  readonly credentials: NonNullable<S3Options['credentials']>
}

/** Options of `storage` for MinIO. https://min.io/docs/minio/linux/index.html */
export const minio = (options: StoreOptions): S3Options => ({
  region: 'us-east-1',
  forcePathStyle: true,
  ...options,
})

/** Options of `storage` for the gateway of Ceph, which compares MD5s alone. https://docs.ceph.com/en/latest/radosgw/s3/ */
export const ceph = (options: StoreOptions): S3Options => ({
  region: 'us-east-1',
  forcePathStyle: true,
  integrity: 'md5',
  ...options,
})

/**
 * Options of `storage` for Google Cloud Storage by its XML API, with an HMAC key as the credentials.
 * https://cloud.google.com/storage/docs/interoperability
 */
export const googleStorage = (
  options: Omit<S3Options, 'endpoint' | 'credentials'> & { readonly credentials: AwsCredentials },
): S3Options => ({
  region: 'auto',
  endpoint: 'https://storage.googleapis.com',
  integrity: 'md5',
  ...options,
})
