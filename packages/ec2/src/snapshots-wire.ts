import type { Snapshot, SnapshotState } from '@cloud/core'
import { boolean, defined, number, object, required, text, type XmlShape } from '@cloud/core/driver'
import { ownTags } from './resource-tags.ts'
import { nameOf, type TagWire, tagSet } from './tags-wire.ts'

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Snapshot.html, as spelled in its XML. */
export interface SnapshotWire {
  readonly snapshotId: string
  readonly status: string
  readonly statusMessage?: string
  readonly volumeId?: string
  readonly volumeSize: number
  readonly startTime?: string
  readonly completionTime?: string
  /** As in `85%`. */
  readonly progress?: string
  readonly description?: string
  readonly ownerId?: string
  readonly ownerAlias?: string
  readonly encrypted?: boolean
  readonly kmsKeyId?: string
  readonly storageTier?: string
  readonly tagSet: readonly TagWire[]
}

/** A snapshot of this driver. */
export type Ec2Snapshot = Snapshot<SnapshotWire>

export const snapshot: XmlShape<SnapshotWire> = object<SnapshotWire>({
  snapshotId: required(text),
  status: required(text),
  statusMessage: text,
  volumeId: text,
  volumeSize: required(number),
  startTime: text,
  completionTime: text,
  progress: text,
  description: text,
  ownerId: text,
  ownerAlias: text,
  encrypted: boolean,
  kmsKeyId: text,
  storageTier: text,
  tagSet,
})

export function toSnapshot(wire: SnapshotWire): Ec2Snapshot {
  return {
    kind: 'snapshot',
    id: wire.snapshotId,
    name: nameOf(wire.tagSet),
    state: Object.hasOwn(states, wire.status) ? (states[wire.status] ?? 'unknown') : 'unknown',
    sizeGiB: wire.volumeSize,
    // Copies name a volume that no account has.
    ...defined({
      volume: wire.volumeId === noVolume ? undefined : wire.volumeId,
      createdAt: wire.startTime,
    }),
    tags: ownTags(wire.tagSet),
    native: wire,
  }
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CopySnapshot.html */
const noVolume = 'vol-ffffffff'

/** What is `recoverable` lies in the recycle bin, and goes for good after a while. */
const states: Readonly<Record<string, SnapshotState>> = {
  pending: 'pending',
  completed: 'available',
  error: 'error',
  recovering: 'pending',
  recoverable: 'deleting',
}
