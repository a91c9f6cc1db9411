import { type Action, action, type Ec2 } from './action.ts'
import { once } from './client-token.ts'
import { readEncryption } from './disk-encryption.ts'
import { newId } from './new-id.ts'
import { invalidValue, missing, Refusal } from './refusal.ts'
import { findCompleteSnapshot, type Snapshot } from './snapshot.ts'
import { readTagSpecifications, storeTags, type TagInput, type TagSpecification } from './tag-input.ts'
import type { DiskContent, Volume } from './volume.ts'
import { refuseVolumes } from './volume-limits.ts'
import { readSpec, type VolumeSpec, type VolumeType } from './volume-spec.ts'
import { newVolumeFields } from './volume-wire.ts'
import { refuseUnused } from './without-effect.ts'
import type { Zone } from './zones.ts'

interface VolumeInput {
  readonly AvailabilityZone?: string
  readonly AvailabilityZoneId?: string
  readonly Size?: number
  readonly SnapshotId?: string
  readonly VolumeType?: VolumeType
  readonly Iops?: number
  readonly Throughput?: number
  readonly MultiAttachEnabled?: boolean
  readonly Encrypted?: boolean
  readonly KmsKeyId?: string
  readonly ClientToken?: string
  readonly TagSpecification?: readonly TagSpecification[]
}

export const createVolume: Action = action<VolumeInput>((ec2, input) =>
  once(ec2, 'CreateVolume', input, () => {
    refuseUnused(input, ['OutpostArn', 'Operator', 'VolumeInitializationRate'])
    const tags = readTagSpecifications(input.TagSpecification, ['volume']).get('volume')
    const zone = findZone(ec2, input)
    const snapshot = input.SnapshotId ? findCompleteSnapshot(ec2, input.SnapshotId) : undefined
    const spec = readSpec({
      type: input.VolumeType ?? 'gp2',
      sizeGiB: diskSize(input.Size, snapshot),
      iops: input.Iops,
      throughputMiBps: input.Throughput,
      multiAttach: input.MultiAttachEnabled,
    })
    const kmsKeyId = readEncryption(ec2, input, snapshot?.kmsKeyId)
    refuseVolumes(ec2, 1)
    return () => {
      const volume = makeVolume(
        ec2,
        { zone, spec, kmsKeyId, snapshotId: snapshot?.id, content: snapshot?.content },
        tags,
      )
      ec2.centre.clock.after(ec2.centre.times.actionMs, () => {
        if (volume.state === 'creating') volume.state = 'available'
      })
      return () => newVolumeFields(ec2, volume)
    }
  }),
)

function findZone(ec2: Ec2, { AvailabilityZone: name, AvailabilityZoneId: id }: VolumeInput): Zone {
  if (!name && !id) throw missing('AvailabilityZone')
  if (name && id) {
    throw new Refusal(
      'InvalidParameterCombination',
      'The parameters availabilityZone and availabilityZoneId cannot be used together',
    )
  }
  const zone = ec2.zones.find((one) => one.name === name || one.id === id)
  if (!zone) throw new Refusal('InvalidZone.NotFound', `The zone '${name ?? id}' does not exist.`)
  return zone
}

/** A disk of a snapshot is at least as large as that. */
function diskSize(
  wanted: number | undefined,
  snapshot: Pick<Snapshot, 'id' | 'sizeGiB'> | undefined,
): number {
  const size = wanted ?? snapshot?.sizeGiB
  if (size === undefined) throw missing('size or snapshotId')
  if (snapshot && size < snapshot.sizeGiB) {
    throw invalidValue(
      `Volume of size ${size}GB is smaller than snapshot '${snapshot.id}', expect size >= ${snapshot.sizeGiB}GB`,
    )
  }
  return size
}

interface NewVolume {
  readonly zone: Zone
  readonly spec: VolumeSpec
  readonly kmsKeyId: string | undefined
  readonly snapshotId: string | undefined
  readonly content: DiskContent | undefined
}

/** A volume that is being made; its maker says when it is there. */
export function makeVolume(ec2: Ec2, made: NewVolume, tags: readonly TagInput[] = []): Volume {
  const volume: Volume = {
    ...made,
    id: newId(ec2, 'vol'),
    createdAt: ec2.centre.clock.now(),
    state: 'creating',
    attachments: [],
    modifications: [],
  }
  ec2.volumes.set(volume.id, volume)
  storeTags(ec2, volume.id, tags)
  return volume
}
