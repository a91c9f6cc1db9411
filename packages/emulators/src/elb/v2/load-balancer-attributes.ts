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
import { type BalancerType, findBalancer, type LoadBalancer } from './load-balancer.ts'

const common: AttributeRules = {
  'deletion_protection.enabled': flag('false'),
  'access_logs.s3.enabled': flag('false'),
  'access_logs.s3.bucket': text(63),
  'access_logs.s3.prefix': text(1024),
  'zonal_shift.config.enabled': flag('false'),
}

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_LoadBalancerAttribute.html */
const rules: Readonly<Record<BalancerType, AttributeRules>> = {
  application: {
    ...common,
    'load_balancing.cross_zone.enabled': oneOf('true'),
    'idle_timeout.timeout_seconds': number(60, 1, 4_000),
    'client_keep_alive.seconds': number(3_600, 60, 604_800),
    'connection_logs.s3.enabled': flag('false'),
    'connection_logs.s3.bucket': text(63),
    'connection_logs.s3.prefix': text(1024),
    'routing.http.desync_mitigation_mode': oneOf('defensive', 'monitor', 'strictest'),
    'routing.http.drop_invalid_header_fields.enabled': flag('false'),
    'routing.http.preserve_host_header.enabled': flag('false'),
    'routing.http.x_amzn_tls_version_and_cipher_suite.enabled': flag('false'),
    'routing.http.xff_client_port.enabled': flag('false'),
    'routing.http.xff_header_processing.mode': oneOf('append', 'preserve', 'remove'),
    'routing.http2.enabled': flag('true'),
    'waf.fail_open.enabled': flag('false'),
  },
  network: {
    ...common,
    'load_balancing.cross_zone.enabled': flag('false'),
    'dns_record.client_routing_policy': oneOf(
      'any_availability_zone',
      'availability_zone_affinity',
      'partial_availability_zone_affinity',
    ),
    'secondary_ips.auto_assigned.per_subnet': number(0, 0, 7),
  },
}

export const balancerAttribute = ({ type, attributes }: LoadBalancer, key: string): string | undefined =>
  attributeOf(rules[type], attributes, key)

interface AttributesInput {
  readonly LoadBalancerArn: string
}

export const describeLoadBalancerAttributes: Action = action<AttributesInput>((elb, input) => {
  const { type, attributes } = findBalancer(elb, input.LoadBalancerArn)
  return { Attributes: attributeFields(rules[type], attributes) }
})

export const modifyLoadBalancerAttributes: Action = action<
  AttributesInput & { readonly Attributes: readonly AttributeInput[] }
>((elb, input) => {
  const balancer = findBalancer(elb, input.LoadBalancerArn)
  balancer.attributes = withAttributes(rules[balancer.type], balancer.attributes, input.Attributes)
  return { Attributes: attributeFields(rules[balancer.type], balancer.attributes) }
})
