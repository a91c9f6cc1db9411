import type { CredentialProvider } from '@cloud/core/driver'
import { type ClientOptions, checkClientOptions, checkText, invalid } from '@cloud/core/driver'
import { type AwsCredentials, checkCredentials } from './credentials.ts'
import { checkRegion } from './endpoint.ts'

/** What the factory of every AWS driver takes. What is left out is looked for at the first call. */
export interface AwsOptions extends ClientOptions {
  /** As in `eu-west-1`. Left out: `AWS_REGION`, `AWS_DEFAULT_REGION`, then that of the profile. */
  readonly region?: string | undefined
  /** Keys, or a function that gives them. Left out: the environment, then AWS's own chain of sources. */
  readonly credentials?: AwsCredentials | CredentialProvider<AwsCredentials> | undefined
  /** A profile of `~/.aws`, which then comes before keys of the environment. Left out: `AWS_PROFILE`. */
  readonly profile?: string | undefined
  /** Whether to ask the endpoints that keep to FIPS 140. Left out: `AWS_USE_FIPS_ENDPOINT`. */
  readonly useFipsEndpoint?: boolean | undefined
  /** Whether to ask the endpoints that have IPv6 addresses, too. Left out: `AWS_USE_DUALSTACK_ENDPOINT`. */
  readonly useDualstackEndpoint?: boolean | undefined
}

const names = ['region', 'credentials', 'profile', 'useFipsEndpoint', 'useDualstackEndpoint'] as const

/** Checks what was given to a factory; it reads no environment and sends nothing. */
export function checkAwsOptions(factory: string, options: AwsOptions, own: readonly string[] = []): void {
  checkClientOptions(factory, options, [...own, ...names])
  const { region, credentials, profile } = options
  if (region !== undefined) checkRegion(region, 'The region')
  if (profile !== undefined) checkText('The profile', profile, { max: 255 })
  if (credentials !== undefined && typeof credentials !== 'function')
    checkCredentials(credentials, 'The credentials')
  for (const name of ['useFipsEndpoint', 'useDualstackEndpoint'] as const) {
    const value = options[name]
    if (value !== undefined && typeof value !== 'boolean') throw invalid(`${name} must be true or false`)
    if (value && options.endpoint !== undefined)
      throw invalid(`${name} does not go with an endpoint`, 'one of the two')
  }
}
