import { type Action, action, type Ec2, type FilterInput } from './action.ts'
import { blockDeviceFields } from './block-devices.ts'
import { applyFilters, type FilterTable } from './filters.ts'
import { findImages, type Image, visibleImages } from './image.ts'
import { type PagedInput, page } from './paging.ts'
import { tagSet } from './tag-input.ts'
import type { XmlFields } from './xml.ts'

interface ImagesInput extends PagedInput {
  readonly ImageId?: readonly string[]
  readonly Owner?: readonly string[]
  readonly ExecutableBy?: readonly string[]
  readonly Filter?: readonly FilterInput[]
}

export const describeImages: Action = action<ImagesInput>((ec2, input) => () => {
  const named = input.ImageId ? findImages(ec2, input.ImageId) : visibleImages(ec2)
  const asked = named.filter(
    (image) =>
      (!input.Owner || input.Owner.some((owner) => isOwner(ec2, image, owner))) &&
      (!input.ExecutableBy || input.ExecutableBy.some((who) => mayLaunch(ec2, image, who))),
  )
  const found = applyFilters(asked, input.Filter, imageFilters, ({ id }) => ec2.centre.tags.of(id))
  const { items, next } = page(found, input, {
    of: ['DescribeImages', input.Filter, input.ImageId, input.Owner],
    key: ({ id }) => id,
    largest: ec2.pageSize,
  })
  return { imagesSet: items.map((image) => imageFields(ec2, image)), nextToken: next }
})

function isOwner(ec2: Ec2, image: Image, owner: string): boolean {
  if (owner === 'self') return image.ownerId === ec2.accountId
  return owner === image.ownerId || owner === image.ownerAlias
}

/** By what the image says of its users: an image's owner is none of them. */
function mayLaunch(ec2: Ec2, { sharing, ownerId }: Image, who: string): boolean {
  if (who === 'all') return sharing.everyone
  return who === 'self' ? ownerId !== ec2.accountId : sharing.users.includes(who)
}

const imageFilters: FilterTable<Image> = {
  architecture: ({ architecture }) => [architecture],
  'block-device-mapping.delete-on-termination': ({ devices }) =>
    devices.map(({ deleteOnTermination }) => String(deleteOnTermination)),
  'block-device-mapping.device-name': ({ devices }) => devices.map(({ device }) => device),
  'block-device-mapping.encrypted': ({ devices }) =>
    devices.map(({ kmsKeyId }) => String(kmsKeyId !== undefined)),
  'block-device-mapping.snapshot-id': ({ devices }) => devices.map(({ snapshotId }) => snapshotId),
  'block-device-mapping.volume-size': ({ devices }) => devices.map(({ spec }) => String(spec.sizeGiB)),
  'block-device-mapping.volume-type': ({ devices }) => devices.map(({ spec }) => spec.type),
  'creation-date': ({ createdAt }) => [createdAt],
  description: ({ description }) => [description],
  'ena-support': ({ ena }) => [String(ena)],
  hypervisor: () => ['xen'],
  'image-id': ({ id }) => [id],
  'image-type': () => ['machine'],
  'is-public': ({ sharing }) => [String(sharing.everyone)],
  name: ({ name }) => [name],
  'owner-alias': ({ ownerAlias }) => [ownerAlias],
  'owner-id': ({ ownerId }) => [ownerId],
  'root-device-name': ({ rootDevice }) => [rootDevice],
  'root-device-type': () => ['ebs'],
  'source-image-id': ({ source }) => [source?.imageId],
  'source-image-region': ({ source }) => [source?.region],
  'source-instance-id': ({ sourceInstanceId }) => [sourceInstanceId],
  state: ({ state }) => [state],
  'virtualization-type': () => ['hvm'],
}

function imageFields(ec2: Ec2, image: Image): XmlFields {
  return {
    imageId: image.id,
    imageLocation: `${image.ownerAlias ?? image.ownerId}/${image.name}`,
    imageState: image.state,
    imageOwnerId: image.ownerId,
    imageOwnerAlias: image.ownerAlias,
    creationDate: image.createdAt,
    isPublic: image.sharing.everyone,
    architecture: image.architecture,
    imageType: 'machine',
    name: image.name,
    description: image.description,
    platformDetails: 'Linux/UNIX',
    usageOperation: 'RunInstances',
    enaSupport: image.ena,
    sriovNetSupport: image.ena ? 'simple' : undefined,
    rootDeviceType: 'ebs',
    rootDeviceName: image.rootDevice,
    blockDeviceMapping: image.devices.map(blockDeviceFields),
    virtualizationType: 'hvm',
    hypervisor: 'xen',
    bootMode: image.bootMode,
    imdsSupport: image.tokensRequired ? 'v2.0' : undefined,
    sourceInstanceId: image.sourceInstanceId,
    sourceImageId: image.source?.imageId,
    sourceImageRegion: image.source?.region,
    tagSet: tagSet(ec2, image.id),
  }
}
