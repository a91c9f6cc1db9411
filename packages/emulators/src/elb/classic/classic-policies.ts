import { Refusal } from '../../ec2/refusal.ts'
import { type Action, action, type Elb } from '../action.ts'
import { invalid, misconfigured } from '../refusals.ts'
import {
  type ClassicBalancer,
  findClassic,
  type NamedInput,
  type StickinessPolicy,
} from './classic-balancer.ts'

interface PolicyInput extends NamedInput {
  readonly PolicyName: string
}

const mostPolicies = 100

export function addPolicy(elb: Elb, balancerName: string, policy: StickinessPolicy): void {
  const balancer = findClassic(elb, balancerName)
  checkNewPolicy(balancer, policy.name)
  balancer.policies.set(policy.name, policy)
}

export function checkNewPolicy({ policies, otherPolicies }: ClassicBalancer, name: string): void {
  if (!/^[a-zA-Z0-9-]{1,64}$/.test(name)) {
    throw invalid('Policy names can only contain alphanumeric characters and dashes')
  }
  if (policies.has(name) || otherPolicies.has(name)) {
    throw new Refusal('DuplicatePolicyName', `A policy with the name ${name} already exists`)
  }
  if (policies.size + otherPolicies.size >= mostPolicies) {
    throw new Refusal('TooManyPolicies', `The maximum number of policies has been reached: ${mostPolicies}`)
  }
}

export const createAppCookiePolicy: Action = action<PolicyInput & { readonly CookieName: string }>(
  (elb, { LoadBalancerName, PolicyName: name, CookieName: cookie }) => {
    addPolicy(elb, LoadBalancerName, { name, cookie, expiresAfter: undefined })
    return {}
  },
)

export const createOwnCookiePolicy: Action = action<
  PolicyInput & { readonly CookieExpirationPeriod?: number }
>((elb, { LoadBalancerName, PolicyName: name, CookieExpirationPeriod: expiresAfter }) => {
  addPolicy(elb, LoadBalancerName, { name, cookie: undefined, expiresAfter })
  return {}
})

export const deletePolicy: Action = action<PolicyInput>((elb, { LoadBalancerName, PolicyName: name }) => {
  const { policies, otherPolicies, listeners, backendPolicies } = findClassic(elb, LoadBalancerName)
  if (listeners.some((listener) => listener.policies.includes(name))) {
    throw misconfigured(`The policy ${name} is in use by a listener`)
  }
  if ([...backendPolicies.values()].some((names) => names.includes(name))) {
    throw misconfigured(`The policy ${name} is in use for a port of the instances`)
  }
  policies.delete(name)
  otherPolicies.delete(name)
  return {}
})
