import { bySpecificity, matchPath, parameterOf } from '../http/match-path.ts'
import { type ComputeOperation, computeOperations } from './operation-names.ts'
import { operationTable } from './operation-table.ts'
import { globalScope, regionScope, type Scope, zoneScope } from './scope.ts'

export interface Route {
  readonly operation: ComputeOperation
  readonly method: string
  /** Of the table: `projects/{project}/zones/{zone}/instances`, cut at the slashes. */
  readonly segments: readonly string[]
  /** `{Structure}`, or `-` for none. */
  readonly body: string
  /** The structure of the answer. */
  readonly answer: string
  /** `name:type` for each query parameter, between spaces. */
  readonly query: string
}

export interface Match {
  readonly route: Route
  readonly path: Readonly<Record<string, string>>
}

const project = 'projects/{project}'

/** What every list takes. */
const listParameters =
  'filter:string maxResults:uint32 orderBy:string pageToken:string returnPartialSuccess:boolean'

const routes: readonly Route[] = computeOperations.map((operation) => {
  const [method = '', template = '', body = '-', answer = '', ...query] = operationTable[operation].split(' ')
  const path = template === '.' ? project : `${project}/${template}`
  const parameters = query.join(' ').replace('+list', listParameters)
  return { operation, method, segments: path.split('/'), body, answer, query: parameters }
})

const root = '/compute/v1/'

/** The operation that a request asks for; where two fit, the one whose path has its own word where the other's has a parameter. */
export function findRoute(method: string, path: string): Match | undefined {
  if (!path.startsWith(root)) return undefined
  const given = path.slice(root.length).split('/')
  const matches = routes.flatMap((route): Match[] => {
    const parameters = route.method === method ? matchPath(route.segments, given) : undefined
    return parameters ? [{ route, path: parameters }] : []
  })
  return matches.sort(bySpecificity)[0]
}

/** What a path names: the scope, the collection in it, and the resource, which is empty where the path ends before. */
export interface Place {
  readonly scope: Scope
  readonly collection: string
  readonly name: string
}

/** `projects/{project}/zones/{zone}/disks/{disk}/resize` is of the disk; `projects/{project}/zones/{zone}` of the zone itself. */
export function placeOf({ segments }: Route, path: Readonly<Record<string, string>>): Place {
  const [, , kind = '', second = ''] = segments
  const valueAt = (index: number) => path[parameterOf(segments[index] ?? '') ?? ''] ?? ''
  if (kind === 'global' || kind === 'aggregated')
    return { scope: globalScope, collection: second, name: valueAt(4) }
  // A few operations on global resources leave the scope out of their paths.
  if (segments.length <= 4 || (kind !== 'zones' && kind !== 'regions'))
    return { scope: globalScope, collection: kind, name: valueAt(3) }
  const scope = kind === 'zones' ? zoneScope(path.zone ?? '') : regionScope(path.region ?? '')
  return { scope, collection: segments[4] ?? '', name: valueAt(5) }
}
