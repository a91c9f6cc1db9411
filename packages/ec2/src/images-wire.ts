import type { Architecture, Image } from '@cloud/core'
import { boolean, object, required, text, type XmlShape } from '@cloud/core/driver'
import { nameOf, type TagWire, tagSet } from './tags-wire.ts'

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Image.html, as spelled in its XML. */
export interface ImageWire {
  readonly imageId: string
  readonly name?: string
  readonly description?: string
  readonly architecture?: string
  readonly creationDate?: string
  readonly deprecationTime?: string
  readonly imageState?: string
  readonly imageOwnerId?: string
  readonly imageOwnerAlias?: string
  readonly isPublic?: boolean
  readonly platformDetails?: string
  readonly rootDeviceName?: string
  readonly rootDeviceType?: string
  readonly virtualizationType?: string
  readonly tagSet: readonly TagWire[]
}

export type Ec2Image = Image<ImageWire>

export const image: XmlShape<ImageWire> = object<ImageWire>({
  imageId: required(text),
  name: text,
  description: text,
  architecture: text,
  creationDate: text,
  deprecationTime: text,
  imageState: text,
  imageOwnerId: text,
  imageOwnerAlias: text,
  isPublic: boolean,
  platformDetails: text,
  rootDeviceName: text,
  rootDeviceType: text,
  virtualizationType: text,
  tagSet,
})

export function toImage(wire: ImageWire): Ec2Image {
  return {
    kind: 'image',
    id: wire.imageId,
    name: wire.name ?? nameOf(wire.tagSet),
    ...(wire.architecture !== undefined && { architecture: toArchitecture(wire.architecture) }),
    ...(wire.creationDate !== undefined && { createdAt: wire.creationDate }),
    native: wire,
  }
}

function toArchitecture(name: string): Architecture {
  return name === 'x86_64' || name === 'arm64' ? name : 'other'
}
