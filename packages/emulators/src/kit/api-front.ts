import { bySpecificity, matchPath } from '../http/match-path.ts'
import type { Front, WireReply, WireRequest } from '../http/wire.ts'
import type { Api, ApiOperation, ApiReply, ApiRequest } from './api.ts'
import { Refusal } from './refusal.ts'

/** An API in front of what its operations keep. */
export function apiFront(api: Api): Front {
  const find = finder(api)
  const refuse = (error: unknown, requestId: string): WireReply => {
    const { status, code, message } = asRefusal(error)
    return written({ status, body: api.error({ status, code, message, requestId }) }, requestId)
  }
  return {
    name: api.name,
    read: (request) => {
      const found = find(request)
      const { method, path } = request
      return { operation: found?.name ?? `${method} ${path}`, params: shownOf(api, request, found?.path) }
    },
    answer: async (request, id) => {
      try {
        api.authenticate(request)
        const found = find(request)
        if (!found) throw new Refusal(404, 'not_found', `There is no ${request.method} ${request.path}.`)
        return written(await found.operation.answer(apiRequest(request, found.path)), id)
      } catch (error) {
        return refuse(error, id)
      }
    },
    refuse: ({ code = 'rate_limited', message, status = 429 }, id) =>
      refuse(new Refusal(status, code, message ?? `The emulated cloud was told to answer ${code}.`), id),
  }
}

interface Found {
  readonly name: string
  readonly operation: ApiOperation
  readonly path: Readonly<Record<string, string>>
}

/** Throws for a route that is none. */
function finder({ operations }: Api): (request: WireRequest) => Found | undefined {
  const routes = Object.entries(operations).map(([name, operation]) => {
    const [, method, path] = /^([A-Z]+) (\/\S*)$/.exec(operation.route) ?? []
    if (path === undefined) throw new TypeError(`The route of ${name} is none: ${operation.route}`)
    return { name, operation, method, segments: path.split('/') }
  })
  return ({ method, path }) => {
    const given = path.split('/')
    const fitting = routes.flatMap((route): Found[] => {
      const parameters = route.method === method ? matchPath(route.segments, given) : undefined
      return parameters ? [{ ...route, path: parameters }] : []
    })
    return fitting.sort(bySpecificity)[0]
  }
}

function apiRequest(request: WireRequest, parameters: ApiRequest['parameters']): ApiRequest {
  const { query, ...rest } = request
  return { ...rest, parameters, query: new URLSearchParams(query), json: () => readJson(request.body) }
}

function readJson(body: Buffer): unknown {
  if (body.length === 0) return undefined
  try {
    return JSON.parse(body.toString())
  } catch {
    throw new Refusal(400, 'bad_request', 'The body is no JSON.')
  }
}

/** What the log shows of a request. */
function shownOf(
  { secrets = [] }: Api,
  { query, body }: WireRequest,
  path: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  const members = membersOf(body).filter(([name]) => !secrets.includes(name))
  const texts = members.map(([name, value]) => [
    name,
    typeof value === 'string' ? value : JSON.stringify(value),
  ])
  return { ...path, ...Object.fromEntries(new URLSearchParams(query)), ...Object.fromEntries(texts) }
}

function membersOf(body: Buffer): [string, unknown][] {
  try {
    const value: unknown = JSON.parse(body.toString())
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : []
  } catch {
    return []
  }
}

function written({ status, headers, body }: ApiReply, requestId: string): WireReply {
  const bytes = body === undefined ? new Uint8Array() : body
  const raw = bytes instanceof Uint8Array
  return {
    status: status ?? (body === undefined ? 204 : 200),
    headers: {
      ...(!raw && { 'content-type': 'application/json; charset=utf-8' }),
      'x-request-id': requestId,
      ...headers,
    },
    body: raw ? bytes : JSON.stringify(bytes),
  }
}

/** An error of the emulator's own code is an answer too: a test then sees what went wrong, and where. */
function asRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return new Refusal(500, 'internal_error', `The emulator failed: ${detail}`)
}
