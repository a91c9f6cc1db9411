import type { Subnet } from '../../ec2/network/network.ts'
import type { Elb } from '../action.ts'
import { addInterface, checkGateway, chosenSubnets, dropInterface, freeAllocation } from '../network.ts'
import { invalid, misconfigured, refuseUnused } from '../refusals.ts'
import type { BalancerType, LoadBalancer, Place, Scheme } from './load-balancer.ts'

export interface PlacesInput {
  readonly Subnets?: readonly string[]
  readonly SubnetMappings?: readonly { readonly SubnetId?: string; readonly AllocationId?: string }[]
}

interface Plan {
  readonly subnet: Subnet
  readonly allocationId: string | undefined
}

/** Where a load balancer is to stand. Application load balancers stand in two zones at least. */
export function checkedPlaces(
  elb: Elb,
  type: BalancerType,
  scheme: Scheme,
  { Subnets: ids, SubnetMappings: mappings }: PlacesInput,
): readonly [Plan, ...Plan[]] {
  if (ids && mappings) throw invalid('Either subnets or subnet mappings can be specified, but not both')
  for (const mapping of mappings ?? [])
    refuseUnused(mapping, ['PrivateIPv4Address', 'IPv6Address', 'SourceNatIpv6Prefix'])
  const wanted = mappings?.map(({ SubnetId: id = '', AllocationId }) => ({ id, AllocationId }))
  const named = wanted ?? (ids ?? []).map((id) => ({ id, AllocationId: undefined }))
  const subnets = chosenSubnets(
    elb,
    named.map(({ id }) => id),
  )
  const [first, ...others] = subnets.map((subnet): Plan => {
    const allocationId = named.find(({ id }) => id === subnet.id)?.AllocationId
    return { subnet, allocationId }
  })
  if (!first) throw invalid('At least one subnet must be specified')
  if (type === 'application' && others.length === 0) {
    throw invalid('At least two subnets in two different Availability Zones must be specified')
  }
  if (scheme === 'internet-facing') checkGateway(elb, first.subnet.vpc)
  for (const { allocationId } of [first, ...others]) checkAllocation(elb, type, scheme, allocationId)
  return [first, ...others]
}

function checkAllocation(elb: Elb, type: BalancerType, scheme: Scheme, id: string | undefined): void {
  if (id === undefined) return
  if (type !== 'network' || scheme === 'internal') {
    throw misconfigured('Allocation IDs can be specified for internet-facing network load balancers only')
  }
  freeAllocation(elb, id)
  const taken = [...elb.balancers.values()].some(({ places }) =>
    places.some(({ allocationId }) => allocationId === id),
  )
  if (taken) throw misconfigured(`The allocation ID '${id}' is in use by another load balancer`)
}

/** Moves a load balancer to where it is to stand: where it stands already, it stays. */
export function standAt(elb: Elb, balancer: LoadBalancer, plans: readonly Plan[]): void {
  const before = balancer.places
  const { arn, groupIds } = balancer
  const description = `ELB ${arn.slice(arn.indexOf('/') + 1)}`
  balancer.places = plans.map(
    ({ subnet, allocationId }): Place => ({
      subnet,
      allocationId,
      interface:
        before.find((place) => place.subnet === subnet)?.interface ??
        addInterface(elb, subnet, { description, groupIds }),
    }),
  )
  for (const place of before) {
    if (!plans.some(({ subnet }) => subnet === place.subnet)) dropInterface(elb, place.interface)
  }
}
