import type { Ec2 } from './action.ts'
import { type Instance, stateOf } from './instance.ts'
import type { InstanceType } from './instance-types.ts'
import { invalidValue, Refusal } from './refusal.ts'
import type { Zone } from './zones.ts'

export type Strategy = 'cluster' | 'partition' | 'spread'

export interface PlacementGroup {
  readonly id: string
  readonly name: string
  readonly strategy: Strategy
  /** Of strategy `partition`. */
  readonly partitions: number | undefined
  readonly spreadLevel: 'rack' | undefined
}

/** Where instances of a launch are put, by wire name. */
export interface PlacementInput {
  readonly AvailabilityZone?: string
  readonly AvailabilityZoneId?: string
  readonly GroupName?: string
  readonly GroupId?: string
  readonly PartitionNumber?: number
  readonly Tenancy?: 'default' | 'dedicated' | 'host'
  readonly HostId?: string
  readonly HostResourceGroupArn?: string
  readonly Affinity?: string
  readonly SpreadDomain?: string
}

export interface Placement {
  readonly group: PlacementGroup | undefined
  readonly partition: number | undefined
  readonly tenancy: 'default' | 'dedicated'
}

export function findGroupNamed(ec2: Ec2, name: string): PlacementGroup {
  const group = ec2.placementGroups.get(name)
  if (!group) throw new Refusal('InvalidPlacementGroup.Unknown', `The Placement Group '${name}' is unknown.`)
  return group
}

export function findGroupWithId(ec2: Ec2, id: string): PlacementGroup {
  const group = [...ec2.placementGroups.values()].find((one) => one.id === id)
  if (group) return group
  throw new Refusal('InvalidPlacementGroupId.NotFound', `The Placement Group '${id}' does not exist.`)
}

/** A spread placement group has seven racks in each zone. */
const mostOfSpread = 7

/** How many instances a launch of `min` or more may put into its group. */
export function roomInGroup(ec2: Ec2, { group }: Placement, zone: Zone, min: number): number {
  if (group?.strategy !== 'spread') return Number.POSITIVE_INFINITY
  const room = mostOfSpread - membersOf(ec2, group).filter((instance) => instance.zone === zone).length
  if (room >= min) return room
  throw new Refusal(
    'InsufficientInstanceCapacity',
    `The spread placement group '${group.name}' has room for ${mostOfSpread} instances in ${zone.name}.`,
  )
}

export const membersOf = (ec2: Ec2, group: PlacementGroup): readonly Instance[] =>
  [...ec2.instances.values()].filter(
    (instance) => instance.placement.group === group && stateOf(instance).name !== 'terminated',
  )

export function readPlacement(ec2: Ec2, input: PlacementInput, type: InstanceType): Placement {
  const { Tenancy: tenancy = 'default', PartitionNumber: partition } = input
  if (input.SpreadDomain !== undefined || input.AvailabilityZoneId !== undefined) {
    throw new Refusal(
      'UnsupportedOperation',
      'The emulated cloud does not act on this parameter of Placement',
    )
  }
  refuseHosts(input)
  if (tenancy === 'host') {
    throw new Refusal(
      'InsufficientHostCapacity',
      'There is not enough capacity on the Dedicated Hosts of the account.',
    )
  }
  const group = chosenGroup(ec2, input)
  if (group?.strategy === 'cluster' && type.burstable) {
    throw new Refusal(
      'InvalidParameterCombination',
      `Cluster placement groups are not supported by the '${type.name}' instance type. Specify a supported instance type or change the placement group strategy, and try again.`,
    )
  }
  if (partition !== undefined) checkPartition(partition, group)
  return { group, partition, tenancy }
}

/** The account has no dedicated hosts. */
function refuseHosts({
  Tenancy: tenancy,
  HostId: id,
  HostResourceGroupArn: arn,
  Affinity: affinity,
}: PlacementInput): void {
  const names = [id, arn, affinity === 'host' ? affinity : undefined].filter((given) => given !== undefined)
  if (names.length > 0 && tenancy !== 'host') {
    throw new Refusal('InvalidParameterCombination', "Hosts and affinity need the tenancy 'host'")
  }
  if (id !== undefined) throw new Refusal('InvalidHostID.NotFound', `The host ID '${id}' does not exist`)
  if (arn !== undefined) throw invalidValue(`The host resource group '${arn}' does not exist`)
}

function chosenGroup(ec2: Ec2, { GroupName: name, GroupId: id }: PlacementInput): PlacementGroup | undefined {
  if (name && id) {
    throw new Refusal('InvalidParameterCombination', 'A placement group is named by its name or by its ID')
  }
  if (id) return findGroupWithId(ec2, id)
  return name ? findGroupNamed(ec2, name) : undefined
}

function checkPartition(partition: number, group: PlacementGroup | undefined): void {
  if (group?.strategy !== 'partition') {
    throw new Refusal('InvalidParameterCombination', 'A partition number needs a partition placement group')
  }
  if (partition < 1 || partition > (group.partitions ?? 0)) {
    throw invalidValue(
      `Value (${partition}) for parameter PartitionNumber is invalid. '${group.name}' has ${group.partitions}.`,
    )
  }
}
