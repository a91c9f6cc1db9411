import type { Volume } from '@cloud/core'
import { checkWhole } from '@cloud/core/driver'
import { toTags } from './tags-wire.ts'

/** https://docs.digitalocean.com/reference/api/digitalocean/#tag/Block-Storage */
export interface VolumeWire {
  readonly id: string
  readonly name: string
  readonly description: string
  readonly size_gigabytes: number
  readonly region: { readonly slug: string }
  readonly droplet_ids: readonly number[] | null
  readonly filesystem_type: string
  readonly filesystem_label: string
  readonly created_at: string
  readonly tags: readonly string[] | null
}

/** A volume of this driver. */
export type DigitalOceanVolume = Volume<VolumeWire>

/** DigitalOcean tells no state: a volume that is there is usable, and attached or not. */
export function toVolume(wire: VolumeWire): DigitalOceanVolume {
  const attachedTo = (wire.droplet_ids ?? []).map(String)
  return {
    kind: 'volume',
    id: wire.id,
    name: wire.name,
    state: attachedTo.length > 0 ? 'attached' : 'available',
    sizeGiB: wire.size_gigabytes,
    attachedTo,
    // https://docs.digitalocean.com/products/volumes/how-to/mount/
    ...(attachedTo.length > 0 && { device: `/dev/disk/by-id/scsi-0DO_Volume_${wire.name}` }),
    location: wire.region.slug,
    createdAt: wire.created_at,
    tags: toTags(wire.tags),
    native: wire,
  }
}

const largestGiB = 16_384

export function checkSizeGiB(sizeGiB: number | undefined): number {
  return checkWhole('sizeGiB', sizeGiB, 1, largestGiB)
}
