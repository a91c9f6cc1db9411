import { type Action, action, type Ec2 } from './action.ts'
import { makeSnapshot, readDescription } from './create-snapshot.ts'
import { readEncryption } from './disk-encryption.ts'
import { invalidValue, Refusal } from './refusal.ts'
import { findCompleteSnapshot, type Snapshot } from './snapshot.ts'
import { readTagSpecifications, type TagInput, type TagSpecification, tagSet } from './tag-input.ts'
import { refuseSnapshots } from './volume-limits.ts'
import { refuseUnused } from './without-effect.ts'

interface CopyInput {
  readonly SourceRegion: string
  readonly SourceSnapshotId: string
  readonly DestinationRegion?: string
  readonly Description?: string
  readonly Encrypted?: boolean
  readonly KmsKeyId?: string
  readonly TagSpecification?: readonly TagSpecification[]
}

export const copySnapshot: Action = action<CopyInput>((ec2, input) => {
  refuseUnused(input, ['CompletionDurationMinutes', 'DestinationAvailabilityZone', 'DestinationOutpostArn'])
  const { SourceSnapshotId: id, SourceRegion: region } = input
  const from = sourceRegion(ec2, region)
  if (input.DestinationRegion !== undefined && input.DestinationRegion !== ec2.region) {
    throw invalidValue(`The destination of a copy is the region that is asked: ${ec2.region}`)
  }
  const source = findCompleteSnapshot(from, id)
  const kmsKeyId = readEncryption(ec2, input, source.kmsKeyId)
  const tags = readTagSpecifications(input.TagSpecification, ['snapshot']).get('snapshot')
  const description = readDescription(input.Description)
  refuseSnapshots(ec2, 1)
  return () => {
    const copy = copyOf(ec2, source, { kmsKeyId, description, tags })
    return { snapshotId: copy.id, tagSet: tagSet(ec2, copy.id) }
  }
})

/** Throws for what is no region. */
export function sourceRegion(ec2: Ec2, name: string): Ec2 {
  const from = ec2.regionAt(name)
  if (!from) throw new Refusal('InvalidRegion', `The source region '${name}' is not valid.`)
  return from
}

interface Copy {
  readonly kmsKeyId: string | undefined
  readonly description: string
  readonly tags?: readonly TagInput[] | undefined
}

/** The volume that a copy says it is of: no volume has this id. */
const noVolumeId = 'vol-ffffffff'

export const copyOf = (
  ec2: Ec2,
  { sizeGiB, content }: Pick<Snapshot, 'sizeGiB' | 'content'>,
  { kmsKeyId, description, tags }: Copy,
): Snapshot =>
  makeSnapshot(
    ec2,
    { volumeId: noVolumeId, sizeGiB, content, kmsKeyId, description, ms: ec2.centre.times.importMs },
    tags,
  )
