import type { Architecture, CallOptions, Compute, Image, Listing, Location, Size } from '@cloud/core'
import { checkImageQuery, checkNames, idOf, invalid, nameMatcher } from '@cloud/core/driver'
import type { AcmeClient } from './client.ts'
import { list } from './pages.ts'

export interface SizeWire {
  readonly id: string
  readonly name: string
  readonly vcpus: number
  readonly memory_mib: number
  readonly disk_gib: number
  readonly architecture: string
  readonly hourly_usd: string
  readonly locations: readonly string[]
}

export interface ImageWire {
  readonly id: string
  readonly name: string
  readonly architecture: string
  readonly min_disk_gib: number
  readonly created_at: string
}

export interface LocationWire {
  readonly id: string
  readonly name: string
}

export type Catalogue = Pick<Compute, 'listSizes' | 'listImages' | 'listLocations'>

/** What nodes can be made of. */
export function catalogue(client: AcmeClient): Catalogue {
  return {
    listSizes: (query = {}, call) => {
      checkNames('listSizes', query, ['location'])
      const location = query.location === undefined ? undefined : idOf('location', query.location, 'location')
      const map = (wire: SizeWire) =>
        location === undefined || wire.locations.includes(location)
          ? toSize(wire, client.clock.now())
          : undefined
      return list(client, { name: 'listSizes', path: '/v1/sizes', map }, call)
    },
    listImages: (query = {}, call) => {
      const { name, owner, architecture } = checkImageQuery(query)
      // This cloud has images of its own only.
      if (owner !== undefined && owner !== 'acme' && owner !== 'self')
        throw invalid(`There is no owner ${JSON.stringify(owner)}`, "'acme' or 'self'")
      const matches = nameMatcher(name)
      const map = (wire: ImageWire) => {
        const image = toImage(wire)
        const holds = matches(image.name) && (architecture ?? image.architecture) === image.architecture
        return holds && owner !== 'self' ? image : undefined
      }
      return list(client, { name: 'listImages', path: '/v1/images', map }, call)
    },
    listLocations: (query = {}, call) => {
      checkNames('listLocations', query, [])
      return listLocations(client, call)
    },
  }
}

function listLocations(client: AcmeClient, call: CallOptions | undefined): Listing<Location<LocationWire>> {
  const map = (wire: LocationWire) =>
    ({ kind: 'location', id: wire.id, name: wire.name, native: wire }) as const
  return list(client, { name: 'listLocations', path: '/v1/locations', map }, call)
}

const architectures: Readonly<Record<string, Architecture>> = { amd64: 'x86_64', arm64: 'arm64' }

const toArchitecture = (name: string): Architecture =>
  (Object.hasOwn(architectures, name) && architectures[name]) || 'other'

function toSize(wire: SizeWire, now: number): Size<SizeWire> {
  return {
    kind: 'size',
    id: wire.id,
    name: wire.name,
    vcpus: wire.vcpus,
    memoryMiB: wire.memory_mib,
    diskGiB: wire.disk_gib,
    architecture: toArchitecture(wire.architecture),
    price: { currency: 'USD', hourly: Number(wire.hourly_usd), asOf: new Date(now).toISOString() },
    native: wire,
  }
}

function toImage(wire: ImageWire): Image<ImageWire> {
  return {
    kind: 'image',
    id: wire.id,
    name: wire.name,
    sizeGiB: wire.min_disk_gib,
    architecture: toArchitecture(wire.architecture),
    createdAt: wire.created_at,
    native: wire,
  }
}
