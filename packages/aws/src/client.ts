import { systemClock } from '@cloud/core'
import {
  type Client,
  type ClientParts,
  cached,
  createClient,
  type HttpRequest,
  sigv4Signer,
} from '@cloud/core/driver'
import { type AwsCredentials, checkCredentials, environmentCredentials, expiryOf } from './credentials.ts'
import { findTarget, type Target } from './endpoint.ts'
import { type ErrorTable, readAwsError } from './errors.ts'
import { type AwsOptions, checkAwsOptions } from './options.ts'

export interface AwsClientParts {
  /** The name of the driver's factory, for errors of its options. */
  readonly factory: string
  /** The service as host names and signatures spell it; also the provider in errors. */
  readonly service: string
  readonly options: AwsOptions
  /** The service's own error codes; those of all services are known. */
  readonly errors: ErrorTable
}

export interface AwsClient extends Client {
  /** The region that requests go to; `invalid` where none is set. */
  readonly region: () => string
}

/** The client of an AWS service: SigV4 over the environment's or the given credentials. Reads nothing before the first call. */
export function awsClient({ factory, service, options, errors }: AwsClientParts): AwsClient {
  checkAwsOptions(factory, options)
  const target = once(() => findTarget(service, options))
  const { sign, refresh } = signing(service, target, options)
  const client = createClient({ provider: service, sign, refresh, readError: readAwsError(errors), options })
  return Object.assign(client, { region: () => target().region })
}

function signing(
  service: string,
  target: () => Target,
  { credentials: given, clock = systemClock }: AwsOptions,
): Pick<ClientParts, 'sign' | 'refresh'> {
  const signer = once(() => sigv4Signer({ region: target().region, service }))
  const provider = typeof given === 'function' ? given : given ? async () => given : environmentCredentials()
  const checked: typeof provider = async (asked) =>
    checkCredentials(await provider(asked), 'The credentials of the provider function')
  const credentials = cached(checked, { clock, expiresAt: expiryOf })
  const signedBy = new WeakMap<HttpRequest, AwsCredentials>()
  const refresh = (refused: HttpRequest) => {
    const keys = signedBy.get(refused)
    if (keys) credentials.invalidate(keys)
  }
  return {
    sign: async (draft, { date }) => {
      const { origin, path } = target()
      const keys = await credentials()
      const request = { ...draft, origin, path: path + draft.path }
      const signed = { ...request, headers: signer()(request, keys, date) }
      signedBy.set(signed, keys)
      return signed
    },
    // Keys that were given as they are do not become others.
    refresh: typeof given === 'object' ? undefined : refresh,
  }
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}
