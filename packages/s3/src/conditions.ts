import type { ReadConditions, WriteConditions } from '@cloud/core'
import { changed, isCloudError } from '@cloud/core/driver'

export function readConditions(options: ReadConditions): Record<string, string | undefined> {
  return {
    'if-match': options.ifMatch,
    'if-none-match': options.ifNoneMatch,
    'if-modified-since': httpDate(options.ifModifiedSince),
    'if-unmodified-since': httpDate(options.ifUnmodifiedSince),
  }
}

export const writeConditions = ({
  ifMatch,
  ifNoneMatch,
}: WriteConditions): Record<string, string | undefined> => ({
  'if-match': ifMatch,
  'if-none-match': ifNoneMatch,
})

export const isConditional = ({ ifMatch, ifNoneMatch }: WriteConditions): boolean =>
  ifMatch !== undefined || ifNoneMatch !== undefined

const httpDate = (time: string | undefined) => (time === undefined ? undefined : new Date(time).toUTCString())

/** S3 says of a key that holds nothing, and should hold an ETag, that it is not there. */
export function unmet(error: unknown, { ifMatch }: WriteConditions): unknown {
  const isMissing = isCloudError(error, 'not-found') && error.providerCode === 'NoSuchKey'
  return isMissing && ifMatch !== undefined ? changed(error, { code: 'precondition' }) : error
}
