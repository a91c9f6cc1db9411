import type { Architecture, Image, ImageState, Ref } from '@cloud/core'
import { idOf } from '@cloud/core/driver'
import { noSuch } from './ids.ts'
import { isName } from './names.ts'
import { timeOf } from './nodes-wire.ts'

/** https://cloud.google.com/compute/docs/reference/rest/v1/images */
export interface ImageWire {
  readonly id: string
  readonly name: string
  readonly description?: string
  readonly family?: string
  readonly status?: string
  readonly diskSizeGb?: string
  readonly archiveSizeBytes?: string
  readonly architecture?: string
  readonly creationTimestamp: string
  readonly deprecated?: DeprecatedWire
  readonly labels?: Readonly<Record<string, string>>
  readonly labelFingerprint?: string
  readonly sourceDisk?: string
  readonly sourceImage?: string
  readonly storageLocations?: readonly string[]
  readonly licenses?: readonly string[]
  readonly selfLink: string
  /** The driver's own: the handle of the operation that made it, on what `createImage` gives. */
  readonly operation?: string
}

export interface DeprecatedWire {
  readonly state?: 'ACTIVE' | 'DEPRECATED' | 'OBSOLETE' | 'DELETED' | undefined
  readonly replacement?: string | undefined
  readonly deprecated?: string | undefined
  readonly obsolete?: string | undefined
  readonly deleted?: string | undefined
}

export type GceImage = Image<ImageWire>

const states: Readonly<Record<string, ImageState>> = {
  PENDING: 'pending',
  READY: 'available',
  DELETING: 'deleting',
  FAILED: 'error',
}

const architectures: Readonly<Record<string, Architecture>> = { X86_64: 'x86_64', ARM64: 'arm64' }

/** Before there was another, images and machine types said nothing of theirs. */
export const architectureOf = (text = 'X86_64'): Architecture =>
  (Object.hasOwn(architectures, text) && architectures[text]) || 'other'

export function toImage(wire: ImageWire, project: string): GceImage {
  const { status = '', diskSizeGb } = wire
  return {
    kind: 'image',
    id: `${project}/${wire.name}`,
    name: wire.name,
    state: (Object.hasOwn(states, status) && states[status]) || 'unknown',
    ...(diskSizeGb !== undefined && { sizeGiB: Number(diskSizeGb) }),
    architecture: architectureOf(wire.architecture),
    createdAt: timeOf(wire.creationTimestamp),
    native: wire,
  }
}

/** An image, or the latest of a family. Its id is `project/name` or `project/family/name`; a name alone is one of the driver's project. */
export interface ImageName {
  readonly project: string | undefined
  readonly family: boolean
  readonly name: string
}

export function imageOf(ref: Ref<'image'>): ImageName {
  const id = idOf('image', ref, 'image')
  const image = readImage(id)
  if (!canBe(image)) throw noSuch('image', id)
  return image
}

/** What an id names, also one that no image can have. */
export function readImage(id: string): ImageName {
  const parts = id.split('/')
  const [project, family] = parts.length > 1 ? parts : []
  const isFamily = parts.length > 2 && family === 'family'
  return {
    project,
    family: isFamily,
    name: parts.slice(isFamily ? 2 : project === undefined ? 0 : 1).join('/'),
  }
}

/** Whether there can be such an image. */
export const canBe = ({ project, name }: ImageName): boolean =>
  isName(name) && (project === undefined || /^([a-z0-9.-]+:)?[a-z][-a-z0-9]{0,62}$/.test(project))

/** Its path below its project. */
export const imagePath = ({ family, name }: ImageName): readonly string[] => [
  ...['global', 'images'],
  ...(family ? ['family'] : []),
  name,
]

/** How other resources name it. */
export const imageLink = (image: ImageName, own: string): string =>
  ['projects', image.project ?? own, ...imagePath(image)].join('/')

/** Its id, whole. */
export const imageId = ({ project, family, name }: ImageName, own: string): string =>
  [project ?? own, ...(family ? ['family'] : []), name].join('/')

/** The methods that give it. */
export const imageMethod = ({ family }: ImageName): string =>
  family ? 'compute.images.getFromFamily' : 'compute.images.get'
