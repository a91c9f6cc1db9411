import type { Ec2 } from './action.ts'
import { attach } from './attachment.ts'
import type { BlockDevice } from './block-devices.ts'
import { makeVolume } from './create-volume.ts'
import type { Instance } from './instance.ts'
import type { TagInput } from './tag-input.ts'

/** Makes the volumes that a launch asks for. They are attached when the instance comes to run. */
export function makeDisks(
  ec2: Ec2,
  instance: Instance,
  devices: readonly BlockDevice[],
  tags: readonly TagInput[] | undefined,
): void {
  const { image, zone } = instance
  for (const { device, snapshotId, spec, kmsKeyId, deleteOnTermination } of devices) {
    // The snapshots of public images belong to others: the account does not see them, only what they hold.
    const own = snapshotId === undefined ? undefined : ec2.snapshots.get(snapshotId)
    const { os, architecture } = image
    const content = device === image.rootDevice ? { os, architecture } : own?.content
    const volume = makeVolume(ec2, { zone, spec, kmsKeyId, snapshotId, content }, tags)
    volume.state = 'available'
    attach(ec2, volume, instance, { device, deleteOnTermination, ms: ec2.centre.times.pendingMs })
  }
}
