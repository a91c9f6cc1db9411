// Written by tooling/check/elb-table.ts from the vendor's service model: change that program, not this file.

/** The input structure of each action. */
export const inputs: Readonly<Record<string, string>> = {
  AddListenerCertificates: 'AddListenerCertificatesInput',
  AddTags: 'AddTagsInput',
  CreateListener: 'CreateListenerInput',
  CreateLoadBalancer: 'CreateLoadBalancerInput',
  CreateRule: 'CreateRuleInput',
  CreateTargetGroup: 'CreateTargetGroupInput',
  DeleteListener: 'DeleteListenerInput',
  DeleteLoadBalancer: 'DeleteLoadBalancerInput',
  DeleteRule: 'DeleteRuleInput',
  DeleteTargetGroup: 'DeleteTargetGroupInput',
  DeregisterTargets: 'DeregisterTargetsInput',
  DescribeAccountLimits: 'DescribeAccountLimitsInput',
  DescribeListenerAttributes: 'DescribeListenerAttributesInput',
  DescribeListenerCertificates: 'DescribeListenerCertificatesInput',
  DescribeListeners: 'DescribeListenersInput',
  DescribeLoadBalancerAttributes: 'DescribeLoadBalancerAttributesInput',
  DescribeLoadBalancers: 'DescribeLoadBalancersInput',
  DescribeRules: 'DescribeRulesInput',
  DescribeSSLPolicies: 'DescribeSSLPoliciesInput',
  DescribeTags: 'DescribeTagsInput',
  DescribeTargetGroupAttributes: 'DescribeTargetGroupAttributesInput',
  DescribeTargetGroups: 'DescribeTargetGroupsInput',
  DescribeTargetHealth: 'DescribeTargetHealthInput',
  ModifyListener: 'ModifyListenerInput',
  ModifyListenerAttributes: 'ModifyListenerAttributesInput',
  ModifyLoadBalancerAttributes: 'ModifyLoadBalancerAttributesInput',
  ModifyRule: 'ModifyRuleInput',
  ModifyTargetGroup: 'ModifyTargetGroupInput',
  ModifyTargetGroupAttributes: 'ModifyTargetGroupAttributesInput',
  RegisterTargets: 'RegisterTargetsInput',
  RemoveListenerCertificates: 'RemoveListenerCertificatesInput',
  RemoveTags: 'RemoveTagsInput',
  SetIpAddressType: 'SetIpAddressTypeInput',
  SetRulePriorities: 'SetRulePrioritiesInput',
  SetSecurityGroups: 'SetSecurityGroupsInput',
  SetSubnets: 'SetSubnetsInput',
}

/** Fields by wire name: `*` marks a list, `!` a required field, `#` an enumeration; capitals name a structure. */
export const structures: Readonly<Record<string, string>> = {
  Action:
    'AuthenticateCognitoConfig:AuthenticateCognitoActionConfig AuthenticateOidcConfig:AuthenticateOidcActionConfig FixedResponseConfig:FixedResponseActionConfig ForwardConfig:ForwardActionConfig JwtValidationConfig:JwtValidationActionConfig Order:integer(1..50000) RedirectConfig:RedirectActionConfig TargetGroupArn:string Type!:#ActionTypeEnum',
  AddListenerCertificatesInput: 'Certificates*!:Certificate ListenerArn!:string',
  AddTagsInput: 'ResourceArns*!:string Tags*!:Tag',
  AuthenticateCognitoActionConfig:
    'AuthenticationRequestExtraParams:map OnUnauthenticatedRequest:#AuthenticateCognitoActionConditionalBehaviorEnum Scope:string SessionCookieName:string SessionTimeout:long UserPoolArn!:string UserPoolClientId!:string UserPoolDomain!:string',
  AuthenticateOidcActionConfig:
    'AuthenticationRequestExtraParams:map AuthorizationEndpoint!:string ClientId!:string ClientSecret:string Issuer!:string OnUnauthenticatedRequest:#AuthenticateOidcActionConditionalBehaviorEnum Scope:string SessionCookieName:string SessionTimeout:long TokenEndpoint!:string UseExistingClientSecret:boolean UserInfoEndpoint!:string',
  Certificate: 'CertificateArn:string IsDefault:boolean',
  CreateListenerInput:
    'AlpnPolicy*:string Certificates*:Certificate DefaultActions*!:Action LoadBalancerArn!:string MutualAuthentication:MutualAuthenticationAttributes Port:integer(1..65535) Protocol:#ProtocolEnum SslPolicy:string Tags*:Tag',
  CreateLoadBalancerInput:
    'CustomerOwnedIpv4Pool:string(..256) EnablePrefixForIpv6SourceNat:#EnablePrefixForIpv6SourceNatEnum IpAddressType:#IpAddressType IpamPools:IpamPools Name!:string Scheme:#LoadBalancerSchemeEnum SecurityGroups*:string SubnetMappings*:SubnetMapping Subnets*:string Tags*:Tag Type:#LoadBalancerTypeEnum',
  CreateRuleInput:
    'Actions*!:Action Conditions*!:RuleCondition ListenerArn!:string Priority!:integer(1..50000) Tags*:Tag Transforms*:RuleTransform',
  CreateTargetGroupInput:
    'HealthCheckEnabled:boolean HealthCheckIntervalSeconds:integer(5..300) HealthCheckPath:string(1..1024) HealthCheckPort:string HealthCheckProtocol:#ProtocolEnum HealthCheckTimeoutSeconds:integer(2..120) HealthyThresholdCount:integer(2..10) IpAddressType:#TargetGroupIpAddressTypeEnum Matcher:Matcher Name!:string Port:integer(1..65535) Protocol:#ProtocolEnum ProtocolVersion:string Tags*:Tag TargetControlPort:integer(1..65535) TargetType:#TargetTypeEnum UnhealthyThresholdCount:integer(2..10) VpcId:string',
  DeleteListenerInput: 'ListenerArn!:string',
  DeleteLoadBalancerInput: 'LoadBalancerArn!:string',
  DeleteRuleInput: 'RuleArn!:string',
  DeleteTargetGroupInput: 'TargetGroupArn!:string',
  DeregisterTargetsInput: 'TargetGroupArn!:string Targets*!:TargetDescription',
  DescribeAccountLimitsInput: 'Marker:string PageSize:integer(1..400)',
  DescribeListenerAttributesInput: 'ListenerArn!:string',
  DescribeListenerCertificatesInput: 'ListenerArn!:string Marker:string PageSize:integer(1..400)',
  DescribeListenersInput:
    'ListenerArns*:string LoadBalancerArn:string Marker:string PageSize:integer(1..400)',
  DescribeLoadBalancerAttributesInput: 'LoadBalancerArn!:string',
  DescribeLoadBalancersInput: 'LoadBalancerArns*:string Marker:string Names*:string PageSize:integer(1..400)',
  DescribeRulesInput: 'ListenerArn:string Marker:string PageSize:integer(1..400) RuleArns*:string',
  DescribeSSLPoliciesInput:
    'LoadBalancerType:#LoadBalancerTypeEnum Marker:string Names*:string PageSize:integer(1..400)',
  DescribeTagsInput: 'ResourceArns*!:string',
  DescribeTargetGroupAttributesInput: 'TargetGroupArn!:string',
  DescribeTargetGroupsInput:
    'LoadBalancerArn:string Marker:string Names*:string PageSize:integer(1..400) TargetGroupArns*:string',
  DescribeTargetHealthInput:
    'Include*:#DescribeTargetHealthInputIncludeEnum TargetGroupArn!:string Targets*:TargetDescription',
  FixedResponseActionConfig: 'ContentType:string(0..32) MessageBody:string(0..1024) StatusCode!:string',
  ForwardActionConfig:
    'TargetGroupStickinessConfig:TargetGroupStickinessConfig TargetGroups*:TargetGroupTuple',
  HostHeaderConditionConfig: 'RegexValues*:string Values*:string',
  HostHeaderRewriteConfig: 'Rewrites*:RewriteConfig',
  HttpHeaderConditionConfig: 'HttpHeaderName:string RegexValues*:string Values*:string',
  HttpRequestMethodConditionConfig: 'Values*:string',
  IpamPools: 'Ipv4IpamPoolId:string(..1000)',
  JwtValidationActionAdditionalClaim:
    'Format!:#JwtValidationActionAdditionalClaimFormatEnum Name!:string Values*!:string',
  JwtValidationActionConfig:
    'AdditionalClaims*:JwtValidationActionAdditionalClaim Issuer!:string JwksEndpoint!:string',
  ListenerAttribute: 'Key:string(..256) Value:string',
  LoadBalancerAttribute: 'Key:string(..256) Value:string(..1024)',
  Matcher: 'GrpcCode:string HttpCode:string',
  ModifyListenerAttributesInput: 'Attributes*!:ListenerAttribute ListenerArn!:string',
  ModifyListenerInput:
    'AlpnPolicy*:string Certificates*:Certificate DefaultActions*:Action ListenerArn!:string MutualAuthentication:MutualAuthenticationAttributes Port:integer(1..65535) Protocol:#ProtocolEnum SslPolicy:string',
  ModifyLoadBalancerAttributesInput: 'Attributes*!:LoadBalancerAttribute LoadBalancerArn!:string',
  ModifyRuleInput:
    'Actions*:Action Conditions*:RuleCondition ResetTransforms:boolean RuleArn!:string Transforms*:RuleTransform',
  ModifyTargetGroupAttributesInput: 'Attributes*!:TargetGroupAttribute TargetGroupArn!:string',
  ModifyTargetGroupInput:
    'HealthCheckEnabled:boolean HealthCheckIntervalSeconds:integer(5..300) HealthCheckPath:string(1..1024) HealthCheckPort:string HealthCheckProtocol:#ProtocolEnum HealthCheckTimeoutSeconds:integer(2..120) HealthyThresholdCount:integer(2..10) Matcher:Matcher TargetGroupArn!:string UnhealthyThresholdCount:integer(2..10)',
  MutualAuthenticationAttributes:
    'AdvertiseTrustStoreCaNames:#AdvertiseTrustStoreCaNamesEnum IgnoreClientCertificateExpiry:boolean Mode:string TrustStoreArn:string TrustStoreAssociationStatus:#TrustStoreAssociationStatusEnum',
  PathPatternConditionConfig: 'RegexValues*:string Values*:string',
  QueryStringConditionConfig: 'Values*:QueryStringKeyValuePair',
  QueryStringKeyValuePair: 'Key:string Value:string',
  RedirectActionConfig:
    'Host:string(1..128) Path:string(1..128) Port:string Protocol:string Query:string(0..128) StatusCode!:#RedirectActionStatusCodeEnum',
  RegisterTargetsInput: 'TargetGroupArn!:string Targets*!:TargetDescription',
  RemoveListenerCertificatesInput: 'Certificates*!:Certificate ListenerArn!:string',
  RemoveTagsInput: 'ResourceArns*!:string TagKeys*!:string(1..128)',
  RewriteConfig: 'Regex!:string Replace!:string',
  RuleCondition:
    'Field:string(..64) HostHeaderConfig:HostHeaderConditionConfig HttpHeaderConfig:HttpHeaderConditionConfig HttpRequestMethodConfig:HttpRequestMethodConditionConfig PathPatternConfig:PathPatternConditionConfig QueryStringConfig:QueryStringConditionConfig RegexValues*:string SourceIpConfig:SourceIpConditionConfig Values*:string',
  RulePriorityPair: 'Priority:integer(1..50000) RuleArn:string',
  RuleTransform:
    'HostHeaderRewriteConfig:HostHeaderRewriteConfig Type!:#TransformTypeEnum UrlRewriteConfig:UrlRewriteConfig',
  SetIpAddressTypeInput: 'IpAddressType!:#IpAddressType LoadBalancerArn!:string',
  SetRulePrioritiesInput: 'RulePriorities*!:RulePriorityPair',
  SetSecurityGroupsInput:
    'EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic:#EnforceSecurityGroupInboundRulesOnPrivateLinkTrafficEnum LoadBalancerArn!:string SecurityGroups*!:string',
  SetSubnetsInput:
    'EnablePrefixForIpv6SourceNat:#EnablePrefixForIpv6SourceNatEnum IpAddressType:#IpAddressType LoadBalancerArn!:string SubnetMappings*:SubnetMapping Subnets*:string',
  SourceIpConditionConfig: 'Values*:string',
  SubnetMapping:
    'AllocationId:string IPv6Address:string PrivateIPv4Address:string SourceNatIpv6Prefix:string SubnetId:string',
  Tag: 'Key!:string(1..128) Value:string(0..256)',
  TargetDescription: 'AvailabilityZone:string Id!:string Port:integer(1..65535) QuicServerId:string(1..256)',
  TargetGroupAttribute: 'Key:string(..256) Value:string',
  TargetGroupStickinessConfig: 'DurationSeconds:integer Enabled:boolean',
  TargetGroupTuple: 'TargetGroupArn:string Weight:integer',
  UrlRewriteConfig: 'Rewrites*:RewriteConfig',
}

export const enums: Readonly<Record<string, string>> = {
  ActionTypeEnum: 'forward authenticate-oidc authenticate-cognito redirect fixed-response jwt-validation',
  AdvertiseTrustStoreCaNamesEnum: 'on off',
  AuthenticateCognitoActionConditionalBehaviorEnum: 'deny allow authenticate',
  AuthenticateOidcActionConditionalBehaviorEnum: 'deny allow authenticate',
  DescribeTargetHealthInputIncludeEnum: 'AnomalyDetection All',
  EnablePrefixForIpv6SourceNatEnum: 'on off',
  EnforceSecurityGroupInboundRulesOnPrivateLinkTrafficEnum: 'on off',
  IpAddressType: 'ipv4 dualstack dualstack-without-public-ipv4',
  JwtValidationActionAdditionalClaimFormatEnum: 'single-string string-array space-separated-values',
  LoadBalancerSchemeEnum: 'internet-facing internal',
  LoadBalancerTypeEnum: 'application network gateway',
  ProtocolEnum: 'HTTP HTTPS TCP TLS UDP TCP_UDP GENEVE QUIC TCP_QUIC',
  RedirectActionStatusCodeEnum: 'HTTP_301 HTTP_302',
  TargetGroupIpAddressTypeEnum: 'ipv4 ipv6',
  TargetTypeEnum: 'instance ip lambda alb',
  TransformTypeEnum: 'host-header-rewrite url-rewrite',
  TrustStoreAssociationStatusEnum: 'active removed',
}

export const namedLists = true
