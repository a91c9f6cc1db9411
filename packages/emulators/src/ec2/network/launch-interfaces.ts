import type { Ec2 } from '../action.ts'
import type { Instance } from '../instance.ts'
import type { InstanceType } from '../instance-types.ts'
import { newId } from '../new-id.ts'
import { invalidValue, Refusal } from '../refusal.ts'
import { refuseUnused } from '../without-effect.ts'
import { found } from './found.ts'
import { defaultGroup } from './group-lookup.ts'
import { checkedGroups } from './instance-groups.ts'
import { foundInterface } from './interface-view.ts'
import type { NetworkInterface, Subnet } from './network.ts'
import { checkAddress } from './network-interfaces.ts'
import { freeAddresses } from './subnet-addresses.ts'

/** An interface of a launch, by wire name. */
export interface InterfaceInput {
  readonly DeviceIndex?: number
  readonly NetworkInterfaceId?: string
  readonly SubnetId?: string
  readonly Description?: string
  readonly AssociatePublicIpAddress?: boolean
  readonly SecurityGroupId?: readonly string[]
  readonly PrivateIpAddress?: string
  readonly PrivateIpAddresses?: readonly { readonly PrivateIpAddress?: string; readonly Primary?: boolean }[]
  readonly SecondaryPrivateIpAddressCount?: number
  readonly Ipv6Addresses?: readonly { readonly Ipv6Address?: string }[]
  readonly Ipv6AddressCount?: number
  readonly DeleteOnTermination?: boolean
}

const unused = [
  'AssociateCarrierIpAddress',
  'ConnectionTrackingSpecification',
  'EnaQueueCount',
  'EnaSrdSpecification',
  'Ipv4Prefix',
  'Ipv4PrefixCount',
  'Ipv6Prefix',
  'Ipv6PrefixCount',
  'PrimaryIpv6',
]

/** The addresses of an interface: those that are named, the first of them its main one, and how many more there are to be. */
export interface AddressPlan {
  readonly named: readonly string[]
  readonly more: number
}

/** An interface beside the one that an instance comes with: one that is there, or a new one. */
export interface InterfacePlan {
  readonly existing: NetworkInterface | undefined
  readonly subnet: Subnet
  readonly groupIds: readonly string[]
  readonly addresses: AddressPlan
  readonly description: string
  readonly deviceIndex: number
  readonly deleteOnTermination: boolean
}

/** The interfaces by device index. Throws where they are too many, two have one index, or none is the first. */
export function inOrder(all: readonly InterfaceInput[], type: InstanceType): readonly InterfaceInput[] {
  for (const one of all) refuseUnused(one, unused)
  const indexed = all.map((one) => ({ ...one, DeviceIndex: one.DeviceIndex ?? (all.length === 1 ? 0 : -1) }))
  const sorted = indexed.toSorted((a, b) => a.DeviceIndex - b.DeviceIndex)
  const [first] = sorted
  if (first?.DeviceIndex !== 0 || new Set(sorted.map(({ DeviceIndex }) => DeviceIndex)).size < all.length) {
    throw invalidValue(
      'Each network interface requires a device index of its own, and one of them the index 0.',
    )
  }
  if (all.length > type.interfaces) {
    throw new Refusal(
      'AttachmentLimitExceeded',
      `Interface count ${all.length} exceeds the limit for ${type.name}`,
    )
  }
  if (all.length > 1 && all.some(({ AssociatePublicIpAddress: wanted }) => wanted)) {
    throw new Refusal(
      'InvalidParameterCombination',
      'The associatePublicIPAddress parameter cannot be specified when launching with multiple network interfaces.',
    )
  }
  if (first.NetworkInterfaceId !== undefined) {
    throw new Refusal(
      'UnsupportedOperation',
      'An instance of the emulated cloud comes with a first network interface of its own',
    )
  }
  return sorted
}

export function planInterface(
  ec2: Ec2,
  first: Subnet,
  input: InterfaceInput,
  type: InstanceType,
): InterfacePlan {
  const { NetworkInterfaceId: id, DeviceIndex: deviceIndex = 0, DeleteOnTermination: goes } = input
  const existing = id === undefined ? undefined : freeInterface(ec2, id)
  const subnet =
    existing?.subnet ?? (input.SubnetId === undefined ? first : found(ec2, 'subnets', input.SubnetId))
  if (subnet.zone !== first.zone) {
    throw new Refusal(
      'InvalidParameterCombination',
      'You may not attach a network interface to an instance if they are not in the same availability zone',
    )
  }
  if (existing && (input.SubnetId ?? input.SecurityGroupId ?? input.PrivateIpAddress ?? goes) !== undefined) {
    throw new Refusal(
      'InvalidParameterCombination',
      'A network interface may not specify both a network interface ID and settings of a new one',
    )
  }
  const groups = input.SecurityGroupId
  return {
    existing,
    subnet,
    groupIds: groups ? checkedGroups(ec2, subnet.vpc, groups) : [defaultGroup(ec2, subnet.vpc).id],
    addresses: existing ? { named: [], more: 0 } : planAddresses(ec2, subnet, input, type),
    description: input.Description ?? '',
    deviceIndex,
    deleteOnTermination: existing === undefined && goes !== false,
  }
}

function freeInterface(ec2: Ec2, id: string): NetworkInterface {
  const { separate } = foundInterface(ec2, id)
  if (separate && !separate.attachment) return separate
  throw new Refusal('InvalidNetworkInterface.InUse', `Interface: [${id}] in use.`)
}

export function planAddresses(
  ec2: Ec2,
  subnet: Subnet,
  input: InterfaceInput,
  type: InstanceType,
): AddressPlan {
  if (input.Ipv6Addresses || (input.Ipv6AddressCount ?? 0) > 0) {
    throw invalidValue(`The subnet '${subnet.id}' has no IPv6 CIDR block associated with it`)
  }
  const listed = input.PrivateIpAddresses ?? []
  const further = input.SecondaryPrivateIpAddressCount ?? 0
  const main = listed.filter(({ Primary }) => Primary)
  if (main.length > 1 || (main.length > 0 && input.PrivateIpAddress !== undefined)) {
    throw new Refusal('InvalidParameterCombination', 'Only one private address may be the primary one')
  }
  if (further > 0 && listed.length > main.length) {
    throw new Refusal('InvalidParameterCombination', 'Secondary addresses are either named or counted')
  }
  const first = main[0]?.PrivateIpAddress ?? input.PrivateIpAddress
  const secondary = listed.filter(({ Primary }) => !Primary).map(({ PrivateIpAddress: ip = '' }) => ip)
  if (first === undefined && secondary.length > 0) {
    throw new Refusal('InvalidParameterCombination', 'One of the private addresses must be the primary one')
  }
  const named = first === undefined ? [] : [first, ...secondary]
  for (const [index, address] of named.entries()) {
    checkAddress(ec2, subnet, address)
    if (named.indexOf(address) < index) throw invalidValue(`The address ${address} is given more than once`)
  }
  const more = further + (first === undefined ? 1 : 0)
  if (named.length + more > type.addressesPerInterface) {
    throw new Refusal('PrivateIpAddressLimitExceeded', 'Number of private addresses will exceed limit.')
  }
  return { named, more }
}

/** How many instances the addresses of the subnets are enough for. */
export function roomFor(
  ec2: Ec2,
  plans: readonly { readonly subnet: Subnet; readonly addresses: AddressPlan }[],
): number {
  const needs = new Map<Subnet, number>()
  for (const { subnet, addresses } of plans) {
    needs.set(subnet, (needs.get(subnet) ?? 0) + addresses.named.length + addresses.more)
  }
  const rooms = [...needs].map(([subnet, need]) =>
    need === 0 ? Number.POSITIVE_INFINITY : Math.floor(freeAddresses(ec2, subnet) / need),
  )
  return Math.min(...rooms)
}

/** Takes the addresses from the subnet, the main one first. */
export function takeAddresses({ addresses: pool }: Subnet, { named, more }: AddressPlan): readonly string[] {
  for (const address of named) pool.claim(address)
  return [...named, ...Array.from({ length: more }, () => pool.take())]
}

/** Gives an instance that was just made the interfaces that it has beside its first. */
export function connectOthers(
  ec2: Ec2,
  instance: Instance,
  plans: readonly InterfacePlan[],
): readonly string[] {
  return plans.map((plan) => {
    const made = plan.existing ?? makeInterface(ec2, plan)
    made.attachment = {
      id: newId(ec2, 'eni-attach'),
      instanceId: instance.id,
      deviceIndex: plan.deviceIndex,
      attachedAt: ec2.centre.clock.now(),
      deleteOnTermination: plan.deleteOnTermination,
      detaching: false,
    }
    for (const address of [made.privateAddress, ...made.secondaryAddresses])
      instance.server.otherAddresses.add(address)
    return made.id
  })
}

function makeInterface(
  ec2: Ec2,
  { subnet, groupIds, addresses, description }: InterfacePlan,
): NetworkInterface {
  const [privateAddress = '', ...secondaryAddresses] = takeAddresses(subnet, addresses)
  const made: NetworkInterface = {
    id: newId(ec2, 'eni'),
    createdAt: ec2.centre.clock.now(),
    subnet,
    privateAddress,
    secondaryAddresses,
    description,
    groupIds,
    sourceDestCheck: true,
    attachment: undefined,
  }
  ec2.network.interfaces.set(made.id, made)
  return made
}
