import type { Volume, VolumeState } from '@cloud/core'
import { idIn, idOfPlace, nameIn } from './ids.ts'
import { toTags } from './names.ts'
import { timeOf } from './nodes-wire.ts'

/** https://cloud.google.com/compute/docs/reference/rest/v1/disks */
export interface DiskWire {
  readonly id: string
  readonly name: string
  readonly description?: string
  readonly status: string
  readonly sizeGb: string
  readonly type?: string
  readonly zone?: string
  readonly region?: string
  readonly replicaZones?: readonly string[]
  readonly users?: readonly string[]
  readonly sourceImage?: string
  readonly sourceSnapshot?: string
  readonly architecture?: string
  readonly labels?: Readonly<Record<string, string>>
  readonly labelFingerprint?: string
  readonly creationTimestamp: string
  readonly provisionedIops?: string
  readonly provisionedThroughput?: string
  readonly selfLink: string
  /** The driver's own: the handle of the operation that made it, on what `createVolume` gives. */
  readonly operation?: string
}

export type GceVolume = Volume<DiskWire>

const states: Readonly<Record<string, VolumeState>> = {
  CREATING: 'creating',
  RESTORING: 'creating',
  READY: 'available',
  FAILED: 'error',
  UNAVAILABLE: 'error',
  DELETING: 'deleting',
}

export function toVolume(wire: DiskWire): GceVolume {
  const { name, status, users = [] } = wire
  const state = (Object.hasOwn(states, status) && states[status]) || 'unknown'
  const location = nameIn(wire.zone ?? wire.region ?? '')
  return {
    kind: 'volume',
    id: idOfPlace({ location, name }),
    name,
    state: state === 'available' && users.length > 0 ? 'attached' : state,
    sizeGiB: Number(wire.sizeGb),
    attachedTo: users.map(idIn),
    location,
    createdAt: timeOf(wire.creationTimestamp),
    tags: toTags(wire.labels),
    native: wire,
  }
}
