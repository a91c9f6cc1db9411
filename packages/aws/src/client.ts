import type { ErrorCode } from '@cloud/core'
import { type Client, cached, createClient, type HttpDraft, sigv4Signer } from '@cloud/core/driver'
import { checkCredentials, environmentCredentials } from './credentials.ts'
import { findTarget } from './endpoint.ts'
import { readAwsError } from './errors.ts'
import { type AwsOptions, checkAwsOptions } from './options.ts'

export interface AwsClientParts {
  /** The name of the driver's factory, for errors of its options. */
  readonly factory: string
  /** The service as host names and signatures spell it; also the provider in errors. */
  readonly service: string
  readonly options: AwsOptions
  readonly codeOf: (awsCode: string) => ErrorCode | undefined
}

export interface AwsClient extends Client {
  /** The region that requests go to; `invalid` where none is set. */
  readonly region: () => string
}

/** The client of an AWS service: SigV4 over the environment's or the given credentials. Reads nothing before the first call. */
export function awsClient({ factory, service, options, codeOf }: AwsClientParts): AwsClient {
  checkAwsOptions(factory, options)
  const resolve = once(() => {
    const target = findTarget(service, options)
    return { target, signHeaders: sigv4Signer({ region: target.region, service }) }
  })
  const given = options.credentials
  const provider = typeof given === 'function' ? given : given ? async () => given : environmentCredentials()
  const sign = async (draft: HttpDraft) => {
    const { target, signHeaders } = resolve()
    const keys = checkCredentials(await credentials(), 'The credentials that the provider function gave')
    const request = { ...draft, origin: target.origin, path: target.path + draft.path }
    return { ...request, headers: signHeaders(request, keys, client.clock.now()) }
  }
  const client = createClient({ provider: service, sign, readError: readAwsError(codeOf), options })
  const credentials = cached(provider, {
    clock: client.clock,
    expiresAt: ({ expiration }) => expiration?.getTime(),
  })
  return Object.assign(client, { region: () => resolve().target.region })
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}
