import type { OperatingSystem } from '../machines/machine.ts'
import { type Ec2, isVisible } from './action.ts'
import type { BlockDevice } from './block-devices.ts'
import type { Architecture } from './images.ts'
import { missing, Refusal } from './refusal.ts'
import type { Sharing } from './sharing.ts'

/** A machine image: one of the public ones, or one that the account made. */
export interface Image {
  readonly id: string
  readonly name: string
  readonly architecture: Architecture
  readonly ownerId: string
  /** The owner's alias, which only the vendor's own images have. */
  readonly ownerAlias?: string
  /** RFC 3339. */
  readonly createdAt: string
  readonly rootDevice: string
  /** The root device first. */
  readonly devices: readonly BlockDevice[]
  readonly os: OperatingSystem
  /** Its kernel knows the Elastic Network Adapter, which every type on Nitro needs. */
  readonly ena: boolean
  readonly bootMode?: string
  readonly sourceInstanceId?: string
  readonly source?: { readonly imageId: string; readonly region: string }
  description: string
  /** Its instances ask for tokens of the metadata service. */
  tokensRequired: boolean
  state: 'pending' | 'available' | 'deregistered'
  sharing: Sharing
}

const wellFormed = /^ami-(?:[0-9a-f]{8}|[0-9a-f]{17})$/

const isShown = (ec2: Ec2, { state, createdAt }: Image) =>
  state !== 'deregistered' && isVisible(ec2, Date.parse(createdAt))

export const visibleImages = (ec2: Ec2): readonly Image[] =>
  [...ec2.images.values()].filter((image) => isShown(ec2, image))

/** The images of these ids. Throws a `Refusal` for ids that are not ids, and for those of nothing. */
export function findImages(ec2: Ec2, ids: readonly string[]): readonly Image[] {
  const malformed = ids.find((id) => !wellFormed.test(id))
  if (malformed !== undefined) {
    throw new Refusal('InvalidAMIID.Malformed', `Invalid id: "${malformed}" (expecting "ami-...")`)
  }
  const found = [...new Set(ids)]
    .flatMap((id) => ec2.images.get(id) ?? [])
    .filter((image) => isShown(ec2, image))
  const lost = ids.filter((id) => !found.some((image) => image.id === id))
  if (lost.length === 0) return found
  const subject = lost.length === 1 ? `id '[${lost[0]}]' does` : `ids '[${lost.join(', ')}]' do`
  throw new Refusal('InvalidAMIID.NotFound', `The image ${subject} not exist`)
}

export function findImage(ec2: Ec2, id: string | undefined): Image {
  if (!id) throw missing('ImageId')
  const [image] = findImages(ec2, [id])
  if (!image) throw new Refusal('InvalidAMIID.NotFound', `The image id '[${id}]' does not exist`)
  return image
}

/** The same for what needs the image whole: a launch, a copy. */
export function findAvailableImage(ec2: Ec2, id: string | undefined): Image {
  const image = findImage(ec2, id)
  if (image.state === 'available') return image
  throw new Refusal(
    'InvalidAMIID.Unavailable',
    `The image id '[${image.id}]' is not yet available: it is ${image.state}`,
  )
}

/** The same for what only its owner may do. */
export function findOwnImage(ec2: Ec2, id: string): Image {
  if (ec2.images.get(id)?.state === 'deregistered') {
    throw new Refusal('InvalidAMIID.Unavailable', `The image ID '${id}' is no longer available`)
  }
  const image = findImage(ec2, id)
  if (image.ownerId === ec2.accountId) return image
  throw new Refusal('AuthFailure', `Not authorized for image:${id}`)
}
