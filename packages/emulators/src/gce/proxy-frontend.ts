import { type Frontend, noMembers, type RoutedRequest, type Rule } from '../balancing/frontend.ts'
import { backendPool } from './backend-pool.ts'
import type { Gce } from './cloud.ts'
import type { Wire } from './json.ts'
import { linked, linksOf, ruleAt } from './linked.ts'
import { redirectAnswer } from './url-redirect.ts'

/** A forwarding rule's port at its address, where a proxy with a URL map stands behind it. */
export function proxyFrontend(cloud: Gce, host: string, port: number): Frontend | undefined {
  const target = ruleAt(cloud, host, port)?.wire.target
  const proxy = linked(cloud, 'targetHttpProxies', target) ?? linked(cloud, 'targetHttpsProxies', target)
  const map = linked(cloud, 'urlMaps', proxy?.wire.urlMap)
  if (!proxy || !map) return undefined
  const protocol = proxy.collection === 'targetHttpsProxies' ? 'https' : 'http'
  const routeTo = (service: unknown, redirect: unknown): Rule['to'] =>
    redirect === undefined
      ? backendPool(cloud, service)
      : (request) => redirectAnswer(protocol, redirect as Wire, request)
  return { protocol: 'http', rules: rulesOf(map.wire, routeTo), ...noMembers }
}

type RouteTo = (service: unknown, redirect: unknown) => Rule['to']

/**
 * Of hosts the exact one comes first, then the longest with a star; of paths the longest. Route rules are kept, and do not route.
 * https://cloud.google.com/load-balancing/docs/url-map-concepts
 */
function rulesOf(map: Wire, routeTo: RouteTo): readonly Rule[] {
  const matchers = new Map(wires(map.pathMatchers).map((matcher) => [matcher.name, matcher]))
  const hosts = wires(map.hostRules).flatMap((rule) =>
    linksOf(rule.hosts).map((host) => ({ host: String(host), matcher: matchers.get(rule.pathMatcher) })),
  )
  const ofHosts = hosts
    .toSorted((one, other) => exactness(other.host) - exactness(one.host))
    .flatMap(({ host, matcher }) =>
      pathRules(matcher, routeTo).map(({ isFor, to }) => ({
        isFor: (request: RoutedRequest) => isHost(host, request.host) && isFor(request),
        to,
      })),
    )
  return [...ofHosts, { isFor: always, to: routeTo(map.defaultService, map.defaultUrlRedirect) }]
}

function pathRules(matcher: Wire | undefined, routeTo: RouteTo): readonly Rule[] {
  const paths = wires(matcher?.pathRules).flatMap((rule) =>
    linksOf(rule.paths).map((path) => ({ path: String(path), rule })),
  )
  const ofPaths = paths
    .toSorted((one, other) => exactness(other.path) - exactness(one.path))
    .map(({ path, rule }) => ({
      isFor: (request: RoutedRequest) => isUnder(path, request.path),
      to: routeTo(rule.service, rule.urlRedirect),
    }))
  return [...ofPaths, { isFor: always, to: routeTo(matcher?.defaultService, matcher?.defaultUrlRedirect) }]
}

const always = (): boolean => true
const wires = (value: unknown): readonly Wire[] => linksOf(value) as readonly Wire[]

/** How much of it must be as it stands; what has no star all of it. */
const exactness = (pattern: string): number =>
  pattern.includes('*') ? pattern.length - 1 : pattern.length + 1_000

const isHost = (pattern: string, host: string): boolean =>
  pattern.startsWith('*') ? host.endsWith(pattern.slice(1)) : host === pattern

const isUnder = (pattern: string, path: string): boolean =>
  pattern.endsWith('*') ? path.startsWith(pattern.slice(0, -1)) : path === pattern
