import { type S3, storage } from '@cloud/s3'
import type { DriverEntry } from '../operation.ts'
import { objects } from './objects.ts'
import { settings } from './settings.ts'
import { uploads, versions } from './uploads.ts'

/**
 * What is streamed (`readObject`, `readVersion`) ends behind its call, and what is asked by HEAD (`getObject`, `getVersion`) has no body
 * that could break: both are tried elsewhere.
 */
export const s3: DriverEntry<S3> = {
  name: 's3',
  endpoint: (local) => local.s3.endpoint,
  connect: (local, options) => storage({ ...local.s3, ...options }),
  operations: [...objects, ...uploads, ...versions, ...settings],
  chosen: [
    'listBuckets',
    'createBucket',
    'deleteBucket',
    'listObjects',
    'putObject',
    'putObject, where there is none',
    'deleteObject',
    'copyObject',
    'createMultipartUpload',
    'uploadPart',
    'completeMultipartUpload',
    'abortMultipartUpload',
  ],
}
