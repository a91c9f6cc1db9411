import type { Subnet } from '../../ec2/network/network.ts'
import { type Action, action, type Elb } from '../action.ts'
import { addInterface, chosenGroups, chosenSubnets, dropInterface } from '../network.ts'
import { invalid, misconfigured } from '../refusals.ts'
import { type ClassicBalancer, findClassic, type NamedInput } from './classic-balancer.ts'

/** The default subnet of each zone. */
export function subnetsOfZones({ ec2 }: Elb, zones: readonly string[]): readonly string[] {
  return [...new Set(zones)].map((zone) => {
    const subnet = [...ec2.network.subnets.values()].find((one) => one.isDefault && one.zone.name === zone)
    if (!subnet) throw invalid(`Requested AZ ${zone} is not supported or has no default subnet`)
    return subnet.id
  })
}

/** Moves a load balancer to where it is to stand: where it stands already, it stays. */
export function placeClassic(elb: Elb, balancer: ClassicBalancer, subnets: readonly Subnet[]): void {
  const { name, groupIds, places: before } = balancer
  balancer.places = subnets.map((subnet) => ({
    subnet,
    interface:
      before.find((place) => place.subnet === subnet)?.interface ??
      addInterface(elb, subnet, { description: `ELB ${name}`, groupIds }),
  }))
  for (const place of before) if (!subnets.includes(place.subnet)) dropInterface(elb, place.interface)
}

const subnetIds = ({ places }: ClassicBalancer): readonly string[] => places.map(({ subnet }) => subnet.id)

const zoneNames = ({ places }: ClassicBalancer): readonly string[] =>
  places.map(({ subnet }) => subnet.zone.name)

function add(elb: Elb, balancer: ClassicBalancer, ids: readonly string[]): void {
  const subnets = chosenSubnets(elb, [...subnetIds(balancer), ...ids])
  placeClassic(elb, balancer, subnets)
}

function drop(elb: Elb, balancer: ClassicBalancer, ids: readonly string[]): void {
  const kept = balancer.places.map(({ subnet }) => subnet).filter(({ id }) => !ids.includes(id))
  if (kept.length === 0) throw misconfigured('A load balancer must be attached to one subnet at least')
  placeClassic(elb, balancer, kept)
}

type SubnetsInput = NamedInput & { readonly Subnets: readonly string[] }
type ZonesInput = NamedInput & { readonly AvailabilityZones: readonly string[] }

export const attachSubnets: Action = action<SubnetsInput>((elb, { LoadBalancerName: name, Subnets: ids }) => {
  const balancer = findClassic(elb, name)
  add(elb, balancer, ids)
  return { Subnets: subnetIds(balancer) }
})

export const detachSubnets: Action = action<SubnetsInput>((elb, { LoadBalancerName: name, Subnets: ids }) => {
  const balancer = findClassic(elb, name)
  drop(elb, balancer, ids)
  return { Subnets: subnetIds(balancer) }
})

export const enableZones: Action = action<ZonesInput>(
  (elb, { LoadBalancerName: name, AvailabilityZones: zones }) => {
    const balancer = findClassic(elb, name)
    add(elb, balancer, subnetsOfZones(elb, zones))
    return { AvailabilityZones: zoneNames(balancer) }
  },
)

export const disableZones: Action = action<ZonesInput>(
  (elb, { LoadBalancerName: name, AvailabilityZones: zones }) => {
    const balancer = findClassic(elb, name)
    const gone = balancer.places.filter(({ subnet }) => zones.includes(subnet.zone.name))
    drop(
      elb,
      balancer,
      gone.map(({ subnet }) => subnet.id),
    )
    return { AvailabilityZones: zoneNames(balancer) }
  },
)

export const applySecurityGroups: Action = action<
  NamedInput & { readonly SecurityGroups: readonly string[] }
>((elb, { LoadBalancerName: name, SecurityGroups: ids }) => {
  const balancer = findClassic(elb, name)
  if (ids.length === 0) throw invalid('At least one security group must be specified')
  balancer.groupIds = chosenGroups(elb, balancer.vpc, ids)
  for (const place of balancer.places) place.interface.groupIds = balancer.groupIds
  return { SecurityGroups: balancer.groupIds }
})
