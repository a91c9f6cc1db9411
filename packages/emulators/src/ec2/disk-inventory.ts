import type { Ec2 } from './action.ts'
import { volumeState } from './volume.ts'

export interface InventoryVolume {
  readonly id: string
  /** In EC2's words: creating, available, in-use, deleting. */
  readonly state: string
  readonly sizeGiB: number
  /** A zone. */
  readonly location: string
  /** The ids of nodes. */
  readonly attachedTo: readonly string[]
  readonly tags: Readonly<Record<string, string>>
}

export interface InventorySnapshot {
  readonly id: string
  /** In EC2's words: pending, completed. */
  readonly state: string
  readonly volumeId: string
  readonly sizeGiB: number
  /** A region. */
  readonly location: string
  readonly tags: Readonly<Record<string, string>>
}

export interface InventoryImage {
  readonly id: string
  readonly name: string
  /** In EC2's words: pending, available. */
  readonly state: string
  /** A region. */
  readonly location: string
  readonly tags: Readonly<Record<string, string>>
}

export interface DiskInventory {
  /** Those of instances among them. */
  readonly volumes: readonly InventoryVolume[]
  readonly snapshots: readonly InventorySnapshot[]
  /** Those that the account made, and did not deregister. */
  readonly images: readonly InventoryImage[]
}

export function diskInventory({ volumes, snapshots, images, region, accountId, centre }: Ec2): DiskInventory {
  const tagsOf = (id: string) => Object.fromEntries(centre.tags.of(id))
  const own = [...images.values()].filter(
    ({ ownerId, state }) => ownerId === accountId && state !== 'deregistered',
  )
  return {
    volumes: [...volumes.values()].map((volume) => ({
      id: volume.id,
      state: volumeState(volume),
      sizeGiB: volume.spec.sizeGiB,
      location: volume.zone.name,
      attachedTo: volume.attachments.map(({ instanceId }) => instanceId),
      tags: tagsOf(volume.id),
    })),
    snapshots: [...snapshots.values()].map(({ id, state, volumeId, sizeGiB }) => ({
      id,
      state,
      volumeId,
      sizeGiB,
      location: region,
      tags: tagsOf(id),
    })),
    images: own.map(({ id, name, state }) => ({ id, name, state, location: region, tags: tagsOf(id) })),
  }
}
