import type { CallOptions, Ref } from '@cloud/core'
import {
  checkList,
  checkText,
  clientOf,
  type HasClient,
  list,
  named,
  object,
  required,
  text,
  type XmlShape,
} from '@cloud/core/driver'
import { checkPort } from './check-value.ts'
import { type ClassicClient, done, send } from './client.ts'
import { classicName } from './get-classic.ts'
import { change, look } from './provider-calls.ts'

type Driver = HasClient<ClassicClient>

/** https://docs.aws.amazon.com/elasticloadbalancing/2012-06-01/APIReference/API_PolicyDescription.html */
export interface ClassicPolicyWire {
  readonly PolicyName: string
  /** As in `ProxyProtocolPolicyType`. */
  readonly PolicyTypeName: string
  readonly PolicyAttributeDescriptions: readonly {
    readonly AttributeName: string
    readonly AttributeValue?: string
  }[]
}

interface PoliciesWire {
  readonly PolicyDescriptions: readonly ClassicPolicyWire[]
}

const policiesAnswer: XmlShape<PoliciesWire> = object<PoliciesWire>({
  PolicyDescriptions: list(
    'member',
    object<ClassicPolicyWire>({
      PolicyName: required(text),
      PolicyTypeName: required(text),
      PolicyAttributeDescriptions: list(
        'member',
        object<ClassicPolicyWire['PolicyAttributeDescriptions'][number]>({
          AttributeName: required(text),
          AttributeValue: text,
        }),
      ),
    }),
  ),
})

/** The policies of a balancer, of every type, whether something has them or not. AWS gives them all at once. */
export function listClassicPolicies(
  driver: Driver,
  balancer: Ref<'balancer'>,
  call?: CallOptions,
): Promise<readonly ClassicPolicyWire[]> {
  const client = clientOf(driver)
  return client.within(call, async (left) => policiesOf(client, classicName(balancer), left))
}

async function policiesOf(
  client: ClassicClient,
  LoadBalancerName: string,
  call: CallOptions,
): Promise<readonly ClassicPolicyWire[]> {
  const asked = {
    name: 'DescribeLoadBalancerPolicies',
    parameters: { LoadBalancerName },
    answer: policiesAnswer,
  }
  return (await look(client, asked, call)).PolicyDescriptions
}

/** https://docs.aws.amazon.com/elasticloadbalancing/2012-06-01/APIReference/API_PolicyTypeDescription.html */
export interface ClassicPolicyTypeWire {
  readonly PolicyTypeName: string
  readonly Description?: string
  readonly PolicyAttributeTypeDescriptions: readonly {
    readonly AttributeName: string
    readonly AttributeType?: string
    readonly Description?: string
    readonly DefaultValue?: string
    /** As in `ONE` and `ZERO_OR_MORE`. */
    readonly Cardinality?: string
  }[]
}

interface PolicyTypesWire {
  readonly PolicyTypeDescriptions: readonly ClassicPolicyTypeWire[]
}

const typesAnswer: XmlShape<PolicyTypesWire> = object<PolicyTypesWire>({
  PolicyTypeDescriptions: list(
    'member',
    object<ClassicPolicyTypeWire>({
      PolicyTypeName: required(text),
      Description: text,
      PolicyAttributeTypeDescriptions: list(
        'member',
        object<ClassicPolicyTypeWire['PolicyAttributeTypeDescriptions'][number]>({
          AttributeName: required(text),
          AttributeType: text,
          Description: text,
          DefaultValue: text,
          Cardinality: text,
        }),
      ),
    }),
  ),
})

/** What types of policies there are, and which attributes each takes. */
export function listClassicPolicyTypes(
  driver: Driver,
  call?: CallOptions,
): Promise<readonly ClassicPolicyTypeWire[]> {
  const client = clientOf(driver)
  const asked = { name: 'DescribeLoadBalancerPolicyTypes', parameters: {}, answer: typesAnswer }
  return client.within(call, async (left) => (await look(client, asked, left)).PolicyTypeDescriptions)
}

export interface CreateClassicPolicy {
  readonly name: string
  /** One of `listClassicPolicyTypes`, as in `ProxyProtocolPolicyType`. */
  readonly type: string
  /** By their names; several values for what a policy may have several of. */
  readonly attributes?: Readonly<Record<string, string | readonly string[]>> | undefined
}

/**
 * A policy of any type: for ciphers of TLS, for Proxy Protocol, for the authentication of instances. `setClassicPolicies` gives it to a listener,
 * `setClassicBackendPolicies` to a port of the instances. `already-exists` where the name is taken.
 * https://docs.aws.amazon.com/elasticloadbalancing/2012-06-01/APIReference/API_CreateLoadBalancerPolicy.html
 */
export async function createClassicPolicy(
  driver: Driver,
  balancer: Ref<'balancer'>,
  { name, type, attributes = {} }: CreateClassicPolicy,
  call?: CallOptions,
): Promise<void> {
  const client = clientOf(driver)
  const parameters = {
    LoadBalancerName: classicName(balancer),
    PolicyName: checkText('The name', name, { max: 128 }),
    PolicyTypeName: checkText('The type', type, { max: 128 }),
    PolicyAttributes: Object.entries(attributes).flatMap(([AttributeName, values]) =>
      [values].flat().map((AttributeValue) => ({ AttributeName, AttributeValue })),
    ),
  }
  const find = async (left: CallOptions) => {
    const all = await policiesOf(client, parameters.LoadBalancerName, left)
    return all.some((one) => one.PolicyName === name && one.PolicyTypeName === type) ? {} : undefined
  }
  const request = { name: 'CreateLoadBalancerPolicy', repeat: named(find), parameters, answer: done }
  await client.within(call, (left) => send(client, request, left))
}

/** The names of the policies for a port of the instances, in place of those that it has. */
export async function setClassicBackendPolicies(
  driver: Driver,
  balancer: Ref<'balancer'>,
  { instancePort, policies }: { readonly instancePort: number; readonly policies: readonly string[] },
  call?: CallOptions,
): Promise<void> {
  const client = clientOf(driver)
  checkList('policies', policies, (what, policy) => checkText(what, policy, { max: 128 }))
  const parameters = {
    LoadBalancerName: classicName(balancer),
    InstancePort: checkPort('instancePort', instancePort),
    PolicyNames: policies,
  }
  const asked = { name: 'SetLoadBalancerPoliciesForBackendServer', parameters, answer: done }
  await client.within(call, (left) => change(client, asked, left))
}
