import type { Gce } from './cloud.ts'
import type { Json, Wire } from './json.ts'
import { linkTo } from './links.ts'
import type { Call } from './operation.ts'
import { type Listed, pageOf } from './paging.ts'
import { Refusal } from './refusal.ts'
import { regions, zones } from './region-catalogue.ts'
import { globalScope, regionScope, type Scope, zoneScope } from './scope.ts'

/** `InstanceList` is `compute#instanceList`. */
const kindOf = ({ route: { answer } }: Call): string =>
  `compute#${answer.charAt(0).toLowerCase()}${answer.slice(1)}`

const pathOf = ({ route, path }: Call): string =>
  route.segments.map((segment) => (/^\{/.test(segment) ? path[segment.slice(1, -1)] : segment)).join('/')

/** One page of a list, as every list of the API has it: no `items` where there are none. */
export function list(cloud: Gce, call: Call, items: readonly Wire[]): Json {
  const { scope } = call.place
  const { shown, nextPageToken } = pageOf(
    cloud,
    call,
    items.map((wire) => ({ scope, wire })),
  )
  const path = pathOf(call)
  return {
    kind: kindOf(call),
    id: path,
    ...(shown.length > 0 && { items: shown.map(({ wire }) => wire) }),
    ...(nextPageToken && { nextPageToken }),
    selfLink: linkTo(path),
  }
}

export type ScopeKind = 'global' | 'region' | 'zone'

const scopesOf = (kinds: readonly ScopeKind[]): readonly Scope[] => [
  ...(kinds.includes('global') ? [globalScope] : []),
  ...(kinds.includes('region') ? regions.map(({ name }) => regionScope(name)) : []),
  ...(kinds.includes('zone') ? zones.map(({ name }) => zoneScope(name)) : []),
]

/** One page of what all scopes of these kinds have. A scope that has nothing on the page says so; one that did not answer, too. */
export function aggregatedList(
  cloud: Gce,
  call: Call,
  kinds: readonly ScopeKind[],
  items: readonly Listed[],
): Json {
  const lost = new Set(cloud.options.unreachable ?? [])
  const reached = items.filter(({ scope }) => !lost.has(scope))
  const { shown, nextPageToken } = pageOf(cloud, call, reached)
  const { collection } = call.place
  const scopes = scopesOf(kinds)
  const unreachables = scopes.filter((scope) => lost.has(scope))
  const byScope = scopes.map((scope): [string, Json] => {
    if (lost.has(scope)) return [scope, { warning: warning('UNREACHABLE', scope) }]
    const own = shown.filter((item) => item.scope === scope).map(({ wire }) => wire)
    return [scope, own.length > 0 ? { [collection]: own } : { warning: warning('NO_RESULTS_ON_PAGE', scope) }]
  })
  const path = pathOf(call)
  return {
    kind: kindOf(call),
    id: path,
    items: Object.fromEntries(byScope),
    ...(nextPageToken && { nextPageToken }),
    selfLink: linkTo(path),
    ...(unreachables.length > 0 && call.query.returnPartialSuccess === true && { unreachables }),
  }
}

const sentences = {
  NO_RESULTS_ON_PAGE: (scope: Scope) => `There are no results for scope '${scope}' on this page.`,
  UNREACHABLE: (scope: Scope) => `The scope '${scope}' could not be reached.`,
}

const warning = (code: keyof typeof sentences, scope: Scope): Json => ({
  code,
  message: sentences[code](scope),
  data: [{ key: 'scope', value: scope }],
})

/** Throws a `Refusal` for a request to a scope that does not answer. */
export function checkReachable({ options }: Gce, scope: Scope): void {
  if (options.unreachable?.includes(scope))
    throw new Refusal('backendError', `The scope '${scope}' could not be reached. Try again later.`)
}
