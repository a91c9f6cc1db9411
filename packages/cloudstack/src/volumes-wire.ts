import type { Volume, VolumeState } from '@cloud/core'
import { checkWhole, invalid } from '@cloud/core/driver'
import { type TagWire, toTags } from './tags-wire.ts'
import { timeOf } from './time.ts'

/** https://cloudstack.apache.org/api/apidocs-4.20/apis/listVolumes.html */
export interface VolumeWire {
  readonly id: string
  readonly name: string
  /** `ROOT` or `DATADISK`. */
  readonly type?: string
  readonly state: string
  /** Bytes. */
  readonly size?: number
  readonly virtualmachineid?: string
  readonly vmname?: string
  readonly vmstate?: string
  readonly deviceid?: number
  readonly zoneid: string
  readonly zonename?: string
  readonly diskofferingid?: string
  readonly diskofferingname?: string
  readonly snapshotid?: string
  readonly created?: string
  readonly attached?: string
  readonly hypervisor?: string
  readonly storagetype?: string
  readonly provisioningtype?: string
  readonly tags?: readonly TagWire[]
}

/** What is under `native` of a volume. */
export interface CloudStackVolumeNative extends VolumeWire {
  /** The job that the driver waited for: of `createVolume` alone. */
  readonly operation?: string
}

/** A volume of this driver; the root disks of nodes are among them. */
export type CloudStackVolume = Volume<CloudStackVolumeNative>

const states: Readonly<Record<string, VolumeState>> = {
  allocated: 'available',
  ready: 'available',
  uploaded: 'available',
  migrating: 'available',
  snapshotting: 'available',
  resizing: 'available',
  copying: 'available',
  restoring: 'available',
  revertsnapshotting: 'available',
  creating: 'creating',
  uploadop: 'creating',
  uploadinprogress: 'creating',
  notuploaded: 'creating',
  attaching: 'attaching',
  destroy: 'deleted',
  expunged: 'deleted',
  expunging: 'deleting',
  destroying: 'deleting',
  uploaderror: 'error',
  uploadabandoned: 'error',
}

export function toVolume(wire: VolumeWire, operation?: string): CloudStackVolume {
  const { virtualmachineid: node, deviceid, created } = wire
  return {
    kind: 'volume',
    id: wire.id,
    name: wire.name,
    state: stateOf(wire),
    sizeGiB: Math.ceil((wire.size ?? 0) / 1024 ** 3),
    attachedTo: node ? [node] : [],
    ...(node && deviceid !== undefined && { device: String(deviceid) }),
    location: wire.zoneid,
    ...(created && { createdAt: timeOf(created) }),
    tags: toTags(wire.tags),
    native: operation === undefined ? wire : { ...wire, operation },
  }
}

function stateOf({ state, virtualmachineid }: VolumeWire): VolumeState {
  const name = state.toLowerCase()
  const own = (Object.hasOwn(states, name) && states[name]) || 'unknown'
  return own === 'available' && virtualmachineid ? 'attached' : own
}

export const isGone = ({ state }: CloudStackVolume): boolean => state === 'deleted' || state === 'deleting'

/** Whole GiB; how many at most is the server's own setting. */
export const checkSizeGiB = (sizeGiB: unknown): number => {
  if (sizeGiB === undefined) throw invalid('sizeGiB is missing', 'a whole number from 1')
  return checkWhole('sizeGiB', sizeGiB, 1, 1_000_000)
}
