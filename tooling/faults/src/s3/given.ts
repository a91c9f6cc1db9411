import type { S3 } from '@cloud/s3'
import type { MatrixOperation } from '../operation.ts'

export type Operation = MatrixOperation<S3>

export const bucket = 'matrix-bucket'
export const at = { bucket, key: 'one' } as const

export const newBucket = (driver: S3) => driver.createBucket({ name: bucket })

/** An object of a few bytes, in a bucket of its own. */
export async function newObject(driver: S3) {
  await newBucket(driver)
  return driver.putObject(at, 'content')
}

/** An upload with its one part. */
export async function newUpload(driver: S3) {
  await newBucket(driver)
  const upload = await driver.createMultipartUpload(at)
  return { upload, part: await driver.uploadPart(upload, 1, 'content') }
}

/** Two versions of an object, the older one first. */
export async function newVersions(driver: S3) {
  await newBucket(driver)
  await driver.setVersioning(bucket, true)
  const older = await driver.putObject(at, 'before')
  const newer = await driver.putObject(at, 'after')
  return [older, newer].map(({ versionId = '' }) => ({ ...at, versionId }))
}

export async function olderVersion(driver: S3) {
  const [older] = await newVersions(driver)
  if (older === undefined) throw new Error('There is no version')
  return older
}
