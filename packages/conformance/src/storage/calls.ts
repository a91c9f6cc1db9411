import { supports } from '@cloud/core'
import type { StorageContext } from '../context.ts'
import { read, type SafeCalls, write } from '../safe-call.ts'
import { missingBucket } from './things.ts'

/** Every member that takes call options and can be called without an effect, of the contract and of the abilities that the driver has. */
export async function safeCalls(context: StorageContext): Promise<SafeCalls> {
  return {
    listBuckets: read((call) => context.driver.listBuckets({}, call).toArray()),
    ...missingThings(context),
  }
}

/** The members that name one thing, which is missing: each rejects with `not-found`. */
export async function missingCalls(context: StorageContext): Promise<SafeCalls> {
  return missingThings(context)
}

function missingThings(context: StorageContext): SafeCalls {
  const { driver } = context
  const bucket = missingBucket(context)
  const at = { bucket, key: 'key' }
  return {
    deleteBucket: write((call) => driver.deleteBucket(bucket, call)),
    listObjects: read((call) => driver.listObjects(bucket, {}, call).toArray()),
    getObject: read((call) => driver.getObject(at, {}, call)),
    readObject: read((call) => driver.readObject(at, {}, call)),
    putObject: write((call) => driver.putObject(at, 'content', {}, call)),
    deleteObject: write((call) => driver.deleteObject(at, call)),
    ...uploadCalls(context, at),
    ...abilityCalls(context, at),
  }
}

type At = { readonly bucket: string; readonly key: string }

function uploadCalls({ driver }: StorageContext, at: At): SafeCalls {
  if (!supports(driver, 'MultipartUploads')) return {}
  const upload = { ...at, id: 'no-such-upload' }
  const parts = [{ partNumber: 1, etag: '"d41d8cd98f00b204e9800998ecf8427e"' }]
  return {
    createMultipartUpload: write((call) => driver.createMultipartUpload(at, {}, call)),
    uploadPart: write((call) => driver.uploadPart(upload, 1, 'content', {}, call)),
    listParts: read((call) => driver.listParts(upload, {}, call).toArray()),
    completeMultipartUpload: write((call) => driver.completeMultipartUpload(upload, parts, {}, call)),
    abortMultipartUpload: write((call) => driver.abortMultipartUpload(upload, call)),
    listMultipartUploads: read((call) => driver.listMultipartUploads(at.bucket, {}, call).toArray()),
  }
}

function abilityCalls({ driver }: StorageContext, at: At): SafeCalls {
  const { bucket } = at
  const version = { ...at, versionId: 'no-such-version' }
  return {
    ...(supports(driver, 'CopyObjects') && {
      copyObject: write((call) => driver.copyObject(at, { bucket, key: 'copy' }, {}, call)),
    }),
    ...(supports(driver, 'BulkDelete') && {
      deleteObjects: write((call) => driver.deleteObjects(bucket, ['key'], call)),
    }),
    ...(supports(driver, 'Versions') && {
      getVersioning: read((call) => driver.getVersioning(bucket, call)),
      setVersioning: write((call) => driver.setVersioning(bucket, true, call)),
      listVersions: read((call) => driver.listVersions(bucket, {}, call).toArray()),
      getVersion: read((call) => driver.getVersion(version, {}, call)),
      readVersion: read((call) => driver.readVersion(version, {}, call)),
      deleteVersion: write((call) => driver.deleteVersion(version, call)),
    }),
    ...(supports(driver, 'ObjectTags') && {
      getObjectTags: read((call) => driver.getObjectTags(at, call)),
      putObjectTags: write((call) => driver.putObjectTags(at, { a: 'b' }, call)),
    }),
  }
}
