import { type Action, action } from './action.ts'
import { type Disk, detach, isRoot } from './attachment.ts'
import { findInstance } from './instance.ts'
import { Refusal } from './refusal.ts'
import { type Attachment, findUsableVolume, type Volume, volumeState } from './volume.ts'
import { attachmentFields } from './volume-wire.ts'

interface DetachInput {
  readonly VolumeId: string
  readonly InstanceId?: string
  readonly Device?: string
  readonly Force?: boolean
}

export const detachVolume: Action = action<DetachInput>((ec2, input) => {
  const volume = findUsableVolume(ec2, input.VolumeId)
  if (input.InstanceId !== undefined) findInstance(ec2, input.InstanceId)
  const attachment = attachmentOf(volume, input)
  const instance = findInstance(ec2, attachment.instanceId)
  if (isRoot(instance, attachment) && instance.server.state !== 'stopped') {
    throw new Refusal(
      'OperationNotPermitted',
      `Unable to detach root volume '${attachment.device}' from instance '${instance.id}'`,
    )
  }
  if (attachment.state !== 'attached') {
    throw new Refusal('IncorrectState', `Volume '${volume.id}' is in the '${attachment.state}' state.`)
  }
  const disk: Disk = { volume, attachment }
  return () => {
    detach(ec2, disk)
    return attachmentFields(volume, attachment)
  }
})

function attachmentOf(volume: Volume, { InstanceId, Device }: DetachInput): Attachment {
  if (volume.attachments.length === 0) {
    throw new Refusal('IncorrectState', `Volume '${volume.id}' is in the '${volumeState(volume)}' state.`)
  }
  if (volume.attachments.length > 1 && InstanceId === undefined) {
    throw new Refusal(
      'InvalidParameterCombination',
      `The volume '${volume.id}' is attached to several instances: InstanceId must be specified`,
    )
  }
  const found = volume.attachments.find(
    ({ instanceId, device }) => instanceId === (InstanceId ?? instanceId) && device === (Device ?? device),
  )
  if (found) return found
  throw new Refusal(
    'InvalidAttachment.NotFound',
    `The volume '${volume.id}' is not attached to instance '${InstanceId}'${Device ? ` as device '${Device}'` : ''}.`,
  )
}
