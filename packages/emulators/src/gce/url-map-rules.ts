import type { Pool, RoutedRequest, Rule } from '../balancing/frontend.ts'
import type { Wire } from './json.ts'
import { linksOf } from './linked.ts'
import { matchOf } from './route-match.ts'
import { redirectAnswer } from './url-redirect.ts'

/** What a URL map leads to. */
export interface Behind {
  /** The one that clients speak to the proxy. */
  readonly protocol: 'http' | 'https'
  /** The members of backend services, by their links and shares. */
  readonly poolOf: (services: readonly { readonly service: unknown; readonly share: number }[]) => Pool
}

/** Of hosts the exact one comes first, then the longest with a star. https://cloud.google.com/load-balancing/docs/url-map-concepts */
export function rulesOf(map: Wire, behind: Behind): readonly Rule[] {
  const matchers = new Map(wires(map.pathMatchers).map((matcher) => [matcher.name, matcher]))
  const hosts = wires(map.hostRules).flatMap((rule) =>
    linksOf(rule.hosts).map((host) => ({
      host: String(host),
      matcher: matchers.get(rule.pathMatcher) ?? {},
    })),
  )
  const ofHosts = hosts
    .toSorted((one, other) => exactness(other.host) - exactness(one.host))
    .flatMap(({ host, matcher }) =>
      matcherRules(matcher, behind).map(({ isFor, to }) => ({
        isFor: (request: RoutedRequest) => isHost(host, request.host) && isFor(request),
        to,
      })),
    )
  return [...ofHosts, defaultRule(map, behind)]
}

function matcherRules(matcher: Wire, behind: Behind): readonly Rule[] {
  return [...routeRules(matcher, behind), ...pathRules(matcher, behind), defaultRule(matcher, behind)]
}

/** The longest path comes first. */
const pathRules = (matcher: Wire, behind: Behind): readonly Rule[] =>
  wires(matcher.pathRules)
    .flatMap((rule) => linksOf(rule.paths).map((path) => ({ path: String(path), rule })))
    .toSorted((one, other) => exactness(other.path) - exactness(one.path))
    .map(({ path, rule }) => ({
      isFor: (request) => isUnder(path, request.path),
      to: routeTo(behind, { service: rule.service, redirect: rule.urlRedirect, action: rule.routeAction }),
    }))

/** The lowest priority comes first; of a rule's matches one has to hold, which says what a redirect puts another prefix for. */
const routeRules = (matcher: Wire, behind: Behind): readonly Rule[] =>
  wires(matcher.routeRules)
    .toSorted((one, other) => Number(one.priority ?? 0) - Number(other.priority ?? 0))
    .flatMap(({ matchRules, service, urlRedirect: redirect, routeAction: action }) =>
      wires(matchRules).map((match) => ({
        isFor: matchOf(match),
        to: routeTo(behind, { service, redirect, action, prefix: match.prefixMatch }),
      })),
    )

const defaultRule = (
  { defaultService: service, defaultUrlRedirect: redirect, defaultRouteAction: action }: Wire,
  behind: Behind,
): Rule => ({ isFor: () => true, to: routeTo(behind, { service, redirect, action }) })

interface Route {
  readonly service: unknown
  readonly redirect: unknown
  readonly action: unknown
  readonly prefix?: unknown
}

function routeTo(
  { protocol, poolOf }: Behind,
  { service, redirect, action, prefix = '' }: Route,
): Rule['to'] {
  if (redirect !== undefined)
    return (request) => redirectAnswer({ protocol, prefix: String(prefix) }, redirect as Wire, request)
  const weighted = wires((action as Wire | undefined)?.weightedBackendServices)
  if (weighted.length === 0) return poolOf([{ service, share: 1 }])
  return poolOf(weighted.map((one) => ({ service: one.backendService, share: Number(one.weight ?? 0) })))
}

const wires = (value: unknown): readonly Wire[] => linksOf(value) as readonly Wire[]

/** How much of it must be as it stands; what has no star all of it. */
const exactness = (pattern: string): number =>
  pattern.includes('*') ? pattern.length - 1 : pattern.length + 1_000

const isHost = (pattern: string, host: string): boolean =>
  pattern.startsWith('*') ? host.endsWith(pattern.slice(1)) : host === pattern

const isUnder = (pattern: string, path: string): boolean =>
  pattern.endsWith('*') ? path.startsWith(pattern.slice(0, -1)) : path === pattern
