import type { CallOptions, Compute, Listing, Size, SizeQuery } from '@cloud/core'
import { checkNames } from '@cloud/core/driver'
import type { CloudStackClient } from './client.ts'
import { inZone } from './in-zone.ts'
import { zoneIdOf } from './zones.ts'

/** https://cloudstack.apache.org/api/apidocs-4.20/apis/listServiceOfferings.html */
export interface ServiceOfferingWire {
  readonly id: string
  readonly name: string
  readonly displaytext?: string
  /** Left out, like `memory`, where both are chosen for each node. */
  readonly cpunumber?: number
  /** MHz of each CPU. */
  readonly cpuspeed?: number
  /** MiB. */
  readonly memory?: number
  readonly iscustomized?: boolean
  /** GiB of the root disk; left out or 0, what the template has. */
  readonly rootdisksize?: number
  readonly serviceofferingdetails?: Readonly<Record<string, string>>
  readonly storagetype?: string
  readonly offerha?: boolean
  readonly hosttags?: string
  readonly created?: string
}

/** A size of this driver: a service offering. */
export type CloudStackSize = Size<ServiceOfferingWire>

export interface Sizes extends Pick<Compute, 'listSizes'> {
  readonly listSizes: (query?: SizeQuery, call?: CallOptions) => Listing<CloudStackSize>
}

/**
 * Service offerings. One whose CPUs and memory are chosen for each node is told with the least of them, and left out where it has no bounds:
 * name it by its id, with `native.cpuNumber` and `native.memoryMiB`.
 */
export function sizes(client: CloudStackClient): Sizes {
  return {
    listSizes: (query = {}, call) => {
      checkNames('listSizes', query, ['location'])
      const all = { name: 'listServiceOfferings', key: 'serviceoffering', map: toSize }
      return inZone(client, all, zoneIdOf(query.location), call)
    },
  }
}

function toSize(wire: ServiceOfferingWire): CloudStackSize | undefined {
  const least = wire.serviceofferingdetails ?? {}
  const vcpus = wire.cpunumber ?? Number(least.mincpunumber ?? 0)
  const memoryMiB = wire.memory ?? Number(least.minmemory ?? 0)
  if (!(vcpus > 0) || !(memoryMiB > 0)) return undefined
  return {
    kind: 'size',
    id: wire.id,
    name: wire.name,
    vcpus,
    memoryMiB,
    ...(wire.rootdisksize ? { diskGiB: wire.rootdisksize } : {}),
    native: wire,
  }
}
