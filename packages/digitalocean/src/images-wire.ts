import type { Image, ImageState } from '@cloud/core'

/** https://docs.digitalocean.com/reference/api/digitalocean/#tag/Images */
export interface ImageWire {
  readonly id: number
  readonly name: string
  readonly type: string
  readonly distribution: string
  readonly slug: string | null
  readonly public: boolean
  readonly regions: readonly string[]
  readonly created_at: string
  readonly min_disk_size: number
  readonly size_gigabytes: number
  readonly description?: string | null
  readonly tags?: readonly string[] | null
  readonly status: string
  readonly error_message?: string
}

/** Its id is its slug, as in `ubuntu-24-04-x64`, and DigitalOcean's number where it has none, as snapshots have. */
export type DigitalOceanImage = Image<ImageWire>

export function imageIdOf(image: {
  readonly id?: number
  readonly slug?: string | null
}): string | undefined {
  return image.slug || image.id?.toString()
}

const states: Readonly<Record<string, ImageState>> = {
  new: 'pending',
  pending: 'pending',
  available: 'available',
  deleted: 'deleting',
  retired: 'error',
}

export function toImage(wire: ImageWire): DigitalOceanImage {
  const status = wire.status.toLowerCase()
  return {
    kind: 'image',
    id: wire.slug || String(wire.id),
    name: wire.public ? `${wire.distribution} ${wire.name}` : wire.name,
    architecture: 'x86_64',
    state: (Object.hasOwn(states, status) && states[status]) || 'unknown',
    sizeGiB: wire.min_disk_size,
    createdAt: wire.created_at,
    native: wire,
  }
}
