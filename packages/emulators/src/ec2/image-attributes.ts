import { type Action, action } from './action.ts'
import { blockDeviceFields } from './block-devices.ts'
import { readDescription } from './create-snapshot.ts'
import { findOwnImage, type Image } from './image.ts'
import { Refusal } from './refusal.ts'
import {
  changeSharing,
  type PermissionChange,
  type SharingInput,
  sharedWithNobody,
  sharingItems,
} from './sharing.ts'
import { refuseUnused } from './without-effect.ts'
import type { XmlFields } from './xml.ts'

const readers: Readonly<Record<string, (image: Image) => XmlFields>> = {
  blockDeviceMapping: ({ devices }) => ({ blockDeviceMapping: devices.map(blockDeviceFields) }),
  bootMode: ({ bootMode }) => ({ bootMode: bootMode === undefined ? {} : { value: bootMode } }),
  description: ({ description }) => ({ description: { value: description } }),
  imdsSupport: ({ tokensRequired }) => ({ imdsSupport: tokensRequired ? { value: 'v2.0' } : {} }),
  launchPermission: ({ sharing }) => ({ launchPermission: sharingItems(sharing) }),
  productCodes: () => ({ productCodes: [] }),
  sriovNetSupport: ({ ena }) => ({ sriovNetSupport: ena ? { value: 'simple' } : {} }),
}

interface AttributeInput {
  readonly ImageId: string
  readonly Attribute: string
}

export const describeImageAttribute: Action = action<AttributeInput>((ec2, { ImageId, Attribute }) => () => {
  const image = findOwnImage(ec2, ImageId)
  const read = readers[Attribute]
  if (!read) throw new Refusal('UnsupportedOperation', `The emulated cloud has no attribute ${Attribute}`)
  return { imageId: image.id, ...read(image) }
})

interface ModifyInput extends SharingInput {
  readonly ImageId: string
  readonly Attribute?: string
  readonly Value?: string
  readonly Description?: { readonly Value?: string }
  readonly ImdsSupport?: { readonly Value?: string }
  readonly LaunchPermission?: PermissionChange
}

const unused = ['OrganizationArn', 'OrganizationalUnitArn', 'ProductCode']

export const modifyImageAttribute: Action = action<ModifyInput>((ec2, input) => {
  refuseUnused(input, unused)
  const image = findOwnImage(ec2, input.ImageId)
  if (image.state !== 'available') {
    throw new Refusal('InvalidAMIID.Unavailable', `The image ID '${image.id}' is ${image.state}`)
  }
  const change = changeOf(image, input)
  return () => {
    Object.assign(image, change)
    return { return: true }
  }
})

type Change = Partial<Pick<Image, 'description' | 'sharing' | 'tokensRequired'>>

/** EC2 takes one attribute at a time, in its own parameter or as Attribute and Value. */
function changeOf(image: Image, input: ModifyInput): Change {
  const { Attribute, Value, Description, ImdsSupport, LaunchPermission } = input
  const given = [
    Description && 'description',
    ImdsSupport && 'imdsSupport',
    (LaunchPermission || input.UserId || input.UserGroup) && 'launchPermission',
  ].filter((name) => name !== undefined)
  const names = [...new Set([...given, ...(Attribute ? [Attribute] : [])])]
  const [name] = names
  if (names.length !== 1) {
    throw new Refusal('InvalidParameterCombination', 'Exactly one attribute must be specified')
  }
  if (name === 'description') return { description: readDescription(Description?.Value ?? Value) }
  if (name === 'launchPermission') return { sharing: changeSharing(image.sharing, LaunchPermission, input) }
  if (name === 'imdsSupport' && (ImdsSupport?.Value ?? Value) === 'v2.0') return { tokensRequired: true }
  throw new Refusal('InvalidParameterValue', `The attribute ${name} cannot be changed so`)
}

export const resetImageAttribute: Action = action<AttributeInput>((ec2, { ImageId, Attribute }) => {
  const image = findOwnImage(ec2, ImageId)
  if (Attribute !== 'launchPermission') {
    throw new Refusal('InvalidParameterValue', `The attribute ${Attribute} cannot be reset`)
  }
  return () => {
    image.sharing = sharedWithNobody
    return { return: true }
  }
})
