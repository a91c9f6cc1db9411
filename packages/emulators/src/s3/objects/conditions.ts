import { Refusal } from '../refusal.ts'
import type { StoredVersion } from './version.ts'

type Headers = Readonly<Record<string, string>>

const bare = (etag: string) => etag.trim().replace(/^W\//, '').replace(/^"|"$/g, '')

/** A list of ETags, with quotes or without, or `*` for any. */
const matches = (given: string, etag: string): boolean =>
  given.trim() === '*' || given.split(',').some((each) => bare(each) === bare(etag))

/** Dates in headers have no fractions; one that is none says nothing. */
const secondsOf = (date: string | undefined): number | undefined => {
  const at = Date.parse(date ?? '')
  return Number.isNaN(at) ? undefined : Math.floor(at / 1_000)
}

const failed = (condition: string, headers: Headers = {}) =>
  new Refusal('PreconditionFailed', undefined, { details: { Condition: condition }, headers })

/**
 * The conditions of a read, in the order of RFC 9110: one on an ETag counts before one on a date. `prefix` is that of the headers of a
 * copy's source, where what would be 304 is 412.
 */
export function checkReadConditions(version: StoredVersion, headers: Headers, prefix = ''): void {
  const header = (name: string) => headers[`${prefix}${name}`]
  const modified = Math.floor(version.modifiedAt / 1_000)
  const ifMatch = header('if-match')
  const unmodifiedSince = secondsOf(header('if-unmodified-since'))
  if (ifMatch !== undefined) {
    if (!matches(ifMatch, version.etag)) throw failed('If-Match')
  } else if (unmodifiedSince !== undefined && modified > unmodifiedSince) throw failed('If-Unmodified-Since')

  const ifNoneMatch = header('if-none-match')
  const modifiedSince = secondsOf(header('if-modified-since'))
  const isKnown =
    ifNoneMatch !== undefined
      ? matches(ifNoneMatch, version.etag)
      : modifiedSince !== undefined && modified <= modifiedSince
  if (!isKnown) return
  if (prefix !== '') throw failed(ifNoneMatch === undefined ? 'If-Modified-Since' : 'If-None-Match')
  throw new Refusal('NotModified', 'Not Modified', {
    status: 304,
    headers: { etag: version.etag, 'last-modified': new Date(version.modifiedAt).toUTCString() },
  })
}

/** The object as it is: a delete marker is none. */
export const live = (version: StoredVersion | undefined): StoredVersion | undefined =>
  version?.deleteMarker ? undefined : version

/** The conditions of a write, on the latest version: https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html */
export function checkWriteConditions(latest: StoredVersion | undefined, headers: Headers): void {
  const { 'if-match': ifMatch, 'if-none-match': ifNoneMatch } = headers
  const current = live(latest)
  if (ifNoneMatch !== undefined) {
    if (ifNoneMatch.trim() !== '*')
      throw new Refusal('NotImplemented', undefined, {
        details: {
          Header: 'If-None-Match',
          additionalMessage: "We don't accept the provided value of If-None-Match header for this API",
        },
      })
    if (current) throw failed('If-None-Match')
  }
  if (ifMatch === undefined) return
  if (!current) throw new Refusal('NoSuchKey')
  if (!matches(ifMatch, current.etag)) throw failed('If-Match')
}

/** The same when a body has been read: what held before and does not now was changed by someone else meanwhile. */
export function recheckWriteConditions(latest: StoredVersion | undefined, headers: Headers): void {
  try {
    checkWriteConditions(latest, headers)
  } catch (error) {
    if (!(error instanceof Refusal) || error.code === 'NoSuchKey') throw error
    throw new Refusal('ConditionalRequestConflict', undefined, {
      details: {
        Condition: headers['if-match'] === undefined ? 'If-None-Match' : 'If-Match',
        Key: latest?.key,
      },
    })
  }
}

/** Of a delete. A delete marker matches nothing. */
export function checkDeleteCondition(latest: StoredVersion | undefined, etag: string | undefined): void {
  if (etag === undefined) return
  if (!latest) throw new Refusal('NoSuchKey')
  if (latest.deleteMarker || !matches(etag, latest.etag)) throw failed('If-Match')
}
