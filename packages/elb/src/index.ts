import type {} from '@cloud/core/registry'

export type { AwsCredentials } from '@cloud/aws'
export type { ActionWire, FixedResponseWire, ForwardWire, RedirectWire } from './actions-wire.ts'
export { algorithms, type ElbAlgorithm } from './algorithms.ts'
export {
  addTags,
  getBalancerAttributes,
  getTags,
  type LimitWire,
  listAccountLimits,
  listSslPolicies,
  removeTags,
  type SslPolicyWire,
  setBalancerAttributes,
  setIpAddressType,
  setSecurityGroups,
  setSubnets,
} from './balancer-functions.ts'
export { type Balancers, balancers, type ElbChangeBalancer } from './balancers.ts'
export type { ElbCreateBalancer, SubnetMapping } from './check-balancer.ts'
export type { ElbListenerOptions } from './check-listener.ts'
export { type Classics, classicBalancers } from './classic-balancers.ts'
export {
  addClassicTags,
  attachClassicSubnets,
  type ClassicAttributes,
  createAppCookiePolicy,
  deleteClassicPolicy,
  detachClassicSubnets,
  getClassicAttributes,
  getClassicTags,
  removeClassicTags,
  setClassicAttributes,
  setClassicCertificate,
  setClassicPolicies,
  setClassicSecurityGroups,
} from './classic-functions.ts'
export { classicHealthChecks } from './classic-health-checks.ts'
export { classicListeners } from './classic-listeners.ts'
export {
  type ClassicPolicyTypeWire,
  type ClassicPolicyWire,
  type CreateClassicPolicy,
  createClassicPolicy,
  listClassicPolicies,
  listClassicPolicyTypes,
  setClassicBackendPolicies,
} from './classic-policies.ts'
export { classicStickiness } from './classic-stickiness.ts'
export type { ClassicBalancer, ClassicMember, ClassicWire, InstanceStateWire } from './classic-wire.ts'
export { type ClassicClient, classicClient, type ElbClient, elbClient } from './client.ts'
export type { ClassicCreateBalancer } from './create-classic.ts'
export type { Attributes } from './group-attributes.ts'
export { healthChecks } from './health-checks.ts'
export {
  addListenerCertificates,
  type CreateListener,
  createListener,
  deleteListener,
  getListener,
  getListenerAttributes,
  type ListenerSettings,
  listListenerCertificates,
  listListeners,
  modifyListener,
  removeListenerCertificates,
  setListenerAttributes,
} from './listener-functions.ts'
export { listeners } from './listeners.ts'
export type { ElbListener, ListenerWire } from './listeners-wire.ts'
export { type ApplicationElb, type ClassicElb, loadBalancers, type NetworkElb } from './load-balancers.ts'
export type { ElbBalancer, LoadBalancerWire } from './load-balancers-wire.ts'
export type { ElbMember, ElbMemberNative } from './members-wire.ts'
export type { ElbKind, ElbOptions } from './options.ts'
export {
  type ConditionWire,
  type CreateRule,
  createRule,
  deleteRule,
  getRule,
  listRules,
  modifyRule,
  type RuleWire,
  setRulePriorities,
} from './rules.ts'
export { getSourceIpStickiness, setSourceIpStickiness, stickiness } from './stickiness.ts'
export {
  type CreateTargetGroup,
  createTargetGroup,
  deleteTargetGroup,
  deregisterTargets,
  getTargetGroup,
  getTargetGroupAttributes,
  getTargetHealth,
  listTargetGroups,
  modifyTargetGroup,
  registerTargets,
  setTargetGroupAttributes,
  type TargetGroupHealthCheck,
  type TargetGroupQuery,
  type TargetOf,
} from './target-groups.ts'
export type { TargetGroupWire, TargetHealthWire, TargetWire } from './target-groups-wire.ts'

declare module '@cloud/core/registry' {
  interface Drivers {
    elb: typeof import('@cloud/elb')
  }
}
