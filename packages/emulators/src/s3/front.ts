import { randomBytes } from 'node:crypto'
import type { Front, WireReply } from '../http/wire.ts'
import type { Answer } from './answer.ts'
import { authenticate } from './authenticate.ts'
import type { S3 } from './cloud.ts'
import { preflight, withCors } from './cors.ts'
import { readDocument } from './document.ts'
import { loggedParameters } from './log.ts'
import { handlerOf } from './operations.ts'
import { checkParameters } from './parameters.ts'
import { bodyOf } from './payload/body.ts'
import { Refusal } from './refusal.ts'
import type { S3Request } from './request.ts'
import { isOwnName } from './target.ts'
import { declaration, errorDocument } from './xml.ts'

/** S3's REST protocol in front of the data centre. */
export function s3Front(s3: S3): Front<S3Request> {
  return {
    name: 's3',
    newId: () => randomBytes(8).toString('hex').toUpperCase(),
    read: ({ method, path, route, ...request }) => ({
      operation: route instanceof Refusal ? `${method} ${path}` : route.name,
      params: loggedParameters(request),
    }),
    answer: async (request, id) => {
      try {
        return reply(request, withCors(s3, request, await perform(s3, request)), id)
      } catch (error) {
        return refuse(request, asRefusal(error), id)
      }
    },
    refuse: ({ code = 'SlowDown', message, status }, id) =>
      refuse(undefined, new Refusal(code, message, { status }), id),
    refuseLate: ({ code = 'InternalError', message }, id) => {
      const { body, headers } = refuse(undefined, new Refusal(code, message), id)
      const error = String(body).slice(declaration.length)
      return { status: 200, headers, body: `${declaration}${' '.repeat(16)}\n${error}` }
    },
  }
}

async function perform(s3: S3, request: S3Request): Promise<Answer> {
  const { target, route, query, headers, method } = request
  if (!isOwnName(headers.host ?? ''))
    throw new Refusal('InvalidRequest', 'This server answers to its loopback address only.', { status: 421 })
  if (target instanceof Refusal) throw target
  if (method === 'OPTIONS') return preflight(s3, target, headers)
  if (route instanceof Refusal) throw route
  const identity = authenticate(s3, request, target)
  const { operation, name } = route
  if (operation === undefined)
    throw new Refusal('NotImplemented', `${name} is not served by the emulated cloud`)
  checkKey(target.key)
  checkParameters(operation, target.query, headers, routedBy(query))
  const body = bodyOf(request, identity.payload)
  return handlerOf(operation)(s3, {
    operation,
    host: headers.host ?? '',
    bucketName: target.bucket ?? '',
    key: target.key ?? '',
    query: target.query,
    headers,
    requester: identity.requester,
    region: identity.region,
    body,
    document: await readDocument(operation, body, headers),
  })
}

/** What only says which operation is meant has no value. */
const routedBy = (query: string): readonly string[] =>
  query.split('&').flatMap((pair) => (/^[^=]+=?$|^list-type=2$/.test(pair) ? [pair.replace(/=.*/, '')] : []))

const longestKey = 1_024

function checkKey(key: string | undefined): void {
  const size = Buffer.byteLength(key ?? '')
  if (size > longestKey)
    throw new Refusal('KeyTooLongError', undefined, { details: { Size: size, MaxSizeAllowed: longestKey } })
}

function asRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error
  const what = error instanceof Error ? error.message : String(error)
  return new Refusal('InternalError', `We encountered an internal error. Please try again. (${what})`)
}

const identifying = (id: string): Readonly<Record<string, string>> => ({
  'x-amz-request-id': id,
  'x-amz-id-2': randomBytes(48).toString('base64'),
  server: 'AmazonS3',
})

/** Where a client still waits to be told to send its body, the connection cannot be used again. */
const ending = (request: S3Request | undefined) => (request?.isWaiting() ? { connection: 'close' } : {})

const reply = (
  request: S3Request,
  { status = 200, headers = {}, body = '' }: Answer,
  id: string,
): WireReply => ({
  status,
  headers: { ...identifying(id), ...ending(request), ...headers },
  body,
})

function refuse(request: S3Request | undefined, error: Refusal, id: string): WireReply {
  const shared = identifying(id)
  const document = errorDocument({
    Code: error.code,
    Message: error.message,
    ...error.details,
    Resource: request?.path,
    RequestId: id,
    HostId: shared['x-amz-id-2'],
  })
  return {
    status: error.status,
    headers: { 'content-type': 'application/xml', ...shared, ...ending(request), ...error.headers },
    body: request?.method === 'HEAD' || error.status === 304 ? '' : document,
  }
}
