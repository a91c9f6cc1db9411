import type { IncomingMessage, ServerResponse } from 'node:http'
import { Refusal } from './refusal.ts'
import { type Route, routeOf } from './route.ts'
import { readTarget, type Target } from './target.ts'

/** A request whose head was read. */
export interface S3Request {
  readonly method: string
  /** As it was sent: a path is signed and read byte for byte, `..` and `//` are part of keys. */
  readonly path: string
  /** Without the question mark. */
  readonly query: string
  /** By lower-case name, a byte a character. */
  readonly headers: Readonly<Record<string, string>>
  readonly target: Target | Refusal
  readonly route: Route | Refusal
  /** What comes after the head. Only the first who asks gets it; a client that waits to be told is told to go on. */
  readonly incoming: () => AsyncIterable<Buffer>
  /** Whether a client that asked before it sends a body was never told to go on. */
  readonly isWaiting: () => boolean
}

export function readHead(request: IncomingMessage, response: ServerResponse): S3Request {
  const { method = 'GET', url = '/' } = request
  const question = url.indexOf('?')
  const path = question < 0 ? url : url.slice(0, question)
  const query = question < 0 ? '' : url.slice(question + 1)
  const headers = joinHeaders(request.rawHeaders)
  const target = orRefusal(() => readTarget(headers.host ?? '', path, query))
  let waiting = headers.expect?.toLowerCase() === '100-continue'
  return {
    method,
    path,
    query,
    headers,
    target,
    route: target instanceof Refusal ? target : orRefusal(() => routeOf(method, target, headers)),
    incoming: () => {
      if (waiting) response.writeContinue()
      waiting = false
      // Who stops reading has still to be answered, over the same connection.
      return request.iterator({ destroyOnReturn: false })
    },
    isWaiting: () => waiting,
  }
}

function orRefusal<T>(make: () => T): T | Refusal {
  try {
    return make()
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
}

/** A header that comes twice is joined with a comma, as signatures see it. */
function joinHeaders(raw: readonly string[]): Record<string, string> {
  const headers: Record<string, string> = Object.create(null)
  for (let index = 0; index < raw.length; index += 2) {
    const name = (raw[index] ?? '').toLowerCase()
    const value = raw[index + 1] ?? ''
    headers[name] = name in headers ? `${headers[name]},${value}` : value
  }
  return headers
}
