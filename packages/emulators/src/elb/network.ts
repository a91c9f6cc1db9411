import { isVisible } from '../ec2/action.ts'
import { found } from '../ec2/network/found.ts'
import { defaultGroup } from '../ec2/network/group-lookup.ts'
import type { NetworkInterface, Subnet, Vpc } from '../ec2/network/network.ts'
import { forgetInterface } from '../ec2/network/network-interfaces.ts'
import { freeAddresses } from '../ec2/network/subnet-addresses.ts'
import { newId } from '../ec2/new-id.ts'
import { Refusal } from '../ec2/refusal.ts'
import type { Elb } from './action.ts'
import { misconfigured } from './refusals.ts'

/** The subnets of these ids, which are of one VPC and of a zone each. */
export function chosenSubnets(elb: Elb, ids: readonly string[]): readonly Subnet[] {
  const subnets = [...new Set(ids)].map((id) => subnetOf(elb, id))
  const vpcs = new Set(subnets.map(({ vpc }) => vpc))
  if (vpcs.size > 1) throw misconfigured('All subnets must belong to the same VPC')
  const zones = new Set(subnets.map(({ zone }) => zone))
  if (zones.size < subnets.length) {
    throw misconfigured(
      'A load balancer cannot be attached to multiple subnets in the same Availability Zone',
    )
  }
  const full = subnets.find((subnet) => freeAddresses(elb.ec2, subnet) <= 0)
  if (full) throw new Refusal('InvalidSubnet', `Not enough IP space available in ${full.id}.`)
  return subnets
}

function subnetOf({ ec2 }: Elb, id: string): Subnet {
  const subnet = ec2.network.subnets.get(id)
  if (subnet && isVisible(ec2, subnet.createdAt)) return subnet
  throw new Refusal('SubnetNotFound', `The subnet ID '${id}' does not exist`)
}

/** What faces the internet needs a way there. */
export function checkGateway({ ec2 }: Elb, vpc: Vpc): void {
  if ([...ec2.network.gateways.values()].some(({ vpcId }) => vpcId === vpc.id)) return
  throw new Refusal('InvalidSubnet', `VPC ${vpc.id} has no internet gateway`)
}

const mostGroups = 5

/** The security groups of these ids in the VPC, each once; the VPC's default one where none is named. */
export function chosenGroups({ ec2 }: Elb, vpc: Vpc, ids: readonly string[] = []): readonly string[] {
  const unique = [...new Set(ids)]
  if (unique.length > mostGroups) {
    throw misconfigured('The maximum number of security groups per load balancer has been reached.')
  }
  for (const id of unique) {
    const group = ec2.network.groups.get(id)
    if (group?.vpc === vpc && isVisible(ec2, group.createdAt)) continue
    throw new Refusal('InvalidSecurityGroup', `One or more security groups are invalid: '${id}'`)
  }
  return unique.length > 0 ? unique : [defaultGroup(ec2, vpc).id]
}

/** The elastic address of an allocation that nothing has yet. */
export function freeAllocation({ ec2 }: Elb, id: string): string {
  const address = ec2.network.addresses.get(id)
  if (!address)
    throw new Refusal('AllocationIdNotFound', `The allocation IDs are not available for use: ${id}`)
  if (address.association) throw new Refusal('ResourceInUse', `The allocation ID '${id}' is in use`)
  return address.address
}

/** The interface by which a load balancer stands in a subnet: what keeps the subnet and the groups from being deleted. */
export function addInterface(
  { ec2 }: Elb,
  subnet: Subnet,
  terms: { readonly description: string; readonly groupIds: readonly string[] },
): NetworkInterface {
  const made: NetworkInterface = {
    ...terms,
    id: newId(ec2, 'eni'),
    createdAt: ec2.centre.clock.now(),
    subnet,
    privateAddress: subnet.addresses.take(),
    secondaryAddresses: [],
    sourceDestCheck: true,
    requester: 'amazon-elb',
    attachment: undefined,
  }
  ec2.network.interfaces.set(made.id, made)
  return made
}

export const dropInterface = ({ ec2 }: Elb, made: NetworkInterface): void => forgetInterface(ec2, made)

/** Throws ELB's `Refusal` for what is no VPC here. */
export function vpcOf({ ec2 }: Elb, id: string): Vpc {
  try {
    return found(ec2, 'vpcs', id)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    throw new Refusal('ValidationError', `The VPC ID '${id}' is not found`)
  }
}
