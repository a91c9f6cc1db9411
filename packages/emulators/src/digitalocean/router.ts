import { bySpecificity, matchPath } from '../http/match-path.ts'
import { type OperationName, operationNames } from './operation-names.ts'
import { operations } from './operation-table.ts'

export interface Route {
  readonly operation: OperationName
  readonly method: string
  /** Of the specification: `/v2/droplets/{droplet_id}`, cut at the slashes. */
  readonly segments: readonly string[]
  /** Of success. */
  readonly status: number
  /** `name:type` for each query parameter. */
  readonly query: readonly string[]
}

export interface Match {
  readonly route: Route
  readonly path: Readonly<Record<string, string>>
}

const routes: readonly Route[] = operationNames.map((operation) => {
  const [method = '', template = '', status, ...query] = operations[operation].split(' ')
  return { operation, method, segments: template.split('/'), status: Number(status), query }
})

/** The operation that a request asks for; where two fit, the one whose path has its own word where the other's has a parameter. */
export function findRoute(method: string, path: string): Match | undefined {
  const given = path.split('/')
  const matches = routes.flatMap((route): Match[] => {
    const parameters = route.method === method ? matchPath(route.segments, given) : undefined
    return parameters ? [{ route, path: parameters }] : []
  })
  return matches.sort(bySpecificity)[0]
}
