import { type CallOptions, type ErrorCode, isCloudError } from '@cloud/core'
import {
  type Client,
  type ClientOptions,
  checkClientOptions,
  checkEndpoint,
  checkText,
  createClient,
  type ErrorFacts,
  type HttpDraft,
  type Repeat,
  readJson,
  type WholeReply,
} from '@cloud/core/driver'
import { type AcmeCredentials, authentication, credentialNames } from './authentication.ts'

export interface AcmeOptions extends ClientOptions, AcmeCredentials {
  /** Where things are created whose call names no location. Left out, the cloud chooses. */
  readonly location?: string | undefined
}

export interface AcmeClient extends Client {
  readonly location: string | undefined
}

const api = 'https://api.acme.example'

/** The client that the factories make, for who puts a smaller driver together from its parts. Reads nothing before the first call. */
export function acmeClient(options: AcmeOptions = {}, factory = 'acmeClient'): AcmeClient {
  checkClientOptions(factory, options, ['location', ...credentialNames])
  const { endpoint = api, location } = options
  if (location !== undefined) checkText('location', location, { max: 255 })
  const { origin, path } = checkEndpoint(endpoint)
  const authenticate = authentication(options)
  const sign = async (draft: HttpDraft, { date }: { readonly date: number }) => {
    const addressed = { ...draft, path: path + draft.path }
    return { ...addressed, origin, headers: { ...draft.headers, ...authenticate(addressed, date) } }
  }
  return Object.assign(createClient({ provider: 'acme', sign, readError, options }), { location })
}

/** One operation of the API. */
export interface Request<W, T> {
  /** The API's own name of it. */
  readonly name: string
  /** What may be sent again after its reply was lost: see `Repeat` of `@cloud/core/driver`. */
  readonly repeat: Repeat<T>
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Encoded. */
  readonly path: string
  readonly headers?: Readonly<Record<string, string>> | undefined
  readonly body?: object | undefined
  /** Makes what is wanted of the answer. */
  readonly map: (wire: W) => T
}

/** Sends one operation, and reads its answer as JSON. */
export function send<W, T>(client: Client, operation: Request<W, T>, call?: CallOptions): Promise<T> {
  const { name, repeat, method, path, body, map } = operation
  const type = body === undefined ? {} : { 'content-type': 'application/json' }
  const headers = { ...type, ...operation.headers }
  const request = { method, path, headers, ...(body !== undefined && { body: JSON.stringify(body) }) }
  const read = (reply: WholeReply) => map((reply.body.length === 0 ? undefined : readJson(reply.body)) as W)
  return client.call({ name, repeat, request, read }, call)
}

/** An operation that changes nothing. */
export function get<W, T>(
  client: Client,
  { name, path, map }: Pick<Request<W, T>, 'name' | 'path' | 'map'>,
  call?: CallOptions,
): Promise<T> {
  return send(client, { name, repeat: { class: 'read' }, method: 'GET', path, map }, call)
}

/** Removes what `path` names. One that is sent again because its answer was lost, and finds nothing, has done what it was asked for. */
export async function remove(client: Client, name: string, path: string, call?: CallOptions): Promise<void> {
  const repeat = { class: 'idempotent' } as const
  try {
    await send(client, { name, repeat, method: 'DELETE', path, map: () => undefined }, call)
  } catch (error) {
    if (!isCloudError(error, 'not-found') || error.outcome !== 'unknown') throw error
  }
}

/** The API's codes, as ours; for any other the status decides. */
const codes: Readonly<Record<string, ErrorCode>> = {
  already_exists: 'already-exists',
  checksum_mismatch: 'integrity', // only storage
  conflict: 'conflict',
  forbidden: 'forbidden',
  invalid_argument: 'invalid',
  invalid_range: 'invalid', // only storage
  no_capacity: 'capacity',
  not_found: 'not-found',
  precondition_failed: 'precondition', // only storage
  quota_exceeded: 'quota',
  rate_limited: 'rate-limited',
  unauthorized: 'unauthorized',
  unavailable: 'unavailable',
}

interface ErrorWire {
  readonly error?: { readonly code?: string; readonly message?: string; readonly request_id?: string }
}

function readError({ body, headers }: WholeReply): ErrorFacts {
  const { code, message, request_id } = (readJson(body) as ErrorWire | null)?.error ?? {}
  return {
    code: code !== undefined && Object.hasOwn(codes, code) ? codes[code] : undefined,
    providerCode: code,
    message,
    requestId: request_id ?? headers['x-request-id'],
  }
}
