import type { CallOptions, Compute, Listing, Location } from '@cloud/core'
import { checkNames } from '@cloud/core/driver'
import type { DigitalOceanClient } from './client.ts'
import { list } from './pages.ts'

/** https://docs.digitalocean.com/reference/api/digitalocean/#tag/Regions */
export interface RegionWire {
  readonly slug: string
  readonly name: string
  readonly available: boolean
  readonly features: readonly string[]
  readonly sizes: readonly string[]
}

export type DigitalOceanLocation = Location<RegionWire>

export interface Locations extends Pick<Compute, 'listLocations'> {
  readonly listLocations: (query?: Record<string, never>, call?: CallOptions) => Listing<DigitalOceanLocation>
}

/** The regions that take new droplets. */
export function locations(client: DigitalOceanClient): Locations {
  return {
    listLocations: (query = {}, call) => {
      checkNames('listLocations', query, [])
      const map = (wire: RegionWire): DigitalOceanLocation | undefined =>
        wire.available ? { kind: 'location', id: wire.slug, name: wire.name, native: wire } : undefined
      return list(client, { name: 'regions_list', path: '/regions', key: 'regions', map }, call)
    },
  }
}
