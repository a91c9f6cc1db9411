import type { Gce } from './cloud.ts'
import type { Wire } from './json.ts'
import { linkTo } from './links.ts'
import { aggregatedList, list } from './listing.ts'
import { customType, type MachineType, machineTypes } from './machine-type-catalogue.ts'
import { type Operations, operation } from './operation.ts'
import { quotasOf } from './quotas.ts'
import { notFound, Refusal } from './refusal.ts'
import { type Region, regions, type Zone, zones } from './region-catalogue.ts'
import { regionScope, zoneScope } from './scope.ts'

/** Of what the vendor offers and nobody makes. */
const since = '1969-12-31T16:00:00.000-08:00'

const path = ({ project }: Gce, rest: string): string => `projects/${project}/${rest}`

const zoneWire = (cloud: Gce, { name, id, region }: Zone): Wire => ({
  kind: 'compute#zone',
  id,
  creationTimestamp: since,
  name,
  description: name,
  status: 'UP',
  region: linkTo(path(cloud, regionScope(region))),
  availableCpuPlatforms: [
    'Intel Broadwell',
    'Intel Cascade Lake',
    'Intel Ice Lake',
    'AMD Milan',
    'Ampere Altra',
  ],
  selfLink: linkTo(path(cloud, zoneScope(name))),
})

const regionWire = (cloud: Gce, { name, id, zones: own }: Region): Wire => ({
  kind: 'compute#region',
  id,
  creationTimestamp: since,
  name,
  description: name,
  status: 'UP',
  zones: own.map((zone) => linkTo(path(cloud, zoneScope(zone)))),
  quotas: quotasOf(cloud, regionScope(name)),
  selfLink: linkTo(path(cloud, regionScope(name))),
})

const machineTypeWire = (cloud: Gce, zone: string, type: MachineType): Wire => ({
  kind: 'compute#machineType',
  id: type.id,
  creationTimestamp: since,
  name: type.name,
  description: type.description,
  guestCpus: type.guestCpus,
  memoryMb: type.memoryMb,
  imageSpaceGb: 0,
  maximumPersistentDisks: type.mostDisks,
  maximumPersistentDisksSizeGb: '263168',
  // Its name, where other resources have a link.
  zone,
  isSharedCpu: type.shared,
  architecture: type.architecture,
  ...(type.accelerators && {
    accelerators: [
      { guestAcceleratorType: type.accelerators.type, guestAcceleratorCount: type.accelerators.count },
    ],
  }),
  selfLink: linkTo(path(cloud, `${zoneScope(zone)}/machineTypes/${type.name}`)),
})

function existing<T>(
  cloud: Gce,
  collection: string,
  name: string,
  all: readonly (T & { readonly name: string })[],
): T {
  const found = all.find((one) => one.name === name)
  if (!found) throw notFound(path(cloud, `${collection}/${name}`))
  return found
}

/** Throws a `Refusal` for a zone or a region that is none. */
export function checkScope(cloud: Gce, scope: string): void {
  const [kind, name = ''] = scope.split('/')
  const known: readonly { readonly name: string }[] = kind === 'zones' ? zones : regions
  if (kind === 'global' || known.some((one) => one.name === name)) return
  if (/^[a-z][-a-z0-9]*$/.test(name)) throw notFound(path(cloud, scope))
  const field = kind === 'zones' ? 'zone' : 'region'
  throw new Refusal('invalid', `Invalid value for field '${field}': '${name}'. Unknown ${field}.`)
}

export const catalogue: Operations<`compute.${'zones' | 'regions' | 'machineTypes'}.${string}`> = {
  'compute.zones.list': operation((cloud, call) =>
    list(
      cloud,
      call,
      zones.map((zone) => zoneWire(cloud, zone)),
    ),
  ),

  'compute.zones.get': operation((cloud, { place }) =>
    zoneWire(cloud, existing(cloud, 'zones', place.name, zones)),
  ),

  'compute.regions.list': operation((cloud, call) =>
    list(
      cloud,
      call,
      regions.map((region) => regionWire(cloud, region)),
    ),
  ),

  'compute.regions.get': operation((cloud, { place }) =>
    regionWire(cloud, existing(cloud, 'regions', place.name, regions)),
  ),

  'compute.machineTypes.list': operation((cloud, call) => {
    const zone = call.path.zone ?? ''
    return list(
      cloud,
      call,
      [...machineTypes.values()].map((type) => machineTypeWire(cloud, zone, type)),
    )
  }),

  'compute.machineTypes.get': operation((cloud, { path: { zone = '', machineType = '' } }) => {
    const type = machineTypes.get(machineType) ?? customType(machineType)
    if (type === undefined || typeof type === 'string')
      throw notFound(path(cloud, `zones/${zone}/machineTypes/${machineType}`))
    return machineTypeWire(cloud, zone, type)
  }),

  'compute.machineTypes.aggregatedList': operation((cloud, call) =>
    aggregatedList(
      cloud,
      call,
      ['zone'],
      zones.flatMap(({ name }) =>
        [...machineTypes.values()].map((type) => ({
          scope: zoneScope(name),
          wire: machineTypeWire(cloud, name, type),
        })),
      ),
    ),
  ),
}
