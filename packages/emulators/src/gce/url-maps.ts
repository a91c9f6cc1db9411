import type { Wire } from './json.ts'
import { deleteOf, insertOf, type Kind, patchOf, updateOf } from './kind.ts'
import type { Operations } from './operation.ts'
import { getOne, listAll, listEverywhere } from './reads.ts'
import { invalidField, requiredField } from './refusal.ts'

const services = ['backendServices']

const kind: Kind = {
  collection: 'urlMaps',
  links: {
    defaultService: services,
    'pathMatchers.defaultService': services,
    'pathMatchers.pathRules.service': services,
    'pathMatchers.routeRules.service': services,
    'pathMatchers.routeRules.routeAction.weightedBackendServices.backendService': services,
    'pathMatchers.pathRules.routeAction.weightedBackendServices.backendService': services,
    'pathMatchers.defaultRouteAction.weightedBackendServices.backendService': services,
    'defaultRouteAction.weightedBackendServices.backendService': services,
  },
  fingerprint: true,
  check: (_cloud, wire) => {
    const { defaultService, defaultUrlRedirect, defaultRouteAction } = wire
    if (defaultService === undefined && defaultUrlRedirect === undefined && defaultRouteAction === undefined)
      throw requiredField('defaultService')
    const matchers = (wire.pathMatchers ?? []) as readonly Wire[]
    const names = new Set(matchers.map(({ name }) => name))
    const rules = (wire.hostRules ?? []) as readonly Wire[]
    const lost = rules.find(({ pathMatcher }) => !names.has(pathMatcher))
    if (lost)
      throw invalidField(
        'hostRules.pathMatcher',
        lost.pathMatcher,
        'The path matcher is not of this URL map.',
      )
    const mixed = matchers.find(
      ({ pathRules, routeRules }) => pathRules !== undefined && routeRules !== undefined,
    )
    if (mixed)
      throw invalidField(
        'pathMatchers.routeRules',
        mixed.name,
        'A path matcher has path rules or route rules.',
      )
    const unused = matchers.find(({ name }) => !rules.some(({ pathMatcher }) => pathMatcher === name))
    if (unused)
      throw invalidField('pathMatchers.name', unused.name, 'No host rule leads to the path matcher.')
    const paths = matchers.flatMap(({ pathRules = [] }) =>
      (pathRules as readonly Wire[]).flatMap((rule) => (rule.paths ?? []) as readonly string[]),
    )
    const wrong = paths.find((path) => !/^\/(?:[^*]*|[^*]*\/\*)$/.test(path) && path !== '/*')
    if (wrong !== undefined)
      throw invalidField(
        'pathMatchers.pathRules.paths',
        wrong,
        'Must begin with a slash, and have a * after the last slash at most.',
      )
  },
}

export const urlMaps: Operations<`compute.${'urlMaps' | 'regionUrlMaps'}.${string}`> = {
  'compute.regionUrlMaps.delete': deleteOf(kind),
  'compute.regionUrlMaps.get': getOne,
  'compute.regionUrlMaps.insert': insertOf(kind),
  'compute.regionUrlMaps.list': listAll,
  'compute.regionUrlMaps.patch': patchOf(kind),
  'compute.regionUrlMaps.update': updateOf(kind),
  'compute.urlMaps.aggregatedList': listEverywhere('global', 'region'),
  'compute.urlMaps.delete': deleteOf(kind),
  'compute.urlMaps.get': getOne,
  'compute.urlMaps.insert': insertOf(kind),
  'compute.urlMaps.list': listAll,
  'compute.urlMaps.patch': patchOf(kind),
  'compute.urlMaps.update': updateOf(kind),
}
