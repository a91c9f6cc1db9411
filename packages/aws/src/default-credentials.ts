import { CloudError, type CredentialProvider, listOfTried, type Tried } from '@cloud/core/driver'
import { type Chained, type ChainParts, credentialChain } from './credential-chain.ts'
import { type AwsCredentials, checkCredentials } from './credentials.ts'
import type { Environment } from './environment.ts'
import { peer } from './peer.ts'

const variables = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'] as const

/**
 * The credentials of who gives none: the keys of the environment, unless a profile is named, which comes before them as in AWS's own
 * tools; then AWS's chain. `unauthorized` lists each source that was tried, and why it gave nothing.
 * https://docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html
 */
export function defaultCredentials(parts: ChainParts): CredentialProvider<AwsCredentials> {
  const chain = credentialChain(parts)
  return async (asked) => {
    const named = parts.profile ?? (parts.env.AWS_PROFILE || undefined)
    const found = ofEnvironment(parts.env)
    if ('accessKeyId' in found && named === undefined) return found
    const chained = await chain(asked)
    if (chained.credentials) return chained.credentials
    const passedOver = { source: 'the environment', reason: `a profile is named, ${named}` }
    throw notFound(
      [
        { source: 'the option credentials', reason: 'not given' },
        named === undefined && 'source' in found ? found : passedOver,
        ...chained.tried,
      ],
      chained,
    )
  }
}

/** https://docs.aws.amazon.com/sdkref/latest/guide/environment-variables.html */
function ofEnvironment(env: Environment): AwsCredentials | Tried {
  const [accessKeyId, secretAccessKey, sessionToken] = variables.map((name) => env[name])
  if (accessKeyId && secretAccessKey) {
    const found = { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) }
    return checkCredentials(found, 'The credentials of the environment')
  }
  const missing = variables.slice(0, 2).filter((name) => !env[name])
  return { source: 'the environment', reason: `${missing.join(' and ')} not set` }
}

function notFound(tried: readonly Tried[], { installed }: Chained): CloudError {
  const keys = 'set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or give the option credentials'
  return new CloudError(`There are no AWS credentials. Tried: ${listOfTried(tried)}`, {
    code: 'unauthorized',
    outcome: 'not-applied',
    hint: installed ? keys : `npm install ${peer}, or ${keys}`,
    details: { tried },
  })
}
