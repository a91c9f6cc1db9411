import { requestedAcl } from '../access/canned-acl.ts'
import type { Bucket } from '../buckets/bucket.ts'
import type { S3 } from '../cloud.ts'
import { Refusal } from '../refusal.ts'
import { requestedEncryption } from './encryption.ts'
import { tagsFromHeader } from './tags.ts'
import type { ObjectTraits } from './version.ts'

type Headers = Readonly<Record<string, string>>

const contentHeaders = [
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-type',
  'expires',
  'x-amz-website-redirect-location',
]

/** Those of buckets of other kinds. */
const classesElsewhere = ['OUTPOSTS', 'SNOW', 'EXPRESS_ONEZONE', 'FSX_OPENZFS', 'FSX_ONTAP']

const largestMetadata = 2_048

/** What a request says of the object that it makes. */
export function requestedTraits(s3: S3, bucket: Bucket, headers: Headers): ObjectTraits {
  const storageClass = headers['x-amz-storage-class'] ?? 'STANDARD'
  if (classesElsewhere.includes(storageClass))
    throw new Refusal('InvalidStorageClass', 'The storage class you specified is not valid')
  if (Object.keys(headers).some((name) => name.startsWith('x-amz-object-lock-')))
    throw new Refusal('InvalidRequest', 'Bucket is missing Object Lock Configuration')
  if (headers['x-amz-write-offset-bytes'] !== undefined) throw new Refusal('NotImplemented')
  return {
    ...describedBy(headers),
    tags: tagsFromHeader(headers['x-amz-tagging']),
    storageClass,
    encryption: requestedEncryption(s3, bucket, headers),
    acl: requestedAcl(bucket, headers),
  }
}

/** The part that a copy takes along unless it is told to replace it. */
export function describedBy(headers: Headers): Pick<ObjectTraits, 'headers' | 'metadata'> {
  const described = contentHeaders.flatMap((name): [string, string][] => {
    const value = name === 'content-encoding' ? withoutChunking(headers[name]) : headers[name]
    return value === undefined || value === '' ? [] : [[name, value]]
  })
  return {
    headers: { 'content-type': 'binary/octet-stream', ...Object.fromEntries(described) },
    metadata: readMetadata(headers),
  }
}

/** How a body came is no trait of what it holds. */
const withoutChunking = (encoding: string | undefined): string | undefined =>
  encoding
    ?.split(',')
    .map((each) => each.trim())
    .filter((each) => each !== 'aws-chunked')
    .join(',')

function readMetadata(headers: Headers): Readonly<Record<string, string>> {
  const entries = Object.entries(headers)
    .filter(([name]) => name.startsWith('x-amz-meta-'))
    .map(([name, value]): [string, string] => [
      name.slice('x-amz-meta-'.length),
      Buffer.from(value, 'latin1').toString(),
    ])
  const size = entries.reduce((sum, [name, value]) => sum + name.length + Buffer.byteLength(value), 0)
  if (size > largestMetadata)
    throw new Refusal('MetadataTooLarge', undefined, {
      details: { Size: size, MaxSizeAllowed: largestMetadata },
    })
  return Object.fromEntries(entries)
}

/** Beyond ASCII, as RFC 2047 writes words in headers. */
const headerText = (value: string): string =>
  /^[\x20-\x7e\t]*$/.test(value) ? value : `=?UTF-8?B?${Buffer.from(value).toString('base64')}?=`

export const metadataHeaders = (metadata: ObjectTraits['metadata']): Headers =>
  Object.fromEntries(
    Object.entries(metadata).map(([name, value]) => [`x-amz-meta-${name}`, headerText(value)]),
  )
