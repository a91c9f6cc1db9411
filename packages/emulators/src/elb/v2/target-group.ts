import { isVisible } from '../../ec2/action.ts'
import type { Vpc } from '../../ec2/network/network.ts'
import { Refusal } from '../../ec2/refusal.ts'
import type { Elb } from '../action.ts'
import { checkArn } from '../arn.ts'
import { actionsOf } from './listener.ts'
import { forwardedArns } from './listener-action.ts'
import type { LoadBalancer } from './load-balancer.ts'

/** What the emulated cloud balances. */
export type Protocol = 'HTTP' | 'HTTPS' | 'TCP' | 'TLS' | 'UDP' | 'TCP_UDP'

/** Thresholds are counts of checks in a row. */
export interface HealthCheck {
  readonly enabled: boolean
  readonly protocol: 'HTTP' | 'HTTPS' | 'TCP'
  /** A port, or `traffic-port`: the one that the target gets its traffic at. */
  readonly port: string
  readonly path: string | undefined
  readonly intervalSeconds: number
  readonly timeoutSeconds: number
  readonly healthy: number
  readonly unhealthy: number
  /** The status codes of a healthy answer, such as `200-299,302`. */
  readonly codes: string | undefined
}

export interface Target {
  /** Of an instance, or an address. */
  readonly id: string
  readonly port: number
  readonly zone: string | undefined
  /** When it was registered, or when the group was first used after that. */
  usedSince: number | undefined
  /** When it began to be drained. */
  drainingSince: number | undefined
}

export interface TargetGroup {
  readonly arn: string
  readonly name: string
  readonly protocol: Protocol
  readonly protocolVersion: string | undefined
  readonly port: number
  readonly vpc: Vpc
  readonly targetType: 'instance' | 'ip'
  readonly createdAt: number
  /** What it was made of: the same again makes no other one. */
  readonly request: string
  /** By id and port. */
  readonly targets: Map<string, Target>
  healthCheck: HealthCheck
  /** What was set of its attributes. */
  attributes: ReadonlyMap<string, string>
}

/** Throws the `Refusal` for what is no ARN, and for that of nothing. */
export function findTargetGroup(elb: Elb, arn: string): TargetGroup {
  checkArn(arn, 'target group')
  const group = elb.targetGroups.get(arn)
  if (group && isVisible(elb.ec2, group.createdAt)) return group
  throw new Refusal('TargetGroupNotFound', `Target group '${arn}' not found`)
}

/** The load balancers whose listeners or rules forward to the group. */
export function balancersOf(elb: Elb, { arn }: TargetGroup): readonly LoadBalancer[] {
  const using = [...elb.listeners.values()].filter((listener) =>
    actionsOf(elb, listener).some((one) => forwardedArns(one).includes(arn)),
  )
  return [...new Set(using.map(({ balancer }) => balancer))]
}

/** Of application load balancers, or of network ones. */
export const isHttp = (protocol: Protocol): boolean => protocol === 'HTTP' || protocol === 'HTTPS'

export interface TargetInput {
  readonly Id: string
  readonly Port?: number
  readonly AvailabilityZone?: string
}

/** A target is the same one at the same port alone. */
export const keyOf = (group: TargetGroup, { Id: id, Port: port = group.port }: TargetInput): string =>
  `${id}:${port}`
