import { Refusal } from '../../ec2/refusal.ts'
import type { XmlFields } from '../../ec2/xml.ts'
import { type Action, action } from '../action.ts'
import { misconfigured } from '../refusals.ts'
import {
  type ClassicBalancer,
  findClassic,
  type NamedInput,
  type OtherPolicy,
  type PolicyAttribute,
} from './classic-balancer.ts'
import { addPolicy, checkNewPolicy } from './classic-policies.ts'

interface PolicyType {
  readonly description: string
  /** By name, its type and how many there are. */
  readonly attributes: Readonly<Record<string, readonly [type: string, cardinality: string]>>
}

/** https://docs.aws.amazon.com/elasticloadbalancing/2012-06-01/APIReference/API_DescribeLoadBalancerPolicyTypes.html */
const policyTypes: Readonly<Record<string, PolicyType>> = {
  AppCookieStickinessPolicyType: {
    description: 'Stickiness by a cookie of the application',
    attributes: { CookieName: ['String', 'ONE'] },
  },
  BackendServerAuthenticationPolicyType: {
    description: 'Whom the balancer takes for its instances, by their public keys',
    attributes: { PublicKeyPolicyName: ['PolicyName', 'ONE_OR_MORE'] },
  },
  LBCookieStickinessPolicyType: {
    description: "Stickiness by a cookie of the balancer's own",
    attributes: { CookieExpirationPeriod: ['Long', 'ZERO_OR_ONE'] },
  },
  ProxyProtocolPolicyType: {
    description: 'Whether instances are told of the client by Proxy Protocol',
    attributes: { ProxyProtocol: ['Boolean', 'ONE'] },
  },
  PublicKeyPolicyType: {
    description: 'A public key, for the authentication of instances',
    attributes: { PublicKey: ['String', 'ONE'] },
  },
  SSLNegotiationPolicyType: {
    description: 'Protocols and ciphers of listeners',
    attributes: { 'Reference-Security-Policy': ['PolicyName', 'ZERO_OR_ONE'] },
  },
}

export const describePolicyTypes: Action = action<{ readonly PolicyTypeNames?: readonly string[] }>(
  (_elb, { PolicyTypeNames: names = Object.keys(policyTypes) }) => ({
    PolicyTypeDescriptions: names.map((name) => {
      const { description, attributes } = policyType(name)
      return {
        PolicyTypeName: name,
        Description: description,
        PolicyAttributeTypeDescriptions: Object.entries(attributes).map(
          ([AttributeName, [type, cardinality]]) => ({
            AttributeName,
            AttributeType: type,
            Cardinality: cardinality,
          }),
        ),
      }
    }),
  }),
)

function policyType(name: string): PolicyType {
  const type = Object.hasOwn(policyTypes, name) ? policyTypes[name] : undefined
  if (type) return type
  throw new Refusal('PolicyTypeNotFound', `There is no policy type with the name ${name}`)
}

interface CreateInput extends NamedInput {
  readonly PolicyName: string
  readonly PolicyTypeName: string
  readonly PolicyAttributes?: readonly Partial<PolicyAttribute>[]
}

export const createPolicy: Action = action<CreateInput>((elb, input) => {
  const { LoadBalancerName, PolicyName: name, PolicyTypeName: type, PolicyAttributes: given = [] } = input
  const attributes = readAttributes(type, given)
  if (type.endsWith('CookieStickinessPolicyType')) {
    const values = new Map(attributes.map((one) => [one.AttributeName, one.AttributeValue]))
    const seconds = values.get('CookieExpirationPeriod')
    const expiresAfter = seconds === undefined ? undefined : Number(seconds)
    addPolicy(elb, LoadBalancerName, { name, cookie: values.get('CookieName'), expiresAfter })
    return {}
  }
  const balancer = findClassic(elb, LoadBalancerName)
  checkNewPolicy(balancer, name)
  balancer.otherPolicies.set(name, { name, type, attributes })
  return {}
})

/** Ciphers and protocols of TLS are taken one by one, too, and not judged: TLS is not spoken. */
function readAttributes(
  type: string,
  given: readonly Partial<PolicyAttribute>[],
): readonly PolicyAttribute[] {
  const known = policyType(type).attributes
  const attributes = given.map(({ AttributeName = '', AttributeValue = '' }) =>
    attribute(AttributeName, AttributeValue),
  )
  const names = attributes.map((one) => one.AttributeName)
  const wrong = names.find((name) => type !== 'SSLNegotiationPolicyType' && !Object.hasOwn(known, name))
  if (wrong !== undefined) throw misconfigured(`A policy of the type ${type} has no attribute ${wrong}`)
  const missing = Object.entries(known).find(
    ([name, [, cardinality]]) => cardinality.startsWith('ONE') && !names.includes(name),
  )
  if (missing) throw misconfigured(`A policy of the type ${type} needs the attribute ${missing[0]}`)
  return attributes
}

/** What a policy is for: `stickiness`, or the name of its type. */
export function kindOfPolicy({ policies, otherPolicies }: ClassicBalancer, name: string): string {
  const kind = policies.has(name) ? 'stickiness' : otherPolicies.get(name)?.type
  if (kind !== undefined) return kind
  throw new Refusal('PolicyNotFound', `There is no policy with the name ${name}`)
}

/** Those of AWS's own, which are told where no balancer is named. */
const samples: readonly OtherPolicy[] = [
  'ELBSecurityPolicy-2016-08',
  'ELBSecurityPolicy-TLS-1-2-2017-01',
].map((name) => ({ name, type: 'SSLNegotiationPolicyType', attributes: [] }))

interface DescribeInput extends Partial<NamedInput> {
  readonly PolicyNames?: readonly string[]
}

export const describePolicies: Action = action<DescribeInput>((elb, input) => {
  const { LoadBalancerName: name, PolicyNames: names } = input
  const all = name === undefined ? samples : policiesOf(findClassic(elb, name))
  const lost = names?.find((one) => !all.some((policy) => policy.name === one))
  if (lost !== undefined) throw new Refusal('PolicyNotFound', `There is no policy with the name ${lost}`)
  const asked = names ? all.filter((policy) => names.includes(policy.name)) : all
  return { PolicyDescriptions: asked.map(fieldsOf) }
})

function policiesOf({ policies, otherPolicies }: ClassicBalancer): readonly OtherPolicy[] {
  const sticky = [...policies.values()].map(({ name, cookie, expiresAfter }): OtherPolicy => {
    if (cookie !== undefined)
      return { name, type: 'AppCookieStickinessPolicyType', attributes: [attribute('CookieName', cookie)] }
    const attributes =
      expiresAfter === undefined ? [] : [attribute('CookieExpirationPeriod', String(expiresAfter))]
    return { name, type: 'LBCookieStickinessPolicyType', attributes }
  })
  return [...sticky, ...otherPolicies.values()]
}

const attribute = (AttributeName: string, AttributeValue: string): PolicyAttribute => ({
  AttributeName,
  AttributeValue,
})

const fieldsOf = ({ name, type, attributes }: OtherPolicy): XmlFields => ({
  PolicyName: name,
  PolicyTypeName: type,
  PolicyAttributeDescriptions: attributes.map((one) => ({ ...one })),
})

interface BackendInput extends NamedInput {
  readonly InstancePort: number
  readonly PolicyNames: readonly string[]
}

const ofInstances = ['ProxyProtocolPolicyType', 'BackendServerAuthenticationPolicyType']

/** They come in the place of those that the port has; none at all takes them away. */
export const setBackendPolicies: Action = action<BackendInput>((elb, input) => {
  const { LoadBalancerName, InstancePort: port, PolicyNames: names } = input
  const balancer = findClassic(elb, LoadBalancerName)
  const wrong = names.find((name) => !ofInstances.includes(kindOfPolicy(balancer, name)))
  if (wrong !== undefined) throw misconfigured(`The policy ${wrong} is not for instances`)
  if (!balancer.listeners.some(({ instancePort }) => instancePort === port))
    throw misconfigured(`No listener hands on to the port ${port}`)
  if (names.length > 0) balancer.backendPolicies.set(port, names)
  else balancer.backendPolicies.delete(port)
  return {}
})
