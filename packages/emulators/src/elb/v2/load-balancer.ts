import { isVisible } from '../../ec2/action.ts'
import type { NetworkInterface, Subnet, Vpc } from '../../ec2/network/network.ts'
import { Refusal } from '../../ec2/refusal.ts'
import type { Elb } from '../action.ts'
import { checkArn } from '../arn.ts'

export type BalancerType = 'application' | 'network'
export type Scheme = 'internet-facing' | 'internal'

/** Where a load balancer stands in a zone. */
export interface Place {
  readonly subnet: Subnet
  readonly interface: NetworkInterface
  /** The allocation whose address is its public one there, of network load balancers alone. */
  readonly allocationId: string | undefined
}

export interface LoadBalancer {
  readonly arn: string
  readonly name: string
  readonly type: BalancerType
  readonly scheme: Scheme
  readonly vpc: Vpc
  readonly dnsName: string
  /** Milliseconds since 1970. */
  readonly createdAt: number
  /** What it was made of: the same again makes no other one. */
  readonly request: string
  places: readonly Place[]
  groupIds: readonly string[]
  /** What was set of its attributes: the others have their defaults. */
  attributes: ReadonlyMap<string, string>
}

/** Throws the `Refusal` for what is no ARN, and for that of nothing. */
export function findBalancer(elb: Elb, arn: string): LoadBalancer {
  checkArn(arn, 'load balancer')
  const balancer = elb.balancers.get(arn)
  if (balancer && isVisible(elb.ec2, balancer.createdAt)) return balancer
  throw new Refusal('LoadBalancerNotFound', `Load balancer '${arn}' not found`)
}

/** It is `provisioning` until it takes connections. */
export const balancerState = ({ ec2 }: Elb, { createdAt }: LoadBalancer): 'provisioning' | 'active' =>
  ec2.centre.clock.now() - createdAt < ec2.centre.times.actionMs ? 'provisioning' : 'active'
