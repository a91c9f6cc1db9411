import type { Ec2 } from './action.ts'
import { checkDeviceName } from './device-name.ts'
import { readEncryption } from './disk-encryption.ts'
import { missing, Refusal } from './refusal.ts'
import { findCompleteSnapshot } from './snapshot.ts'
import { readSpec, type VolumeSpec, type VolumeType } from './volume-spec.ts'
import type { XmlFields } from './xml.ts'

/** A disk that an image, or a launch, asks for. */
export interface BlockDevice {
  readonly device: string
  readonly snapshotId: string | undefined
  readonly spec: VolumeSpec
  readonly kmsKeyId: string | undefined
  readonly deleteOnTermination: boolean
}

interface DiskInput {
  readonly DeleteOnTermination?: boolean
  readonly SnapshotId?: string
  readonly VolumeSize?: number
  readonly VolumeType?: VolumeType
  readonly Iops?: number
  readonly Throughput?: number
  readonly Encrypted?: boolean
  readonly KmsKeyId?: string
}
/** By wire name. */
export interface BlockDeviceInput {
  readonly DeviceName?: string
  readonly NoDevice?: string
  readonly VirtualName?: string
  readonly Ebs?: DiskInput
}

/** The devices after the mappings: each names one to change, to leave out, or to add. */
export function mapDevices(
  ec2: Ec2,
  devices: readonly BlockDevice[],
  mappings: readonly BlockDeviceInput[] = [],
): readonly BlockDevice[] {
  const mapped = new Map(devices.map((one) => [one.device, one]))
  const named = new Set<string>()
  for (const mapping of mappings) {
    const device = mapping.DeviceName
    if (!device) throw missing('BlockDeviceMapping.DeviceName')
    checkDeviceName(device)
    if (named.has(device))
      throw badMapping(`The device '${device}' is used in more than one block-device mapping`)
    named.add(device)
    const present = mapped.get(device)
    if (mapping.VirtualName !== undefined) checkVirtual(mapping, mapping.VirtualName)
    else if (mapping.NoDevice === undefined) mapped.set(device, readDevice(ec2, device, mapping, present))
    else if (present && present === devices[0])
      throw badMapping(`The root device '${device}' cannot be left out`)
    else mapped.delete(device)
  }
  return [...mapped.values()]
}

/** Disks of the host are there without being asked for, where the type has them; where it has none, EC2 asks no questions. */
function checkVirtual({ DeviceName, Ebs, NoDevice }: BlockDeviceInput, name: string): void {
  if (!/^ephemeral([0-9]|1[0-9]|2[0-3])$/.test(name) || Ebs || NoDevice !== undefined) {
    throw badMapping(`The device '${DeviceName}' has no instance store volume '${name}'`)
  }
}

function readDevice(
  ec2: Ec2,
  device: string,
  { Ebs: disk }: BlockDeviceInput,
  present: BlockDevice | undefined,
): BlockDevice {
  if (!disk) throw badMapping(`The device '${device}' must be an EBS volume, or left out by NoDevice`)
  if (present?.snapshotId && disk.SnapshotId && disk.SnapshotId !== present.snapshotId) {
    throw badMapping(
      `snapshotId can only be modified on EBS devices of the caller: '${device}' is of the image`,
    )
  }
  const source = present?.snapshotId ? present : snapshotDevice(ec2, disk)
  return {
    device,
    snapshotId: source?.snapshotId,
    spec: readDiskSpec(disk, source?.spec.sizeGiB, present?.spec, source?.snapshotId),
    kmsKeyId: readEncryption(ec2, disk, source?.kmsKeyId),
    deleteOnTermination: disk.DeleteOnTermination ?? present?.deleteOnTermination ?? false,
  }
}

function snapshotDevice(ec2: Ec2, { SnapshotId }: DiskInput) {
  if (SnapshotId === undefined) return undefined
  const { id, sizeGiB, kmsKeyId } = findCompleteSnapshot(ec2, SnapshotId)
  return { snapshotId: id, spec: { sizeGiB }, kmsKeyId }
}

function readDiskSpec(
  disk: DiskInput,
  least: number | undefined,
  present: VolumeSpec | undefined,
  snapshotId: string | undefined,
): VolumeSpec {
  const sizeGiB = disk.VolumeSize ?? least ?? present?.sizeGiB
  if (sizeGiB === undefined) throw missing('BlockDeviceMapping.Ebs.VolumeSize or SnapshotId')
  if (least !== undefined && sizeGiB < least) {
    throw badMapping(
      `Volume of size ${sizeGiB}GB is smaller than snapshot '${snapshotId}', expect size>= ${least}GB`,
    )
  }
  const type = disk.VolumeType ?? present?.type ?? 'gp2'
  // What was chosen for one type means nothing for another, and gp2's figure follows from the size.
  const kept = present?.type === type && type !== 'gp2' ? present : undefined
  return readSpec({
    type,
    sizeGiB,
    iops: disk.Iops ?? kept?.iops,
    throughputMiBps: disk.Throughput ?? kept?.throughputMiBps,
  })
}

const badMapping = (message: string) => new Refusal('InvalidBlockDeviceMapping', message)

/** As the answers of images show it. */
export const blockDeviceFields = ({
  device,
  snapshotId,
  spec,
  kmsKeyId,
  deleteOnTermination,
}: BlockDevice): XmlFields => ({
  deviceName: device,
  ebs: {
    snapshotId,
    volumeSize: spec.sizeGiB,
    deleteOnTermination,
    volumeType: spec.type,
    iops: spec.type === 'gp2' ? undefined : spec.iops,
    throughput: spec.throughputMiBps,
    encrypted: kmsKeyId !== undefined,
    kmsKeyId,
  },
})
