import type { Ec2 } from '../action.ts'
import { addressesOf, privateName, publicName } from '../instance-names.ts'
import { tagSet } from '../tag-input.ts'
import type { XmlFields } from '../xml.ts'
import { addressOf } from './elastic-address.ts'
import { groupsOf } from './instance-groups.ts'
import type { InterfaceView } from './interface-view.ts'

/** An interface among an instance's own. */
export const instanceInterfaceFields = (ec2: Ec2, view: InterfaceView): XmlFields => ({
  ...addressFields(ec2, view, associationFields(ec2, view)),
  ...commonFields(ec2, view),
  attachment: attachmentFields(view),
})

/** An interface by itself. */
export function interfaceFields(ec2: Ec2, view: InterfaceView): XmlFields {
  const { attachment, separate } = view
  const association = associationFields(ec2, view)
  const elastic = association && attachment && addressOf(ec2, attachment.instance)
  const allocation = elastic && { allocationId: elastic.id, associationId: elastic.association?.id }
  return {
    ...addressFields(ec2, view, association && { ...association, ...allocation }),
    ...commonFields(ec2, view),
    availabilityZone: view.subnet.zone.name,
    requesterId: separate?.requester,
    requesterManaged: separate?.requester !== undefined,
    tagSet: tagSet(ec2, view.id),
    ...(attachment && {
      attachment: {
        ...attachmentFields(view),
        instanceId: attachment.instance.id,
        instanceOwnerId: ec2.accountId,
      },
    }),
  }
}

const commonFields = (ec2: Ec2, view: InterfaceView): XmlFields => ({
  networkInterfaceId: view.id,
  subnetId: view.subnet.id,
  vpcId: view.subnet.vpc.id,
  description: view.description,
  ownerId: ec2.accountId,
  status: statusOf(view),
  interfaceType: 'interface',
  sourceDestCheck: view.sourceDestCheck,
  groupSet: groupsOf(ec2, view),
})

export const statusOf = ({ attachment, separate }: InterfaceView): 'available' | 'in-use' =>
  attachment || separate?.requester ? 'in-use' : 'available'

function addressFields(ec2: Ec2, view: InterfaceView, association: XmlFields | undefined): XmlFields {
  const address = {
    privateIpAddress: view.privateAddress,
    privateDnsName: privateName(ec2, view.privateAddress),
    ...(association && { association }),
  }
  const v6 = isFirst(view) ? addressesOf(view.attachment.instance).v6 : undefined
  return {
    ...address,
    privateIpAddressesSet: [
      { ...address, primary: true },
      ...view.secondaryAddresses.map((privateIpAddress) => ({
        privateIpAddress,
        privateDnsName: privateName(ec2, privateIpAddress),
        primary: false,
      })),
    ],
    ipv6AddressesSet: v6 ? [{ ipv6Address: v6 }] : [],
  }
}

function associationFields(ec2: Ec2, view: InterfaceView): XmlFields | undefined {
  if (!isFirst(view)) return undefined
  const { instance } = view.attachment
  const { v4 } = addressesOf(instance)
  if (v4 === undefined) return undefined
  return {
    publicIp: v4,
    publicDnsName: publicName(ec2, instance),
    ipOwnerId: instance.server.addressReserved ? ec2.accountId : 'amazon',
  }
}

const isFirst = (
  view: InterfaceView,
): view is InterfaceView & { readonly attachment: NonNullable<InterfaceView['attachment']> } =>
  view.attachment !== undefined && view.separate === undefined

const attachmentFields = ({ attachment }: InterfaceView): XmlFields => ({
  attachmentId: attachment?.id,
  deviceIndex: attachment?.deviceIndex,
  networkCardIndex: 0,
  status: attachment?.status,
  attachTime: attachment && new Date(attachment.attachedAt),
  deleteOnTermination: attachment?.deleteOnTermination,
})
