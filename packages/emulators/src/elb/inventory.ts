import type { Elb } from './action.ts'
import { tagKey } from './classic/classic-balancer.ts'
import { classicHealth } from './classic/members.ts'
import { balancerState } from './v2/load-balancer.ts'
import { healthOf } from './v2/target-health.ts'

export interface InventoryLoadBalancer {
  readonly id: string
  readonly name: string
  readonly kind: 'application' | 'network' | 'classic'
  readonly state: 'provisioning' | 'active'
  readonly address: string
  readonly location: string
  readonly tags: Readonly<Record<string, string>>
}

export interface InventoryTargetGroup {
  readonly id: string
  readonly name: string
  /** By the target's id and port, its state in ELB's words. */
  readonly targets: Readonly<Record<string, string>>
  readonly tags: Readonly<Record<string, string>>
}

export interface InventoryListener {
  readonly id: string
  readonly balancerId: string
  readonly port: number
  readonly protocol: string
}

/** What exists at ELB, whatever the API shows of it at the moment. */
export interface ElbInventory {
  /** The id of a classic one is its name. */
  readonly balancers: readonly InventoryLoadBalancer[]
  readonly targetGroups: readonly InventoryTargetGroup[]
  /** Those of classic load balancers are not among them: they are part of these. */
  readonly listeners: readonly InventoryListener[]
  /** The listeners' default ones are not among them. */
  readonly rules: readonly { readonly id: string; readonly listenerId: string; readonly priority: number }[]
  /** Of classic load balancers: `InService` or `OutOfService` by the instance's id. */
  readonly classicMembers: Readonly<Record<string, Readonly<Record<string, string>>>>
}

/** Of all regions together. */
export const elbInventory = (elbs: readonly Elb[]): ElbInventory => ({
  balancers: elbs.flatMap(balancersOf),
  targetGroups: elbs.flatMap((elb) =>
    [...elb.targetGroups.values()].map((group) => ({
      id: group.arn,
      name: group.name,
      targets: Object.fromEntries(
        [...group.targets].map(([key, target]) => [key, healthOf(elb, group, target).state]),
      ),
      tags: Object.fromEntries(elb.tags.of(group.arn)),
    })),
  ),
  listeners: elbs.flatMap(({ listeners }) =>
    [...listeners.values()].map(({ arn, balancer, port, protocol }) => ({
      id: arn,
      balancerId: balancer.arn,
      port,
      protocol,
    })),
  ),
  rules: elbs.flatMap(({ rules }) =>
    [...rules.values()].map(({ arn, listener, priority }) => ({
      id: arn,
      listenerId: listener.arn,
      priority,
    })),
  ),
  classicMembers: Object.fromEntries(elbs.flatMap(membersOf)),
})

const balancersOf = (elb: Elb): readonly InventoryLoadBalancer[] => [
  ...[...elb.balancers.values()].map((balancer) => ({
    id: balancer.arn,
    name: balancer.name,
    kind: balancer.type,
    state: balancerState(elb, balancer),
    address: balancer.dnsName,
    location: elb.ec2.region,
    tags: Object.fromEntries(elb.tags.of(balancer.arn)),
  })),
  ...[...elb.classics.values()].map(({ name, dnsName }) => ({
    id: name,
    name,
    kind: 'classic' as const,
    state: 'active' as const,
    address: dnsName,
    location: elb.ec2.region,
    tags: Object.fromEntries(elb.tags.of(tagKey(name))),
  })),
]

const membersOf = (elb: Elb) =>
  [...elb.classics.values()].map((balancer): [string, Record<string, string>] => [
    balancer.name,
    Object.fromEntries(
      [...balancer.members].map(([id, member]) => [
        id,
        classicHealth(elb, balancer, id, member).inService ? 'InService' : 'OutOfService',
      ]),
    ),
  ])
