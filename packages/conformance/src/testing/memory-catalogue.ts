import type { Compute, Image, ImageQuery, Location, Size } from '@cloud/core'
import { listing } from '@cloud/core/driver'
import { type MemoryCloud, pageOf } from './memory-cloud.ts'
import { idOf, known } from './memory-input.ts'

const size = (id: string, vcpus: number, memoryMiB: number, architecture: 'x86_64' | 'arm64'): Size => ({
  ...{ kind: 'size', id, name: id, vcpus, memoryMiB, architecture, native: { family: id.slice(0, 1) } },
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
  return {
    listSizes: (query = {}, call) =>
      listing(async (after, left) => {
        known(query, 'location')
        const where = query.location === undefined ? undefined : idOf(query.location, 'location')
        const there = ({ id }: Size) => where !== 'north-1' || id !== 'l64'
        return cloud.request({ operation: 'ListSizes', token, call: left }, () =>
          pageOf(catalogue.sizes, there, after),
        )
      }, call),
    listImages: (query = {}, call) =>
      listing(async (after, left) => {
        known(query, 'name owner architecture')
        const wanted = matches(query)
        return cloud.request({ operation: 'ListImages', token, call: left }, () =>
          pageOf(catalogue.images, wanted, after),
        )
      }, call),
    listLocations: (query = {}, call) =>
      listing(async (after, left) => {
        known(query, '')
        const all = catalogue.locations
        return cloud.request({ operation: 'ListLocations', token, call: left }, () =>
          pageOf(all, () => true, after),
        )
      }, call),
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
