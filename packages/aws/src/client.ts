import {
  type Client,
  type ClientParts,
  cached,
  createClient,
  type HttpRequest,
  sigv4Signer,
  systemClock,
} from '@cloud/core/driver'
import { type AwsCredentials, checkCredentials, expiryOf } from './credentials.ts'
import { defaultCredentials } from './default-credentials.ts'
import { findTarget } from './endpoint.ts'
import type { Environment } from './environment.ts'
import { type ErrorTable, readAwsError } from './errors.ts'
import { type AwsOptions, checkAwsOptions } from './options.ts'
import { findRegion } from './region.ts'
import type { AwsService } from './service.ts'

export interface AwsClientParts {
  /** The name of the driver's factory, for errors of its options. */
  readonly factory: string
  readonly service: AwsService
  readonly options: AwsOptions
  /** The service's own error codes; those of all services are known. */
  readonly errors: ErrorTable
  /** How a failed reply is read; left out, as the XML of the query protocols and of S3. */
  readonly readError?: ((errors: ErrorTable) => ClientParts['readError']) | undefined
  /** Changes where a request goes, or what it says, before it is signed. */
  readonly route?: ((request: HttpRequest) => HttpRequest) | undefined
  /** Nothing is signed, and no credentials are looked for. */
  readonly anonymous?: boolean | undefined
  /** Names of options that the service's driver has taken for itself: an error that lists the options tells them, too. */
  readonly own?: readonly string[] | undefined
}

/** What requests are addressed and signed by. */
export interface AwsAccess {
  readonly region: string
  readonly origin: string
  /** What stands before the path of each request. */
  readonly path: string
  readonly credentials: AwsCredentials
}

export interface AwsClient extends Client {
  /** The region that requests go to; `invalid` where none is set. */
  readonly region: () => Promise<string>
  /** For who signs what somebody else is to send. */
  readonly access: () => Promise<AwsAccess>
}

/** The client of an AWS service: SigV4 over the given credentials or those that AWS's tools would find. Reads nothing before the first call. */
export function awsClient(parts: AwsClientParts): AwsClient {
  const { factory, service, options, errors, readError = readAwsError } = parts
  checkAwsOptions(factory, options, parts.own)
  const env = process.env
  const region = once(() => findRegion(options, env))
  const { sign, refresh, access } = signing(parts, region, env)
  const client = createClient({
    provider: service.provider ?? service.name,
    sign,
    refresh,
    readError: readError(errors),
    options,
  })
  return Object.assign(client, { region, access })
}

function signing(
  { service, options, route = (request) => request, anonymous }: AwsClientParts,
  region: () => Promise<string>,
  env: Environment,
): Pick<ClientParts, 'sign' | 'refresh'> & Pick<AwsClient, 'access'> {
  const { credentials: given, clock = systemClock, profile } = options
  const way = once(async () => {
    const where = await region()
    const signer = sigv4Signer({ region: where, service: service.name })
    return { region: where, signer, ...findTarget(service, where, options, env) }
  })
  const provider =
    typeof given === 'function'
      ? given
      : given
        ? async () => given
        : defaultCredentials({ profile, region, env })
  const checked: typeof provider = async (asked) =>
    checkCredentials(await provider(asked), 'The credentials of the provider function')
  const credentials = cached(checked, { clock, expiresAt: expiryOf })
  // Keys that were given as they are do not become others.
  const mayChange = typeof given !== 'object'
  const signedBy = new WeakMap<HttpRequest, AwsCredentials>()
  const refresh = (refused: HttpRequest) => {
    const keys = signedBy.get(refused)
    if (keys) credentials.invalidate(keys)
  }
  return {
    sign: async (draft, { date }) => {
      const { signer, origin, path } = await way()
      const request = route({ ...draft, origin, path: path + draft.path })
      if (anonymous) return request
      const keys = await credentials()
      const signed = { ...request, headers: signer(queryApart(request), keys, date) }
      if (mayChange) signedBy.set(signed, keys)
      return signed
    },
    refresh: mayChange ? refresh : undefined,
    access: async () => {
      const { signer: _, ...where } = await way()
      return { ...where, credentials: await credentials() }
    },
  }
}

/** Signatures tell a path from its query. */
function queryApart(request: HttpRequest): HttpRequest & { readonly query?: string } {
  const [, path = '', query] = /^([^?]*)\?(.*)$/s.exec(request.path) ?? []
  return query === undefined ? request : { ...request, path, query }
}

/** Found once for all calls that ask; a failure is not kept. */
function once<T>(find: () => Promise<T>): () => Promise<T> {
  let found: Promise<T> | undefined
  return () => {
    found ??= find().catch((error) => {
      found = undefined
      throw error
    })
    return found
  }
}
