import { beginInsert } from './changes.ts'
import type { Gce } from './cloud.ts'
import { newFingerprint } from './fingerprint.ts'
import type { Json } from './json.ts'
import { checkLabels, type Labels } from './labels.ts'
import { linkTo } from './links.ts'
import type { Call } from './operation.ts'
import type { Resource } from './resource.ts'
import { globalScope, regionOfScope } from './scope.ts'
import { addResource, checkNew } from './store.ts'

export interface SnapshotInput {
  readonly name?: string
  readonly description?: string
  readonly labels?: Labels
  readonly storageLocations?: readonly string[]
  readonly sourceDisk?: string
}

const gib = 1_073_741_824

/** Begins a snapshot of a disk. The operation is the disk's: in its zone, with the disk as its target. */
export function beginSnapshot(
  cloud: Gce,
  call: Pick<Call, 'route'>,
  disk: Resource,
  input: SnapshotInput,
): Json {
  const name = checkNew(cloud, globalScope, 'snapshots', input.name)
  checkLabels(input.labels)
  const sizeGb = Number(disk.wire.sizeGb)
  const snapshot = addResource(cloud, {
    collection: 'snapshots',
    scope: globalScope,
    name,
    os: disk.os,
    wire: {
      ...(input.description !== undefined && { description: input.description }),
      status: 'CREATING',
      sourceDisk: linkTo(disk.path),
      sourceDiskId: disk.id,
      diskSizeGb: String(sizeGb),
      storageBytesStatus: 'UPDATING',
      storageLocations: input.storageLocations ?? [
        regionOfScope(disk.scope)?.split('-')[0] === 'europe' ? 'eu' : 'us',
      ],
      snapshotType: 'STANDARD',
      labelFingerprint: newFingerprint(cloud),
      ...(input.labels && Object.keys(input.labels).length > 0 && { labels: input.labels }),
      ...(disk.wire.licenses && { licenses: disk.wire.licenses }),
      ...(disk.wire.architecture && { architecture: disk.wire.architecture }),
      ...(disk.wire.guestOsFeatures && { guestOsFeatures: disk.wire.guestOsFeatures }),
    },
  })
  return beginInsert(cloud, call, snapshot, {
    type: 'createSnapshot',
    scope: disk.scope,
    target: disk,
    finish: () => {
      snapshot.wire.status = 'READY'
      snapshot.wire.storageBytesStatus = 'UP_TO_DATE'
      // What the disk's image wrote, which is a small part of it.
      snapshot.wire.storageBytes = String(Math.round((sizeGb * gib) / 12))
    },
  })
}
