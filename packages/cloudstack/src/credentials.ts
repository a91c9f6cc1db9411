import type { Secret } from '@cloud/core'
import {
  CloudError,
  checkEndpoint,
  checkSecret,
  invalid,
  listOfTried,
  secret,
  type Tried,
} from '@cloud/core/driver'
import { type Brand, cloudStack } from './brand.ts'
import { cmkProfile } from './cmk-profile.ts'

/** Where requests go, and who signs them. */
export interface Access {
  readonly origin: string
  readonly path: string
  readonly apiKey: string
  readonly secretKey: Secret
}

/** What one source holds of it. */
export interface Found {
  readonly endpoint?: string | undefined
  readonly apiKey: string
  readonly secretKey: string
}

interface Given {
  readonly endpoint?: string | undefined
  readonly apiKey?: string | undefined
  readonly secretKey?: string | Secret | undefined
  readonly profile?: string | undefined
}

/**
 * Where the keys come from: what was given; the brand's variables, of which the first whole set wins; the configuration of cmk. The endpoint comes
 * from the options, else from where the keys do, else from the brand. `unauthorized` lists what was tried.
 */
export function accessSource(
  given: Given,
  brand: Brand,
  env: NodeJS.ProcessEnv = process.env,
): () => Promise<Access> {
  const { apiKey, secretKey } = given
  if ((apiKey === undefined) !== (secretKey === undefined))
    throw invalid('apiKey and secretKey go together', 'both, or neither')
  if (apiKey !== undefined) checkKey('apiKey', apiKey)
  const secretText =
    secretKey === undefined ? undefined : checkKey('secretKey', checkSecret('secretKey', secretKey))
  return async () => {
    const found: Found | readonly Tried[] =
      apiKey !== undefined && secretText !== undefined
        ? { apiKey, secretKey: secretText, endpoint: given.endpoint ?? endpointOf(brand, env) }
        : await lookUp(given.profile, brand, env)
    if (!('apiKey' in found)) throw notFound(brand, found)
    const endpoint = given.endpoint ?? found.endpoint ?? brand.endpoint
    if (endpoint === undefined || endpoint === '') throw noEndpoint(brand)
    return {
      origin: checkEndpoint(endpoint).origin,
      // A path that ends with / is another for some servers.
      path: new URL(endpoint).pathname,
      apiKey: checkKey('The API key', found.apiKey),
      secretKey: secret(checkKey('The secret key', found.secretKey)),
    }
  }
}

const endpointOf = (brand: Brand, env: NodeJS.ProcessEnv): string | undefined =>
  brand.variables.map(([name]) => env[name]).find((value) => value)

/** Keys go into requests: white space in one is a slip of copying. Neither is told. */
function checkKey(what: string, key: unknown): string {
  if (typeof key === 'string' && /^[\x21-\x7e]+$/.test(key)) return key
  throw invalid(`${what} is no key`, 'printable ASCII characters without spaces')
}

async function lookUp(
  profile: string | undefined,
  brand: Brand,
  env: NodeJS.ProcessEnv,
): Promise<Found | readonly Tried[]> {
  const sets = brand.variables.map((names) => fromVariables(names, env))
  const whole = sets.filter((each): each is Found => 'apiKey' in each)
  const [first, second] = whole
  if (first && second && !isSame(first, second)) warn(brand)
  if (first) return first
  // The keys that somebody has for another cloud are not sent to this one.
  const own = brand.provider === cloudStack.provider ? undefined : brand.provider
  const cmk = await cmkProfile(profile ?? own, env)
  if ('apiKey' in cmk) return cmk
  const tried = sets.filter((each): each is Tried => 'reason' in each)
  return [{ source: 'the options apiKey and secretKey', reason: 'not given' }, ...tried, cmk]
}

function fromVariables(
  [endpoint, apiKey, secretKey]: Brand['variables'][number],
  env: NodeJS.ProcessEnv,
): Found | Tried {
  const missing = [apiKey, secretKey].filter((name) => !env[name])
  if (missing.length > 0) {
    return { source: `${apiKey} and ${secretKey}`, reason: `${missing.join(' and ')} not set` }
  }
  return { endpoint: env[endpoint] || undefined, apiKey: env[apiKey] ?? '', secretKey: env[secretKey] ?? '' }
}

function isSame(a: Found, b: Found): boolean {
  const sameEndpoint = a.endpoint === undefined || b.endpoint === undefined || a.endpoint === b.endpoint
  return sameEndpoint && a.apiKey === b.apiKey && a.secretKey === b.secretKey
}

function warn({ variables }: Brand): void {
  const [first, second] = variables.map((names) => names.join(', '))
  process.emitWarning(`${first} and ${second} differ; the first are used`, {
    code: 'CLOUD_CLOUDSTACK_VARIABLES',
  })
}

function notFound({ provider, variables }: Brand, tried: readonly Tried[]): CloudError {
  return new CloudError(`There are no keys for ${provider}. Tried: ${listOfTried(tried)}`, {
    code: 'unauthorized',
    outcome: 'not-applied',
    hint: `pass apiKey and secretKey, set ${variables[0]?.join(', ')}, or run cmk set apikey and cmk set secretkey`,
    details: { tried },
  })
}

function noEndpoint({ provider, variables }: Brand): CloudError {
  return invalid(
    `There is no endpoint for ${provider}`,
    `pass endpoint or set ${variables[0]?.[0]}, as in https://cloud.example.com/client/api`,
  )
}
