import type { CloudStack } from './cloud.ts'
import { type DiskOffering, existingDiskOffering } from './disk-offerings.ts'
import { type OwnerInput, ownerOf } from './owner.ts'
import { invalid } from './refusal.ts'
import { existingSnapshot, type Snapshot } from './snapshot.ts'
import { GiB } from './template.ts'
import { checkSize, checkVolumeRoom, type Volume } from './volume.ts'
import { existingZone, type Zone } from './zones.ts'

export interface VolumeInput extends OwnerInput {
  readonly name?: string
  readonly zoneid?: string
  readonly diskofferingid?: string
  readonly snapshotid?: string
  /** In GiB. */
  readonly size?: number
  readonly virtualmachineid?: string
}

/** A volume as it is before its job. Throws a `Refusal` for what cannot be. */
export function newVolume(cloud: CloudStack, input: VolumeInput): Volume {
  const projectId = ownerOf(cloud, input)
  const { diskofferingid, snapshotid } = input
  if (diskofferingid === undefined && snapshotid === undefined)
    throw invalid('Either disk Offering Id or snapshot Id must be passed whilst creating volume')
  const snapshot = snapshotid === undefined ? undefined : existingSnapshot(cloud, 'snapshotid', snapshotid)
  const offering =
    diskofferingid === undefined ? snapshot?.volume.offering : existingDiskOffering(diskofferingid)
  const zone = zoneOf(cloud, input, snapshot)
  const sizeBytes = snapshot
    ? sizeFromSnapshot(snapshot, offering, input.size)
    : sizeOf(offering, input.size) * GiB
  checkVolumeRoom(cloud)
  const id = cloud.newId()
  return {
    id,
    name: input.name ?? `VOLUME-${id}`,
    zone,
    type: 'DATADISK',
    offering,
    template: undefined,
    sizeBytes,
    state: snapshot ? 'Creating' : 'Allocated',
    attached: undefined,
    snapshotId: snapshot?.id,
    createdAt: cloud.centre.clock.now(),
    projectId,
  }
}

function zoneOf(cloud: CloudStack, { zoneid }: VolumeInput, snapshot: Snapshot | undefined): Zone {
  if (zoneid === undefined && !snapshot) throw invalid('Missing parameter, zoneid is required')
  const zone = zoneid === undefined ? snapshot?.volume.zone : existingZone(cloud, zoneid)
  if (!zone || (snapshot && !snapshot.zones.has(zone.id)))
    throw invalid(`Snapshot ${snapshot?.id} is not in zone ${zoneid}`)
  return zone
}

/** In GiB. */
export function sizeOf(offering: DiskOffering | undefined, wanted: number | undefined): number {
  if (offering?.sizeGiB !== undefined) {
    if (wanted !== undefined) throw invalid('This disk offering does not allow custom size')
    return offering.sizeGiB
  }
  if (wanted === undefined) throw invalid('This disk offering requires a custom size specified')
  checkSize(wanted)
  return wanted
}

/** As large as the snapshot, or larger where the offering leaves the size to the caller. */
function sizeFromSnapshot(
  { id, state, sizeBytes }: Snapshot,
  offering: DiskOffering | undefined,
  wanted: number | undefined,
): number {
  if (state !== 'BackedUp')
    throw invalid(`Snapshot id=${id} is not in BackedUp state yet and can't be used for volume creation`)
  const fixed = offering?.sizeGiB
  if (fixed !== undefined && wanted !== undefined)
    throw invalid('This disk offering does not allow custom size')
  if (wanted !== undefined) checkSize(wanted)
  const size = wanted ?? fixed
  if (size !== undefined && size * GiB < sizeBytes && wanted !== undefined)
    throw invalid(`Invalid size for volume creation: the size of snapshot ${id} is larger`)
  return Math.max(sizeBytes, (size ?? 0) * GiB)
}
