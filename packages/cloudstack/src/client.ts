import type { CallOptions, Secret } from '@cloud/core'
import {
  type Client,
  type ClientOptions,
  CloudError,
  cached,
  checkClientOptions,
  checkText,
  createClient,
  type HttpDraft,
  type Repeat,
  readJson,
  type WholeReply,
} from '@cloud/core/driver'
import { type Brand, cloudStack } from './brand.ts'
import { accessSource } from './credentials.ts'
import { readError } from './errors.ts'
import { formOf, type Parameters } from './parameters.ts'
import { signed } from './signature.ts'

export interface CloudStackOptions extends ClientOptions {
  /** Left out, like the keys: the environment, then the configuration of cmk, read at the first call. */
  readonly endpoint?: string | undefined
  readonly apiKey?: string | undefined
  readonly secretKey?: string | Secret | undefined
  /** The profile of cmk's configuration; left out, the one that it names itself. */
  readonly profile?: string | undefined
  /** The id or the name of the zone in which things are made whose call names none. Left out, the first that the server lists. */
  readonly zone?: string | undefined
  /** The id of the network that nodes get into whose call names none; in advanced zones. */
  readonly network?: string | undefined
  /** The id of the project that all is in; left out, all is the account's own. */
  readonly project?: string | undefined
}

export interface CloudStackClient extends Client {
  readonly zone: string | undefined
  readonly network: string | undefined
  readonly project: string | undefined
}

const own = ['apiKey', 'secretKey', 'profile', 'zone', 'network', 'project'] as const

/** The client that `compute` makes, for who puts a smaller driver together from its parts. Reads nothing before the first call. */
export function cloudStackClient(
  options: CloudStackOptions = {},
  brand: Brand = cloudStack,
  factory = 'cloudStackClient',
): CloudStackClient {
  checkClientOptions(factory, options, own)
  const { zone, network, project, profile } = options
  for (const [what, text] of Object.entries({ zone, network, project, profile }))
    if (text !== undefined) checkText(what, text, { max: 255 })
  const source = accessSource(options, brand)
  const sign = async (draft: HttpDraft, { date }: { readonly date: number }) => {
    const { origin, path, apiKey, secretKey } = await access()
    const keys = { apiKey, secretKey: secretKey.reveal() }
    return { ...draft, origin, path, body: signed(String(draft.body), keys, date) }
  }
  const client: Client = createClient({
    provider: brand.provider,
    sign,
    readError: (reply) => readError(reply, client.clock.now()),
    options,
  })
  const access = cached(source, { clock: client.clock, expiresAt: () => undefined })
  return Object.assign(client, { zone, network, project })
}

/** One command of the API. */
export interface Command<W, T = W> {
  /** As in `listZones`. */
  readonly name: string
  readonly repeat: Repeat<T>
  readonly parameters?: Parameters | undefined
  /**
   * Makes what is wanted of the answer. An answer is what the description of the API says; where it is not, this stumbles, which core
   * tells as a breach of the protocol. Left out, the answer itself.
   */
  readonly map?: ((wire: W) => T) | undefined
}

const headers = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' }

/**
 * Sends a command, as a form: in an address the key and the signature would be in whatever writes addresses down, and user data would not
 * fit.
 */
export function send<W, T = W>(
  client: CloudStackClient,
  { name, repeat, parameters, map }: Command<W, T>,
  call?: CallOptions,
): Promise<T> {
  const body = formOf(name, { ...parameters, projectid: parameters?.projectid ?? client.project })
  const request: HttpDraft = { method: 'POST', path: '/', headers, body }
  const read = (reply: WholeReply): T => {
    const wire = answerOf(readJson(reply.body))
    return map === undefined ? (wire as T) : map(wire as W)
  }
  return client.call({ name, repeat, request, read }, call)
}

/** A command that changes nothing. */
export function read<W, T = W>(
  client: CloudStackClient,
  command: Omit<Command<W, T>, 'repeat'>,
  call?: CallOptions,
): Promise<T> {
  return send(client, { ...command, repeat: { class: 'read' } }, call)
}

/** An answer stands under one name, which is mostly the command's in small letters with `response` behind it. */
function answerOf(reply: unknown): object {
  const [answer, ...others] = Object.values(Object(reply))
  if (typeof answer === 'object' && answer !== null && others.length === 0) return answer
  throw new CloudError('The answer has not one member', { code: 'protocol' })
}
