import type { Architecture, Image, ImageState } from '@cloud/core'
import { boolean, defined, list, number, object, required, text, type XmlShape } from '@cloud/core/driver'
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
  readonly bootMode?: string
  readonly imdsSupport?: string
  readonly enaSupport?: boolean
  readonly sourceInstanceId?: string
  readonly sourceImageId?: string
  readonly sourceImageRegion?: string
  readonly stateReason?: { readonly code?: string; readonly message?: string }
  readonly blockDeviceMapping: readonly ImageDeviceWire[]
  readonly tagSet: readonly TagWire[]
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_BlockDeviceMapping.html */
export interface ImageDeviceWire {
  readonly deviceName?: string
  readonly virtualName?: string
  readonly ebs?: {
    readonly snapshotId?: string
    readonly volumeSize?: number
    readonly volumeType?: string
    readonly deleteOnTermination?: boolean
    readonly encrypted?: boolean
  }
}

export type Ec2Image = Image<ImageWire>

const device: XmlShape<ImageDeviceWire> = object<ImageDeviceWire>({
  deviceName: text,
  virtualName: text,
  ebs: object<NonNullable<ImageDeviceWire['ebs']>>({
    snapshotId: text,
    volumeSize: number,
    volumeType: text,
    deleteOnTermination: boolean,
    encrypted: boolean,
  }),
})

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
  bootMode: text,
  imdsSupport: text,
  enaSupport: boolean,
  sourceInstanceId: text,
  sourceImageId: text,
  sourceImageRegion: text,
  stateReason: object<NonNullable<ImageWire['stateReason']>>({ code: text, message: text }),
  blockDeviceMapping: list('item', device),
  tagSet,
})

export function toImage(wire: ImageWire): Ec2Image {
  return {
    kind: 'image',
    id: wire.imageId,
    name: wire.name ?? nameOf(wire.tagSet),
    ...defined({
      state: wire.imageState === undefined ? undefined : toImageState(wire.imageState),
      sizeGiB: rootSizeOf(wire),
      architecture: wire.architecture === undefined ? undefined : toArchitecture(wire.architecture),
      createdAt: wire.creationDate,
    }),
    native: wire,
  }
}

function toArchitecture(name: string): Architecture {
  return name === 'x86_64' || name === 'arm64' ? name : 'other'
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Image.html; one that is `disabled` may be enabled again. */
const states: Readonly<Record<string, ImageState>> = {
  available: 'available',
  pending: 'pending',
  transient: 'pending',
  disabled: 'pending',
  deregistered: 'deleting',
  invalid: 'error',
  failed: 'error',
  error: 'error',
}

function toImageState(name: string): ImageState {
  return Object.hasOwn(states, name) ? (states[name] ?? 'unknown') : 'unknown'
}

function rootSizeOf({ rootDeviceName, blockDeviceMapping }: ImageWire): number | undefined {
  return blockDeviceMapping.find(({ deviceName }) => deviceName === rootDeviceName)?.ebs?.volumeSize
}
