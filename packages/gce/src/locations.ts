import type { CallOptions, Compute, Listing, Location } from '@cloud/core'
import { checkNames } from '@cloud/core/driver'
import { list } from '@cloud/google'
import { type GceClient, projectPath } from './client.ts'
import { nameIn } from './ids.ts'

/** https://cloud.google.com/compute/docs/reference/rest/v1/zones */
export interface ZoneWire {
  readonly id: string
  readonly name: string
  readonly description?: string
  readonly status?: string
  readonly region: string
  readonly availableCpuPlatforms?: readonly string[]
  readonly selfLink: string
}

export type GceLocation = Location<ZoneWire>

export interface Locations extends Pick<Compute, 'listLocations'> {
  readonly listLocations: (query?: Record<string, never>, call?: CallOptions) => Listing<GceLocation>
}

/** The zones that are up; the parent of each is its region. */
export function locations(client: GceClient): Locations {
  return {
    listLocations: (query = {}, call) => {
      checkNames('listLocations', query, [])
      const map = (wire: ZoneWire): GceLocation | undefined =>
        wire.status === 'DOWN'
          ? undefined
          : { kind: 'location', id: wire.name, name: wire.name, parent: nameIn(wire.region), native: wire }
      return list(
        client,
        { name: 'compute.zones.list', path: () => projectPath(client, ['zones']), map },
        call,
      )
    },
  }
}
