import { type Action, action } from '../action.ts'
import {
  type AttributeInput,
  type AttributeRules,
  attributeFields,
  attributeOf,
  flag,
  number,
  oneOf,
  text,
  withAttributes,
} from '../attributes.ts'
import { findTargetGroup, isHttp, type TargetGroup } from './target-group.ts'

const percentage = {
  default: 'off',
  fits: (given: string) =>
    given === 'off' || (/^\d{1,3}$/.test(given) && Number(given) >= 1 && Number(given) <= 100),
}

const common: AttributeRules = {
  'deregistration_delay.timeout_seconds': number(300, 0, 3_600),
  'stickiness.enabled': flag('false'),
  'load_balancing.cross_zone.enabled': oneOf('use_load_balancer_configuration', 'true', 'false'),
  'target_group_health.dns_failover.minimum_healthy_targets.count': number(1, 1, 1_000),
  'target_group_health.dns_failover.minimum_healthy_targets.percentage': percentage,
  'target_group_health.unhealthy_state_routing.minimum_healthy_targets.count': number(1, 1, 1_000),
  'target_group_health.unhealthy_state_routing.minimum_healthy_targets.percentage': percentage,
}

const http: AttributeRules = {
  ...common,
  'stickiness.type': oneOf('lb_cookie', 'app_cookie'),
  'stickiness.lb_cookie.duration_seconds': number(86_400, 1, 604_800),
  'stickiness.app_cookie.cookie_name': text(4_096),
  'stickiness.app_cookie.duration_seconds': number(86_400, 1, 604_800),
  'slow_start.duration_seconds': {
    default: '0',
    fits: (given) =>
      given === '0' || (/^\d{2,3}$/.test(given) && Number(given) >= 30 && Number(given) <= 900),
  },
  'load_balancing.algorithm.type': oneOf('round_robin', 'least_outstanding_requests', 'weighted_random'),
  'load_balancing.algorithm.anomaly_mitigation': oneOf('off', 'on'),
}

const stream: AttributeRules = {
  ...common,
  'stickiness.type': oneOf('source_ip', 'source_ip_dest_ip', 'source_ip_dest_ip_proto'),
  'deregistration_delay.connection_termination.enabled': flag('false'),
  'preserve_client_ip.enabled': flag('true'),
  'proxy_protocol_v2.enabled': flag('false'),
  'target_health_state.unhealthy.connection_termination.enabled': flag('true'),
  'target_health_state.unhealthy.draining_interval_seconds': number(0, 0, 360_000),
}

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetGroupAttribute.html */
const rulesOf = ({ protocol }: TargetGroup): AttributeRules => (isHttp(protocol) ? http : stream)

export const groupAttribute = (group: TargetGroup, key: string): string | undefined =>
  attributeOf(rulesOf(group), group.attributes, key)

interface GroupInput {
  readonly TargetGroupArn: string
}

export const describeTargetGroupAttributes: Action = action<GroupInput>((elb, { TargetGroupArn: arn }) => {
  const group = findTargetGroup(elb, arn)
  return { Attributes: attributeFields(rulesOf(group), group.attributes) }
})

export const modifyTargetGroupAttributes: Action = action<
  GroupInput & { readonly Attributes: readonly AttributeInput[] }
>((elb, { TargetGroupArn: arn, Attributes: given }) => {
  const group = findTargetGroup(elb, arn)
  group.attributes = withAttributes(rulesOf(group), group.attributes, given)
  return { Attributes: attributeFields(rulesOf(group), group.attributes) }
})
