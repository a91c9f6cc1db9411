import type { ContentHeaders, ObjectDescription } from '@cloud/core'
import { checkNames, checkTags, checkText, formBody, invalid, nodeCrypto } from '@cloud/core/driver'

/** The caller's own key: it is sent with each request for the object, and S3 keeps only its hash. */
export interface S3CustomerKey {
  /** 32 bytes. */
  readonly key: Uint8Array
}

/** What S3 takes where an object is made. https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html */
export interface S3PutNative {
  /** As in `STANDARD_IA`. */
  readonly storageClass?: string | undefined
  /** `AES256`, `aws:kms` or `aws:kms:dsse`. */
  readonly serverSideEncryption?: string | undefined
  /** Of `aws:kms`; left out, the account's own. */
  readonly kmsKeyId?: string | undefined
  readonly bucketKeyEnabled?: boolean | undefined
  readonly customerKey?: S3CustomerKey | undefined
  readonly tags?: Readonly<Record<string, string>> | undefined
  /** A canned one, as in `public-read`. */
  readonly acl?: string | undefined
  readonly websiteRedirectLocation?: string | undefined
  /** A header of HTTP, kept as it is. */
  readonly expires?: string | undefined
}

/** What S3 takes where an object is read. */
export interface S3ReadNative {
  /** The one that it was written with. */
  readonly customerKey?: S3CustomerKey | undefined
}

type Headers = Record<string, string | undefined>

const putNames = [
  'storageClass',
  'serverSideEncryption',
  'kmsKeyId',
  'bucketKeyEnabled',
  'customerKey',
  'tags',
  'acl',
  'websiteRedirectLocation',
  'expires',
] as const

/** The headers of what describes an object to be made. */
export function descriptionHeaders(options: ObjectDescription<S3PutNative>): Headers {
  const metadata = Object.entries(options.metadata ?? {}).map(([key, value]) => [`x-amz-meta-${key}`, value])
  return {
    'content-type': options.contentType ?? 'application/octet-stream',
    ...contentHeaders(options),
    ...Object.fromEntries(metadata),
    ...putHeaders(options.native),
  }
}

/** Whether anything of it is given, so that a copy does not keep its source's. */
export function describes({ native, ...options }: ObjectDescription<S3PutNative>): boolean {
  const { contentType, cacheControl, contentDisposition, contentEncoding, contentLanguage, metadata } =
    options
  return [contentType, cacheControl, contentDisposition, contentEncoding, contentLanguage, metadata].some(
    (value) => value !== undefined,
  )
}

function contentHeaders(options: ContentHeaders): Headers {
  return {
    'cache-control': options.cacheControl,
    'content-disposition': options.contentDisposition,
    'content-encoding': options.contentEncoding,
    'content-language': options.contentLanguage,
  }
}

export function putHeaders(native: S3PutNative = {}): Headers {
  checkNames('native', native, putNames)
  const { storageClass, serverSideEncryption, kmsKeyId, bucketKeyEnabled, customerKey, tags, acl } = native
  checkTags(tags, { most: 10, key: 128, value: 256 })
  for (const name of putNames) {
    const value = native[name]
    if (typeof value === 'string') checkText(name, value, { max: 2048 })
  }
  if (customerKey !== undefined && serverSideEncryption !== undefined)
    throw invalid('serverSideEncryption is asked for beside a customerKey', 'one of the two')
  return {
    'x-amz-storage-class': storageClass,
    'x-amz-server-side-encryption': serverSideEncryption,
    'x-amz-server-side-encryption-aws-kms-key-id': kmsKeyId,
    'x-amz-server-side-encryption-bucket-key-enabled': bucketKeyEnabled?.toString(),
    'x-amz-tagging': tags && formBody(Object.entries(tags)),
    'x-amz-acl': acl,
    'x-amz-website-redirect-location': native.websiteRedirectLocation,
    expires: native.expires,
    ...customerKeyHeaders(customerKey),
  }
}

export function readHeaders(native: S3ReadNative = {}): Headers {
  checkNames('native', native, ['customerKey'])
  return customerKeyHeaders(native.customerKey)
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerSideEncryptionCustomerKeys.html */
export function customerKeyHeaders(customerKey: S3CustomerKey | undefined, prefix = 'x-amz-'): Headers {
  if (customerKey === undefined) return {}
  const { key } = Object(customerKey) as Partial<S3CustomerKey>
  if (!(key instanceof Uint8Array) || key.byteLength !== 32)
    throw invalid('The customerKey is no key of AES-256', '{ key } of 32 bytes')
  const name = `${prefix}server-side-encryption-customer`
  return {
    [`${name}-algorithm`]: 'AES256',
    [`${name}-key`]: Buffer.from(key).toString('base64'),
    [`${name}-key-md5`]: nodeCrypto().createHash('md5').update(key).digest('base64'),
  }
}
