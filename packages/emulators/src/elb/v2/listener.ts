import { isVisible } from '../../ec2/action.ts'
import { Refusal } from '../../ec2/refusal.ts'
import type { Elb } from '../action.ts'
import { checkArn } from '../arn.ts'
import type { ListenerAction } from './listener-action.ts'
import type { LoadBalancer } from './load-balancer.ts'
import type { Rule } from './rule.ts'
import type { Protocol } from './target-group.ts'

export interface Listener {
  readonly arn: string
  readonly balancer: LoadBalancer
  readonly createdAt: number
  port: number
  protocol: Protocol
  /** In order. */
  actions: readonly ListenerAction[]
  /** The default one, of HTTPS and TLS. */
  certificate: string | undefined
  /** Beside the default one. */
  certificates: readonly string[]
  sslPolicy: string | undefined
  alpnPolicy: readonly string[] | undefined
  /** What was set of its attributes. */
  attributes: ReadonlyMap<string, string>
}

/** Throws the `Refusal` for what is no ARN, and for that of nothing. */
export function findListener(elb: Elb, arn: string): Listener {
  checkArn(arn, 'listener')
  const listener = elb.listeners.get(arn)
  if (listener && isVisible(elb.ec2, listener.createdAt)) return listener
  throw new Refusal('ListenerNotFound', `Listener '${arn}' not found`)
}

export const rulesOf = ({ rules }: Elb, listener: Listener): readonly Rule[] =>
  [...rules.values()]
    .filter((rule) => rule.listener === listener)
    .sort((one, other) => one.priority - other.priority)

/** Its default ones, and those of its rules. */
export const actionsOf = (elb: Elb, listener: Listener): readonly ListenerAction[] => [
  ...listener.actions,
  ...rulesOf(elb, listener).flatMap(({ actions }) => actions),
]

export const listenersOf = ({ listeners }: Elb, balancer: LoadBalancer): readonly Listener[] =>
  [...listeners.values()].filter((listener) => listener.balancer === balancer)

/** Its rules go with it. */
export function forgetListener(elb: Elb, listener: Listener): void {
  for (const { arn } of rulesOf(elb, listener)) {
    elb.rules.delete(arn)
    elb.tags.forget(arn)
  }
  elb.listeners.delete(listener.arn)
  elb.tags.forget(listener.arn)
  elb.tags.forget(defaultRuleArn(listener))
}

/** Every listener has a rule without conditions, which comes last: its default actions. */
export const defaultRuleArn = ({ arn }: Listener): string =>
  `${arn.replace(':listener/', ':listener-rule/')}/${arn.slice(-16).split('').reverse().join('')}`
