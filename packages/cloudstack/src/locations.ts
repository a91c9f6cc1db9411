import type { CallOptions, Compute, Listing, Location } from '@cloud/core'
import { checkNames } from '@cloud/core/driver'
import type { CloudStackClient } from './client.ts'
import { list } from './pages.ts'
import { availableZones, type ZoneWire } from './zones.ts'

/** A location of this driver: a zone. */
export type CloudStackLocation = Location<ZoneWire>

export interface Locations extends Pick<Compute, 'listLocations'> {
  readonly listLocations: (query?: Record<string, never>, call?: CallOptions) => Listing<CloudStackLocation>
}

/** The zones that the account may use. */
export function locations(client: CloudStackClient): Locations {
  return {
    listLocations: (query = {}, call) => {
      checkNames('listLocations', query, [])
      return list(client, { ...availableZones, map: toLocation }, call)
    },
  }
}

function toLocation(wire: ZoneWire): CloudStackLocation {
  return { kind: 'location', id: wire.id, name: wire.name, native: wire }
}
