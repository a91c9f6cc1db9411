import { type Action, action, type Ec2 } from './action.ts'
import { Refusal } from './refusal.ts'
import { findUsableVolume, type Volume } from './volume.ts'

interface VolumeInput {
  readonly VolumeId: string
}

export const deleteVolume: Action = action<VolumeInput>((ec2, { VolumeId: id }) => {
  const volume = findUsableVolume(ec2, id)
  const [attachment] = volume.attachments
  if (attachment) {
    throw new Refusal('VolumeInUse', `Volume ${id} is currently attached to ${attachment.instanceId}`)
  }
  if (volume.state === 'creating') {
    throw new Refusal('IncorrectState', `The volume '${id}' is in the 'creating' state.`)
  }
  return () => {
    removeVolume(ec2, volume)
    return { return: true }
  }
})

/** Shown as `deleting` for a while. */
export function removeVolume(ec2: Ec2, volume: Volume): void {
  volume.state = 'deleting'
  ec2.centre.clock.after(ec2.centre.times.actionMs, () => {
    ec2.volumes.delete(volume.id)
    ec2.centre.tags.forget(volume.id)
  })
}
