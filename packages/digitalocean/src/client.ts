import type { CallOptions, ErrorCode, Secret } from '@cloud/core'
import {
  type Client,
  type ClientOptions,
  cached,
  changed,
  checkClientOptions,
  checkEndpoint,
  checkText,
  createClient,
  type ErrorFacts,
  type HttpDraft,
  isCloudError,
  limiter,
  type RateLimit,
  type Repeat,
  readJson,
  type WholeReply,
} from '@cloud/core/driver'
import { tokenSource } from './token.ts'

export interface DigitalOceanOptions extends ClientOptions {
  /** A personal access token. Left out: the environment, then doctl's configuration, read at the first call. */
  readonly token?: string | Secret | undefined
  /** Where things are created whose call names no location, as in `fra1`. */
  readonly region?: string | undefined
}

export interface DigitalOceanClient extends Client {
  readonly region: string | undefined
}

const api = 'https://api.digitalocean.com'

/** The client that `compute` makes, for who puts a smaller driver together from its parts. Reads nothing before the first call. */
export function digitalOceanClient(
  options: DigitalOceanOptions = {},
  factory = 'digitalOceanClient',
): DigitalOceanClient {
  checkClientOptions(factory, options, ['token', 'region'])
  const { endpoint = api, region } = options
  if (region !== undefined) checkText('region', region, { max: 512 })
  const { origin, path } = checkEndpoint(endpoint)
  const provider = tokenSource(options.token)
  const sign = async (draft: HttpDraft) => ({
    ...draft,
    origin,
    path: path + draft.path,
    headers: { ...draft.headers, authorization: `Bearer ${(await token()).reveal()}` },
  })
  const parts = { sign, readError, limiter: limiter(readRateLimit), options }
  const client = createClient({ provider: 'digitalocean', ...parts })
  const token = cached(provider, { clock: client.clock, expiresAt: () => undefined })
  return Object.assign(client, { region })
}

/** One operation of the API, by the id that its specification gives it. */
export interface Request<W, T = W> {
  readonly name: string
  readonly repeat: Repeat<T>
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Under `/v2`, encoded. */
  readonly path: string
  readonly body?: object | undefined
  /**
   * Makes what is wanted of the answer. An answer is what the specification says; where it is not, this stumbles, which core tells as a
   * breach of the protocol. Left out, the answer itself; undefined where it is empty.
   */
  readonly map?: ((wire: W) => T) | undefined
}

/** Of what is not there DigitalOcean says neither what it is nor its id: the error tells the path that was asked for. */
export async function send<W, T = W>(
  client: Client,
  operation: Request<W, T>,
  call?: CallOptions,
): Promise<T> {
  const { name, repeat, method, path, body, map } = operation
  const content = body === undefined ? {} : { body: JSON.stringify(body) }
  const headers = body === undefined ? {} : { 'content-type': 'application/json' }
  const request = { method, path: `/v2${path}`, headers, ...content }
  const read = (reply: WholeReply): T => {
    const wire: unknown = reply.body.length === 0 ? undefined : readJson(reply.body)
    return map === undefined ? (wire as T) : map(wire as W)
  }
  try {
    return await client.call({ name, repeat, request, read }, call)
  } catch (error) {
    if (!isCloudError(error, 'not-found')) throw error
    throw changed(error, { message: `${error.message}: ${method} ${path}` })
  }
}

/** An operation that changes nothing. */
export function read<W, T = W>(
  client: Client,
  { name, path, map }: Pick<Request<W, T>, 'name' | 'path' | 'map'>,
  call?: CallOptions,
): Promise<T> {
  return send(client, { name, repeat: { class: 'read' }, method: 'GET', path, map }, call)
}

/**
 * An operation that removes what `path` names. One that is sent again because its answer was lost, and then finds nothing, has done what
 * it was asked for.
 */
export async function remove(
  client: Client,
  { name, path, body }: Pick<Request<void>, 'name' | 'path' | 'body'>,
  call?: CallOptions,
): Promise<void> {
  try {
    await send(client, { name, repeat: idempotent, method: 'DELETE', path, body }, call)
  } catch (error) {
    if (!isCloudError(error, 'not-found') || error.outcome !== 'unknown') throw error
  }
}

export const idempotent: { readonly class: 'idempotent' } = { class: 'idempotent' }
export const once: { readonly class: 'once' } = { class: 'once' }

/** https://docs.digitalocean.com/reference/api/digitalocean/#section/Introduction/HTTP-Statuses */
const codes: Readonly<Record<string, ErrorCode>> = {
  conflict: 'conflict',
  forbidden: 'forbidden',
  not_found: 'not-found',
  precondition_failed: 'precondition',
  server_error: 'unavailable',
  service_unavailable: 'unavailable',
  too_many_requests: 'rate-limited',
  unauthorized: 'unauthorized',
  unprocessable_entity: 'invalid',
}

interface ErrorWire {
  readonly id?: string
  readonly message?: string
  readonly request_id?: string
}

function readError({ body, headers, status }: WholeReply): ErrorFacts {
  const wire = readJson(body) as ErrorWire | null
  const id = wire?.id?.toLowerCase()
  return {
    code: id !== undefined && Object.hasOwn(codes, id) ? codes[id] : undefined,
    providerCode: wire?.id,
    message: wire?.message,
    requestId: wire?.request_id ?? headers['x-request-id'],
    ...(status === 429 && { retryAt: closedUntil(headers) }),
  }
}

/** The end of the hour concerns who has used it up: a burst that is refused is over long before. */
function closedUntil(headers: WholeReply['headers']): number | undefined {
  const limit = readRateLimit(headers)
  return limit && limit.remaining <= 0 ? limit.resetAt : undefined
}

/** https://docs.digitalocean.com/reference/api/digitalocean/#section/Introduction/Rate-Limit */
function readRateLimit(headers: WholeReply['headers']): RateLimit | undefined {
  const remaining = Number(headers['ratelimit-remaining'])
  const reset = Number(headers['ratelimit-reset'])
  return Number.isFinite(remaining) && Number.isFinite(reset)
    ? { remaining, resetAt: reset * 1000 }
    : undefined
}
