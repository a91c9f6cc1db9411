import type { OperatingSystem } from '../machines/machine.ts'
import { type DigitalOcean, numberOf, timeText } from './cloud.ts'
import type { Json } from './operation.ts'
import { notFound } from './refusal.ts'

/** A disk that droplets start from: the vendor's, a snapshot, a backup, or one imported from an address. */
export interface Image {
  readonly id: number
  name: string
  type: 'base' | 'snapshot' | 'backup' | 'custom'
  distribution: string
  readonly slug: string | null
  readonly public: boolean
  readonly application: boolean
  readonly regions: Set<string>
  readonly createdAt: number
  readonly minDiskGiB: number
  readonly sizeGigabytes: number
  description: string
  status: 'NEW' | 'available' | 'pending' | 'retired'
  readonly os: OperatingSystem
  /** Of a snapshot or backup. */
  readonly dropletId: number | undefined
  /** Its hand-over to another account, which is not answered yet. */
  transfer?: ImageTransfer | undefined
}

export interface ImageTransfer {
  readonly id: number
  /** The account itself is the recipient. */
  readonly isOwn: boolean
}

/** By number, or by slug where there is one. */
export const findImage = (cloud: DigitalOcean, name: string | number): Image | undefined =>
  cloud.images.get(numberOf(name)) ?? [...cloud.images.values()].find(({ slug }) => slug === name)

/** An image of the account, which may be changed. */
export function ownImage(cloud: DigitalOcean, id: string | undefined): Image {
  const image = cloud.images.get(numberOf(id))
  if (!image || image.public) throw notFound()
  return image
}

export function deleteImage(cloud: DigitalOcean, { id }: Image): void {
  cloud.images.delete(id)
  cloud.tags.forget('image', id)
}

export const imageWire = (cloud: DigitalOcean, image: Image): Json => ({
  id: image.id,
  name: image.name,
  distribution: image.distribution,
  slug: image.slug,
  public: image.public,
  regions: [...image.regions],
  created_at: timeText(image.createdAt),
  type: image.type,
  min_disk_size: image.minDiskGiB,
  size_gigabytes: image.sizeGigabytes,
  description: image.description,
  tags: cloud.tags.of('image', image.id),
  status: image.status,
  error_message: '',
})
