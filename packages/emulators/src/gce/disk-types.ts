import type { Gce } from './cloud.ts'
import { type DiskType, isDiskType, diskTypes as types } from './disk-type-catalogue.ts'
import type { Wire } from './json.ts'
import { linkTo } from './links.ts'
import { aggregatedList, list } from './listing.ts'
import { type Operation, type Operations, operation } from './operation.ts'
import { notFound } from './refusal.ts'
import { regions, zones } from './region-catalogue.ts'
import { placeWire } from './resource.ts'
import { regionScope, type Scope, zoneScope } from './scope.ts'
import { pathTo } from './store.ts'

function wireOf(cloud: Gce, scope: Scope, { id, name, description, least, most, defaultGb }: DiskType): Wire {
  const path = pathTo(cloud, scope, 'diskTypes', name)
  return {
    kind: 'compute#diskType',
    id,
    creationTimestamp: '1969-12-31T16:00:00.000-08:00',
    name,
    description,
    validDiskSize: `${least}GB-${most}GB`,
    defaultDiskSizeGb: String(defaultGb),
    ...placeWire(scope, path),
    selfLink: linkTo(path),
  }
}

const typesOf = (cloud: Gce, scope: Scope): readonly Wire[] =>
  types.filter(({ name }) => isDiskType(name, scope)).map((type) => wireOf(cloud, scope, type))

const get: Operation = operation((cloud, { place: { scope, name } }) => {
  const found = typesOf(cloud, scope).find((type) => type.name === name)
  if (!found) throw notFound(pathTo(cloud, scope, 'diskTypes', name))
  return found
})

const listOwn: Operation = operation((cloud, call) => list(cloud, call, typesOf(cloud, call.place.scope)))

export const diskTypes: Operations<`compute.${'diskTypes' | 'regionDiskTypes'}.${string}`> = {
  'compute.diskTypes.get': get,
  'compute.diskTypes.list': listOwn,
  'compute.regionDiskTypes.get': get,
  'compute.regionDiskTypes.list': listOwn,

  'compute.diskTypes.aggregatedList': operation((cloud, call) => {
    const scopes = [
      ...regions.map(({ name }) => regionScope(name)),
      ...zones.map(({ name }) => zoneScope(name)),
    ]
    const all = scopes.flatMap((scope) => typesOf(cloud, scope).map((wire) => ({ scope, wire })))
    return aggregatedList(cloud, call, ['region', 'zone'], all)
  }),
}
