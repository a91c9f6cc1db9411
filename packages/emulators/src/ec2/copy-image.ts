import { type Action, action, type Ec2 } from './action.ts'
import type { BlockDevice } from './block-devices.ts'
import { once } from './client-token.ts'
import { copyOf, sourceRegion } from './copy-snapshot.ts'
import { readDescription } from './create-snapshot.ts'
import { readEncryption } from './disk-encryption.ts'
import { findAvailableImage, type Image } from './image.ts'
import { checkImageName } from './image-name.ts'
import { makeImage } from './make-image.ts'
import { newId } from './new-id.ts'
import { readTagSpecifications, type TagInput, type TagSpecification } from './tag-input.ts'
import { refuseSnapshots } from './volume-limits.ts'
import { refuseUnused } from './without-effect.ts'

interface CopyInput {
  readonly Name: string
  readonly SourceImageId: string
  readonly SourceRegion: string
  readonly Description?: string
  readonly Encrypted?: boolean
  readonly KmsKeyId?: string
  readonly ClientToken?: string
  readonly CopyImageTags?: boolean
  readonly TagSpecification?: readonly TagSpecification[]
}

const unused = [
  'DestinationAvailabilityZone',
  'DestinationAvailabilityZoneId',
  'DestinationOutpostArn',
  'SnapshotCopyCompletionDurationMinutes',
]

export const copyImage: Action = action<CopyInput>((ec2, input) =>
  once(ec2, 'CopyImage', input, () => {
    refuseUnused(input, unused)
    const from = sourceRegion(ec2, input.SourceRegion)
    const source = findAvailableImage(from, input.SourceImageId)
    checkImageName(ec2, input.Name)
    const description = readDescription(input.Description)
    const given = readTagSpecifications(input.TagSpecification, ['image', 'snapshot'])
    const copies = source.devices.map((device) => ({
      device,
      kmsKeyId: readEncryption(ec2, input, device.kmsKeyId),
    }))
    refuseSnapshots(ec2, copies.length)
    return () => {
      const id = newId(ec2, 'ami')
      const devices = copies.map(({ device, kmsKeyId }) =>
        copyDevice(ec2, device, { from, source, id, kmsKeyId, tags: given.get('snapshot') }),
      )
      const copy = {
        ...withoutOrigin(source),
        id,
        name: input.Name,
        description,
        devices,
        source: { imageId: source.id, region: input.SourceRegion },
      }
      makeImage(ec2, copy, ec2.centre.times.importMs, imageTags(from, input, source, given.get('image')))
      return () => ({ imageId: id })
    }
  }),
)

/** A copy is its maker's own, whoever and whatever the source came from. */
function withoutOrigin({ ownerAlias: _alias, sourceInstanceId: _instance, ...image }: Image) {
  return image
}

interface Copy {
  readonly from: Ec2
  readonly source: Image
  readonly id: string
  readonly kmsKeyId: string | undefined
  readonly tags: readonly TagInput[] | undefined
}

/** What has a snapshot is copied with it; an empty disk stays one. */
function copyDevice(ec2: Ec2, device: BlockDevice, { from, source, id, kmsKeyId, tags }: Copy): BlockDevice {
  if (device.snapshotId === undefined) return { ...device, kmsKeyId }
  const { os, architecture } = source
  const own = from.snapshots.get(device.snapshotId)
  const content = device.device === source.rootDevice ? { os, architecture } : own?.content
  const description = `Copied for DestinationAmi ${id} from SourceAmi ${source.id} for SourceSnapshot ${device.snapshotId}.`
  const { sizeGiB } = own ?? device.spec
  const copy = copyOf(ec2, { sizeGiB, content }, { kmsKeyId, description, tags })
  return { ...device, kmsKeyId, snapshotId: copy.id }
}

function imageTags(from: Ec2, { CopyImageTags }: CopyInput, source: Image, given: readonly TagInput[] = []) {
  if (!CopyImageTags) return given
  const inherited = [...from.centre.tags.of(source.id)].map(([Key, Value]) => ({ Key, Value }))
  return [...inherited.filter(({ Key }) => !given.some((tag) => tag.Key === Key)), ...given]
}
