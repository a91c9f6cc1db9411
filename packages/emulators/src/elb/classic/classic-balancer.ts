import { isVisible } from '../../ec2/action.ts'
import type { NetworkInterface, Subnet, Vpc } from '../../ec2/network/network.ts'
import { Refusal } from '../../ec2/refusal.ts'
import type { Elb } from '../action.ts'

export const classicProtocols = ['HTTP', 'HTTPS', 'TCP', 'SSL'] as const
export type ClassicProtocol = (typeof classicProtocols)[number]

export interface ClassicListener {
  readonly protocol: ClassicProtocol
  readonly port: number
  readonly instanceProtocol: ClassicProtocol
  readonly instancePort: number
  readonly certificate: string | undefined
  readonly policies: readonly string[]
}

/** Thresholds are counts of checks in a row. */
export interface ClassicHealthCheck {
  /** Such as `HTTP:80/index.html` or `TCP:22`. */
  readonly Target: string
  readonly Interval: number
  readonly Timeout: number
  readonly UnhealthyThreshold: number
  readonly HealthyThreshold: number
}

export interface StickinessPolicy {
  readonly name: string
  /** The application's cookie; without one, the balancer's own. */
  readonly cookie: string | undefined
  /** Of the balancer's own cookie, in seconds. */
  readonly expiresAfter: number | undefined
}

/** Of what is no stickiness: what is agreed on about TLS, and what instances are told or must show. */
export interface OtherPolicy {
  readonly name: string
  readonly type: string
  readonly attributes: readonly PolicyAttribute[]
}

export interface PolicyAttribute {
  readonly AttributeName: string
  readonly AttributeValue: string
}

/** An instance that gets requests, or did until lately. */
export interface Member {
  readonly registeredAt: number
  drainingSince: number | undefined
}

export interface ClassicBalancer {
  readonly name: string
  readonly dnsName: string
  readonly scheme: 'internet-facing' | 'internal'
  readonly vpc: Vpc
  readonly createdAt: number
  /** What it was made of: the same again makes no other one. */
  readonly request: string
  places: readonly { readonly subnet: Subnet; readonly interface: NetworkInterface }[]
  groupIds: readonly string[]
  listeners: readonly ClassicListener[]
  /** By the instance's id. */
  readonly members: Map<string, Member>
  healthCheck: ClassicHealthCheck
  attributes: ClassicAttributes
  readonly policies: Map<string, StickinessPolicy>
  readonly otherPolicies: Map<string, OtherPolicy>
  /** Names of policies by the port of the instances. */
  readonly backendPolicies: Map<number, readonly string[]>
}

/** In the API's own words: it gives them back as they were given. */
export interface ClassicAttributes {
  readonly CrossZoneLoadBalancing: { readonly Enabled: boolean }
  readonly AccessLog: {
    readonly Enabled: boolean
    readonly S3BucketName?: string
    readonly EmitInterval?: number
    readonly S3BucketPrefix?: string
  }
  /** The timeout is in seconds. */
  readonly ConnectionDraining: { readonly Enabled: boolean; readonly Timeout?: number }
  readonly ConnectionSettings: { readonly IdleTimeout: number }
}

export function findClassic({ ec2, classics }: Elb, name: string): ClassicBalancer {
  const balancer = classics.get(name)
  if (balancer && isVisible(ec2, balancer.createdAt)) return balancer
  throw new Refusal('LoadBalancerNotFound', `There is no ACTIVE Load Balancer named '${name}'`)
}

export interface NamedInput {
  readonly LoadBalancerName: string
}

/** Of a classic load balancer in the store of tags: its name is the only name that it has. */
export const tagKey = (name: string): string => `classic/${name}`
