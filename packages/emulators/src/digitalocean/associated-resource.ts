import type { DigitalOcean } from './cloud.ts'
import { type Droplet, destroyDroplet } from './droplet.ts'
import { deleteImage } from './image.ts'
import { ipsOf } from './reserved-ip.ts'
import { giveUp } from './reserved-ip-create.ts'
import { volumesOf } from './volume.ts'
import { deleteVolumeSnapshot } from './volume-snapshots.ts'
import { destroyVolume } from './volumes.ts'

/** What may be destroyed together with a droplet. */
export interface AssociatedResource {
  readonly id: string
  readonly name: string
  /** US dollars a month. */
  readonly cost: number
  readonly destroy: () => void
}

export type Find = (cloud: DigitalOcean, droplet: Droplet) => readonly AssociatedResource[]

const snapshots: Find = (cloud, { id }) =>
  [...cloud.images.values()]
    .filter((image) => image.dropletId === id && image.type === 'snapshot')
    .map((image) => ({
      id: String(image.id),
      name: image.name,
      cost: image.sizeGigabytes * 0.06,
      destroy: () => deleteImage(cloud, image),
    }))

const volumes: Find = (cloud, { id }) =>
  volumesOf(cloud, id).map((volume) => ({
    id: volume.id,
    name: volume.name,
    cost: volume.sizeGiB * 0.1,
    destroy: () => destroyVolume(cloud, volume),
  }))

/** Of the volumes that are attached. */
const volumeSnapshots: Find = (cloud, { id }) => {
  const attached = new Set(volumesOf(cloud, id).map((volume) => volume.id))
  return [...cloud.volumeSnapshots.values()]
    .filter(({ volumeId }) => attached.has(volumeId))
    .map((snapshot) => ({
      id: snapshot.id,
      name: snapshot.name,
      cost: 0,
      destroy: () => deleteVolumeSnapshot(cloud, snapshot),
    }))
}

const reservedIps: Find = (cloud, { id }) =>
  ipsOf(cloud, 4)
    .filter(({ dropletId }) => dropletId === id)
    .map((ip) => ({
      id: ip.address,
      name: ip.address,
      cost: 5,
      destroy: () => giveUp(cloud, ip),
    }))

export type AssociatedKind = 'reserved_ips' | 'floating_ips' | 'snapshots' | 'volumes' | 'volume_snapshots'

/** By the API's names of the kinds. Floating IPs are what reserved IPs were called before. */
export const associatedKinds: Readonly<Record<AssociatedKind, Find>> = {
  reserved_ips: reservedIps,
  floating_ips: () => [],
  snapshots,
  volumes,
  volume_snapshots: volumeSnapshots,
}

export interface Target {
  readonly kind: AssociatedKind | 'droplet'
  readonly resource: Omit<AssociatedResource, 'cost'>
  destroyedAt?: number
  problem?: string
}

/** The destruction of a droplet with what goes along; shown for as long as the cloud is there. */
export interface Destruction {
  readonly targets: readonly Target[]
  completedAt: number | undefined
}

export function findAssociated(
  cloud: DigitalOcean,
  droplet: Droplet,
): readonly { readonly kind: AssociatedKind; readonly resources: readonly AssociatedResource[] }[] {
  const kinds = Object.entries(associatedKinds) as [AssociatedKind, Find][]
  return kinds.map(([kind, find]) => ({ kind, resources: find(cloud, droplet) }))
}

/** The droplet first, which lets go of its volumes; where it cannot go, nothing else does. */
export const newDestruction = (
  cloud: DigitalOcean,
  droplet: Droplet,
  associated: readonly Target[],
): Destruction => ({
  targets: [
    {
      kind: 'droplet',
      resource: { id: String(droplet.id), name: droplet.name, destroy: () => destroyDroplet(cloud, droplet) },
    },
    ...associated,
  ],
  completedAt: undefined,
})

/** Destroys in its own time what is not destroyed yet, and notes what could not be. */
export function run({ centre: { clock, times } }: DigitalOcean, destruction: Destruction): void {
  destruction.completedAt = undefined
  clock.after(times.terminatingMs, () => {
    for (const target of destruction.targets) {
      if (target.destroyedAt === undefined) attempt(target, clock.now())
      if (target.kind === 'droplet' && target.problem !== undefined) break
    }
    destruction.completedAt = clock.now()
  })
}

function attempt(target: Target, now: number): void {
  delete target.problem
  try {
    target.resource.destroy()
    target.destroyedAt = now
  } catch (error) {
    target.problem = error instanceof Error ? error.message : String(error)
  }
}
