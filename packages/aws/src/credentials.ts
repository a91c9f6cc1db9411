import { CloudError } from '@cloud/core'
import { type CredentialProvider, invalid } from '@cloud/core/driver'

/** What AWS's own provider functions return, too. */
export interface AwsCredentials {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken?: string | undefined
  readonly expiration?: Date | undefined
}

/** `invalid` where one is not a pair of keys: told without its values. */
export function checkCredentials(credentials: AwsCredentials, what: string): AwsCredentials {
  const { accessKeyId, secretAccessKey, sessionToken } = credentials ?? {}
  const right = '{ accessKeyId, secretAccessKey, sessionToken? }, or a function that resolves with that'
  // The id goes into a header; the secret goes nowhere, but a line break in it is a slip of copying.
  if (!isKey(accessKeyId)) throw invalid(`${what} have no usable accessKeyId`, right)
  if (!isKey(secretAccessKey)) throw invalid(`${what} have no usable secretAccessKey`, right)
  if (sessionToken !== undefined && !isKey(sessionToken))
    throw invalid(`${what} have no usable sessionToken`, right)
  return credentials
}

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
    const {
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: secretAccessKey,
      AWS_SESSION_TOKEN: sessionToken,
    } = env
    if (accessKeyId && secretAccessKey) {
      const found = { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) }
      return checkCredentials(found, 'The credentials of the environment')
    }
    const missing = [!accessKeyId && 'AWS_ACCESS_KEY_ID', !secretAccessKey && 'AWS_SECRET_ACCESS_KEY'].filter(
      Boolean,
    )
    throw notFound([
      { source: 'the option credentials', reason: 'not given' },
      { source: 'the environment', reason: `${missing.join(' and ')} not set` },
    ])
  }
}

interface Tried {
  readonly source: string
  readonly reason: string
}

function notFound(tried: readonly Tried[]): CloudError {
  const list = tried.map(({ source, reason }) => `${source} (${reason})`).join(', ')
  return new CloudError(`There are no AWS credentials. Tried: ${list}`, {
    code: 'unauthorized',
    outcome: 'not-applied',
    hint: 'pass credentials: { accessKeyId, secretAccessKey } or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY',
    details: { tried },
  })
}
