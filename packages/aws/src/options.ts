import type { CredentialProvider } from '@cloud/core/driver'
import { type ClientOptions, checkClientOptions } from '@cloud/core/driver'
import { type AwsCredentials, checkCredentials } from './credentials.ts'
import { checkRegion } from './endpoint.ts'

/** What the factory of every AWS driver takes. */
export interface AwsOptions extends ClientOptions {
  /** As in `eu-west-1`. Left out: `AWS_REGION`, then `AWS_DEFAULT_REGION`, read at the first call. */
  readonly region?: string | undefined
  /** Left out: `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY` and `AWS_SESSION_TOKEN`, read at the first call. */
  readonly credentials?: AwsCredentials | CredentialProvider<AwsCredentials> | undefined
}

/** Checks what was given to a factory; it reads no environment and sends nothing. */
export function checkAwsOptions(factory: string, options: AwsOptions): void {
  checkClientOptions(factory, options, ['region', 'credentials'])
  const { region, credentials } = options
  if (region !== undefined) checkRegion(region, 'The region')
  if (credentials !== undefined && typeof credentials !== 'function')
    checkCredentials(credentials, 'The credentials')
}
