import type { CloudStack } from './cloud.ts'
import type { DiskOffering } from './disk-offerings.ts'
import { foundVisible } from './found.ts'
import { checkLimit } from './limits.ts'
import { invalid } from './refusal.ts'
import type { Template } from './template.ts'
import type { VirtualMachine } from './virtual-machine.ts'
import type { Zone } from './zones.ts'

export interface Volume {
  readonly id: string
  name: string
  readonly zone: Zone
  readonly type: 'ROOT' | 'DATADISK'
  offering: DiskOffering | undefined
  /** Of a root disk. */
  readonly template: Template | undefined
  sizeBytes: number
  state:
    | 'Allocated'
    | 'Creating'
    | 'Ready'
    | 'Snapshotting'
    | 'Resizing'
    | 'RevertSnapshotting'
    | 'Destroy'
    | 'UploadError'
  attached: { readonly machine: VirtualMachine; readonly deviceId: number; readonly at: number } | undefined
  readonly snapshotId: string | undefined
  readonly createdAt: number
  readonly projectId: string | undefined
}

export const existingVolume = (cloud: CloudStack, parameter: string, id: string | undefined): Volume =>
  foundVisible(cloud, cloud.volumes, parameter, id)

export const volumesOf = ({ volumes }: CloudStack, machine: VirtualMachine): readonly Volume[] =>
  [...volumes.values()].filter(({ attached }) => attached?.machine === machine)

/** The disks that a machine may have beside its own. */
export const mostDataVolumes = 13

/** Throws a `Refusal` where the account may have no more volumes; root disks count. */
export function checkVolumeRoom(cloud: CloudStack): void {
  checkLimit(cloud, 'volumes', cloud.volumes.size)
}

/** What a custom disk may have, in GiB. */
const range = { min: 1, max: 1_024 }

/** Throws a `Refusal` for a size that a disk cannot have. */
export function checkSize(sizeGiB: number): void {
  if (sizeGiB < range.min || sizeGiB > range.max)
    throw invalid(`Volume size: ${sizeGiB} GB is out of allowed range. Min: ${range.min}. Max: ${range.max}`)
}

/** Throws a `Refusal` for a volume that a machine has. */
export function checkUnattached({ attached }: Volume): void {
  if (attached) throw invalid('Please specify a volume that is not attached to any VM.')
}

export function removeVolume(cloud: CloudStack, { id }: Volume): void {
  cloud.volumes.delete(id)
  cloud.removed.add(id)
  cloud.tags.forget(id)
}
