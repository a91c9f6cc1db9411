import type { ApiOperation, Json, OperatingSystem } from '@cloud/emulators/kit'
import { page } from './paging.ts'

interface Image {
  readonly id: string
  readonly name: string
  readonly os: OperatingSystem
}

export const locations: readonly { readonly id: string; readonly name: string }[] = [
  'north',
  'south',
  'west',
].map((id) => ({ id, name: `Acme ${id}` }))

export const sizes: readonly { readonly id: string; readonly [name: string]: Json }[] = [
  { id: 'small', vcpus: 1, memory_mib: 1024, disk_gib: 20, hourly_usd: '0.0080' },
  { id: 'medium', vcpus: 2, memory_mib: 4096, disk_gib: 40, hourly_usd: '0.0240' },
  { id: 'large', vcpus: 4, memory_mib: 8192, disk_gib: 80, hourly_usd: '0.0480' },
].map((size) => ({
  ...size,
  name: size.id,
  architecture: 'amd64',
  locations: locations.map(({ id }) => id),
}))

export const images: readonly Image[] = [
  { id: 'debian-12', name: 'Debian 12', os: debian('12', 'bookworm') },
  { id: 'debian-13', name: 'Debian 13', os: debian('13', 'trixie') },
  { id: 'debian-11', name: 'Debian 11', os: debian('11', 'bullseye') },
]

function debian(version: string, name: string): OperatingSystem {
  return { id: 'debian', version, prettyName: `Debian GNU/Linux ${version} (${name})`, user: 'debian' }
}

export function catalogueOperations(pageSize: number): Readonly<Record<string, ApiOperation>> {
  const shown = images.map(({ id, name }) => ({
    id,
    name,
    architecture: 'amd64',
    min_disk_gib: 10,
    created_at: '2026-01-15T12:00:00Z',
  }))
  return {
    listSizes: { route: 'GET /v1/sizes', answer: (request) => page(sizes, request, pageSize) },
    listImages: { route: 'GET /v1/images', answer: (request) => page(shown, request, pageSize) },
    listLocations: { route: 'GET /v1/locations', answer: (request) => page(locations, request, pageSize) },
  }
}
