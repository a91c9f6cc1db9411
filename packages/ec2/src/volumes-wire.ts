import type { Volume, VolumeState } from '@cloud/core'
import { boolean, defined, list, number, object, required, text, type XmlShape } from '@cloud/core/driver'
import { ownTags } from './resource-tags.ts'
import { nameOf, type TagWire, tagSet } from './tags-wire.ts'

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Volume.html, as spelled in its XML. */
export interface VolumeWire {
  readonly volumeId: string
  readonly size: number
  readonly status: string
  readonly snapshotId?: string
  readonly availabilityZone?: string
  readonly createTime?: string
  readonly attachmentSet: readonly AttachmentWire[]
  readonly tagSet: readonly TagWire[]
  readonly volumeType?: string
  readonly iops?: number
  /** In MiB a second. */
  readonly throughput?: number
  readonly encrypted?: boolean
  readonly kmsKeyId?: string
  readonly multiAttachEnabled?: boolean
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_VolumeAttachment.html */
export interface AttachmentWire {
  readonly instanceId?: string
  readonly device?: string
  readonly status?: string
  readonly attachTime?: string
  readonly deleteOnTermination?: boolean
}

/** A volume of this driver. */
export type Ec2Volume = Volume<VolumeWire>

export const volume: XmlShape<VolumeWire> = object<VolumeWire>({
  volumeId: required(text),
  size: required(number),
  status: required(text),
  snapshotId: text,
  availabilityZone: text,
  createTime: text,
  attachmentSet: list(
    'item',
    object<AttachmentWire>({
      instanceId: text,
      device: text,
      status: text,
      attachTime: text,
      deleteOnTermination: boolean,
    }),
  ),
  tagSet,
  volumeType: text,
  iops: number,
  throughput: number,
  encrypted: boolean,
  kmsKeyId: text,
  multiAttachEnabled: boolean,
})

export function toVolume(wire: VolumeWire): Ec2Volume {
  const held = heldBy(wire)
  return {
    kind: 'volume',
    id: wire.volumeId,
    name: nameOf(wire.tagSet),
    state: toVolumeState(wire.status, held),
    sizeGiB: wire.size,
    attachedTo: held.flatMap(({ instanceId }) => instanceId ?? []),
    ...defined({
      device: held[0]?.device,
      location: wire.availabilityZone,
      createdAt: wire.createTime,
    }),
    tags: ownTags(wire.tagSet),
    native: wire,
  }
}

/** The attachments that there still are. */
export function heldBy({ attachmentSet }: VolumeWire): readonly AttachmentWire[] {
  return attachmentSet.filter(({ status }) => status !== 'detached')
}

/** Whether an attachment is there to stay. */
export const isKept = ({ status }: AttachmentWire): boolean => status === 'attaching' || status === 'attached'

const states: Readonly<Record<string, VolumeState>> = {
  creating: 'creating',
  available: 'available',
  deleting: 'deleting',
  deleted: 'deleted',
  error: 'error',
}

/** A volume that nodes have is `in-use`, whatever comes of them. `busy` is one that is asked to be detached and is still mounted. */
function toVolumeState(status: string, held: readonly AttachmentWire[]): VolumeState {
  if (status !== 'in-use') return Object.hasOwn(states, status) ? (states[status] ?? 'unknown') : 'unknown'
  const any = (wanted: string) => held.some((each) => each.status === wanted)
  if (any('attaching') && !any('attached')) return 'attaching'
  return held.length > 0 && !held.some(isKept) ? 'detaching' : 'attached'
}
