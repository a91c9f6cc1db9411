import type { Action } from '../action.ts'
import type { ClassicActionName } from '../action-names.ts'
import { createClassic, deleteClassic, describeClassics } from './classic-balancers.ts'
import { createListeners, deleteListeners, setCertificate, setListenerPolicies } from './classic-listeners.ts'
import {
  applySecurityGroups,
  attachSubnets,
  detachSubnets,
  disableZones,
  enableZones,
} from './classic-places.ts'
import { createAppCookiePolicy, createOwnCookiePolicy, deletePolicy } from './classic-policies.ts'
import { configureHealthCheck, describeAttributes, modifyAttributes } from './classic-settings.ts'
import {
  addClassicTags,
  describeClassicLimits,
  describeClassicTags,
  removeClassicTags,
} from './classic-tags.ts'
import { deregisterInstances, describeInstanceHealth, registerInstances } from './members.ts'
import { createPolicy, describePolicies, describePolicyTypes, setBackendPolicies } from './other-policies.ts'

export const classicActions: Readonly<Record<ClassicActionName, Action>> = {
  AddTags: addClassicTags,
  ApplySecurityGroupsToLoadBalancer: applySecurityGroups,
  AttachLoadBalancerToSubnets: attachSubnets,
  ConfigureHealthCheck: configureHealthCheck,
  CreateAppCookieStickinessPolicy: createAppCookiePolicy,
  CreateLBCookieStickinessPolicy: createOwnCookiePolicy,
  CreateLoadBalancer: createClassic,
  CreateLoadBalancerListeners: createListeners,
  CreateLoadBalancerPolicy: createPolicy,
  DeleteLoadBalancer: deleteClassic,
  DeleteLoadBalancerListeners: deleteListeners,
  DeleteLoadBalancerPolicy: deletePolicy,
  DeregisterInstancesFromLoadBalancer: deregisterInstances,
  DescribeAccountLimits: describeClassicLimits,
  DescribeInstanceHealth: describeInstanceHealth,
  DescribeLoadBalancerAttributes: describeAttributes,
  DescribeLoadBalancerPolicies: describePolicies,
  DescribeLoadBalancerPolicyTypes: describePolicyTypes,
  DescribeLoadBalancers: describeClassics,
  DescribeTags: describeClassicTags,
  DetachLoadBalancerFromSubnets: detachSubnets,
  DisableAvailabilityZonesForLoadBalancer: disableZones,
  EnableAvailabilityZonesForLoadBalancer: enableZones,
  ModifyLoadBalancerAttributes: modifyAttributes,
  RegisterInstancesWithLoadBalancer: registerInstances,
  RemoveTags: removeClassicTags,
  SetLoadBalancerListenerSSLCertificate: setCertificate,
  SetLoadBalancerPoliciesForBackendServer: setBackendPolicies,
  SetLoadBalancerPoliciesOfListener: setListenerPolicies,
}
