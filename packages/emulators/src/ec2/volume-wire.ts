import type { Ec2 } from './action.ts'
import { tagSet } from './tag-input.ts'
import { type Attachment, type Volume, volumeState } from './volume.ts'
import type { XmlFields } from './xml.ts'

export const volumeFields = (ec2: Ec2, volume: Volume): XmlFields => ({
  ...newVolumeFields(ec2, volume),
  attachmentSet: volume.attachments.map((attachment) => attachmentFields(volume, attachment)),
})

/** The answer to a create has no list of attachments. */
export const newVolumeFields = (ec2: Ec2, volume: Volume): XmlFields => ({
  volumeId: volume.id,
  size: volume.spec.sizeGiB,
  snapshotId: volume.snapshotId ?? '',
  availabilityZone: volume.zone.name,
  availabilityZoneId: volume.zone.id,
  status: volumeState(volume),
  createTime: new Date(volume.createdAt),
  tagSet: tagSet(ec2, volume.id),
  volumeType: volume.spec.type,
  iops: volume.spec.iops,
  throughput: volume.spec.throughputMiBps,
  encrypted: volume.kmsKeyId !== undefined,
  kmsKeyId: volume.kmsKeyId,
  multiAttachEnabled: volume.spec.multiAttach,
})

export const attachmentFields = (volume: Volume, attachment: Attachment): XmlFields => ({
  volumeId: volume.id,
  instanceId: attachment.instanceId,
  device: attachment.device,
  status: attachment.state,
  attachTime: new Date(attachment.attachedAt),
  deleteOnTermination: attachment.deleteOnTermination,
})
