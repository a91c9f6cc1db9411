import type { CallOptions } from '@cloud/core'
import { type S3, storage } from '@cloud/s3'
import type { DriverEntry } from '../operation.ts'
import { objects } from './objects.ts'
import { reads } from './reads.ts'
import { settings } from './settings.ts'
import { uploads, versions } from './uploads.ts'

/**
 * What is streamed (`readObject`, `readVersion`) ends behind its call, and what is asked by HEAD (`getObject`, `getVersion`) has no body
 * that could break: both are tried elsewhere.
 */
export const s3: DriverEntry<S3> = {
  name: 's3',
  endpoint: (local) => local.s3.endpoint,
  // Where a bucket that is the account's may be made again.
  connect: (local, options) =>
    timed(storage({ ...local.s3, ...options, region: 'us-east-1' }), { timeoutMs: options.timeoutMs }),
  operations: [...objects, ...uploads, ...versions, ...settings],
  counted: reads,
  chosen: [
    'listBuckets',
    'createBucket',
    'deleteBucket',
    'listObjects',
    'putObject',
    'putObject where there is none',
    'deleteObject',
    'copyObject',
    'createMultipartUpload',
    'uploadPart',
    'completeMultipartUpload',
    'abortMultipartUpload',
  ],
}

/** The driver's own time does not bound what carries content: each call has one of its own. */
function timed(driver: S3, call: CallOptions): S3 {
  return {
    ...driver,
    putObject: (object, content, options) => driver.putObject(object, content, options, call),
    copyObject: (from, to, options) => driver.copyObject(from, to, options, call),
    uploadPart: (upload, part, content, options) => driver.uploadPart(upload, part, content, options, call),
    completeMultipartUpload: (upload, parts, options) =>
      driver.completeMultipartUpload(upload, parts, options, call),
  }
}
