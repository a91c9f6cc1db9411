import type { CallOptions, Ref } from '@cloud/core'
import { checkTags } from '@cloud/core/driver'
import { getSetting, putSetting, removeSetting, type S3Driver, setting } from './bucket-settings.ts'
import { tagElements, tagging, toTags } from './object-tags.ts'

const tags = /* @__PURE__ */ setting({
  parameter: 'tagging',
  get: 'GetBucketTagging',
  put: 'PutBucketTagging',
  remove: 'DeleteBucketTagging',
  root: 'Tagging',
  shape: tagging,
  toValue: toTags,
  write: tagElements,
})

/** The tags of a bucket, for cost allocation. https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketTagging.html */
export async function getBucketTags(
  driver: S3Driver,
  bucket: Ref<'bucket'>,
  call?: CallOptions,
): Promise<Readonly<Record<string, string>>> {
  return (await getSetting(driver, tags, bucket, call)) ?? {}
}

/** Makes the tags these and no others; at most 50. https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketTagging.html */
export async function putBucketTags(
  driver: S3Driver,
  bucket: Ref<'bucket'>,
  given: Readonly<Record<string, string>>,
  call?: CallOptions,
): Promise<void> {
  checkTags(given, { most: 50, key: 128, value: 256 })
  if (Object.keys(given).length === 0) return removeSetting(driver, tags, bucket, call)
  return putSetting(driver, tags, bucket, given, call)
}
