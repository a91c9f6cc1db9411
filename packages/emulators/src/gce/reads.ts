import type { Gce } from './cloud.ts'
import type { Json } from './json.ts'
import { aggregatedList, list, type ScopeKind } from './listing.ts'
import type { Call } from './operation.ts'
import { resourcesOf, target } from './store.ts'
import { shown } from './view.ts'
import { isVisible } from './visibility.ts'

/** Answers with the resource that the path names. */
export const getOne = (cloud: Gce, call: Call): Json => shown(cloud, target(cloud, call))

/** Answers with a page of the collection in the path's scope. */
export const listAll = (cloud: Gce, call: Call): Json => {
  const { collection, scope } = call.place
  const own = resourcesOf(cloud, collection, scope).filter((one) => isVisible(cloud, one))
  return list(
    cloud,
    call,
    own.map((one) => shown(cloud, one)),
  )
}

/** Answers with a page of the collection in all scopes of these kinds. */
export const listEverywhere =
  (...kinds: readonly ScopeKind[]) =>
  (cloud: Gce, call: Call): Json => {
    const own = resourcesOf(cloud, call.place.collection).filter((one) => isVisible(cloud, one))
    return aggregatedList(
      cloud,
      call,
      kinds,
      own.map((one) => ({ scope: one.scope, wire: shown(cloud, one) })),
    )
  }
