import type { Action } from '../action.ts'
import type { V2ActionName } from '../action-names.ts'
import { describeAccountLimits } from './account-limits.ts'
import { createLoadBalancer } from './create-load-balancer.ts'
import { describeListenerAttributes, modifyListenerAttributes } from './listener-attributes.ts'
import {
  addListenerCertificates,
  describeListenerCertificates,
  removeListenerCertificates,
} from './listener-certificates.ts'
import { createListener, deleteListener, describeListeners, modifyListener } from './listeners.ts'
import { describeLoadBalancerAttributes, modifyLoadBalancerAttributes } from './load-balancer-attributes.ts'
import {
  deleteLoadBalancer,
  describeLoadBalancers,
  setIpAddressType,
  setSecurityGroups,
  setSubnets,
} from './load-balancers.ts'
import { createRule, deleteRule, describeRules, modifyRule, setRulePriorities } from './rules.ts'
import { describeSslPolicies } from './ssl-policies.ts'
import { addTags, describeTags, removeTags } from './tags.ts'
import { describeTargetGroupAttributes, modifyTargetGroupAttributes } from './target-group-attributes.ts'
import {
  createTargetGroup,
  deleteTargetGroup,
  describeTargetGroups,
  modifyTargetGroup,
} from './target-groups.ts'
import { describeTargetHealth } from './target-health.ts'
import { deregisterTargets, registerTargets } from './targets.ts'

export const v2Actions: Readonly<Record<V2ActionName, Action>> = {
  AddListenerCertificates: addListenerCertificates,
  AddTags: addTags,
  CreateListener: createListener,
  CreateLoadBalancer: createLoadBalancer,
  CreateRule: createRule,
  CreateTargetGroup: createTargetGroup,
  DeleteListener: deleteListener,
  DeleteLoadBalancer: deleteLoadBalancer,
  DeleteRule: deleteRule,
  DeleteTargetGroup: deleteTargetGroup,
  DeregisterTargets: deregisterTargets,
  DescribeAccountLimits: describeAccountLimits,
  DescribeListenerAttributes: describeListenerAttributes,
  DescribeListenerCertificates: describeListenerCertificates,
  DescribeListeners: describeListeners,
  DescribeLoadBalancerAttributes: describeLoadBalancerAttributes,
  DescribeLoadBalancers: describeLoadBalancers,
  DescribeRules: describeRules,
  DescribeSSLPolicies: describeSslPolicies,
  DescribeTags: describeTags,
  DescribeTargetGroupAttributes: describeTargetGroupAttributes,
  DescribeTargetGroups: describeTargetGroups,
  DescribeTargetHealth: describeTargetHealth,
  ModifyListener: modifyListener,
  ModifyListenerAttributes: modifyListenerAttributes,
  ModifyLoadBalancerAttributes: modifyLoadBalancerAttributes,
  ModifyRule: modifyRule,
  ModifyTargetGroup: modifyTargetGroup,
  ModifyTargetGroupAttributes: modifyTargetGroupAttributes,
  RegisterTargets: registerTargets,
  RemoveListenerCertificates: removeListenerCertificates,
  RemoveTags: removeTags,
  SetIpAddressType: setIpAddressType,
  SetRulePriorities: setRulePriorities,
  SetSecurityGroups: setSecurityGroups,
  SetSubnets: setSubnets,
}
