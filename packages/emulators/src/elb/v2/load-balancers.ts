import { isVisible } from '../../ec2/action.ts'
import { Refusal } from '../../ec2/refusal.ts'
import { type Action, action, type Elb } from '../action.ts'
import { checkArn } from '../arn.ts'
import { chosenGroups, dropInterface } from '../network.ts'
import { type MarkedInput, marked } from '../paging.ts'
import { invalid, refuseUnused } from '../refusals.ts'
import { forgetListener } from './listener.ts'
import { findBalancer, type LoadBalancer } from './load-balancer.ts'
import { balancerAttribute } from './load-balancer-attributes.ts'
import { balancerFields, placeFields } from './load-balancer-wire.ts'
import { checkedPlaces, type PlacesInput, standAt } from './places.ts'
import { settleTargets } from './target-health.ts'

interface DescribeInput extends MarkedInput {
  readonly LoadBalancerArns?: readonly string[]
  readonly Names?: readonly string[]
}

export const describeLoadBalancers: Action = action<DescribeInput>((elb, input) => {
  const { LoadBalancerArns: arns, Names: names } = input
  if (arns && names) {
    throw invalid('Load balancer names and load balancer ARNs cannot be specified at the same time')
  }
  const shown = [...elb.balancers.values()].filter(({ createdAt }) => isVisible(elb.ec2, createdAt))
  for (const arn of arns ?? []) checkArn(arn, 'load balancer')
  const wanted = arns ?? names
  const keyOf = ({ arn, name }: LoadBalancer) => (arns ? arn : name)
  const lost = wanted?.filter((key) => !shown.some((one) => keyOf(one) === key)) ?? []
  if (lost.length > 0) {
    throw new Refusal('LoadBalancerNotFound', `Load balancers '[${lost.join(', ')}]' not found`)
  }
  const asked = wanted ? shown.filter((one) => wanted.includes(keyOf(one))) : shown
  const { items, next } = marked(elb, asked, input, {
    of: ['DescribeLoadBalancers', arns, names],
    key: ({ arn }) => arn,
  })
  return { LoadBalancers: items.map((one) => balancerFields(elb, one)), NextMarker: next }
})

interface BalancerInput {
  readonly LoadBalancerArn: string
}

/** Its listeners and their rules go with it; its target groups stay. One that is not there was deleted already. */
export const deleteLoadBalancer: Action = action<BalancerInput>((elb, { LoadBalancerArn: arn }) => {
  checkArn(arn, 'load balancer')
  const balancer = elb.balancers.get(arn)
  if (!balancer) return {}
  if (balancerAttribute(balancer, 'deletion_protection.enabled') === 'true') {
    throw new Refusal(
      'OperationNotPermitted',
      `Load balancer '${arn}' cannot be deleted because deletion protection is enabled`,
    )
  }
  removeBalancer(elb, balancer)
  return {}
})

function removeBalancer(elb: Elb, balancer: LoadBalancer): void {
  for (const listener of [...elb.listeners.values()]) {
    if (listener.balancer === balancer) forgetListener(elb, listener)
  }
  for (const place of balancer.places) dropInterface(elb, place.interface)
  elb.balancers.delete(balancer.arn)
  elb.tags.forget(balancer.arn)
  settleTargets(elb)
}

export const setSubnets: Action = action<BalancerInput & PlacesInput>((elb, input) => {
  refuseUnused(input, ['IpAddressType', 'EnablePrefixForIpv6SourceNat'])
  const balancer = findBalancer(elb, input.LoadBalancerArn)
  const plans = checkedPlaces(elb, balancer.type, balancer.scheme, input)
  const [{ subnet }] = plans
  if (subnet.vpc !== balancer.vpc) throw invalid('All subnets must belong to the VPC of the load balancer')
  standAt(elb, balancer, plans)
  return {
    AvailabilityZones: balancer.places.map((place) => placeFields(elb, balancer, place)),
    IpAddressType: 'ipv4',
  }
})

export const setSecurityGroups: Action = action<
  BalancerInput & { readonly SecurityGroups: readonly string[] }
>((elb, input) => {
  refuseUnused(input, ['EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic'])
  const balancer = findBalancer(elb, input.LoadBalancerArn)
  if (balancer.type === 'network' && balancer.groupIds.length === 0) {
    throw new Refusal(
      'InvalidConfigurationRequest',
      'You cannot set security groups for a network load balancer that was made without them',
    )
  }
  if (input.SecurityGroups.length === 0) throw invalid('At least one security group must be specified')
  balancer.groupIds = chosenGroups(elb, balancer.vpc, input.SecurityGroups)
  for (const place of balancer.places) place.interface.groupIds = balancer.groupIds
  return { SecurityGroupIds: balancer.groupIds }
})

/** IPv6 is not emulated: setting what is set already is all that it does. */
export const setIpAddressType: Action = action<BalancerInput & { readonly IpAddressType: string }>(
  (elb, { LoadBalancerArn: arn, IpAddressType: type }) => {
    findBalancer(elb, arn)
    if (type !== 'ipv4') throw invalid(`The emulated cloud does not have the address type ${type}`)
    return { IpAddressType: type }
  },
)
