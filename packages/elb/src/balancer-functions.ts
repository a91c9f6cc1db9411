import type { CallOptions, Listing, Ref } from '@cloud/core'
import { clientOf, type HasClient, list, number, object, text, type XmlShape } from '@cloud/core/driver'
import { checkIds, type SubnetMapping } from './check-balancer.ts'
import { checkWord } from './check-value.ts'
import { type AnyClient, done, type ElbClient, type PageWire, pageMembers } from './client.ts'
import { balancerArn } from './get-balancer.ts'
import { type Attributes, attributesAnswer, fromAttributes, toAttributes } from './group-attributes.ts'
import { change, checkArn, look, pages } from './provider-calls.ts'
import { checkElbTags, fromTags, type TagsOf, tagsOf } from './tags.ts'

type Driver = HasClient<ElbClient>

/** As in `deletion_protection.enabled`. https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_LoadBalancerAttribute.html */
export function getBalancerAttributes(
  driver: Driver,
  balancer: Ref<'balancer'>,
  call?: CallOptions,
): Promise<Attributes> {
  const client = clientOf(driver)
  return client.within(call, async (left) => {
    const parameters = { LoadBalancerArn: balancerArn(client, balancer) }
    const asked = { name: 'DescribeLoadBalancerAttributes', parameters, answer: attributesAnswer }
    return toAttributes((await look(client, asked, left)).Attributes)
  })
}

/** Changes these, and no others. */
export function setBalancerAttributes(
  driver: Driver,
  balancer: Ref<'balancer'>,
  attributes: Attributes,
  call?: CallOptions,
): Promise<Attributes> {
  const client = clientOf(driver)
  return client.within(call, async (left) => {
    const LoadBalancerArn = balancerArn(client, balancer)
    const parameters = { LoadBalancerArn, Attributes: fromAttributes(attributes) }
    const asked = { name: 'ModifyLoadBalancerAttributes', parameters, answer: attributesAnswer }
    return toAttributes((await change(client, asked, left)).Attributes)
  })
}

/** These in place of those that it has. https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_SetSecurityGroups.html */
export function setSecurityGroups(
  driver: Driver,
  balancer: Ref<'balancer'>,
  securityGroups: readonly string[],
  call?: CallOptions,
): Promise<void> {
  const client = clientOf(driver)
  return client.within(call, async (left) => {
    checkIds('securityGroups', 'securityGroup', securityGroups)
    const parameters = { LoadBalancerArn: balancerArn(client, balancer), SecurityGroups: securityGroups }
    await change(client, { name: 'SetSecurityGroups', parameters, answer: done }, left)
  })
}

/** These in place of those that it has; with addresses for a network balancer. https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_SetSubnets.html */
export function setSubnets(
  driver: Driver,
  balancer: Ref<'balancer'>,
  subnets: readonly SubnetMapping[],
  call?: CallOptions,
): Promise<void> {
  const client = clientOf(driver)
  return client.within(call, async (left) => {
    const parameters = { LoadBalancerArn: balancerArn(client, balancer), SubnetMappings: subnets }
    await change(client, { name: 'SetSubnets', parameters, answer: done }, left)
  })
}

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_SetIpAddressType.html */
export function setIpAddressType(
  driver: Driver,
  balancer: Ref<'balancer'>,
  type: 'ipv4' | 'dualstack',
  call?: CallOptions,
): Promise<void> {
  const client = clientOf(driver)
  return client.within(call, async (left) => {
    checkWord('The type', type, ['ipv4', 'dualstack'])
    const parameters = { LoadBalancerArn: balancerArn(client, balancer), IpAddressType: type }
    await change(client, { name: 'SetIpAddressType', parameters, answer: done }, left)
  })
}

/** Of a balancer, a target group, a listener or a rule, by its ARN. */
export function getTags(driver: Driver, arn: string, call?: CallOptions): Promise<TagsOf> {
  const client = clientOf(driver)
  return client.within(call, async (left) => tagsOf(client, checkArn('resource', arn), left))
}

/** Adds these, in place of those with the same keys. */
export function addTags(driver: Driver, arn: string, tags: TagsOf, call?: CallOptions): Promise<void> {
  const client = clientOf(driver)
  return client.within(call, async (left) => {
    checkElbTags(tags)
    const parameters = { ResourceArns: [checkArn('resource', arn)], Tags: fromTags(tags) }
    await change(client, { name: 'AddTags', parameters, answer: done }, left)
  })
}

export function removeTags(
  driver: Driver,
  arn: string,
  keys: readonly string[],
  call?: CallOptions,
): Promise<void> {
  const client = clientOf(driver)
  return client.within(call, async (left) => {
    const parameters = { ResourceArns: [checkArn('resource', arn)], TagKeys: keys }
    await change(client, { name: 'RemoveTags', parameters, answer: done }, left)
  })
}

interface LimitsWire extends PageWire {
  readonly Limits: readonly LimitWire[]
}

/** As in `application-load-balancers`, of which there may be so many. */
export interface LimitWire {
  readonly Name?: string
  readonly Max?: string
}

const limitsAnswer: XmlShape<LimitsWire> = object<LimitsWire>({
  ...pageMembers,
  Limits: list('member', object<LimitWire>({ Name: text, Max: text })),
})

/** What the account may have; of a driver of classic balancers, of those. */
export function listAccountLimits(driver: HasClient<AnyClient>, call?: CallOptions): Listing<LimitWire> {
  const asked = { name: 'DescribeAccountLimits', parameters: {}, answer: limitsAnswer }
  return pages(clientOf(driver), asked, ({ Limits }) => Limits, call)
}

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_SslPolicy.html */
export interface SslPolicyWire {
  readonly Name?: string
  readonly SslProtocols: readonly string[]
  readonly Ciphers: readonly { readonly Name?: string; readonly Priority?: number }[]
}

interface SslPoliciesWire extends PageWire {
  readonly SslPolicies: readonly SslPolicyWire[]
}

const policiesAnswer: XmlShape<SslPoliciesWire> = object<SslPoliciesWire>({
  ...pageMembers,
  SslPolicies: list(
    'member',
    object<SslPolicyWire>({
      Name: text,
      SslProtocols: list('member', text),
      Ciphers: list(
        'member',
        object<{ readonly Name?: string; readonly Priority?: number }>({ Name: text, Priority: number }),
      ),
    }),
  ),
})

/** What listeners of `https` and `tls` can keep to: the protocols and ciphers of each policy. */
export function listSslPolicies(driver: Driver, call?: CallOptions): Listing<SslPolicyWire> {
  const asked = { name: 'DescribeSSLPolicies', parameters: {}, answer: policiesAnswer }
  return pages(clientOf(driver), asked, ({ SslPolicies }) => SslPolicies, call)
}
