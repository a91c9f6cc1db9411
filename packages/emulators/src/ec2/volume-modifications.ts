import { type Action, action, type Ec2, type FilterInput } from './action.ts'
import { applyFilters, type FilterTable } from './filters.ts'
import { type PagedInput, page } from './paging.ts'
import { Refusal } from './refusal.ts'
import { findVolume, type Volume, type VolumeModification, visibleVolumes } from './volume.ts'
import type { XmlFields } from './xml.ts'

interface DescribeInput extends PagedInput {
  readonly VolumeId?: readonly string[]
  readonly Filter?: readonly FilterInput[]
}

interface Latest {
  readonly volume: Volume
  readonly modification: VolumeModification
}

/** The latest of each volume that was ever modified. */
export const describeVolumesModifications: Action = action<DescribeInput>((ec2, input) => () => {
  const named = input.VolumeId?.map((id) => findVolume(ec2, id)) ?? visibleVolumes(ec2)
  const all = named.flatMap((volume): readonly Latest[] => {
    const modification = volume.modifications.at(-1)
    return modification ? [{ volume, modification }] : []
  })
  const never = input.VolumeId?.find((id) => !all.some(({ volume }) => volume.id === id))
  if (never !== undefined) {
    throw new Refusal(
      'InvalidVolumeModification.NotFound',
      `Modification for volume '${never}' does not exist.`,
    )
  }
  const { items, next } = page(applyFilters(all, input.Filter, filters), input, {
    of: ['DescribeVolumesModifications', input.Filter, input.VolumeId],
    key: ({ volume }) => volume.id,
    largest: Math.min(500, ec2.pageSize),
  })
  return {
    volumeModificationSet: items.map(({ volume, modification }) =>
      modificationFields(ec2, volume, modification),
    ),
    nextToken: next,
  }
})

const filters: FilterTable<Latest> = {
  'modification-state': ({ modification }) => [modification.state],
  'original-iops': ({ modification }) => [text(modification.original.iops)],
  'original-size': ({ modification }) => [text(modification.original.sizeGiB)],
  'original-volume-type': ({ modification }) => [modification.original.type],
  originalMultiAttachEnabled: ({ modification }) => [String(modification.original.multiAttach)],
  'start-time': ({ modification }) => [new Date(modification.startedAt).toISOString()],
  'target-iops': ({ modification }) => [text(modification.target.iops)],
  'target-size': ({ modification }) => [text(modification.target.sizeGiB)],
  'target-volume-type': ({ modification }) => [modification.target.type],
  targetMultiAttachEnabled: ({ modification }) => [String(modification.target.multiAttach)],
  'volume-id': ({ volume }) => [volume.id],
}

const text = (number: number | undefined) => number?.toString()

export const modificationFields = (
  { centre }: Ec2,
  { id }: Volume,
  { state, original, target, startedAt, endedAt }: VolumeModification,
): XmlFields => ({
  volumeId: id,
  modificationState: state,
  originalSize: original.sizeGiB,
  originalIops: original.iops,
  originalVolumeType: original.type,
  originalThroughput: original.throughputMiBps,
  originalMultiAttachEnabled: original.multiAttach,
  targetSize: target.sizeGiB,
  targetIops: target.iops,
  targetVolumeType: target.type,
  targetThroughput: target.throughputMiBps,
  targetMultiAttachEnabled: target.multiAttach,
  progress: state === 'completed' ? 100 : percent(centre.clock.now() - startedAt, 2 * centre.times.actionMs),
  startTime: new Date(startedAt),
  endTime: endedAt === undefined ? undefined : new Date(endedAt),
})

/** How much of its time has passed, short of the end as long as that is not told. */
export const percent = (passedMs: number, ofMs: number): number =>
  Math.min(99, Math.max(0, Math.floor((100 * passedMs) / (ofMs || 1))))
