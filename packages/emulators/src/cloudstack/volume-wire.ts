import { type CloudStack, timeText } from './cloud.ts'
import type { Fields } from './command.ts'
import { ownerWire } from './owner.ts'
import { tagsWire } from './tag.ts'
import { stateOf } from './virtual-machine.ts'
import type { Volume } from './volume.ts'

export function volumeWire(cloud: CloudStack, volume: Volume): Fields {
  const { id, name, zone, type, offering, template, state, attached, snapshotId } = volume
  return {
    id,
    name,
    zoneid: zone.id,
    zonename: zone.name,
    type,
    ...ownerWire(cloud, volume.projectId),
    size: volume.sizeBytes,
    virtualsize: volume.sizeBytes,
    created: timeText(volume.createdAt),
    state,
    storagetype: 'shared',
    provisioningtype: 'thin',
    hypervisor: 'KVM',
    ...(offering && {
      diskofferingid: offering.id,
      diskofferingname: offering.name,
      diskofferingdisplaytext: offering.name,
    }),
    ...(template && {
      templateid: template.id,
      templatename: template.name,
      templatedisplaytext: template.displayText,
    }),
    ...(attached && attachment(attached)),
    snapshotid: snapshotId,
    destroyed: state === 'Destroy',
    isextractable: true,
    quiescevm: false,
    displayvolume: true,
    supportsstoragesnapshot: false,
    deleteprotection: false,
    tags: tagsWire(cloud, id),
    hasannotations: false,
  }
}

const attachment = ({ machine, deviceId, at }: NonNullable<Volume['attached']>): Fields => ({
  virtualmachineid: machine.id,
  vmname: machine.name,
  vmdisplayname: machine.displayName,
  vmstate: stateOf(machine),
  vmtype: 'User',
  deviceid: deviceId,
  attached: timeText(at),
})
