import type { DigitalOcean } from './cloud.ts'
import type { Droplet } from './droplet.ts'
import type { Image } from './image.ts'

interface NewImage {
  readonly type: 'snapshot' | 'backup'
  /** Default: the droplet's and the time. */
  readonly name?: string | undefined
  /** Default: now. */
  readonly createdAt?: number | undefined
}

/** Made from what the droplet is, not from what is on its disk: a droplet that starts from it has the first image's content. */
export function addDropletImage(
  { images, newNumber, centre }: DigitalOcean,
  droplet: Droplet,
  { type, name, createdAt = centre.clock.now() }: NewImage,
): void {
  const { image, region, diskGiB } = droplet
  const id = newNumber()
  images.set(id, {
    id,
    name: name || `${droplet.name}-${createdAt}`,
    type,
    distribution: image.distribution,
    slug: null,
    public: false,
    application: false,
    regions: new Set([region.slug]),
    createdAt,
    minDiskGiB: diskGiB,
    sizeGigabytes: image.sizeGigabytes,
    description: '',
    status: 'available',
    os: image.os,
    dropletId: droplet.id,
  })
}

export const imagesOf = ({ images }: DigitalOcean, { id }: Droplet, type: Image['type']): readonly Image[] =>
  [...images.values()].filter((image) => image.dropletId === id && image.type === type)
