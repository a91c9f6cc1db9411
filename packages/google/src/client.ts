import type { CallOptions } from '@cloud/core'
import {
  type Client,
  type ClientParts,
  cached,
  checkEndpoint,
  createClient,
  encodeRfc3986,
  formBody,
  type HttpRequest,
  type Repeat,
  readJson,
  systemClock,
  type WholeReply,
} from '@cloud/core/driver'
import type { AccessToken } from './credentials.ts'
import { readGoogleError } from './errors.ts'
import type { GoogleOptions } from './options.ts'
import { projectSource } from './project.ts'
import { type Tokens, tokensOf } from './tokens.ts'

export interface GoogleClientParts {
  /** What errors call the provider. */
  readonly provider: string
  /** Where the API is, as in `https://compute.googleapis.com`. */
  readonly api: string
  /** Checked already, by `checkGoogleOptions`. */
  readonly options: GoogleOptions
}

export interface GoogleClient extends Client {
  /** The project that requests are for; `invalid` where none is set. */
  readonly project: () => Promise<string>
}

/** The client of an API of Google Cloud. Reads nothing before the first call. */
export function googleClient({ provider, api, options }: GoogleClientParts): GoogleClient {
  const tokens = tokensOf(options)
  const { sign, refresh } = signing(checkEndpoint(options.endpoint ?? api), tokens, options)
  const client = createClient({ provider, sign, refresh, readError: readGoogleError, options })
  return Object.assign(client, { project: projectSource(options.project, tokens.project) })
}

function signing(
  { origin, path }: { readonly origin: string; readonly path: string },
  { get, fixed }: Tokens,
  { clock = systemClock }: GoogleOptions,
): Pick<ClientParts, 'sign' | 'refresh'> {
  const token = cached(get, { clock, expiresAt: ({ expiresAt }) => expiresAt })
  const signedBy = new WeakMap<HttpRequest, AccessToken>()
  const refresh = (refused: HttpRequest) => {
    const used = signedBy.get(refused)
    if (used) token.invalidate(used)
  }
  return {
    sign: async (draft) => {
      const used = await token()
      const headers = { ...draft.headers, authorization: `Bearer ${used.token.reveal()}` }
      const signed = { ...draft, origin, path: path + draft.path, headers }
      if (!fixed) signedBy.set(signed, used)
      return signed
    },
    refresh: fixed ? undefined : refresh,
  }
}

/** Parameters of a query; those that are undefined are left out. */
export type Query = Readonly<Record<string, string | number | boolean | undefined>>

/** One method of an API, by its name in the discovery document. */
export interface GoogleRequest<W, T = W> {
  readonly name: string
  readonly repeat: Repeat<T>
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Encoded. */
  readonly path: string
  readonly query?: Query | undefined
  readonly body?: object | undefined
  /** Makes what is wanted of the answer; where it stumbles, the answer breaks the protocol. Left out, the answer itself. */
  readonly map?: ((wire: W) => T) | undefined
}

/** Calls a method of an API that takes and gives JSON. */
export function send<W, T = W>(
  client: Client,
  { name, repeat, method, path, query = {}, body, map }: GoogleRequest<W, T>,
  call?: CallOptions,
): Promise<T> {
  const content = body === undefined ? {} : { body: JSON.stringify(body) }
  const headers = body === undefined ? {} : { 'content-type': 'application/json' }
  const request = { method, path: path + queryOf(query), headers, ...content }
  const read = (reply: WholeReply): T => {
    const wire: unknown = reply.body.length === 0 ? undefined : readJson(reply.body)
    return map === undefined ? (wire as T) : map(wire as W)
  }
  return client.call({ name, repeat, request, read }, call)
}

function queryOf(query: Query): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)] as const],
  )
  return pairs.length === 0 ? '' : `?${formBody(pairs)}`
}

/** The segments of a path, each encoded. */
export const pathOf = (...segments: readonly string[]): string =>
  segments.map((segment) => `/${encodeRfc3986(segment)}`).join('')
