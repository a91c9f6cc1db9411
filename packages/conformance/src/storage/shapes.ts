import assert from 'node:assert/strict'
import type {
  Bucket,
  ListedObject,
  MultipartUpload,
  ObjectVersion,
  Part,
  StoredObject,
  WrittenObject,
} from '@cloud/core'
import { checkPlain } from '../plain.ts'
import { checkNumber, checkResource, checkText, checkTime } from '../resource-shape.ts'

const listed = ['bucket', 'key', 'sizeBytes', 'etag', 'modifiedAt', 'storageClass']
const headers = [
  'contentType',
  'cacheControl',
  'contentDisposition',
  'contentEncoding',
  'contentLanguage',
] as const

export function checkBucket(bucket: Bucket): void {
  checkResource(bucket, 'bucket', ['createdAt', 'location'])
  assert.equal(bucket.id, bucket.name)
  checkTime(bucket, 'createdAt')
  checkText(bucket, 'location')
}

export function checkListed(object: ListedObject): void {
  checkResource(object, 'object', listed)
  checkAddress(object)
}

export function checkStored(object: StoredObject): void {
  checkResource(object, 'object', [...listed, ...headers, 'metadata', 'checksums', 'versionId'])
  checkAddress(object)
  for (const header of headers) checkText(object, header)
  for (const [key, value] of Object.entries(object.metadata)) assert.equal(typeof value, 'string', key)
  checkSums(object.checksums)
  checkText(object, 'versionId')
}

function checkAddress(object: ListedObject): void {
  const { id, name, bucket, key, sizeBytes, etag } = object
  assert.deepEqual([id, name], [`${bucket}/${key}`, key])
  assert.ok(Number.isInteger(sizeBytes) && sizeBytes >= 0, `sizeBytes is ${sizeBytes}`)
  assert.ok(typeof etag === 'string' && etag !== '', `etag is ${etag}`)
  assert.ok(Object.hasOwn(object, 'modifiedAt'), 'an object without modifiedAt')
  checkTime(object, 'modifiedAt')
  checkText(object, 'storageClass')
}

export function checkWritten(object: WrittenObject): void {
  const known = ['kind', 'id', 'bucket', 'key', 'etag', 'checksums', 'versionId']
  const strange = Object.keys(object).filter((member) => !known.includes(member))
  assert.deepEqual(strange, [], 'members of what was written that are not known')
  checkPlain(object, `object ${object.id}`)
  assert.deepEqual([object.kind, object.id], ['object', `${object.bucket}/${object.key}`])
  assert.ok(typeof object.etag === 'string' && object.etag !== '', `etag is ${object.etag}`)
  checkSums(object.checksums)
  checkText(object, 'versionId')
}

export function checkUpload(upload: MultipartUpload): void {
  checkResource(upload, 'upload', ['bucket', 'key', 'createdAt'])
  assert.equal(upload.name, upload.key)
  checkTime(upload, 'createdAt')
}

export function checkPart(part: Part): void {
  checkPlain(part, `part ${part.partNumber}`)
  assert.deepEqual(Object.keys(part).toSorted(), ['checksums', 'etag', 'partNumber', 'sizeBytes'])
  checkNumber(part, 'partNumber', 1)
  checkNumber(part, 'sizeBytes', 0)
  assert.ok(typeof part.etag === 'string' && part.etag !== '', `etag is ${part.etag}`)
  checkSums(part.checksums)
}

export function checkVersion(version: ObjectVersion): void {
  const members = ['bucket', 'key', 'versionId', 'latest', 'deleted', 'modifiedAt', 'sizeBytes', 'etag']
  checkResource(version, 'version', members)
  const { id, bucket, key, versionId, deleted } = version
  assert.equal(id, `${bucket}/${versionId}/${key}`)
  assert.equal(
    Object.hasOwn(version, 'etag'),
    !deleted,
    'what is deleted has no etag, and nothing else lacks it',
  )
  assert.equal(
    Object.hasOwn(version, 'sizeBytes'),
    !deleted,
    'what is deleted has no size, and nothing else lacks it',
  )
  checkTime(version, 'modifiedAt')
}

const lengths: Readonly<Record<string, number>> = {
  crc32: 4,
  crc32c: 4,
  crc64nvme: 8,
  md5: 16,
  sha1: 20,
  sha256: 32,
}

function checkSums(checksums: Readonly<Record<string, string>>): void {
  assert.ok(typeof checksums === 'object' && checksums !== null, 'checksums are no record')
  for (const [algorithm, value] of Object.entries(checksums)) {
    const bytes = Buffer.from(value, 'base64')
    assert.equal(bytes.length, lengths[algorithm], `${value} is no ${algorithm}`)
    assert.equal(bytes.toString('base64'), value, `${value} is no base64`)
  }
}
