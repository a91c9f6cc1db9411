import type { Ec2 } from './action.ts'
import { removeVolume } from './delete-volume.ts'
import type { Instance } from './instance.ts'
import type { Attachment, Volume } from './volume.ts'

export interface Disk {
  readonly volume: Volume
  readonly attachment: Attachment
}

/** The volumes of an instance, its root volume first as long as it has not been taken away. */
export const disksOf = (ec2: Ec2, { id, volumeIds }: Instance): readonly Disk[] =>
  [...volumeIds].flatMap((volumeId) => {
    const volume = ec2.volumes.get(volumeId)
    const attachment = volume?.attachments.find(({ instanceId }) => instanceId === id)
    return volume && attachment ? [{ volume, attachment }] : []
  })

export const isRoot = ({ image }: Instance, { device }: Attachment): boolean => device === image.rootDevice

interface NewAttachment {
  readonly device: string
  readonly deleteOnTermination: boolean
  /** Until it is attached. */
  readonly ms: number
}

export function attach(ec2: Ec2, volume: Volume, instance: Instance, options: NewAttachment): Attachment {
  const { device, deleteOnTermination, ms } = options
  const { clock } = ec2.centre
  const attachment: Attachment = {
    instanceId: instance.id,
    device,
    attachedAt: clock.now(),
    state: 'attaching',
    deleteOnTermination,
  }
  volume.attachments = [...volume.attachments, attachment]
  instance.volumeIds.add(volume.id)
  clock.after(ms, () => {
    if (attachment.state === 'attaching') attachment.state = 'attached'
  })
  return attachment
}

export function detach(ec2: Ec2, { volume, attachment }: Disk): void {
  attachment.state = 'detaching'
  ec2.centre.clock.after(ec2.centre.times.actionMs, () => release(ec2, { volume, attachment }))
}

function release(ec2: Ec2, { volume, attachment }: Disk): void {
  volume.attachments = volume.attachments.filter((one) => one !== attachment)
  ec2.instances.get(attachment.instanceId)?.volumeIds.delete(volume.id)
}

/** What becomes of the volumes of an instance that is terminated: deleted, or there for another one. */
export function releaseAll(ec2: Ec2, instance: Instance): void {
  for (const disk of disksOf(ec2, instance)) {
    release(ec2, disk)
    if (disk.attachment.deleteOnTermination && disk.volume.attachments.length === 0)
      removeVolume(ec2, disk.volume)
  }
}
