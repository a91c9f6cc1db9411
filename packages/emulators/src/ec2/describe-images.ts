import { type Action, action, type Ec2, type FilterInput } from './action.ts'
import { applyFilters, type FilterTable } from './filters.ts'
import type { Image } from './images.ts'
import { type PagedInput, page } from './paging.ts'
import { Refusal } from './refusal.ts'
import { tagSet } from './tag-input.ts'
import type { XmlFields } from './xml.ts'

interface ImagesInput extends PagedInput {
  readonly ImageId?: readonly string[]
  readonly Owner?: readonly string[]
  readonly ExecutableBy?: readonly string[]
  readonly Filter?: readonly FilterInput[]
}

export const describeImages: Action = action<ImagesInput>((ec2, input) => () => {
  if (input.ImageId) checkIds(ec2, input.ImageId)
  const asked = ec2.images.filter(
    (image) =>
      (!input.ImageId || input.ImageId.includes(image.id)) &&
      (!input.Owner || input.Owner.some((owner) => isOwner(ec2, image, owner))) &&
      (!input.ExecutableBy || input.ExecutableBy.includes('all')),
  )
  const found = applyFilters(asked, input.Filter, imageFilters, ({ id }) => ec2.centre.tags.of(id))
  const { items, next } = page(found, input, {
    of: ['DescribeImages', input.Filter, input.ImageId, input.Owner],
    key: ({ id }) => id,
    largest: ec2.pageSize,
  })
  return { imagesSet: items.map((image) => imageFields(ec2, image)), nextToken: next }
})

function checkIds(ec2: Ec2, ids: readonly string[]): void {
  for (const id of ids) {
    if (!/^ami-(?:[0-9a-f]{8}|[0-9a-f]{17})$/.test(id)) {
      throw new Refusal('InvalidAMIID.Malformed', `Invalid id: "${id}" (expecting "ami-...")`)
    }
  }
  const lost = ids.filter((id) => !ec2.images.some((image) => image.id === id))
  if (lost.length === 0) return
  throw new Refusal(
    'InvalidAMIID.NotFound',
    lost.length === 1
      ? `The image id '[${lost[0]}]' does not exist`
      : `The image ids '[${lost.join(', ')}]' do not exist`,
  )
}

function isOwner(ec2: Ec2, image: Image, owner: string): boolean {
  if (owner === 'self') return image.ownerId === ec2.accountId
  return owner === image.ownerId || owner === image.ownerAlias
}

const imageFilters: FilterTable<Image> = {
  architecture: ({ architecture }) => [architecture],
  'creation-date': ({ createdAt }) => [createdAt],
  description: ({ description }) => [description],
  'ena-support': () => ['true'],
  hypervisor: () => ['xen'],
  'image-id': ({ id }) => [id],
  'image-type': () => ['machine'],
  'is-public': () => ['true'],
  name: ({ name }) => [name],
  'owner-alias': ({ ownerAlias }) => [ownerAlias],
  'owner-id': ({ ownerId }) => [ownerId],
  'root-device-name': ({ rootDevice }) => [rootDevice],
  'root-device-type': () => ['ebs'],
  state: () => ['available'],
  'virtualization-type': () => ['hvm'],
}

function imageFields(ec2: Ec2, image: Image): XmlFields {
  return {
    imageId: image.id,
    imageLocation: `${image.ownerAlias ?? image.ownerId}/${image.name}`,
    imageState: 'available',
    imageOwnerId: image.ownerId,
    imageOwnerAlias: image.ownerAlias,
    creationDate: image.createdAt,
    isPublic: true,
    architecture: image.architecture,
    imageType: 'machine',
    name: image.name,
    description: image.description,
    platformDetails: 'Linux/UNIX',
    usageOperation: 'RunInstances',
    enaSupport: true,
    sriovNetSupport: 'simple',
    rootDeviceType: 'ebs',
    rootDeviceName: image.rootDevice,
    blockDeviceMapping: [
      {
        deviceName: image.rootDevice,
        ebs: {
          snapshotId: image.snapshotId,
          volumeSize: image.rootGiB,
          deleteOnTermination: true,
          volumeType: 'gp3',
          encrypted: false,
        },
      },
    ],
    virtualizationType: 'hvm',
    hypervisor: 'xen',
    bootMode: 'uefi-preferred',
    imdsSupport: 'v2.0',
    tagSet: tagSet(ec2, image.id),
  }
}
