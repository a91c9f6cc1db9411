import { type Action, action, type FilterInput } from './action.ts'
import { applyFilters, type FilterTable } from './filters.ts'
import { type PagedInput, page } from './paging.ts'
import { Refusal } from './refusal.ts'
import { findVolume, type Volume, visibleVolumes, volumeState } from './volume.ts'
import { volumeFields } from './volume-wire.ts'

interface DescribeInput extends PagedInput {
  readonly VolumeId?: readonly string[]
  readonly Filter?: readonly FilterInput[]
}

/** What EC2 gives in one answer at most. */
const largestPage = 500

export const describeVolumes: Action = action<DescribeInput>((ec2, input) => () => {
  if (input.VolumeId && input.MaxResults !== undefined) {
    throw new Refusal(
      'InvalidParameterCombination',
      'The parameter volumeSet cannot be used with the parameter maxResults',
    )
  }
  const named = input.VolumeId
    ? [...new Set(input.VolumeId)].map((id) => findVolume(ec2, id))
    : visibleVolumes(ec2)
  const found = applyFilters(named, input.Filter, volumeFilters, ({ id }) => ec2.centre.tags.of(id))
  const { items, next } = page(found, input, {
    of: ['DescribeVolumes', input.Filter],
    key: ({ id }) => id,
    smallest: 5,
    largest: Math.min(largestPage, ec2.pageSize),
  })
  return { volumeSet: items.map((volume) => volumeFields(ec2, volume)), nextToken: next }
})

const time = (at: number) => new Date(at).toISOString()

const volumeFilters: FilterTable<Volume> = {
  'attachment.attach-time': ({ attachments }) => attachments.map(({ attachedAt }) => time(attachedAt)),
  'attachment.delete-on-termination': ({ attachments }) =>
    attachments.map(({ deleteOnTermination }) => String(deleteOnTermination)),
  'attachment.device': ({ attachments }) => attachments.map(({ device }) => device),
  'attachment.instance-id': ({ attachments }) => attachments.map(({ instanceId }) => instanceId),
  'attachment.status': ({ attachments }) => attachments.map(({ state }) => state),
  'availability-zone': ({ zone }) => [zone.name],
  'availability-zone-id': ({ zone }) => [zone.id],
  'create-time': ({ createdAt }) => [time(createdAt)],
  encrypted: ({ kmsKeyId }) => [String(kmsKeyId !== undefined)],
  'fast-restored': () => ['false'],
  'multi-attach-enabled': ({ spec }) => [String(spec.multiAttach)],
  'operator.managed': () => ['false'],
  size: ({ spec }) => [String(spec.sizeGiB)],
  'snapshot-id': ({ snapshotId }) => [snapshotId],
  status: (volume) => [volumeState(volume)],
  'volume-id': ({ id }) => [id],
  'volume-type': ({ spec }) => [spec.type],
}
