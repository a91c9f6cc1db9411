import type { QueryParameters } from '@cloud/aws'
import type { CallOptions, Ref } from '@cloud/core'
import {
  boolean,
  checkText,
  clientOf,
  type HasClient,
  named,
  number,
  object,
  required,
  text,
  type XmlShape,
} from '@cloud/core/driver'
import { checkIds } from './check-balancer.ts'
import { certificateArn, checkPort } from './check-value.ts'
import { type ClassicClient, done, send } from './client.ts'
import { classicName, classicTagsOf, getClassic } from './get-classic.ts'
import { change, look } from './provider-calls.ts'
import { checkElbTags, fromTags, type TagsOf } from './tags.ts'

type Driver = HasClient<ClassicClient>

/** https://docs.aws.amazon.com/elasticloadbalancing/2012-06-01/APIReference/API_LoadBalancerAttributes.html */
export type ClassicAttributes = {
  readonly CrossZoneLoadBalancing?: { readonly Enabled: boolean }
  readonly ConnectionDraining?: { readonly Enabled: boolean; readonly Timeout?: number }
  readonly ConnectionSettings?: { readonly IdleTimeout: number }
  readonly AccessLog?: {
    readonly Enabled: boolean
    readonly S3BucketName?: string
    readonly EmitInterval?: number
    readonly S3BucketPrefix?: string
  }
}

interface AttributesWire {
  readonly LoadBalancerAttributes?: ClassicAttributes
}

type Of<K extends keyof ClassicAttributes> = NonNullable<ClassicAttributes[K]>

const answer: XmlShape<AttributesWire> = object<AttributesWire>({
  LoadBalancerAttributes: object<ClassicAttributes>({
    CrossZoneLoadBalancing: object<Of<'CrossZoneLoadBalancing'>>({ Enabled: required(boolean) }),
    ConnectionDraining: object<Of<'ConnectionDraining'>>({ Enabled: required(boolean), Timeout: number }),
    ConnectionSettings: object<Of<'ConnectionSettings'>>({ IdleTimeout: required(number) }),
    AccessLog: object<Of<'AccessLog'>>({
      Enabled: required(boolean),
      S3BucketName: text,
      EmitInterval: number,
      S3BucketPrefix: text,
    }),
  }),
})

export function getClassicAttributes(
  driver: Driver,
  balancer: Ref<'balancer'>,
  call?: CallOptions,
): Promise<ClassicAttributes> {
  const client = clientOf(driver)
  return client.within(call, async (left) => {
    const parameters = { LoadBalancerName: classicName(balancer) }
    const asked = { name: 'DescribeLoadBalancerAttributes', parameters, answer }
    return (await look(client, asked, left)).LoadBalancerAttributes ?? {}
  })
}

/** Changes these, and no others. */
export function setClassicAttributes(
  driver: Driver,
  balancer: Ref<'balancer'>,
  attributes: ClassicAttributes,
  call?: CallOptions,
): Promise<void> {
  return changing(
    driver,
    balancer,
    'ModifyLoadBalancerAttributes',
    { LoadBalancerAttributes: attributes },
    call,
  )
}

function changing(
  driver: Driver,
  balancer: Ref<'balancer'>,
  name: string,
  rest: QueryParameters,
  call: CallOptions | undefined,
): Promise<void> {
  const client = clientOf(driver)
  return client.within(call, async (left) => {
    const parameters = { LoadBalancerName: classicName(balancer), ...rest }
    await change(client, { name, parameters, answer: done }, left)
  })
}

/** These in place of those that it has. */
export async function setClassicSecurityGroups(
  driver: Driver,
  balancer: Ref<'balancer'>,
  securityGroups: readonly string[],
  call?: CallOptions,
): Promise<void> {
  checkIds('securityGroups', 'securityGroup', securityGroups)
  const name = 'ApplySecurityGroupsToLoadBalancer'
  await changing(driver, balancer, name, { SecurityGroups: securityGroups }, call)
}

/** A zone has one subnet of a balancer: another one of that zone goes. */
export async function attachClassicSubnets(
  driver: Driver,
  balancer: Ref<'balancer'>,
  subnets: readonly string[],
  call?: CallOptions,
): Promise<void> {
  checkIds('subnets', 'subnet', subnets)
  await changing(driver, balancer, 'AttachLoadBalancerToSubnets', { Subnets: subnets }, call)
}

export async function detachClassicSubnets(
  driver: Driver,
  balancer: Ref<'balancer'>,
  subnets: readonly string[],
  call?: CallOptions,
): Promise<void> {
  checkIds('subnets', 'subnet', subnets)
  await changing(driver, balancer, 'DetachLoadBalancerFromSubnets', { Subnets: subnets }, call)
}

/** Another certificate for the listener of a port. `not-found` where there is no such certificate or listener. */
export async function setClassicCertificate(
  driver: Driver,
  balancer: Ref<'balancer'>,
  { port, certificate }: { readonly port: number; readonly certificate: Ref<'certificate'> },
  call?: CallOptions,
): Promise<void> {
  const parameters = {
    LoadBalancerPort: checkPort('port', port),
    SSLCertificateId: certificateArn(certificate),
  }
  await changing(driver, balancer, 'SetLoadBalancerListenerSSLCertificate', parameters, call)
}

/** The names of the policies of each listener, by its port, in place of those that it has. */
export async function setClassicPolicies(
  driver: Driver,
  balancer: Ref<'balancer'>,
  { port, policies }: { readonly port: number; readonly policies: readonly string[] },
  call?: CallOptions,
): Promise<void> {
  const parameters = { LoadBalancerPort: checkPort('port', port), PolicyNames: policies }
  await changing(driver, balancer, 'SetLoadBalancerPoliciesOfListener', parameters, call)
}

/** A policy that brings clients back by a cookie that the members set. `setClassicPolicies` gives it to a listener. */
export async function createAppCookiePolicy(
  driver: Driver,
  balancer: Ref<'balancer'>,
  { name, cookieName }: { readonly name: string; readonly cookieName: string },
  call?: CallOptions,
): Promise<void> {
  const client = clientOf(driver)
  const parameters = {
    LoadBalancerName: classicName(balancer),
    PolicyName: checkText('The name', name, { max: 128 }),
    CookieName: checkText('cookieName', cookieName, { max: 255 }),
  }
  const find = async (left: CallOptions) => {
    const { Policies } = await getClassic(client, parameters.LoadBalancerName, left)
    return Policies?.AppCookieStickinessPolicies.some(({ PolicyName }) => PolicyName === name)
      ? {}
      : undefined
  }
  const request = { name: 'CreateAppCookieStickinessPolicy', repeat: named(find), parameters, answer: done }
  await client.within(call, (left) => send(client, request, left))
}

/** `conflict` or `invalid` where a listener has it. */
export async function deleteClassicPolicy(
  driver: Driver,
  balancer: Ref<'balancer'>,
  policy: string,
  call?: CallOptions,
): Promise<void> {
  await changing(driver, balancer, 'DeleteLoadBalancerPolicy', { PolicyName: policy }, call)
}

export function getClassicTags(
  driver: Driver,
  balancer: Ref<'balancer'>,
  call?: CallOptions,
): Promise<TagsOf> {
  const client = clientOf(driver)
  return client.within(call, async (left) => classicTagsOf(client, classicName(balancer), left))
}

/** Adds these, in place of those with the same keys. */
export async function addClassicTags(
  driver: Driver,
  balancer: Ref<'balancer'>,
  tags: TagsOf,
  call?: CallOptions,
): Promise<void> {
  checkElbTags(tags)
  const client = clientOf(driver)
  const parameters = { LoadBalancerNames: [classicName(balancer)], Tags: fromTags(tags) }
  await client.within(call, (left) => change(client, { name: 'AddTags', parameters, answer: done }, left))
}

export async function removeClassicTags(
  driver: Driver,
  balancer: Ref<'balancer'>,
  keys: readonly string[],
  call?: CallOptions,
): Promise<void> {
  const client = clientOf(driver)
  const Tags = keys.map((Key) => ({ Key }))
  const parameters = { LoadBalancerNames: [classicName(balancer)], Tags }
  await client.within(call, (left) => change(client, { name: 'RemoveTags', parameters, answer: done }, left))
}
