import type { Answer } from '../answer.ts'
import type { BucketCall } from '../call.ts'
import { checksumHeaders } from '../checksums/checksum-headers.ts'
import type { S3 } from '../cloud.ts'
import type { BucketHandler } from '../handler.ts'
import { Refusal } from '../refusal.ts'
import { cut } from '../storage/slices.ts'
import { checkReadConditions } from './conditions.ts'
import { checkCustomerKey, encryptionHeaders } from './encryption.ts'
import { foundVersion, versionHeader } from './found-version.ts'
import { type ByteRange, readRange } from './range.ts'
import { metadataHeaders } from './traits.ts'
import type { StoredVersion } from './version.ts'

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html */
export const getObject: BucketHandler = (s3, call) => {
  const { version, range, answer } = look(call)
  checkReadable(version)
  const { start, length } = range ?? { start: 0, length: version.size }
  const slices = cut(version.slices, start, length)
  return { ...answer, body: { length, bytes: () => s3.pieces.read(slices) } }
}

/** The same without a body. */
export const headObject: BucketHandler = (_s3: S3, call) => {
  const { version, range, answer } = look(call)
  return { ...answer, body: { length: range?.length ?? version.size, bytes: nothing } }
}

async function* nothing(): AsyncGenerator<Uint8Array, void> {}

interface Look {
  readonly version: StoredVersion
  readonly range: ByteRange | undefined
  readonly answer: Answer
}

function look({ bucket, key, query, headers, requester }: BucketCall): Look {
  const version = foundVersion(bucket, key, query.get('versionId'))
  checkCustomerKey(version.encryption, headers)
  checkReadConditions(version, headers)
  const overrides = overridesOf(query)
  if (requester === 'anonymous' && Object.keys(overrides).length > 0) {
    throw new Refusal(
      'InvalidRequest',
      'Request specific response headers cannot be used for anonymous GET requests.',
    )
  }
  const part = partOf(version, query.get('partNumber'), headers.range)
  const range = part?.range ?? readRange(headers.range, version.size)
  const end = range && range.start + range.length - 1
  // A checksum is of the whole: a range has none.
  const withChecksum = headers['x-amz-checksum-mode'] === 'ENABLED' && !range
  return {
    version,
    range,
    answer: {
      status: range ? 206 : 200,
      headers: {
        ...shownHeaders(version),
        ...versionHeader(bucket, version),
        ...(withChecksum && checksumHeaders(version.checksum)),
        ...(part && { 'x-amz-mp-parts-count': String(part.count) }),
        ...(range && { 'content-range': `bytes ${range.start}-${end}/${version.size}` }),
        ...overrides,
      },
    },
  }
}

const shownHeaders = (version: StoredVersion): Readonly<Record<string, string>> => ({
  ...version.headers,
  ...metadataHeaders(version.metadata),
  ...encryptionHeaders(version.encryption),
  etag: version.etag,
  'last-modified': new Date(version.modifiedAt).toUTCString(),
  'accept-ranges': 'bytes',
  ...(version.storageClass !== 'STANDARD' && { 'x-amz-storage-class': version.storageClass }),
  ...(version.tags.length > 0 && { 'x-amz-tagging-count': String(version.tags.length) }),
})

/** What a signed request may have the answer say in place of what is stored. */
function overridesOf(query: ReadonlyMap<string, string>): Readonly<Record<string, string>> {
  const entries = [...query].filter(([name]) => name.startsWith('response-'))
  return Object.fromEntries(entries.map(([name, value]) => [name.slice('response-'.length), value]))
}

/** Where a part of an object lies, as it was uploaded. */
function partOf(version: StoredVersion, number: string | undefined, range: string | undefined) {
  if (number === undefined) return undefined
  if (range !== undefined)
    throw new Refusal('InvalidRequest', 'Cannot specify both Range header and partNumber query parameter')
  const parts = version.parts ?? [{ number: 1, size: version.size }]
  const wanted = Number(number)
  const part = parts[wanted - 1]
  if (!part) {
    throw new Refusal('InvalidPartNumber', 'The requested partnumber is not satisfiable', {
      details: { ActualPartCount: parts.length, PartNumberRequested: wanted },
      status: 416,
    })
  }
  const start = parts.slice(0, wanted - 1).reduce((sum, { size }) => sum + size, 0)
  return { range: { start, length: part.size }, count: parts.length }
}

/** What lies in an archive has to be restored first, which is not served here. */
export function checkReadable({ storageClass }: StoredVersion): void {
  if (storageClass !== 'GLACIER' && storageClass !== 'DEEP_ARCHIVE') return
  throw new Refusal('InvalidObjectState', "The operation is not valid for the object's storage class", {
    details: { StorageClass: storageClass },
  })
}
