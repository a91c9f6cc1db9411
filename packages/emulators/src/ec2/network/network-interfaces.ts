import { type Action, action, type Ec2 } from '../action.ts'
import { once } from '../client-token.ts'
import type { FilterTable } from '../filters.ts'
import { addressesOf } from '../instance-names.ts'
import { newId } from '../new-id.ts'
import { invalidValue, Refusal } from '../refusal.ts'
import { readTagSpecifications, storeTags, type TagSpecification } from '../tag-input.ts'
import { refuseUnused } from '../without-effect.ts'
import { contains, readIpv4Block } from './cidr.ts'
import { addressOf } from './elastic-address.ts'
import { found } from './found.ts'
import { defaultGroup } from './group-lookup.ts'
import { checkedGroups, groupsOf } from './instance-groups.ts'
import { foundInterface, type InterfaceView, separateView, visibleInterfaces } from './interface-view.ts'
import { interfaceFields, statusOf } from './interface-wire.ts'
import { type ListInput, listed } from './listing.ts'
import type { NetworkInterface, Subnet } from './network.ts'
import { freeAddresses, privateAddressesIn } from './subnet-addresses.ts'

interface CreateInput {
  readonly SubnetId: string
  readonly Description?: string
  readonly PrivateIpAddress?: string
  readonly SecurityGroupId?: readonly string[]
  readonly ClientToken?: string
  readonly TagSpecification?: readonly TagSpecification[]
}

export const createNetworkInterface: Action = action<CreateInput>((ec2, input) =>
  once(ec2, 'CreateNetworkInterface', input, () => {
    refuseUnused(input, unused)
    const subnet = found(ec2, 'subnets', input.SubnetId)
    const { SecurityGroupId: ids, PrivateIpAddress: wanted } = input
    const groupIds = ids ? checkedGroups(ec2, subnet.vpc, ids) : [defaultGroup(ec2, subnet.vpc).id]
    if (wanted === undefined) checkRoom(ec2, subnet)
    else checkAddress(ec2, subnet, wanted)
    const tags = readTagSpecifications(input.TagSpecification, ['network-interface'])
    return () => {
      if (wanted !== undefined) subnet.addresses.claim(wanted)
      const made: NetworkInterface = {
        id: newId(ec2, 'eni'),
        createdAt: ec2.centre.clock.now(),
        subnet,
        privateAddress: wanted ?? subnet.addresses.take(),
        secondaryAddresses: [],
        description: input.Description ?? '',
        groupIds,
        sourceDestCheck: true,
        attachment: undefined,
      }
      ec2.network.interfaces.set(made.id, made)
      storeTags(ec2, made.id, tags.get('network-interface'))
      return () => ({
        networkInterface: interfaceFields(ec2, separateView(ec2, made)),
        clientToken: input.ClientToken,
      })
    }
  }),
)

const unused = [
  'ConnectionTrackingSpecification',
  'EnablePrimaryIpv6',
  'InterfaceType',
  'Ipv4Prefix',
  'Ipv4PrefixCount',
  'Ipv6AddressCount',
  'Ipv6Addresses',
  'Ipv6Prefix',
  'Ipv6PrefixCount',
  'Operator',
  'PrivateIpAddresses',
  'SecondaryPrivateIpAddressCount',
]

function checkRoom(ec2: Ec2, subnet: Subnet): void {
  if (freeAddresses(ec2, subnet) > 0) return
  throw new Refusal(
    'InsufficientFreeAddressesInSubnet',
    'The specified subnet does not have enough free addresses to satisfy the request.',
  )
}

export function checkAddress(ec2: Ec2, subnet: Subnet, address: string): void {
  const block = readIpv4Block(`${address}/32`)
  if (!block || !contains(subnet.block, block)) {
    throw invalidValue("Address does not fall within the subnet's address range")
  }
  if (!subnet.addresses.has(address)) {
    throw invalidValue("Address is in subnet's reserved address range")
  }
  if (privateAddressesIn(ec2, subnet).includes(address)) {
    throw new Refusal('InvalidIPAddress.InUse', 'The specified address is already in use.')
  }
}

interface DescribeInput extends ListInput {
  readonly NetworkInterfaceId?: readonly string[]
}

export const describeNetworkInterfaces: Action = action<DescribeInput>((ec2, input) => () => {
  const { NetworkInterfaceId: ids } = input
  const { items, next } = listed(ec2, input, {
    action: 'DescribeNetworkInterfaces',
    items: ids ? ids.map((id) => foundInterface(ec2, id)) : visibleInterfaces(ec2),
    filters: interfaceFilters(ec2),
  })
  return { networkInterfaceSet: items.map((view) => interfaceFields(ec2, view)), nextToken: next }
})

function interfaceFilters(ec2: Ec2): FilterTable<InterfaceView> {
  const first = ({ attachment, separate }: InterfaceView) => (separate ? undefined : attachment?.instance)
  const elastic = (view: InterfaceView) => {
    const instance = first(view)
    return instance && addressOf(ec2, instance)
  }
  const publicIp = (view: InterfaceView) => {
    const instance = first(view)
    return instance && addressesOf(instance).v4
  }
  return {
    'addresses.private-ip-address': ({ privateAddress, secondaryAddresses }) => [
      privateAddress,
      ...secondaryAddresses,
    ],
    'association.allocation-id': (view) => [elastic(view)?.id],
    'association.association-id': (view) => [elastic(view)?.association?.id],
    'association.public-ip': (view) => [publicIp(view)],
    'attachment.attachment-id': ({ attachment }) => [attachment?.id],
    'attachment.delete-on-termination': ({ attachment }) => [
      attachment && String(attachment.deleteOnTermination),
    ],
    'attachment.device-index': ({ attachment }) => [attachment && String(attachment.deviceIndex)],
    'attachment.instance-id': ({ attachment }) => [attachment?.instance.id],
    'attachment.status': ({ attachment }) => [attachment?.status],
    'availability-zone': ({ subnet }) => [subnet.zone.name],
    description: ({ description }) => [description],
    'group-id': ({ groupIds }) => groupIds,
    'group-name': (view) => groupsOf(ec2, view).map(({ groupName }) => groupName),
    'interface-type': () => ['interface'],
    'network-interface-id': ({ id }) => [id],
    'owner-id': () => [ec2.accountId],
    'private-ip-address': ({ privateAddress }) => [privateAddress],
    'requester-id': ({ separate }) => [separate?.requester],
    'requester-managed': ({ separate }) => [String(separate?.requester !== undefined)],
    'source-dest-check': ({ sourceDestCheck }) => [String(sourceDestCheck)],
    status: (view) => [statusOf(view)],
    'subnet-id': ({ subnet }) => [subnet.id],
    'vpc-id': ({ subnet }) => [subnet.vpc.id],
  }
}

interface DeleteInput {
  readonly NetworkInterfaceId: string
}

export const deleteNetworkInterface: Action = action<DeleteInput>((ec2, { NetworkInterfaceId: id }) => {
  const { attachment, separate } = foundInterface(ec2, id)
  if (attachment || !separate || separate.requester)
    throw invalidValue(`Network interface '${id}' is currently in use.`)
  return () => {
    forgetInterface(ec2, separate)
    return { return: true }
  }
})

export function forgetInterface(ec2: Ec2, separate: NetworkInterface): void {
  const { id, subnet, privateAddress, secondaryAddresses } = separate
  ec2.network.interfaces.delete(id)
  ec2.centre.tags.forget(id)
  for (const address of [privateAddress, ...secondaryAddresses]) subnet.addresses.giveBack(address)
}
