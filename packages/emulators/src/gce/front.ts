import type { Front, WireReply, WireRequest } from '../http/wire.ts'
import { checkScope } from './catalogue.ts'
import { shownOperation } from './changes.ts'
import type { Gce } from './cloud.ts'
import { imageProjects } from './image-catalogue.ts'
import { isMembers, type Json } from './json.ts'
import { checkReachable } from './listing.ts'
import { readForLog } from './log-entry.ts'
import { allow } from './oauth-scopes.ts'
import type { Call } from './operation.ts'
import { operations } from './operations.ts'
import { partOf } from './paging.ts'
import { Refusal, rpcCode } from './refusal.ts'
import { checkBody, readQuery } from './request-check.ts'
import { findRoute, type Match, placeOf } from './router.ts'
import { answerToken, refuseToken, tokenPath } from './token-endpoint.ts'

/** Compute Engine's JSON protocol and Google's token endpoint in front of the data centre. */
export function gceFront(cloud: Gce): Front {
  return {
    name: 'gce',
    read: readForLog,
    answer: async (request, _id, work) => {
      try {
        if (request.path === tokenPath) return answerToken(cloud, request)
        const body = await perform(cloud, request, work)
        return json(body === undefined ? 204 : 200, body)
      } catch (error) {
        return refuse(asRefusal(error))
      }
    },
    refuse: ({ code = 'rateLimitExceeded', message, status }) => {
      const words = message ?? `The emulated cloud was told to answer ${code}`
      // The token endpoint's own codes are spelled otherwise.
      if (/^[a-z]+_[a-z_]+$/.test(code)) return refuseToken(code, words, status ?? 400)
      return refuse(new Refusal(code, words, status))
    },
  }
}

async function perform(cloud: Gce, request: WireRequest, work: 'succeeds' | 'fails'): Promise<Json> {
  const match = findRoute(request.method, request.path)
  authenticate(cloud, request)
  if (!match) throw new Refusal('notFound', `Not Found: ${request.method} ${request.path}`)
  const { route, path } = match
  checkProject(cloud, match)
  const place = placeOf(route, path)
  checkScope(cloud, place.scope)
  checkReachable(cloud, place.scope)
  const query = readQuery(route.query, request.query)
  const body = readBody(request)
  checkBody(route.body, body)
  const call: Call = { route, path, place, query, body: withoutNulls(body) }
  const judge = () => answerOnce(cloud, call, request)
  const answer = await (work === 'fails' ? cloud.operations.failing(judge) : judge())
  return query.fields ? partOf(answer, String(query.fields)) : answer
}

function authenticate({ tokens }: Gce, { headers, method }: WireRequest): void {
  const [scheme = '', given = ''] = (headers.authorization ?? '').split(' ')
  if (scheme === '')
    throw new Refusal(
      'required',
      'Request is missing required authentication credential. Expected OAuth 2 access token, login cookie or other valid authentication credential.',
      401,
    )
  const scopes = scheme.toLowerCase() === 'bearer' ? tokens.scopesOf(given) : undefined
  if (!scopes)
    throw new Refusal(
      'authError',
      'Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential.',
    )
  if (!allow(scopes, method))
    throw new Refusal('insufficientPermissions', 'Request had insufficient authentication scopes.')
}

/** Images of the vendor's projects are everybody's to read; nothing else of another project is. */
function checkProject({ project, projectNumber }: Gce, { route, path }: Match): void {
  const named = path.project ?? ''
  if (named === project || named === projectNumber) return
  if (imageProjects.includes(named) && route.segments[3] === 'images' && route.method === 'GET') return
  if (imageProjects.includes(named))
    throw new Refusal('forbidden', `Required '${route.operation}' permission for 'projects/${named}'`)
  throw new Refusal('notFound', `The resource 'projects/${named}' was not found`)
}

/** A request whose id was seen before has no effect, and is answered with the operation that it began then. */
function answerOnce(cloud: Gce, call: Call, request: WireRequest): Json | Promise<Json> {
  const { requestId } = call.query
  const run = operations[call.route.operation]
  if (requestId === undefined) return run(cloud, call)
  const id = checkRequestId(String(requestId))
  const asked = `${request.method} ${request.path} ${request.body.toString()}`
  const known = cloud.requests.get(id)
  if (known && known.asked !== asked)
    throw new Refusal(
      'invalid',
      `Invalid value for field 'requestId': '${id}'. The request id was used for another request.`,
    )
  const begun = known && cloud.operations.find(known.scope, known.operation)
  if (begun) return shownOperation(cloud, begun)
  const answer = run(cloud, call)
  if (isMembers(answer) && answer.kind === 'compute#operation') {
    const begun = String(answer.name)
    const scope = cloud.operations.list().find(({ name }) => name === begun)?.scope ?? ''
    cloud.requests.set(id, { asked, operation: begun, scope })
  }
  return answer
}

function checkRequestId(id: string): string {
  const uuid = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i
  if (uuid.test(id) && !/^[0-]+$/.test(id)) return id
  throw new Refusal(
    'invalid',
    `Invalid value for field 'requestId': '${id}'. The request ID must be a valid UUID, and not the zero one.`,
  )
}

function readBody({ body, headers }: WireRequest): unknown {
  if (body.length === 0) return undefined
  if (!/^application\/json\b/i.test(headers['content-type'] ?? ''))
    throw new Refusal('badRequest', 'The content type must be application/json.')
  try {
    return JSON.parse(body.toString())
  } catch {
    throw new Refusal('parseError', 'Parse Error')
  }
}

/** Null is as good as nothing. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls)
  if (!isMembers(value)) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, member]) =>
      member === null ? [] : [[name, withoutNulls(member)]],
    ),
  )
}

const json = (status: number, body: Json): WireReply => ({
  status,
  headers: { 'content-type': 'application/json; charset=UTF-8', vary: 'Origin' },
  body: body === undefined ? '' : JSON.stringify(body),
})

function refuse({ reason, message, status }: Refusal): WireReply {
  const errors = [{ message, domain: domains[reason] ?? 'global', reason }]
  const named = reason === 'authError' || reason === 'insufficientPermissions' || reason === 'required'
  return json(status, { error: { code: status, message, errors, ...(named && { status: rpcCode(status) }) } })
}

const domains: Readonly<Record<string, string>> = {
  rateLimitExceeded: 'usageLimits',
  quotaExceeded: 'usageLimits',
}

function asRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error
  const detail = error instanceof Error ? error.message : String(error)
  return new Refusal('internalError', `Internal Error (${detail})`)
}
