import type { CallOptions, Compute, Gpus, Listing, Size, SizeQuery } from '@cloud/core'
import { checkNames, idOf } from '@cloud/core/driver'
import type { DigitalOceanClient } from './client.ts'
import { list } from './pages.ts'

/** https://docs.digitalocean.com/reference/api/digitalocean/#tag/Sizes */
export interface SizeWire {
  readonly slug: string
  readonly memory: number
  readonly vcpus: number
  readonly disk: number
  readonly transfer: number
  readonly price_monthly: number
  readonly price_hourly: number
  readonly regions: readonly string[]
  readonly available: boolean
  readonly description: string
  readonly gpu_info?: {
    readonly count?: number
    readonly model?: string
    readonly vram?: { readonly amount?: number; readonly unit?: string }
  }
}

export type DigitalOceanSize = Size<SizeWire>

export interface Sizes extends Pick<Compute, 'listSizes'> {
  readonly listSizes: (query?: SizeQuery, call?: CallOptions) => Listing<DigitalOceanSize>
}

/** Sizes that can be had, with their prices. A location is a region. */
export function sizes(client: DigitalOceanClient): Sizes {
  return {
    listSizes: (query = {}, call) => {
      checkNames('listSizes', query, ['location'])
      const region = query.location === undefined ? undefined : idOf('location', query.location, 'location')
      const map = (wire: SizeWire) =>
        wire.available && (region === undefined || wire.regions.includes(region))
          ? toSize(wire, client.clock.now())
          : undefined
      return list(client, { name: 'sizes_list', path: '/sizes', key: 'sizes', map }, call)
    },
  }
}

export function toSize(wire: SizeWire, now: number): DigitalOceanSize {
  const gpus = toGpus(wire.gpu_info)
  return {
    kind: 'size',
    id: wire.slug,
    name: wire.slug,
    vcpus: wire.vcpus,
    memoryMiB: wire.memory,
    diskGiB: wire.disk,
    architecture: 'x86_64',
    ...(gpus && { gpus }),
    price: {
      currency: 'USD',
      hourly: wire.price_hourly,
      monthly: wire.price_monthly,
      asOf: new Date(now).toISOString(),
    },
    native: wire,
  }
}

function toGpus({ count = 0, model }: NonNullable<SizeWire['gpu_info']> = {}): Gpus | undefined {
  return count > 0 ? { count, ...(model !== undefined && { model }) } : undefined
}
