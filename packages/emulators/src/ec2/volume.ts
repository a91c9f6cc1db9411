import type { OperatingSystem } from '../machines/machine.ts'
import { type Ec2, isVisible } from './action.ts'
import type { Architecture } from './images.ts'
import { Refusal } from './refusal.ts'
import type { VolumeSpec } from './volume-spec.ts'
import type { Zone } from './zones.ts'

/** The system on a disk, which snapshots and images of the disk carry on. */
export interface DiskContent {
  readonly os: OperatingSystem
  readonly architecture: Architecture
}

export interface Attachment {
  readonly instanceId: string
  readonly device: string
  readonly attachedAt: number
  state: 'attaching' | 'attached' | 'detaching'
  deleteOnTermination: boolean
}

export interface VolumeModification {
  readonly startedAt: number
  readonly original: VolumeSpec
  readonly target: VolumeSpec
  state: 'modifying' | 'optimizing' | 'completed'
  endedAt: number | undefined
}

export interface Volume {
  readonly id: string
  readonly createdAt: number
  readonly zone: Zone
  readonly snapshotId: string | undefined
  /** The key that it is encrypted with. */
  readonly kmsKeyId: string | undefined
  readonly content: DiskContent | undefined
  spec: VolumeSpec
  state: 'creating' | 'available' | 'deleting'
  attachments: readonly Attachment[]
  /** Oldest first. */
  modifications: readonly VolumeModification[]
}

export const volumeState = ({ state, attachments }: Volume): Volume['state'] | 'in-use' =>
  attachments.length > 0 ? 'in-use' : state

const wellFormed = /^vol-(?:[0-9a-f]{8}|[0-9a-f]{17})$/

export function visibleVolumes(ec2: Ec2): readonly Volume[] {
  return [...ec2.volumes.values()].filter(({ createdAt }) => isVisible(ec2, createdAt))
}

/** The volume of this id. Throws a `Refusal` for what is no id, and for that of nothing. */
export function findVolume(ec2: Ec2, id: string): Volume {
  if (!wellFormed.test(id)) {
    throw new Refusal(
      'InvalidVolumeID.Malformed',
      `Value (${id}) for parameter volumeId is invalid. Expected: 'vol-...'.`,
    )
  }
  const volume = ec2.volumes.get(id)
  if (volume && isVisible(ec2, volume.createdAt)) return volume
  throw noVolume(id)
}

/** The same for what is to change: to a volume that is being deleted, nothing can be done. */
export function findUsableVolume(ec2: Ec2, id: string): Volume {
  const volume = findVolume(ec2, id)
  if (volume.state === 'deleting') throw noVolume(id)
  return volume
}

const noVolume = (id: string) => new Refusal('InvalidVolume.NotFound', `The volume '${id}' does not exist.`)
