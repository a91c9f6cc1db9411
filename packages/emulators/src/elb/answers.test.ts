import {
  waitUntilLoadBalancerAvailable,
  waitUntilTargetInService,
} from '@aws-sdk/client-elastic-load-balancing-v2'
import { expect, test } from 'vitest'
import { ec2Images } from '../ec2/images.ts'
import { startCloud } from '../start-cloud.ts'
import { type ElbClients, elbClients } from '../testing/elb-client.ts'
import { quickly, sdkClient, shortTimes } from '../testing/sdk-client.ts'
import { classicElbModel, elbModel } from '../testing/service-model.ts'
import { classicActionNames, v2ActionNames } from './action-names.ts'

const where = elbModel && classicElbModel ? '' : ' (skipped: the service models are not on this machine)'
const certificate = 'arn:aws:acm:eu-west-1:123456789012:certificate/12345678-1234-1234-1234-123456789012'
const other = certificate.replace('12345678-1234', '87654321-4321')
const subnets = ['subnet-01111111111111111', 'subnet-02222222222222222', 'subnet-03333333333333333']
const [first = '', second = '', third = ''] = subnets

test.skipIf(where)(`every action's answer has the shape of the service models${where}`, async () => {
  await using local = await startCloud({ times: { ...shortTimes, actionMs: 10 } })
  const { ec2 } = sdkClient(local)
  const { Instances } = await ec2.runInstances({
    ImageId: ec2Images.debian12,
    InstanceType: 't3.micro',
    MinCount: 1,
    MaxCount: 1,
    SubnetId: first,
  })
  const id = Instances?.[0]?.InstanceId ?? ''
  while (local.inventory().nodes[0]?.booted !== true) await new Promise((resolve) => setTimeout(resolve, 10))
  const clients = elbClients(local)
  await useV2(clients, id)
  await useClassic(clients, id)
  expect([...clients.checked.v2].sort()).toEqual([...v2ActionNames].sort())
  expect([...clients.checked.classic].sort()).toEqual([...classicActionNames].sort())
  const { balancers, targetGroups, listeners, rules } = local.inventory().elb
  expect([balancers, targetGroups, listeners, rules]).toEqual([[], [], [], []])
})

async function useV2({ v2 }: ElbClients, instance: string): Promise<void> {
  const { LoadBalancers } = await v2.createLoadBalancer({ Name: 'web', Subnets: [first, second] })
  const { LoadBalancerArn = '', VpcId, SecurityGroups } = LoadBalancers?.[0] ?? {}
  await waitUntilLoadBalancerAvailable({ client: v2, ...quickly }, { Names: ['web'] })
  const { TargetGroups } = await v2.createTargetGroup({ Name: 'web', Protocol: 'HTTP', Port: 80, VpcId })
  const { TargetGroupArn = '' } = TargetGroups?.[0] ?? {}
  const forward = { Type: 'forward', TargetGroupArn } as const
  const { Listeners } = await v2.createListener({
    LoadBalancerArn,
    Protocol: 'HTTPS',
    Port: 443,
    Certificates: [{ CertificateArn: certificate }],
    DefaultActions: [forward],
  })
  const { ListenerArn = '' } = Listeners?.[0] ?? {}
  await v2.registerTargets({ TargetGroupArn, Targets: [{ Id: instance }] })
  await waitUntilTargetInService({ client: v2, ...quickly }, { TargetGroupArn })
  await useListener(v2, ListenerArn)
  await v2.setSubnets({ LoadBalancerArn, Subnets: [first, third] })
  await v2.setSecurityGroups({ LoadBalancerArn, SecurityGroups })
  await v2.setIpAddressType({ LoadBalancerArn, IpAddressType: 'ipv4' })
  await v2.addTags({ ResourceArns: [LoadBalancerArn, ListenerArn], Tags: [{ Key: 'k', Value: 'v' }] })
  const { TagDescriptions } = await v2.describeTags({ ResourceArns: [LoadBalancerArn] })
  expect(TagDescriptions).toMatchObject([{ Tags: [{ Key: 'k', Value: 'v' }] }])
  await v2.removeTags({ ResourceArns: [LoadBalancerArn], TagKeys: ['k'] })
  const Attributes = [{ Key: 'idle_timeout.timeout_seconds', Value: '120' }]
  await v2.modifyLoadBalancerAttributes({ LoadBalancerArn, Attributes })
  const { Attributes: all } = await v2.describeLoadBalancerAttributes({ LoadBalancerArn })
  expect(all).toContainEqual(Attributes[0])
  await v2.modifyTargetGroup({ TargetGroupArn, HealthCheckPath: '/health', Matcher: { HttpCode: '200-299' } })
  await v2.modifyTargetGroupAttributes({
    TargetGroupArn,
    Attributes: [{ Key: 'deregistration_delay.timeout_seconds', Value: '0' }],
  })
  await v2.describeTargetGroupAttributes({ TargetGroupArn })
  await v2.describeTargetGroups({ LoadBalancerArn })
  await v2.describeSSLPolicies({})
  await v2.describeAccountLimits({})
  await v2.deregisterTargets({ TargetGroupArn, Targets: [{ Id: instance }] })
  await v2.deleteListener({ ListenerArn })
  await v2.deleteLoadBalancer({ LoadBalancerArn })
  await v2.deleteTargetGroup({ TargetGroupArn })
}

async function useListener(v2: ElbClients['v2'], ListenerArn: string): Promise<void> {
  const Certificates = [{ CertificateArn: other }]
  await v2.addListenerCertificates({ ListenerArn, Certificates })
  const { Certificates: all } = await v2.describeListenerCertificates({ ListenerArn })
  expect(all?.map(({ IsDefault }) => IsDefault)).toEqual([true, false])
  await v2.removeListenerCertificates({ ListenerArn, Certificates })
  await v2.modifyListener({ ListenerArn, SslPolicy: 'ELBSecurityPolicy-TLS13-1-2-2021-06' })
  await v2.describeListeners({ ListenerArns: [ListenerArn] })
  await v2.modifyListenerAttributes({
    ListenerArn,
    Attributes: [{ Key: 'routing.http.response.server.enabled', Value: 'false' }],
  })
  await v2.describeListenerAttributes({ ListenerArn })
  const { Rules } = await v2.createRule({
    ListenerArn,
    Priority: 10,
    Conditions: [
      { Field: 'path-pattern', Values: ['/old/*'] },
      { Field: 'http-header', HttpHeaderConfig: { HttpHeaderName: 'x-kind', Values: ['a'] } },
      { Field: 'query-string', QueryStringConfig: { Values: [{ Key: 'v', Value: '1' }] } },
    ],
    Actions: [{ Type: 'redirect', RedirectConfig: { Path: '/new', StatusCode: 'HTTP_301' } }],
  })
  const { RuleArn = '' } = Rules?.[0] ?? {}
  await v2.modifyRule({
    RuleArn,
    Actions: [{ Type: 'fixed-response', FixedResponseConfig: { StatusCode: '410' } }],
  })
  await v2.setRulePriorities({ RulePriorities: [{ RuleArn, Priority: 5 }] })
  const { Rules: shown } = await v2.describeRules({ ListenerArn })
  expect(shown?.map(({ Priority }) => Priority)).toEqual(['5', 'default'])
  await v2.deleteRule({ RuleArn })
}

async function useClassic({ classic }: ElbClients, InstanceId: string): Promise<void> {
  const LoadBalancerName = 'old'
  const Instances = [{ InstanceId }]
  await classic.createLoadBalancer({
    LoadBalancerName,
    AvailabilityZones: ['eu-west-1a'],
    Listeners: [{ Protocol: 'http', LoadBalancerPort: 80, InstancePort: 8080 }],
  })
  await classic.createLoadBalancerListeners({
    LoadBalancerName,
    Listeners: [
      { Protocol: 'HTTPS', LoadBalancerPort: 443, InstancePort: 8080, SSLCertificateId: certificate },
    ],
  })
  await classic.setLoadBalancerListenerSSLCertificate({
    LoadBalancerName,
    LoadBalancerPort: 443,
    SSLCertificateId: other,
  })
  await classic.createAppCookieStickinessPolicy({ LoadBalancerName, PolicyName: 'app', CookieName: 'id' })
  await classic.createLBCookieStickinessPolicy({ LoadBalancerName, PolicyName: 'own' })
  await classic.setLoadBalancerPoliciesOfListener({
    LoadBalancerName,
    LoadBalancerPort: 80,
    PolicyNames: ['own'],
  })
  await classic.deleteLoadBalancerPolicy({ LoadBalancerName, PolicyName: 'app' })
  await usePolicies(classic, LoadBalancerName)
  await classic.configureHealthCheck({
    LoadBalancerName,
    HealthCheck: {
      Target: 'HTTP:8080/',
      Interval: 10,
      Timeout: 5,
      UnhealthyThreshold: 2,
      HealthyThreshold: 2,
    },
  })
  await classic.registerInstancesWithLoadBalancer({ LoadBalancerName, Instances })
  const inService = async () =>
    (await classic.describeInstanceHealth({ LoadBalancerName })).InstanceStates?.[0]?.State
  while ((await inService()) !== 'InService') await new Promise((resolve) => setTimeout(resolve, 10))
  await classic.attachLoadBalancerToSubnets({ LoadBalancerName, Subnets: [second] })
  await classic.detachLoadBalancerFromSubnets({ LoadBalancerName, Subnets: [first] })
  await classic.enableAvailabilityZonesForLoadBalancer({
    LoadBalancerName,
    AvailabilityZones: ['eu-west-1a'],
  })
  await classic.disableAvailabilityZonesForLoadBalancer({
    LoadBalancerName,
    AvailabilityZones: ['eu-west-1b'],
  })
  await classic.applySecurityGroupsToLoadBalancer({
    LoadBalancerName,
    SecurityGroups: ['sg-0dddddddddddddddd'],
  })
  await classic.modifyLoadBalancerAttributes({
    LoadBalancerName,
    LoadBalancerAttributes: { ConnectionDraining: { Enabled: true, Timeout: 60 } },
  })
  await classic.describeLoadBalancerAttributes({ LoadBalancerName })
  await classic.addTags({ LoadBalancerNames: ['old'], Tags: [{ Key: 'k', Value: 'v' }] })
  await classic.describeTags({ LoadBalancerNames: ['old'] })
  await classic.removeTags({ LoadBalancerNames: ['old'], Tags: [{ Key: 'k' }] })
  const { LoadBalancerDescriptions } = await classic.describeLoadBalancers({ LoadBalancerNames: ['old'] })
  expect(LoadBalancerDescriptions).toMatchObject([
    { Instances, AvailabilityZones: ['eu-west-1a'], ListenerDescriptions: [{ PolicyNames: ['own'] }, {}] },
  ])
  await classic.describeAccountLimits({})
  await classic.deregisterInstancesFromLoadBalancer({ LoadBalancerName, Instances })
  await classic.deleteLoadBalancerListeners({ LoadBalancerName, LoadBalancerPorts: [443] })
  await classic.deleteLoadBalancer({ LoadBalancerName })
}

async function usePolicies(classic: ElbClients['classic'], LoadBalancerName: string): Promise<void> {
  await classic.describeLoadBalancerPolicyTypes({ PolicyTypeNames: ['ProxyProtocolPolicyType'] })
  await classic.createLoadBalancerPolicy({
    LoadBalancerName,
    PolicyName: 'proxied',
    PolicyTypeName: 'ProxyProtocolPolicyType',
    PolicyAttributes: [{ AttributeName: 'ProxyProtocol', AttributeValue: 'true' }],
  })
  const ofPort = (...PolicyNames: string[]) =>
    classic.setLoadBalancerPoliciesForBackendServer({ LoadBalancerName, InstancePort: 8080, PolicyNames })
  await ofPort('proxied')
  const { PolicyDescriptions } = await classic.describeLoadBalancerPolicies({ LoadBalancerName })
  expect(PolicyDescriptions?.map(({ PolicyName }) => PolicyName)).toEqual(['own', 'proxied'])
  const remove = { LoadBalancerName, PolicyName: 'proxied' }
  await expect(classic.deleteLoadBalancerPolicy(remove)).rejects.toThrow('is in use')
  await ofPort()
  await classic.deleteLoadBalancerPolicy(remove)
}
