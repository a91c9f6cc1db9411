import type {
  Checksum,
  ChecksumAlgorithm,
  Checksums,
  ListedObject,
  StoredObject,
  WrittenObject,
} from '@cloud/core'
import {
  CloudError,
  defined,
  type NamedObject,
  object,
  required,
  text,
  type WholeReply,
  type XmlShape,
} from '@cloud/core/driver'
import { md5OfEtag, quoted } from './etag.ts'

type Headers = WholeReply['headers']

/** What S3 tells of an object beside what all stores tell, under the names of its headers. */
export interface S3ObjectNative {
  readonly serverSideEncryption?: string
  readonly kmsKeyId?: string
  readonly expiration?: string
  readonly restore?: string
  readonly archiveStatus?: string
  readonly replicationStatus?: string
  readonly partsCount?: number
  readonly tagCount?: number
  readonly objectLockMode?: string
  readonly objectLockRetainUntil?: string
  readonly objectLockLegalHold?: string
  readonly websiteRedirectLocation?: string
  readonly expires?: string
  /** `COMPOSITE` where the checksums are of the parts' checksums: they are not in `checksums` then. */
  readonly checksumType?: string
}

export type S3Object = StoredObject<S3ObjectNative>

const algorithms: Readonly<Record<ChecksumAlgorithm, string>> = {
  crc32: 'x-amz-checksum-crc32',
  crc32c: 'x-amz-checksum-crc32c',
  crc64nvme: 'x-amz-checksum-crc64nvme',
  md5: 'x-amz-checksum-md5',
  sha1: 'x-amz-checksum-sha1',
  sha256: 'x-amz-checksum-sha256',
}

const allAlgorithms = Object.keys(algorithms) as ChecksumAlgorithm[]

export const checksumHeader = ({ algorithm }: Pick<Checksum, 'algorithm'>): string => algorithms[algorithm]

/** Those of the whole content: of a composite one the value ends with the number of its parts. */
export function checksumsOf(headers: Headers): Checksums {
  if (headers['x-amz-checksum-type'] === 'COMPOSITE') return {}
  return Object.fromEntries(
    allAlgorithms.flatMap((algorithm) => {
      const value = headers[algorithms[algorithm]]
      return value === undefined || value.includes('-') ? [] : [[algorithm, value]]
    }),
  )
}

/** What a store tells of whole content: its checksums, or an ETag that is one. */
export const knownChecksums = (headers: Headers, integrity: 'crc32' | 'md5'): Checksums =>
  integrity === 'md5' ? md5OfEtag(headers.etag ?? '') : checksumsOf(headers)

/** An object as the headers of `HeadObject` and `GetObject` describe it; `sizeBytes` is of the whole of it. */
export function toObject(
  { bucket, key }: NamedObject,
  headers: Headers,
  sizeBytes: number,
  integrity: 'crc32' | 'md5',
): S3Object {
  return {
    kind: 'object',
    id: `${bucket}/${key}`,
    name: key,
    bucket,
    key,
    sizeBytes,
    etag: present(headers, 'etag'),
    modifiedAt: timeOf(present(headers, 'last-modified')),
    storageClass: headers['x-amz-storage-class'] ?? 'STANDARD',
    metadata: metadataOf(headers),
    checksums: knownChecksums(headers, integrity),
    ...defined({
      contentType: headers['content-type'],
      cacheControl: headers['cache-control'],
      contentDisposition: headers['content-disposition'],
      contentEncoding: headers['content-encoding'],
      contentLanguage: headers['content-language'],
      versionId: versionOfReply(headers),
    }),
    native: nativeOf(headers),
  }
}

function nativeOf(headers: Headers): S3ObjectNative {
  const count = (name: string) => (headers[name] === undefined ? undefined : Number(headers[name]))
  return defined({
    serverSideEncryption: headers['x-amz-server-side-encryption'],
    kmsKeyId: headers['x-amz-server-side-encryption-aws-kms-key-id'],
    expiration: headers['x-amz-expiration'],
    restore: headers['x-amz-restore'],
    archiveStatus: headers['x-amz-archive-status'],
    replicationStatus: headers['x-amz-replication-status'],
    partsCount: count('x-amz-mp-parts-count'),
    tagCount: count('x-amz-tagging-count'),
    objectLockMode: headers['x-amz-object-lock-mode'],
    objectLockRetainUntil: headers['x-amz-object-lock-retain-until-date'],
    objectLockLegalHold: headers['x-amz-object-lock-legal-hold'],
    websiteRedirectLocation: headers['x-amz-website-redirect-location'],
    expires: headers.expires,
    checksumType: headers['x-amz-checksum-type'],
  })
}

const metadataPrefix = 'x-amz-meta-'

const metadataOf = (headers: Headers): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      name.startsWith(metadataPrefix) ? [[name.slice(metadataPrefix.length), value]] : [],
    ),
  )

/** In a bucket that keeps no versions some stores name a version `null`. */
export const versionOfReply = (headers: Headers): string | undefined => {
  const id = headers['x-amz-version-id']
  return id === 'null' ? undefined : id
}

/** What a put, a copy or a completed upload says. */
export function toWritten(
  { bucket, key }: NamedObject,
  etag: string,
  checksums: Checksums,
  versionId: string | undefined,
): WrittenObject {
  return { kind: 'object', id: `${bucket}/${key}`, bucket, key, etag, checksums, ...defined({ versionId }) }
}

export function present(headers: Headers, name: string): string {
  const value = headers[name]
  if (value !== undefined) return value
  throw new CloudError(`The answer has no header ${name}`, { code: 'protocol' })
}

/** RFC 3339 of a time as headers and documents write it. */
export function timeOf(text: string): string {
  const ms = Date.parse(text)
  if (Number.isNaN(ms)) throw new CloudError('The answer has a time that is none', { code: 'protocol' })
  return new Date(ms).toISOString()
}

export interface ListedWire {
  readonly Key: string
  readonly LastModified: string
  readonly ETag?: string
  readonly Size: string
  readonly StorageClass?: string
}

export const listedObject: XmlShape<ListedWire> = object<ListedWire>({
  Key: required(text),
  LastModified: required(text),
  ETag: text,
  Size: required(text),
  StorageClass: text,
})

export function toListed(bucket: string, key: string, wire: ListedWire): ListedObject {
  return {
    kind: 'object',
    id: `${bucket}/${key}`,
    name: key,
    bucket,
    key,
    sizeBytes: Number(wire.Size),
    etag: quoted(wire.ETag ?? ''),
    modifiedAt: timeOf(wire.LastModified),
    storageClass: wire.StorageClass || 'STANDARD',
    native: {},
  }
}
