import { describe, expect, it } from 'vitest'
import * as elb from './index.ts'
import { answer, balancerId, groupArn, listenerArn, networkId, options, refuse } from './testing/mock-elb.ts'

const driver = elb.loadBalancers(options)
const network = elb.loadBalancers({ ...options, kind: 'network' })
const classic = elb.loadBalancers({ ...options, kind: 'classic' })
const certificate = 'arn:aws:acm:eu-west-1:123456789012:certificate/1a'
const ruleArn = listenerArn.replace(':listener/', ':listener-rule/')
const group = `<member><TargetGroupArn>${groupArn}</TargetGroupArn><TargetGroupName>web</TargetGroupName><Protocol>HTTP</Protocol>
  <Port>80</Port></member>`
const rule = `<Rules><member><RuleArn>${ruleArn}</RuleArn><Priority>7</Priority></member></Rules>`
const listener = `<Listeners><member><ListenerArn>${listenerArn}</ListenerArn><Port>80</Port></member></Listeners>`
const attributes = '<Attributes><member><Key>a.b</Key><Value>c</Value></member></Attributes>'
const forward = [{ Type: 'forward', TargetGroupArn: groupArn }]
const conditions = [{ Field: 'path-pattern', PathPatternConfig: { Values: ['/a/*'] } }]

type Row = readonly [
  action: string,
  call: () => Promise<unknown>,
  sent: object,
  result?: string,
  told?: unknown,
]

const groups: readonly Row[] = [
  [
    'DescribeTargetGroups',
    () => elb.listTargetGroups(driver, { LoadBalancerArn: balancerId }).toArray(),
    { LoadBalancerArn: balancerId },
  ],
  [
    'DescribeTargetGroups',
    () => elb.getTargetGroup(driver, groupArn),
    { 'TargetGroupArns.member.1': groupArn },
    `<TargetGroups>${group}</TargetGroups>`,
    { TargetGroupName: 'web', Port: 80 },
  ],
  [
    'CreateTargetGroup',
    () => elb.createTargetGroup(driver, { Name: 'web', Port: 80, Protocol: 'HTTP', tags: { a: 'b' } }),
    { Name: 'web', Port: '80', 'Tags.member.1.Key': 'a' },
    `<TargetGroups>${group}</TargetGroups>`,
    { TargetGroupArn: groupArn },
  ],
  [
    'ModifyTargetGroup',
    () => elb.modifyTargetGroup(driver, groupArn, { HealthCheckPath: '/up' }),
    { HealthCheckPath: '/up' },
    `<TargetGroups>${group}</TargetGroups>`,
    { Port: 80 },
  ],
  ['DeleteTargetGroup', () => elb.deleteTargetGroup(driver, groupArn), { TargetGroupArn: groupArn }],
  [
    'DescribeTargetGroupAttributes',
    () => elb.getTargetGroupAttributes(driver, groupArn),
    {},
    attributes,
    { 'a.b': 'c' },
  ],
  [
    'ModifyTargetGroupAttributes',
    () => elb.setTargetGroupAttributes(driver, groupArn, { 'a.b': 'c' }),
    { 'Attributes.member.1.Key': 'a.b', 'Attributes.member.1.Value': 'c' },
    attributes,
  ],
  [
    'RegisterTargets',
    () => elb.registerTargets(driver, groupArn, [{ Id: 'i-0a1', Port: 81 }]),
    { 'Targets.member.1.Id': 'i-0a1', 'Targets.member.1.Port': '81' },
  ],
  [
    'DeregisterTargets',
    () => elb.deregisterTargets(driver, groupArn, [{ Id: '10.0.0.1' }]),
    { 'Targets.member.1.Id': '10.0.0.1' },
  ],
  [
    'DescribeTargetHealth',
    () => elb.getTargetHealth(driver, groupArn),
    {},
    '<TargetHealthDescriptions><member><Target><Id>i-0a1</Id></Target></member></TargetHealthDescriptions>',
    [{ Target: { Id: 'i-0a1' } }],
  ],
]

const listeners: readonly Row[] = [
  [
    'DescribeListeners',
    () => elb.listListeners(driver, balancerId).toArray(),
    { LoadBalancerArn: balancerId },
    listener,
    [{ Port: 80 }],
  ],
  [
    'DescribeListeners',
    () => elb.getListener(driver, listenerArn),
    { 'ListenerArns.member.1': listenerArn },
    listener,
    { Port: 80 },
  ],
  [
    'CreateListener',
    () =>
      elb.createListener(driver, balancerId, {
        Protocol: 'HTTP',
        Port: 80,
        DefaultActions: [{ Type: 'redirect', RedirectConfig: { StatusCode: 'HTTP_301', Protocol: 'HTTPS' } }],
      }),
    { 'DefaultActions.member.1.RedirectConfig.StatusCode': 'HTTP_301' },
    listener,
    { ListenerArn: listenerArn },
  ],
  [
    'ModifyListener',
    () => elb.modifyListener(driver, listenerArn, { DefaultActions: forward }),
    { 'DefaultActions.member.1.TargetGroupArn': groupArn },
    listener,
    { Port: 80 },
  ],
  ['DeleteListener', () => elb.deleteListener(driver, listenerArn), { ListenerArn: listenerArn }],
  [
    'DescribeListenerCertificates',
    () => elb.listListenerCertificates(driver, listenerArn).toArray(),
    {},
    `<Certificates><member><CertificateArn>${certificate}</CertificateArn><IsDefault>true</IsDefault></member></Certificates>`,
    [{ CertificateArn: certificate, IsDefault: true }],
  ],
  [
    'AddListenerCertificates',
    () => elb.addListenerCertificates(driver, listenerArn, [certificate]),
    { 'Certificates.member.1.CertificateArn': certificate },
  ],
  [
    'RemoveListenerCertificates',
    () => elb.removeListenerCertificates(driver, listenerArn, [certificate]),
    { 'Certificates.member.1.CertificateArn': certificate },
  ],
  [
    'DescribeListenerAttributes',
    () => elb.getListenerAttributes(driver, listenerArn),
    {},
    attributes,
    { 'a.b': 'c' },
  ],
  [
    'ModifyListenerAttributes',
    () => elb.setListenerAttributes(driver, listenerArn, { 'a.b': 'c' }),
    { 'Attributes.member.1.Value': 'c' },
    attributes,
    { 'a.b': 'c' },
  ],
  [
    'DescribeRules',
    () => elb.listRules(driver, listenerArn).toArray(),
    { ListenerArn: listenerArn },
    rule,
    [{ Priority: '7' }],
  ],
  [
    'DescribeRules',
    () => elb.getRule(driver, ruleArn),
    { 'RuleArns.member.1': ruleArn },
    rule,
    { Priority: '7' },
  ],
  [
    'CreateRule',
    () => elb.createRule(driver, listenerArn, { priority: 7, conditions, actions: forward }),
    { Priority: '7', 'Conditions.member.1.PathPatternConfig.Values.member.1': '/a/*' },
    rule,
    { RuleArn: ruleArn },
  ],
  [
    'ModifyRule',
    () => elb.modifyRule(driver, ruleArn, { actions: forward }),
    { 'Actions.member.1.Type': 'forward' },
    rule,
    { Priority: '7' },
  ],
  [
    'SetRulePriorities',
    () => elb.setRulePriorities(driver, [{ rule: ruleArn, priority: 9 }]),
    { 'RulePriorities.member.1.Priority': '9' },
    rule,
  ],
  ['DeleteRule', () => elb.deleteRule(driver, ruleArn), { RuleArn: ruleArn }],
]

const balancers: readonly Row[] = [
  [
    'DescribeLoadBalancerAttributes',
    () => elb.getBalancerAttributes(driver, balancerId),
    {},
    attributes,
    { 'a.b': 'c' },
  ],
  [
    'ModifyLoadBalancerAttributes',
    () => elb.setBalancerAttributes(driver, balancerId, { 'a.b': 'c' }),
    { 'Attributes.member.1.Key': 'a.b' },
    attributes,
    { 'a.b': 'c' },
  ],
  [
    'SetSecurityGroups',
    () => elb.setSecurityGroups(driver, balancerId, ['sg-0a1']),
    { 'SecurityGroups.member.1': 'sg-0a1' },
  ],
  [
    'SetSubnets',
    () => elb.setSubnets(network, networkId, [{ SubnetId: 'subnet-0a1', AllocationId: 'eipalloc-1' }]),
    { 'SubnetMappings.member.1.AllocationId': 'eipalloc-1' },
  ],
  [
    'SetIpAddressType',
    () => elb.setIpAddressType(driver, balancerId, 'dualstack'),
    { IpAddressType: 'dualstack' },
  ],
  [
    'DescribeTags',
    () => elb.getTags(driver, groupArn),
    { 'ResourceArns.member.1': groupArn },
    '<TagDescriptions><member><Tags><member><Key>a</Key><Value>b</Value></member></Tags></member></TagDescriptions>',
    { a: 'b' },
  ],
  ['AddTags', () => elb.addTags(driver, groupArn, { a: 'b' }), { 'Tags.member.1.Value': 'b' }],
  ['RemoveTags', () => elb.removeTags(driver, groupArn, ['a']), { 'TagKeys.member.1': 'a' }],
  [
    'DescribeAccountLimits',
    () => elb.listAccountLimits(driver).toArray(),
    { Version: '2015-12-01' },
    '<Limits><member><Name>rules</Name><Max>100</Max></member></Limits>',
    [{ Name: 'rules', Max: '100' }],
  ],
  [
    'DescribeSSLPolicies',
    () => elb.listSslPolicies(driver).toArray(),
    {},
    '<SslPolicies><member><Name>p</Name><SslProtocols><member>TLSv1.3</member></SslProtocols></member></SslPolicies>',
    [{ Name: 'p', SslProtocols: ['TLSv1.3'] }],
  ],
]

const classics: readonly Row[] = [
  [
    'DescribeLoadBalancerAttributes',
    () => elb.getClassicAttributes(classic, 'web'),
    { LoadBalancerName: 'web' },
    '<LoadBalancerAttributes><ConnectionDraining><Enabled>true</Enabled><Timeout>60</Timeout></ConnectionDraining></LoadBalancerAttributes>',
    { ConnectionDraining: { Enabled: true, Timeout: 60 } },
  ],
  [
    'ModifyLoadBalancerAttributes',
    () => elb.setClassicAttributes(classic, 'web', { ConnectionSettings: { IdleTimeout: 9 } }),
    { 'LoadBalancerAttributes.ConnectionSettings.IdleTimeout': '9' },
  ],
  [
    'ApplySecurityGroupsToLoadBalancer',
    () => elb.setClassicSecurityGroups(classic, 'web', ['sg-0a1']),
    { 'SecurityGroups.member.1': 'sg-0a1' },
  ],
  [
    'AttachLoadBalancerToSubnets',
    () => elb.attachClassicSubnets(classic, 'web', ['subnet-0a1']),
    { 'Subnets.member.1': 'subnet-0a1' },
  ],
  [
    'DetachLoadBalancerFromSubnets',
    () => elb.detachClassicSubnets(classic, 'web', ['subnet-0a1']),
    { 'Subnets.member.1': 'subnet-0a1' },
  ],
  [
    'SetLoadBalancerListenerSSLCertificate',
    () => elb.setClassicCertificate(classic, 'web', { port: 443, certificate }),
    { LoadBalancerPort: '443', SSLCertificateId: certificate },
  ],
  [
    'SetLoadBalancerPoliciesOfListener',
    () => elb.setClassicPolicies(classic, 'web', { port: 443, policies: [] }),
    { PolicyNames: '' },
  ],
  [
    'CreateAppCookieStickinessPolicy',
    () => elb.createAppCookiePolicy(classic, 'web', { name: 'p', cookieName: 'SESSION' }),
    { CookieName: 'SESSION' },
  ],
  [
    'DescribeLoadBalancerPolicies',
    () => elb.listClassicPolicies(classic, 'web'),
    { LoadBalancerName: 'web' },
    `<PolicyDescriptions><member><PolicyName>p</PolicyName><PolicyTypeName>ProxyProtocolPolicyType</PolicyTypeName>
      <PolicyAttributeDescriptions><member><AttributeName>ProxyProtocol</AttributeName><AttributeValue>true</AttributeValue></member></PolicyAttributeDescriptions>
      </member></PolicyDescriptions>`,
    [
      {
        PolicyName: 'p',
        PolicyAttributeDescriptions: [{ AttributeName: 'ProxyProtocol', AttributeValue: 'true' }],
      },
    ],
  ],
  [
    'DescribeLoadBalancerPolicyTypes',
    () => elb.listClassicPolicyTypes(classic),
    {},
    `<PolicyTypeDescriptions><member><PolicyTypeName>ProxyProtocolPolicyType</PolicyTypeName><PolicyAttributeTypeDescriptions><member>
      <AttributeName>ProxyProtocol</AttributeName><Cardinality>ONE</Cardinality></member></PolicyAttributeTypeDescriptions></member></PolicyTypeDescriptions>`,
    [{ PolicyAttributeTypeDescriptions: [{ AttributeName: 'ProxyProtocol', Cardinality: 'ONE' }] }],
  ],
  [
    'CreateLoadBalancerPolicy',
    () =>
      elb.createClassicPolicy(classic, 'web', {
        name: 'p',
        type: 'BackendServerAuthenticationPolicyType',
        attributes: { PublicKeyPolicyName: ['one', 'two'] },
      }),
    {
      PolicyTypeName: 'BackendServerAuthenticationPolicyType',
      'PolicyAttributes.member.2.AttributeName': 'PublicKeyPolicyName',
      'PolicyAttributes.member.2.AttributeValue': 'two',
    },
  ],
  [
    'SetLoadBalancerPoliciesForBackendServer',
    () => elb.setClassicBackendPolicies(classic, 'web', { instancePort: 80, policies: ['p'] }),
    { InstancePort: '80', 'PolicyNames.member.1': 'p' },
  ],
  ['DeleteLoadBalancerPolicy', () => elb.deleteClassicPolicy(classic, 'web', 'p'), { PolicyName: 'p' }],
  [
    'DescribeTags',
    () => elb.getClassicTags(classic, 'web'),
    { 'LoadBalancerNames.member.1': 'web' },
    '<TagDescriptions/>',
    {},
  ],
  ['AddTags', () => elb.addClassicTags(classic, 'web', { a: 'b' }), { 'Tags.member.1.Key': 'a' }],
  ['RemoveTags', () => elb.removeClassicTags(classic, 'web', ['a']), { 'Tags.member.1.Key': 'a' }],
  [
    'DescribeAccountLimits',
    () => elb.listAccountLimits(classic).toArray(),
    { Version: '2012-06-01' },
    '<Limits/>',
    [],
  ],
]

describe('what this provider alone has', () => {
  for (const [action, call, sent, result, told] of [...groups, ...listeners, ...balancers, ...classics]) {
    it(`asks for ${action} of ${Object.keys(sent)[0] ?? 'one'}`, async () => {
      const { form } = answer(action, result)
      const value = Object(await call())
      expect(form).toMatchObject({ Action: action, ...sent })
      if (told !== undefined) expect(value).toMatchObject(told as object)
    })
  }

  it('follows markers to the last page', async () => {
    const page = (marker: string) => `<TargetGroups>${group}</TargetGroups>${marker}`
    answer('DescribeTargetGroups', page('<NextMarker>m-2</NextMarker>'))
    const { form } = answer('DescribeTargetGroups', page(''))
    expect(await elb.listTargetGroups(driver).toArray()).toHaveLength(2)
    expect(form.Marker).toBe('m-2')
  })

  it('takes a removal that was done for done when its answer was lost', async () => {
    refuse(503, 'ServiceUnavailable')
    refuse(400, 'RuleNotFound')
    expect(await elb.deleteRule(driver, ruleArn)).toBeUndefined()
    refuse(400, 'RuleNotFound')
    await expect(elb.deleteRule(driver, ruleArn)).rejects.toMatchObject({ code: 'not-found' })
  })
})
