import { timingSafeEqual } from 'node:crypto'
import type { Front, WireReply, WireRequest } from '../http/wire.ts'
import type { DigitalOcean } from './cloud.ts'
import { takeDueBackups } from './due-backups.ts'
import type { Json } from './operation.ts'
import { operations } from './operations.ts'
import { type RateState, rateHeaders, rateLimiter } from './rate-limit.ts'
import { badRequest, notFound, Refusal } from './refusal.ts'
import { checkBody, readQuery } from './request-check.ts'
import { findRoute } from './router.ts'

/** DigitalOcean's JSON protocol in front of the data centre. */
export function digitaloceanFront(cloud: DigitalOcean): Front {
  const count = rateLimiter(cloud.centre.clock, cloud.options)
  // An answer without a request behind it, such as a fault's, shows the last count.
  let rate: RateState = count.peek()
  return {
    name: 'digitalocean',
    read: readForLog,
    answer: async (request, id, work) => {
      try {
        authenticate(cloud, request)
        rate = count.next()
        if (rate.refused) throw new Refusal('too_many_requests', 'API Rate limit exceeded.')
        const judge = () => perform(cloud, request)
        const { status, body } = work === 'fails' ? cloud.actions.failing(judge) : judge()
        return json(status, body, id, rate)
      } catch (error) {
        return refuse(asRefusal(error), id, rate)
      }
    },
    refuse: ({ code = 'too_many_requests', message, status }, id) => {
      const words = message ?? `The emulated cloud was told to answer ${code}`
      return refuse(new Refusal(code, words, status), id, rate)
    },
  }
}

function authenticate({ token }: DigitalOcean, { headers }: WireRequest): void {
  const [scheme = '', given = ''] = (headers.authorization ?? '').split(' ')
  const same =
    Buffer.byteLength(given) === token.length && timingSafeEqual(Buffer.from(given), Buffer.from(token))
  if (scheme.toLowerCase() !== 'bearer' || !same)
    throw new Refusal('Unauthorized', 'Unable to authenticate you')
}

function perform(
  cloud: DigitalOcean,
  request: WireRequest,
): { readonly status: number; readonly body: Json } {
  const { method, path, query, headers } = request
  const match = findRoute(method, path)
  if (!match) throw notFound()
  const { operation, status, query: declared } = match.route
  takeDueBackups(cloud)
  const body = readBody(request)
  checkBody(operation, body)
  const call = {
    path: match.path,
    query: readQuery(declared, query),
    body,
    headers,
    // A proxy in front may have spoken TLS with the client.
    origin: `${headers['x-forwarded-proto'] === 'https' ? 'https' : 'http'}://${headers.host}`,
    target: query ? `${path}?${query}` : path,
  }
  return { status, body: operations[operation](cloud, call) }
}

function readBody({ body, headers }: WireRequest): unknown {
  if (body.length === 0) return undefined
  if (!/^application\/json\b/i.test(headers['content-type'] ?? ''))
    throw new Refusal('unsupported_media_type', 'The content type must be application/json.', 415)
  try {
    return JSON.parse(body.toString())
  } catch {
    throw badRequest('The body of this request is not valid JSON.')
  }
}

/** User data and private keys stay out of the log. */
const secret = new Set(['user_data', 'private_key'])

function readForLog(request: WireRequest) {
  const match = findRoute(request.method, request.path)
  const { method, path } = request
  return {
    operation: match?.route.operation ?? `${method} ${path}`,
    params: {
      ...match?.path,
      ...Object.fromEntries(new URLSearchParams(request.query)),
      ...bodyForLog(request),
    },
  }
}

function bodyForLog(request: WireRequest): Readonly<Record<string, string>> {
  try {
    const shown = Object.entries(readBody(request) ?? {}).filter(([name]) => !secret.has(name))
    return Object.fromEntries(
      shown.map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]),
    )
  } catch {
    return {}
  }
}

function json(status: number, body: Json, id: string, rate: RateState): WireReply {
  return {
    status,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'x-request-id': id,
      ...rateHeaders(rate),
    },
    body: body === undefined ? '' : JSON.stringify(body),
  }
}

const refuse = ({ id, message, status }: Refusal, requestId: string, rate: RateState): WireReply =>
  json(status, { id, message, request_id: requestId }, requestId, rate)

function asRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error
  const detail = error instanceof Error ? error.message : String(error)
  return new Refusal('server_error', `Server was unable to give you a response. (${detail})`)
}
