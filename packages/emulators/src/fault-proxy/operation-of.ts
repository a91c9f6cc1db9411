import { findRoute } from '../digitalocean/router.ts'
import type { RequestHead } from './wire-fault.ts'

/** What a request asks of the APIs that a cloud here has: EC2's by its parameter, DigitalOcean's by method and path. Undefined for others. */
export function operationOf({ method, path, body }: RequestHead): string | undefined {
  const question = path.indexOf('?')
  const [route, query] = question < 0 ? [path, ''] : [path.slice(0, question), path.slice(question + 1)]
  if (route !== '/') return findRoute(method, route)?.route.operation
  return new URLSearchParams(body).get('Action') ?? new URLSearchParams(query).get('Action') ?? undefined
}
