import { type Action, action, type Ec2 } from '../action.ts'
import { findInstance, type Instance } from '../instance.ts'
import { newId } from '../new-id.ts'
import { invalidValue, Refusal } from '../refusal.ts'
import { refuseUnused } from '../without-effect.ts'
import { checkedGroups, putInGroups } from './instance-groups.ts'
import { foundInterface, interfacesOf, visibleInterfaces } from './interface-view.ts'
import type { NetworkInterface } from './network.ts'
import { forgetInterface } from './network-interfaces.ts'

interface AttachInput {
  readonly NetworkInterfaceId: string
  readonly InstanceId: string
  readonly DeviceIndex: number
  readonly NetworkCardIndex?: number
}

/** The instance is reached by the interface's private address, too. */
export const attachNetworkInterface: Action = action<AttachInput>((ec2, input) => {
  refuseUnused(input, ['EnaQueueCount', 'EnaSrdSpecification'])
  const { DeviceIndex: deviceIndex } = input
  if ((input.NetworkCardIndex ?? 0) !== 0) throw invalidValue('The instance type has one network card')
  const { separate } = foundInterface(ec2, input.NetworkInterfaceId)
  if (!separate || separate.attachment || separate.requester) {
    throw new Refusal('InvalidNetworkInterface.InUse', `Interface: [${input.NetworkInterfaceId}] in use.`)
  }
  const instance = findInstance(ec2, input.InstanceId)
  checkPlace(ec2, instance, separate, deviceIndex)
  return () => {
    const attachment = {
      id: newId(ec2, 'eni-attach'),
      instanceId: instance.id,
      deviceIndex,
      attachedAt: ec2.centre.clock.now(),
      deleteOnTermination: false,
      detaching: false,
    }
    separate.attachment = attachment
    for (const address of addressesOf(separate)) instance.server.otherAddresses.add(address)
    return { attachmentId: attachment.id, networkCardIndex: 0 }
  }
})

const addressesOf = ({ privateAddress, secondaryAddresses }: NetworkInterface): readonly string[] => [
  privateAddress,
  ...secondaryAddresses,
]

function checkPlace(ec2: Ec2, instance: Instance, { subnet }: NetworkInterface, deviceIndex: number): void {
  const { id, server, type, zone } = instance
  if (server.state !== 'running' && server.state !== 'stopped') {
    throw new Refusal('IncorrectState', `Instance '${id}' is not in the 'running' or 'stopped' state.`)
  }
  if (subnet.zone !== zone) {
    throw new Refusal(
      'InvalidParameterCombination',
      'You may not attach a network interface to an instance if they are not in the same availability zone',
    )
  }
  const present = interfacesOf(ec2, instance)
  if (present.some(({ attachment }) => attachment?.deviceIndex === deviceIndex)) {
    throw invalidValue(`Instance '${id}' already has an interface attached at device index '${deviceIndex}'.`)
  }
  if (present.length >= type.interfaces) {
    throw new Refusal(
      'AttachmentLimitExceeded',
      `Interface count ${present.length + 1} exceeds the limit for ${type.name}`,
    )
  }
}

interface DetachInput {
  readonly AttachmentId: string
  readonly Force?: boolean
}

export const detachNetworkInterface: Action = action<DetachInput>((ec2, { AttachmentId: id }) => {
  const view = visibleInterfaces(ec2).find(({ attachment }) => attachment?.id === id)
  if (!view)
    throw new Refusal('InvalidAttachmentID.NotFound', `The interface attachment '${id}' does not exist`)
  const { separate } = view
  const attachment = separate?.attachment
  if (!attachment) {
    throw new Refusal('OperationNotPermitted', 'The network interface at device index 0 cannot be detached.')
  }
  return () => {
    attachment.detaching = true
    ec2.centre.clock.after(ec2.centre.times.actionMs, () => {
      if (separate.attachment === attachment) detach(ec2, separate)
    })
    return { return: true }
  }
})

function detach(ec2: Ec2, separate: NetworkInterface): void {
  const instance = ec2.instances.get(separate.attachment?.instanceId ?? '')
  for (const address of addressesOf(separate)) instance?.server.otherAddresses.delete(address)
  separate.attachment = undefined
}

/** What an instance that is gone leaves behind: the interfaces that were not to go with it. */
export function leaveInterfaces(ec2: Ec2, instance: Instance): void {
  for (const separate of [...ec2.network.interfaces.values()]) {
    const { attachment } = separate
    if (attachment?.instanceId !== instance.id) continue
    detach(ec2, separate)
    if (attachment.deleteOnTermination) forgetInterface(ec2, separate)
  }
}

interface ModifyInput {
  readonly NetworkInterfaceId: string
  readonly SecurityGroupId?: readonly string[]
  readonly SourceDestCheck?: { readonly Value?: boolean }
  readonly Description?: { readonly Value?: string }
  readonly Attachment?: { readonly AttachmentId?: string; readonly DeleteOnTermination?: boolean }
}

/** One attribute at a time. */
export const modifyNetworkInterfaceAttribute: Action = action<ModifyInput>((ec2, input) => {
  refuseUnused(input, [
    'AssociatePublicIpAddress',
    'AssociatedSubnetId',
    'ConnectionTrackingSpecification',
    'EnaSrdSpecification',
    'EnablePrimaryIpv6',
  ])
  const { SecurityGroupId: groups, SourceDestCheck: check, Description: text, Attachment: change } = input
  if ([groups, check, text, change].filter((given) => given !== undefined).length !== 1) {
    throw new Refusal('InvalidParameterCombination', 'Exactly one attribute must be specified')
  }
  const { separate, attachment } = foundInterface(ec2, input.NetworkInterfaceId)
  if (!separate) return modifyFirst(ec2, input, attachment?.instance)
  const groupIds = groups ? checkedGroups(ec2, separate.subnet.vpc, groups) : separate.groupIds
  const changed = separate.attachment
  if (change && (changed === undefined || changed.id !== change.AttachmentId)) {
    throw new Refusal(
      'InvalidAttachmentID.NotFound',
      `The interface attachment '${change.AttachmentId}' does not exist`,
    )
  }
  return () => {
    separate.groupIds = groupIds
    if (check) separate.sourceDestCheck = check.Value ?? false
    if (text) separate.description = text.Value ?? ''
    if (changed && change)
      changed.deleteOnTermination = change.DeleteOnTermination ?? changed.deleteOnTermination
    return { return: true }
  }
})

/** Of the interface that an instance came with. */
function modifyFirst(ec2: Ec2, input: ModifyInput, instance: Instance | undefined) {
  refuseUnused(input, ['Attachment', 'Description'])
  const { SecurityGroupId: groups, SourceDestCheck: check } = input
  if (!instance) {
    throw new Refusal('InvalidNetworkInterfaceID.NotFound', 'The network interface is gone with its instance')
  }
  if (groups) return putInGroups(ec2, instance, groups)
  return () => {
    instance.sourceDestCheck = check?.Value ?? false
    return { return: true }
  }
}
