// Written by tooling/check/elb-table.ts from the vendor's service model: change that program, not this file.

/** The input structure of each action. */
export const inputs: Readonly<Record<string, string>> = {
  AddTags: 'AddTagsInput',
  ApplySecurityGroupsToLoadBalancer: 'ApplySecurityGroupsToLoadBalancerInput',
  AttachLoadBalancerToSubnets: 'AttachLoadBalancerToSubnetsInput',
  ConfigureHealthCheck: 'ConfigureHealthCheckInput',
  CreateAppCookieStickinessPolicy: 'CreateAppCookieStickinessPolicyInput',
  CreateLBCookieStickinessPolicy: 'CreateLBCookieStickinessPolicyInput',
  CreateLoadBalancer: 'CreateAccessPointInput',
  CreateLoadBalancerListeners: 'CreateLoadBalancerListenerInput',
  CreateLoadBalancerPolicy: 'CreateLoadBalancerPolicyInput',
  DeleteLoadBalancer: 'DeleteAccessPointInput',
  DeleteLoadBalancerListeners: 'DeleteLoadBalancerListenerInput',
  DeleteLoadBalancerPolicy: 'DeleteLoadBalancerPolicyInput',
  DeregisterInstancesFromLoadBalancer: 'DeregisterEndPointsInput',
  DescribeAccountLimits: 'DescribeAccountLimitsInput',
  DescribeInstanceHealth: 'DescribeEndPointStateInput',
  DescribeLoadBalancerAttributes: 'DescribeLoadBalancerAttributesInput',
  DescribeLoadBalancerPolicies: 'DescribeLoadBalancerPoliciesInput',
  DescribeLoadBalancerPolicyTypes: 'DescribeLoadBalancerPolicyTypesInput',
  DescribeLoadBalancers: 'DescribeAccessPointsInput',
  DescribeTags: 'DescribeTagsInput',
  DetachLoadBalancerFromSubnets: 'DetachLoadBalancerFromSubnetsInput',
  DisableAvailabilityZonesForLoadBalancer: 'RemoveAvailabilityZonesInput',
  EnableAvailabilityZonesForLoadBalancer: 'AddAvailabilityZonesInput',
  ModifyLoadBalancerAttributes: 'ModifyLoadBalancerAttributesInput',
  RegisterInstancesWithLoadBalancer: 'RegisterEndPointsInput',
  RemoveTags: 'RemoveTagsInput',
  SetLoadBalancerListenerSSLCertificate: 'SetLoadBalancerListenerSSLCertificateInput',
  SetLoadBalancerPoliciesForBackendServer: 'SetLoadBalancerPoliciesForBackendServerInput',
  SetLoadBalancerPoliciesOfListener: 'SetLoadBalancerPoliciesOfListenerInput',
}

/** Fields by wire name: `*` marks a list, `!` a required field, `#` an enumeration; capitals name a structure. */
export const structures: Readonly<Record<string, string>> = {
  AccessLog: 'EmitInterval:integer Enabled!:boolean S3BucketName:string S3BucketPrefix:string',
  AddAvailabilityZonesInput: 'AvailabilityZones*!:string LoadBalancerName!:string',
  AddTagsInput: 'LoadBalancerNames*!:string Tags*!:Tag',
  AdditionalAttribute: 'Key:string(..256) Value:string(..256)',
  ApplySecurityGroupsToLoadBalancerInput: 'LoadBalancerName!:string SecurityGroups*!:string',
  AttachLoadBalancerToSubnetsInput: 'LoadBalancerName!:string Subnets*!:string',
  ConfigureHealthCheckInput: 'HealthCheck!:HealthCheck LoadBalancerName!:string',
  ConnectionDraining: 'Enabled!:boolean Timeout:integer',
  ConnectionSettings: 'IdleTimeout!:integer(1..3600)',
  CreateAccessPointInput:
    'AvailabilityZones*:string Listeners*!:Listener LoadBalancerName!:string Scheme:string SecurityGroups*:string Subnets*:string Tags*:Tag',
  CreateAppCookieStickinessPolicyInput: 'CookieName!:string LoadBalancerName!:string PolicyName!:string',
  CreateLBCookieStickinessPolicyInput:
    'CookieExpirationPeriod:long LoadBalancerName!:string PolicyName!:string',
  CreateLoadBalancerListenerInput: 'Listeners*!:Listener LoadBalancerName!:string',
  CreateLoadBalancerPolicyInput:
    'LoadBalancerName!:string PolicyAttributes*:PolicyAttribute PolicyName!:string PolicyTypeName!:string',
  CrossZoneLoadBalancing: 'Enabled!:boolean',
  DeleteAccessPointInput: 'LoadBalancerName!:string',
  DeleteLoadBalancerListenerInput: 'LoadBalancerName!:string LoadBalancerPorts*!:integer',
  DeleteLoadBalancerPolicyInput: 'LoadBalancerName!:string PolicyName!:string',
  DeregisterEndPointsInput: 'Instances*!:Instance LoadBalancerName!:string',
  DescribeAccessPointsInput: 'LoadBalancerNames*:string Marker:string PageSize:integer(1..400)',
  DescribeAccountLimitsInput: 'Marker:string PageSize:integer(1..400)',
  DescribeEndPointStateInput: 'Instances*:Instance LoadBalancerName!:string',
  DescribeLoadBalancerAttributesInput: 'LoadBalancerName!:string',
  DescribeLoadBalancerPoliciesInput: 'LoadBalancerName:string PolicyNames*:string',
  DescribeLoadBalancerPolicyTypesInput: 'PolicyTypeNames*:string',
  DescribeTagsInput: 'LoadBalancerNames*!:string',
  DetachLoadBalancerFromSubnetsInput: 'LoadBalancerName!:string Subnets*!:string',
  HealthCheck:
    'HealthyThreshold!:integer(2..10) Interval!:integer(5..300) Target!:string Timeout!:integer(2..60) UnhealthyThreshold!:integer(2..10)',
  Instance: 'InstanceId:string',
  Listener:
    'InstancePort!:integer(1..65535) InstanceProtocol:string LoadBalancerPort!:integer Protocol!:string SSLCertificateId:string',
  LoadBalancerAttributes:
    'AccessLog:AccessLog AdditionalAttributes*:AdditionalAttribute ConnectionDraining:ConnectionDraining ConnectionSettings:ConnectionSettings CrossZoneLoadBalancing:CrossZoneLoadBalancing',
  ModifyLoadBalancerAttributesInput:
    'LoadBalancerAttributes!:LoadBalancerAttributes LoadBalancerName!:string',
  PolicyAttribute: 'AttributeName:string AttributeValue:string',
  RegisterEndPointsInput: 'Instances*!:Instance LoadBalancerName!:string',
  RemoveAvailabilityZonesInput: 'AvailabilityZones*!:string LoadBalancerName!:string',
  RemoveTagsInput: 'LoadBalancerNames*!:string Tags*!:TagKeyOnly',
  SetLoadBalancerListenerSSLCertificateInput:
    'LoadBalancerName!:string LoadBalancerPort!:integer SSLCertificateId!:string',
  SetLoadBalancerPoliciesForBackendServerInput:
    'InstancePort!:integer LoadBalancerName!:string PolicyNames*!:string',
  SetLoadBalancerPoliciesOfListenerInput:
    'LoadBalancerName!:string LoadBalancerPort!:integer PolicyNames*!:string',
  Tag: 'Key!:string(1..128) Value:string(0..256)',
  TagKeyOnly: 'Key:string(1..128)',
}

export const enums: Readonly<Record<string, string>> = {}

export const namedLists = true
