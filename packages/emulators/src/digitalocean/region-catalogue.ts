import type { Json } from './operation.ts'
import { sizes } from './size-catalogue.ts'

export interface Region {
  readonly slug: string
  readonly name: string
  readonly available: boolean
  readonly features: readonly string[]
}

const everywhere = ['backups', 'ipv6', 'metadata', 'install_agent', 'image_transfer'] as const

const region = (slug: string, name: string, storage = true, available = true): Region => ({
  slug,
  name,
  available,
  features: storage ? [...everywhere, 'storage'] : everywhere,
})

/** The vendor's regions. One has no block storage and one takes no new droplets, as happens to the older ones. */
export const regions: readonly Region[] = [
  region('nyc1', 'New York 1'),
  region('sfo1', 'San Francisco 1', false, false),
  region('nyc2', 'New York 2', false),
  region('ams2', 'Amsterdam 2', false, false),
  region('sgp1', 'Singapore 1'),
  region('lon1', 'London 1'),
  region('nyc3', 'New York 3'),
  region('ams3', 'Amsterdam 3'),
  region('fra1', 'Frankfurt 1'),
  region('tor1', 'Toronto 1'),
  region('sfo2', 'San Francisco 2'),
  region('blr1', 'Bangalore 1'),
  region('sfo3', 'San Francisco 3'),
  region('syd1', 'Sydney 1'),
]

export const regionWire = ({ slug, name, available, features }: Region): Json => ({
  name,
  slug,
  features,
  available,
  sizes: available
    ? [...sizes.values()].filter((size) => size.regions.includes(slug)).map((size) => size.slug)
    : [],
})
