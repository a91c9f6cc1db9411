import { CloudError } from '@cloud/core'
import { type CredentialProvider, invalid } from '@cloud/core/driver'

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

/**
 * Credentials from the environment: `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`, `AWS_SESSION_TOKEN`.
 * https://docs.aws.amazon.com/sdkref/latest/guide/environment-variables.html
 */
export function environmentCredentials(
  env: NodeJS.ProcessEnv = process.env,
): CredentialProvider<AwsCredentials> {
  return async () => {
    const [accessKeyId, secretAccessKey, sessionToken] = variables.map((name) => env[name])
    if (accessKeyId && secretAccessKey) {
      const found = { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) }
      return checkCredentials(found, 'The credentials of the environment')
    }
    const missing = variables.slice(0, 2).filter((name) => !env[name])
    throw notFound([
      { source: 'the option credentials', reason: 'not given' },
      { source: 'the environment', reason: `${missing.join(' and ')} not set` },
    ])
  }
}

const variables = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'] as const

interface Tried {
  readonly source: string
  readonly reason: string
}

function notFound(tried: readonly Tried[]): CloudError {
  const list = tried.map(({ source, reason }) => `${source} (${reason})`).join(', ')
  return new CloudError(`There are no AWS credentials. Tried: ${list}`, {
    code: 'unauthorized',
    outcome: 'not-applied',
    hint: 'the option credentials, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY',
    details: { tried },
  })
}
