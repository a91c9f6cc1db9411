import { type Action, action, type Ec2 } from './action.ts'
import { attach, disksOf } from './attachment.ts'
import { checkDeviceName } from './device-name.ts'
import { findInstance, type Instance } from './instance.ts'
import { invalidValue, Refusal } from './refusal.ts'
import { findUsableVolume, type Volume, volumeState } from './volume.ts'
import { attachmentFields } from './volume-wire.ts'
import { refuseUnused } from './without-effect.ts'

interface AttachInput {
  readonly VolumeId: string
  readonly InstanceId: string
  readonly Device: string
}

export const attachVolume: Action = action<AttachInput>((ec2, input) => {
  refuseUnused(input, ['EbsCardIndex'])
  const { VolumeId, InstanceId, Device: device } = input
  const volume = findUsableVolume(ec2, VolumeId)
  const instance = findInstance(ec2, InstanceId)
  checkDeviceName(device)
  refuseTaken(volume, instance)
  refuseApart(volume, instance)
  refuseFull(ec2, instance, device)
  return () => {
    const options = { device, deleteOnTermination: false, ms: ec2.centre.times.actionMs }
    return attachmentFields(volume, attach(ec2, volume, instance, options))
  }
})

/** io1 and io2 volumes that were made for it go to 16 instances. */
const mostInstances = 16

function refuseTaken(volume: Volume, { id }: Instance): void {
  const { attachments, spec } = volume
  const taken =
    attachments.some(({ instanceId }) => instanceId === id) ||
    attachments.length >= (spec.multiAttach ? mostInstances : 1)
  if (taken) throw new Refusal('VolumeInUse', `${volume.id} is already attached to an instance`)
  if (volumeState(volume) === 'creating') {
    throw new Refusal('IncorrectState', `${volume.id} is not 'available'.`)
  }
}

function refuseApart(volume: Volume, { id, server, zone }: Instance): void {
  if (server.state !== 'running' && server.state !== 'stopped') {
    throw new Refusal('IncorrectState', `Instance '${id}' is not 'running'.`)
  }
  if (volume.zone === zone) return
  throw new Refusal(
    'InvalidVolume.ZoneMismatch',
    `The volume '${volume.id}' is not in the same availability zone as instance '${id}'`,
  )
}

/** An instance has 28 places for volumes and network interfaces on Nitro; the older hypervisor was made for 40 volumes. */
const mostVolumes = ({ type }: Pick<Instance, 'type'>): number => (type.hypervisor === 'nitro' ? 27 : 40)

function refuseFull(ec2: Ec2, instance: Instance, device: string): void {
  const disks = disksOf(ec2, instance)
  if (disks.some(({ attachment }) => attachment.device === device)) {
    throw invalidValue(
      `Invalid value '${device}' for unixDevice. Attachment point ${device} is already in use`,
    )
  }
  if (disks.length < mostVolumes(instance)) return
  throw new Refusal(
    'AttachmentLimitExceeded',
    `The maximum number of attachments of the instance '${instance.id}' is reached`,
  )
}
