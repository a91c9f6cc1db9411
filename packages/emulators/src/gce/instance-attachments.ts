import { begin } from './changes.ts'
import type { Gce } from './cloud.ts'
import { useDisk } from './disk.ts'
import { accessOf, closeAccess, interfacesOf, openAccess, useAddress } from './external-address.ts'
import { attachAll, attachedTo, deviceNamed, planAttachment } from './instance-disks.ts'
import type { AccessConfigInput, AttachedDiskInput } from './instance-input.ts'
import { accessConfigWire, checkExternal } from './instance-interfaces.ts'
import { linkTo, nameIn } from './links.ts'
import { machineryOf, statusOf } from './machinery.ts'
import { type Operations, operation } from './operation.ts'
import { invalidField, Refusal, requiredField } from './refusal.ts'
import type { Resource } from './resource.ts'
import { regionOfScope, regionScope } from './scope.ts'
import { existingAt, readyTarget } from './store.ts'

type Attachments =
  | 'addAccessConfig'
  | 'attachDisk'
  | 'deleteAccessConfig'
  | 'detachDisk'
  | 'setDiskAutoDelete'

export const instanceAttachments: Operations<`compute.instances.${Attachments}`> = {
  'compute.instances.attachDisk': operation<AttachedDiskInput>((cloud, call) => {
    const instance = readyTarget(cloud, call)
    const { source, deviceName, boot } = call.body
    if (source === undefined) throw requiredField('source')
    if (boot && attachedTo(instance).some((one) => one.boot))
      throw invalidField('boot', 'true', 'The instance already has a boot disk.')
    const plan = planAttachment(cloud, instance.scope, call.body, 'disk', nameIn(source))
    if (attachedTo(instance).some((one) => one.source === linkTo(plan.disk?.path ?? '')))
      throw new Refusal(
        'resourceInUseByAnotherResource',
        `The disk is already attached to the instance: '${source}'`,
      )
    const name = deviceName ?? `persistent-disk-${attachedTo(instance).length}`
    if (attachedTo(instance).some((one) => one.deviceName === name))
      throw invalidField('deviceName', name, 'The device name is used by another disk of the instance.')
    return begin(cloud, call, instance, { start: () => attachAll(cloud, instance, [plan]) })
  }),

  'compute.instances.detachDisk': operation((cloud, call) => {
    const instance = readyTarget(cloud, call)
    const attached = deviceNamed(instance, String(call.query.deviceName ?? ''))
    if (attached.boot && statusOf(cloud, instance) !== 'TERMINATED')
      throw new Refusal(
        'invalid',
        'Invalid resource usage: The boot disk cannot be detached from an instance that runs.',
      )
    const disk = existingAt(cloud, attached.source.replace(linkTo(''), ''))
    return begin(cloud, call, instance, {
      finish: () => {
        instance.wire.disks = attachedTo(instance).filter((one) => one.source !== attached.source)
        useDisk(cloud, disk, linkTo(instance.path), false)
      },
    })
  }),

  'compute.instances.setDiskAutoDelete': operation((cloud, call) => {
    const instance = readyTarget(cloud, call)
    const attached = deviceNamed(instance, String(call.query.deviceName ?? ''))
    return begin(cloud, call, instance, {
      start: () => {
        attached.autoDelete = call.query.autoDelete === true
      },
    })
  }),

  'compute.instances.addAccessConfig': operation<AccessConfigInput>((cloud, call) => {
    const instance = readyTarget(cloud, call)
    const nic = interfaceNamed(instance, String(call.query.networkInterface ?? ''))
    if (nic.accessConfigs?.length)
      throw invalidField('accessConfig', '', 'At most one access config currently supported.')
    const region = regionScope(regionOfScope(instance.scope) ?? '')
    const { natIP } = call.body
    if (natIP !== undefined) checkExternal(cloud, region, natIP, 'natIP')
    return begin(cloud, call, instance, {
      finish: () => {
        nic.accessConfigs = [accessConfigWire(call.body)]
        useAddress(cloud, region, natIP, instance)
        if (isOn(cloud, instance)) openAccess(cloud, instance, machineryOf(cloud, instance))
      },
    })
  }),

  'compute.instances.deleteAccessConfig': operation((cloud, call) => {
    const instance = readyTarget(cloud, call)
    const nic = interfaceNamed(instance, String(call.query.networkInterface ?? ''))
    const name = String(call.query.accessConfig ?? '')
    const access = nic.accessConfigs?.find((one) => one.name === name)
    if (!access)
      throw new Refusal(
        'invalid',
        `Invalid value for field 'accessConfig': '${name}'. The access config was not found in the network interface.`,
      )
    const region = regionScope(regionOfScope(instance.scope) ?? '')
    return begin(cloud, call, instance, {
      finish: () => {
        delete nic.accessConfigs
        useAddress(cloud, region, access.natIP, undefined)
        closeAccess(cloud, machineryOf(cloud, instance))
      },
    })
  }),
}

const isOn = (cloud: Gce, instance: Resource): boolean =>
  ['PROVISIONING', 'STAGING', 'RUNNING'].includes(statusOf(cloud, instance)) &&
  accessOf(instance) !== undefined

function interfaceNamed(instance: Resource, name: string) {
  const found = interfacesOf(instance).find((one) => one.name === name)
  if (!found)
    throw new Refusal(
      'invalid',
      `Invalid value for field 'networkInterface': '${name}'. The specified network interface does not exist.`,
    )
  return found
}
