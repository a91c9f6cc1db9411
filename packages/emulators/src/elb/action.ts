import type { TagStore } from '../centre/tags.ts'
import type { Ec2 } from '../ec2/action.ts'
import type { Input } from '../ec2/parameters.ts'
import type { XmlFields } from '../ec2/xml.ts'
import type { ClassicBalancer } from './classic/classic-balancer.ts'
import type { Listener } from './v2/listener.ts'
import type { LoadBalancer } from './v2/load-balancer.ts'
import type { Rule } from './v2/rule.ts'
import type { TargetGroup } from './v2/target-group.ts'

export interface ElbLimits {
  /** Application load balancers, and as many network ones; more is `TooManyLoadBalancers`. */
  readonly loadBalancers?: number | undefined
  /** Classic ones; more is `TooManyLoadBalancers`. */
  readonly classicLoadBalancers?: number | undefined
  /** More is `TooManyTargetGroups`. */
  readonly targetGroups?: number | undefined
  /** Of a load balancer; more is `TooManyListeners`. */
  readonly listeners?: number | undefined
  /** Of a load balancer, the default rules not counted; more is `TooManyRules`. */
  readonly rules?: number | undefined
  /** In a target group; more is `TooManyTargets`. */
  readonly targets?: number | undefined
  /** Of a listener, its default one not counted; more is `TooManyCertificates`. */
  readonly certificates?: number | undefined
}

export interface ElbOptions {
  /** Of the endpoint, on 127.0.0.1. Default: a free one. */
  readonly port?: number | undefined
  readonly limits?: ElbLimits | undefined
  /**
   * The ARNs of the certificates that exist; any other is `CertificateNotFound`. Default: every well-formed one of the account that is
   * of the region.
   */
  readonly certificates?: readonly string[] | undefined
}

/** Elastic Load Balancing of one region. */
export interface Elb {
  readonly ec2: Ec2
  readonly limits: Readonly<Record<keyof ElbLimits, number>>
  readonly certificates: ReadonlySet<string> | undefined
  /** Of what ELB knows, by ARN; by name for classic load balancers. */
  readonly tags: TagStore
  /** By ARN. */
  readonly balancers: Map<string, LoadBalancer>
  readonly targetGroups: Map<string, TargetGroup>
  readonly listeners: Map<string, Listener>
  /** The default rules of listeners are not among them. */
  readonly rules: Map<string, Rule>
  /** By name. */
  readonly classics: Map<string, ClassicBalancer>
}

/** Looks at everything before it changes anything. */
export type Action = (elb: Elb, input: Input) => XmlFields

/** `I` describes, by wire name, the fields of the action's table entry that it reads. */
export function action<I>(run: (elb: Elb, input: I) => XmlFields): Action {
  // The table has checked names and types before an action sees them; `I` says the same to the compiler.
  return (elb, input) => run(elb, input as I)
}
