import type { Ec2 } from '../action.ts'
import type { InstanceType } from '../instance-types.ts'
import type { PlacementInput } from '../placement-group.ts'
import { invalidValue, Refusal } from '../refusal.ts'
import type { Zone } from '../zones.ts'
import { found, visible } from './found.ts'
import { defaultGroup, defaultVpc, groupNamed } from './group-lookup.ts'
import { checkGroupCount } from './instance-groups.ts'
import {
  type AddressPlan,
  type InterfaceInput,
  type InterfacePlan,
  inOrder,
  planAddresses,
  planInterface,
  roomFor,
} from './launch-interfaces.ts'
import type { Subnet } from './network.ts'
import { freeAddresses } from './subnet-addresses.ts'

/** What a launch says of its network, by wire name. */
export interface LaunchNetworkInput {
  readonly MinCount: number
  readonly MaxCount: number
  readonly SubnetId?: string
  readonly SecurityGroup?: readonly string[]
  readonly SecurityGroupId?: readonly string[]
  readonly PrivateIpAddress?: string
  readonly Ipv6Address?: readonly { readonly Ipv6Address?: string }[]
  readonly Ipv6AddressCount?: number
  readonly Placement?: PlacementInput
  readonly NetworkInterface?: readonly InterfaceInput[]
}

export interface LaunchNetwork {
  readonly subnet: Subnet
  readonly groupIds: readonly string[]
  readonly publicAddress: boolean
  /** Of the interface that each instance comes with. */
  readonly addresses: AddressPlan
  readonly others: readonly InterfacePlan[]
  /** How many instances the subnets have addresses for, `MinCount` or more. */
  readonly room: number
}

/** Where instances of a launch are connected. Throws EC2's own error for what does not exist or fit together. */
export function planNetwork(ec2: Ec2, input: LaunchNetworkInput, type: InstanceType): LaunchNetwork {
  const [own, ...rest] = ownInterfaces(input, type)
  const subnetId = input.SubnetId ?? own?.SubnetId
  const zoneName = input.Placement?.AvailabilityZone
  const subnet = subnetId === undefined ? defaultSubnet(ec2, zoneName, type) : found(ec2, 'subnets', subnetId)
  if (zoneName !== undefined && subnet.zone !== zoneNamed(ec2, zoneName)) {
    throw invalidValue(`The subnet '${subnetId}' is not in the availability zone '${zoneName}'`)
  }
  checkOffered(ec2, subnet.zone, type)
  const addresses = planAddresses(ec2, subnet, own ?? ofInstance(input), type)
  const others = rest.map((one) => planInterface(ec2, subnet, one, type))
  refuseSameForMany(input, addresses, others)
  const room = roomFor(ec2, [{ subnet, addresses }, ...others])
  if (room < input.MinCount) {
    throw new Refusal(
      'InsufficientFreeAddressesInSubnet',
      `The specified subnet does not have enough free addresses to satisfy the request: ${freeAddresses(ec2, subnet)} in ${subnet.id}`,
    )
  }
  return {
    subnet,
    groupIds: launchGroups(ec2, input, subnet, own?.SecurityGroupId ?? input.SecurityGroupId),
    publicAddress: own?.AssociatePublicIpAddress ?? subnet.mapsPublicAddress,
    addresses,
    others,
    room,
  }
}

const ofInstance = (input: LaunchNetworkInput): InterfaceInput => ({
  ...(input.PrivateIpAddress !== undefined && { PrivateIpAddress: input.PrivateIpAddress }),
  ...(input.Ipv6Address && { Ipv6Addresses: input.Ipv6Address }),
  ...(input.Ipv6AddressCount !== undefined && { Ipv6AddressCount: input.Ipv6AddressCount }),
})

/** Settings are either the instance's or its interfaces'. */
function ownInterfaces(input: LaunchNetworkInput, type: InstanceType): readonly InterfaceInput[] {
  const all = input.NetworkInterface ?? []
  if (all.length === 0) return []
  const [what] = [
    ...(input.SubnetId === undefined ? [] : ['subnet ID']),
    ...(input.SecurityGroup || input.SecurityGroupId ? ['security groups'] : []),
    ...(input.PrivateIpAddress === undefined ? [] : ['private address']),
    ...(input.Ipv6Address || input.Ipv6AddressCount !== undefined ? ['IPv6 addresses'] : []),
  ]
  if (what !== undefined) {
    throw new Refusal(
      'InvalidParameterCombination',
      `Network interfaces and an instance-level ${what} may not be specified on the same request`,
    )
  }
  return inOrder(all, type)
}

/** One and the same address or interface cannot be several instances'. */
function refuseSameForMany(
  { MaxCount: most }: LaunchNetworkInput,
  addresses: AddressPlan,
  others: readonly InterfacePlan[],
): void {
  const fixed = [addresses, ...others.map((one) => one.addresses)].some(({ named }) => named.length > 0)
  if (most === 1 || (!fixed && others.every(({ existing }) => existing === undefined))) return
  throw new Refusal(
    'InvalidParameterCombination',
    'Private addresses and network interfaces may not be named for more than one instance',
  )
}

/** The default VPC's subnet of the zone, or of the first zone that has the type. */
function defaultSubnet(ec2: Ec2, zoneName: string | undefined, type: InstanceType): Subnet {
  const vpc = defaultVpc(ec2)
  const named = zoneName === undefined ? undefined : zoneNamed(ec2, zoneName)
  const candidates = visible(ec2, 'subnets').filter((subnet) => subnet.vpc === vpc && subnet.isDefault)
  const subnet = named
    ? candidates.find(({ zone }) => zone === named)
    : (candidates.find(({ zone }) => type.zones.includes(zone.index)) ?? candidates[0])
  if (subnet) return subnet
  throw new Refusal('MissingInput', `No default subnet for availability zone: '${zoneName ?? 'null'}'.`)
}

function zoneNamed(ec2: Ec2, name: string): Zone {
  const zone = ec2.zones.find((candidate) => candidate.name === name)
  if (!zone) throw invalidValue(`Invalid availability zone: [${name}]`)
  return zone
}

function checkOffered(ec2: Ec2, { index, name }: Zone, type: InstanceType): void {
  if (type.zones.includes(index)) return
  const offering = ec2.zones.filter((zone) => type.zones.includes(zone.index))
  throw new Refusal(
    'Unsupported',
    `Your requested instance type (${type.name}) is not supported in your requested Availability Zone (${name}). Please retry your request by not specifying an Availability Zone or choosing ${offering.map((zone) => zone.name).join(', ')}.`,
  )
}

/** The groups by id, or by name in the default VPC; the VPC's default group where none is named. */
function launchGroups(
  ec2: Ec2,
  { SecurityGroup: names = [], SubnetId }: LaunchNetworkInput,
  { id, vpc }: Subnet,
  ids: readonly string[] = [],
): readonly string[] {
  if (names.length > 0 && (ids.length > 0 || SubnetId !== undefined)) {
    const other = ids.length > 0 ? 'groupId' : 'subnet'
    throw new Refusal(
      'InvalidParameterCombination',
      `The parameter groupName cannot be used with the parameter ${other}`,
    )
  }
  const groups = [
    ...ids.map((groupId) => found(ec2, 'groups', groupId)),
    ...names.map((name) => groupNamed(ec2, vpc, name)),
  ]
  const stranger = groups.find((group) => group.vpc !== vpc)
  if (stranger) {
    throw new Refusal(
      'InvalidParameter',
      `Security group ${stranger.id} and subnet ${id} belong to different networks.`,
    )
  }
  const groupIds = [...new Set(groups.map((group) => group.id))]
  checkGroupCount(groupIds)
  return groupIds.length > 0 ? groupIds : [defaultGroup(ec2, vpc).id]
}
