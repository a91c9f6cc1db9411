import type { Compute, Image, ImageQuery, Location, Size } from '@cloud/core'
import type { MemoryCloud } from './memory-cloud.ts'
import { allImages } from './memory-images.ts'
import { known, optionalId } from './memory-input.ts'
import { asking } from './memory-store.ts'

const size = (id: string, vcpus: number, memoryMiB: number, architecture: 'x86_64' | 'arm64'): Size => ({
  ...{ kind: 'size', id, name: id, vcpus, memoryMiB, architecture, native: { family: id.slice(0, 1) } },
  price: { currency: 'EUR', hourly: vcpus / 100, asOf: '2026-01-02T03:04:05Z' },
})
const image = (id: string, name: string, architecture: 'x86_64' | 'arm64', owner: string): Image => ({
  ...{ kind: 'image', id, name, architecture, createdAt: '2026-01-02T03:04:05Z', native: { owner } },
})

/** What the cloud offers. Small sizes are had everywhere, large ones in the south only. */
export const catalogue: {
  readonly sizes: readonly Size[]
  readonly images: readonly Image[]
  readonly locations: readonly Location[]
} = {
  sizes: [
    size('s1', 1, 1024, 'x86_64'),
    size('s2', 2, 2048, 'x86_64'),
    size('s4', 4, 8192, 'x86_64'),
    size('a2', 2, 4096, 'arm64'),
    size('l64', 64, 262_144, 'x86_64'),
  ],
  images: [
    image('image-0101', 'debian-12-amd64', 'x86_64', 'debian'),
    image('image-0102', 'debian-12-arm64', 'arm64', 'debian'),
    image('image-0103', 'Fedora-43', 'x86_64', 'self'),
  ],
  locations: [
    { kind: 'location', id: 'north-1', name: 'North 1', parent: 'north', native: {} },
    { kind: 'location', id: 'south-1', name: 'South 1', parent: 'south', native: {} },
  ],
}

export function memoryCatalogue(
  cloud: MemoryCloud,
  token: string,
): Pick<Compute, 'listSizes' | 'listImages' | 'listLocations'> {
  const { list } = asking(cloud, token)
  return {
    listSizes: (query = {}, call) => {
      known(query, 'location')
      const where = optionalId(query.location, 'location')
      const there = ({ id }: Size) => where !== 'north-1' || id !== 'l64'
      return list('ListSizes', call, () => catalogue.sizes, there)
    },
    listImages: (query = {}, call) => {
      known(query, 'name owner architecture')
      return list<Image>('ListImages', call, () => allImages(cloud), matches(query))
    },
    listLocations: (query = {}, call) => {
      known(query, '')
      return list('ListLocations', call, () => catalogue.locations)
    },
  }
}

function matches({ name, owner, architecture }: ImageQuery): (image: Image) => boolean {
  const parts = name?.split('*').map((part) => part.replace(/[^a-zA-Z0-9]/g, '\\$&'))
  const pattern = parts && new RegExp(`^${parts.join('.*')}$`, 's')
  return (one) =>
    (pattern === undefined || pattern.test(one.name)) &&
    (owner === undefined || (one.native as { readonly owner: string }).owner === owner) &&
    (architecture === undefined || one.architecture === architecture)
}
