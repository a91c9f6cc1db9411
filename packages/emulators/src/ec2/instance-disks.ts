import type { Ec2, Effect } from './action.ts'
import { disksOf } from './attachment.ts'
import type { Instance } from './instance.ts'
import { Refusal } from './refusal.ts'

/** By wire name. */
export interface DiskChange {
  readonly DeviceName?: string
  readonly NoDevice?: string
  readonly VirtualName?: string
  readonly Ebs?: { readonly VolumeId?: string; readonly DeleteOnTermination?: boolean }
}

/** Whether volumes go with the instance, by device: nothing else of an attachment can be changed. */
export function changeDisks(ec2: Ec2, instance: Instance, changes: readonly DiskChange[]): Effect {
  const disks = disksOf(ec2, instance)
  const planned = changes.map(({ DeviceName: device, Ebs: ebs }) => {
    const disk = disks.find(({ attachment }) => attachment.device === device)
    if (!disk || (ebs?.VolumeId !== undefined && ebs.VolumeId !== disk.volume.id)) {
      throw new Refusal(
        'InvalidInstanceAttributeValue',
        `No device is currently mapped at ${ebs?.VolumeId ?? device}`,
      )
    }
    return { attachment: disk.attachment, value: ebs?.DeleteOnTermination }
  })
  return () => {
    for (const { attachment, value } of planned)
      if (value !== undefined) attachment.deleteOnTermination = value
    return { return: true }
  }
}
