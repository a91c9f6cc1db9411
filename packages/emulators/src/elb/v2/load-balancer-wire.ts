import type { XmlFields } from '../../ec2/xml.ts'
import type { Elb } from '../action.ts'
import { balancerState, type LoadBalancer, type Place } from './load-balancer.ts'

export const balancerFields = (elb: Elb, balancer: LoadBalancer): XmlFields => ({
  LoadBalancerArn: balancer.arn,
  DNSName: balancer.dnsName,
  CanonicalHostedZoneId: hostedZones[balancer.type],
  CreatedTime: new Date(balancer.createdAt),
  LoadBalancerName: balancer.name,
  Scheme: balancer.scheme,
  VpcId: balancer.vpc.id,
  State: { Code: balancerState(elb, balancer) },
  Type: balancer.type,
  AvailabilityZones: balancer.places.map((place) => placeFields(elb, balancer, place)),
  SecurityGroups: balancer.groupIds.length > 0 ? balancer.groupIds : undefined,
  IpAddressType: 'ipv4',
})

/** Of the names that load balancers of a region get; the vendor lists one for each region and kind. */
const hostedZones = { application: 'Z32O12XQLNTSW2', network: 'Z2IFOLAFXWLO4F' } as const

export const placeFields = (
  { ec2 }: Elb,
  { scheme }: LoadBalancer,
  { subnet, interface: { privateAddress }, allocationId }: Place,
): XmlFields => ({
  ZoneName: subnet.zone.name,
  SubnetId: subnet.id,
  LoadBalancerAddresses: allocationId
    ? [{ IpAddress: ec2.network.addresses.get(allocationId)?.address, AllocationId: allocationId }]
    : scheme === 'internal'
      ? [{ PrivateIPv4Address: privateAddress }]
      : [],
})
