import { invalid } from '@cloud/core/driver'

/** What AWS's own provider functions return, too. */
export interface AwsCredentials {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken?: string | undefined
  /** When they run out; a text is a time of ISO 8601 with its zone. Left out, never. */
  readonly expiration?: Date | string | undefined
}

/** `invalid` where one is not a pair of keys: told without its values. */
export function checkCredentials(credentials: AwsCredentials, what: string): AwsCredentials {
  const right = '{ accessKeyId, secretAccessKey, sessionToken?, expiration? }'
  // The id goes into a header; the secret goes nowhere, but a line break in it is a slip of copying.
  for (const name of ['accessKeyId', 'secretAccessKey', 'sessionToken'] as const) {
    const absent = name === 'sessionToken' && credentials?.[name] === undefined
    if (!absent && !isKey(credentials?.[name])) throw invalid(`${what} have no usable ${name}`, right)
  }
  if (Number.isNaN(expiryOf(credentials)))
    throw invalid(`${what} have no usable expiration`, 'a Date or 2026-01-01T00:00:00Z')
  return credentials
}

/** In milliseconds since 1970; undefined for never, NaN for what is no time. */
export function expiryOf({ expiration }: AwsCredentials): number | undefined {
  if (expiration === undefined) return undefined
  if (expiration instanceof Date) return expiration.getTime()
  return isoTime.test(expiration) ? Date.parse(expiration) : Number.NaN
}

const isoTime = /^\d{4}-.*T.*(Z|[+-]\d\d:?\d\d)$/

function isKey(value: unknown): value is string {
  return typeof value === 'string' && /^[\x21-\x7e]+$/.test(value)
}
