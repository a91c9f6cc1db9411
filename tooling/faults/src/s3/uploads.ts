import { at, bucket, newBucket, newUpload, newVersions, type Operation, olderVersion } from './given.ts'

export const uploads: readonly Operation[] = [
  {
    name: 'createMultipartUpload',
    operation: 'CreateMultipartUpload',
    repeat: 'once',
    given: async (driver) => {
      await newBucket(driver)
      return () => driver.createMultipartUpload(at)
    },
    effect: ['+upload'],
  },
  {
    name: 'uploadPart',
    operation: 'UploadPart',
    repeat: 'idempotent',
    bare: true,
    given: async (driver) => {
      await newBucket(driver)
      const upload = await driver.createMultipartUpload(at)
      return () => driver.uploadPart(upload, 1, 'content')
    },
    effect: ['~upload.parts'],
  },
  {
    name: 'listParts',
    operation: 'ListParts',
    repeat: 'read',
    given: async (driver) => {
      const { upload } = await newUpload(driver)
      return () => driver.listParts(upload).toArray()
    },
  },
  {
    name: 'listMultipartUploads',
    operation: 'ListMultipartUploads',
    repeat: 'read',
    given: async (driver) => {
      await newUpload(driver)
      return () => driver.listMultipartUploads(bucket).toArray()
    },
  },
  {
    name: 'completeMultipartUpload',
    operation: 'CompleteMultipartUpload',
    repeat: 'named',
    second: 'right',
    given: async (driver) => {
      const { upload, part } = await newUpload(driver)
      return () => driver.completeMultipartUpload(upload, [part])
    },
    effect: ['+object', '-upload'],
  },
  {
    name: 'abortMultipartUpload',
    operation: 'AbortMultipartUpload',
    repeat: 'idempotent',
    bare: true,
    given: async (driver) => {
      const { upload } = await newUpload(driver)
      return () => driver.abortMultipartUpload(upload)
    },
    effect: ['-upload'],
    forgives: ['not-found'],
  },
]

export const versions: readonly Operation[] = [
  {
    name: 'getVersioning',
    operation: 'GetBucketVersioning',
    repeat: 'read',
    given: async (driver) => {
      await newBucket(driver)
      return () => driver.getVersioning(bucket)
    },
  },
  {
    name: 'setVersioning',
    operation: 'PutBucketVersioning',
    repeat: 'idempotent',
    bare: true,
    given: async (driver) => {
      await newBucket(driver)
      return () => driver.setVersioning(bucket, true)
    },
    effect: ['~bucket.versioning'],
  },
  {
    name: 'listVersions',
    operation: 'ListObjectVersions',
    repeat: 'read',
    given: async (driver) => {
      await newVersions(driver)
      return () => driver.listVersions(bucket).toArray()
    },
  },
  {
    name: 'deleteVersion',
    operation: 'DeleteObject',
    repeat: 'idempotent',
    bare: true,
    given: async (driver) => {
      const older = await olderVersion(driver)
      return () => driver.deleteVersion(older)
    },
    effect: ['-object'],
    forgives: ['not-found'],
  },
]
