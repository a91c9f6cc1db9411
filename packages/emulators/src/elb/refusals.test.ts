import type { Tag } from '@aws-sdk/client-elastic-load-balancing-v2'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ElbClients, elbClients } from '../testing/elb-client.ts'
import {
  arnOf,
  classicWith,
  http,
  listenerAt,
  ruleAt,
  type StandingElb,
  standingElb,
  subnets,
} from '../testing/standing-elb.ts'
import { readXml } from '../testing/xml-tree.ts'

const [first] = subnets
const Subnets = [...subnets]
const { VpcId } = http
const certificate = 'arn:aws:acm:eu-west-1:123456789012:certificate/12345678-1234-1234-1234-123456789012'
const tags = (count: number): Tag[] =>
  Array.from({ length: count }, (_, index) => ({ Key: `k${index}`, Value: '' }))

let standing: StandingElb
beforeAll(async () => {
  standing = await standingElb()
})
afterAll(() => standing.local.close())

type V2 = ElbClients['v2']
type Classic = ElbClients['classic']

/** The code of the refusal. The clients add a suffix that is not on the wire. */
const codeOf = (error: Error) => error.name.replace(/Exception$/, '')

describe('a request is refused as AWS refuses it', () => {
  test.each<[string, string, (v2: V2) => Promise<unknown>]>([
    ['ValidationError', 'a long name', (v2) => v2.createLoadBalancer({ Name: 'a'.repeat(33), Subnets })],
    ['ValidationError', 'a name with dots', (v2) => v2.createLoadBalancer({ Name: 'a.b', Subnets })],
    ['ValidationError', 'one subnet', (v2) => v2.createLoadBalancer({ Name: 'a', Subnets: [first] })],
    ['ValidationError', 'no subnet', (v2) => v2.createLoadBalancer({ Name: 'a', Subnets: [] })],
    [
      'SubnetNotFound',
      'a subnet that is not there',
      (v2) => v2.createLoadBalancer({ Name: 'a', Subnets: [first, 'subnet-0123456789abcdef0'] }),
    ],
    [
      'InvalidSecurityGroup',
      'a group that is not there',
      (v2) => v2.createLoadBalancer({ Name: 'a', Subnets, SecurityGroups: ['sg-0123456789abcdef0'] }),
    ],
    ['TooManyTags', '51 tags', (v2) => v2.createLoadBalancer({ Name: 'a', Subnets, Tags: tags(51) })],
    [
      'DuplicateTagKeys',
      'a tag twice',
      (v2) => v2.createLoadBalancer({ Name: 'a', Subnets, Tags: [...tags(1), ...tags(1)] }),
    ],
    [
      'DuplicateLoadBalancerName',
      'a name with other settings',
      (v2) => v2.createLoadBalancer({ Name: 'web', Subnets, Scheme: 'internal' }),
    ],
    [
      'DuplicateTargetGroupName',
      'a name with other settings',
      (v2) => v2.createTargetGroup({ Name: 'web', ...http, Port: 81 }),
    ],
    ['ValidationError', 'no port', (v2) => v2.createTargetGroup({ Name: 'a', Protocol: 'HTTP', VpcId })],
    [
      'ValidationError',
      'a timeout as long as the interval',
      (v2) => v2.createTargetGroup({ Name: 'a', ...http, HealthCheckTimeoutSeconds: 30 }),
    ],
    [
      'ResourceInUse',
      'a group in use',
      (v2) => v2.deleteTargetGroup({ TargetGroupArn: standing.there.group }),
    ],
    [
      'TargetGroupNotFound',
      'a group that is not there',
      (v2) => v2.describeTargetGroups({ TargetGroupArns: [arnOf('targetgroup/a/0123456789abcdef')] }),
    ],
    ['TargetGroupNotFound', 'a name of no group', (v2) => v2.describeTargetGroups({ Names: ['nobody'] })],
    ['LoadBalancerNotFound', 'a name of none', (v2) => v2.describeLoadBalancers({ Names: ['nobody'] })],
    [
      'ValidationError',
      'the ARN of something else',
      (v2) => v2.describeListeners({ LoadBalancerArn: standing.there.group }),
    ],
    [
      'DuplicateListener',
      'a port with other settings',
      (v2) =>
        v2.createListener({
          ...listenerAt(standing.there, 80),
          DefaultActions: [{ Type: 'fixed-response', FixedResponseConfig: { StatusCode: '404' } }],
        }),
    ],
    [
      'ValidationError',
      'HTTPS without a certificate',
      (v2) => v2.createListener({ ...listenerAt(standing.there, 443), Protocol: 'HTTPS' }),
    ],
    [
      'CertificateNotFound',
      'a certificate of another region',
      (v2) =>
        v2.createListener({
          ...listenerAt(standing.there, 443),
          Protocol: 'HTTPS',
          Certificates: [{ CertificateArn: certificate.replace('eu-west-1', 'us-east-1') }],
        }),
    ],
    [
      'SSLPolicyNotFound',
      'a policy that is none',
      (v2) =>
        v2.createListener({
          ...listenerAt(standing.there, 443),
          Protocol: 'HTTPS',
          SslPolicy: 'mine',
          Certificates: [{ CertificateArn: certificate }],
        }),
    ],
    [
      'ValidationError',
      'TCP at an application balancer',
      (v2) => v2.createListener({ ...listenerAt(standing.there, 25), Protocol: 'TCP' }),
    ],
    [
      'IncompatibleProtocols',
      'a group of TCP',
      async (v2) => {
        const { TargetGroups } = await v2.describeTargetGroups({ Names: ['mail'] })
        const [{ TargetGroupArn } = {}] = TargetGroups ?? []
        await v2.createListener({
          ...listenerAt(standing.there, 81),
          DefaultActions: [{ Type: 'forward', TargetGroupArn }],
        })
      },
    ],
    ['PriorityInUse', 'a priority twice', (v2) => v2.createRule(ruleAt(standing.there, 1))],
    ['TooManyRules', 'a rule too many', (v2) => v2.createRule(ruleAt(standing.there, 2))],
    [
      'OperationNotPermitted',
      'the default rule',
      async (v2) => {
        const { Rules } = await v2.describeRules({ ListenerArn: standing.there.listener })
        await v2.deleteRule({ RuleArn: Rules?.find(({ IsDefault }) => IsDefault)?.RuleArn })
      },
    ],
    [
      'InvalidTarget',
      'an instance that is not there',
      (v2) =>
        v2.registerTargets({
          TargetGroupArn: standing.there.group,
          Targets: [{ Id: 'i-0123456789abcdef0' }],
        }),
    ],
    [
      'InvalidTarget',
      'an instance that does not run yet',
      (v2) =>
        v2.registerTargets({
          TargetGroupArn: standing.there.group,
          Targets: [{ Id: standing.there.instance }],
        }),
    ],
    [
      'ValidationError',
      'an attribute that is none',
      (v2) =>
        v2.modifyLoadBalancerAttributes({
          LoadBalancerArn: standing.there.balancer,
          Attributes: [{ Key: 'a', Value: 'b' }],
        }),
    ],
    ['ValidationError', 'a marker that is none', (v2) => v2.describeLoadBalancers({ Marker: 'here' })],
    ['ValidationError', 'a page too large', (v2) => v2.describeLoadBalancers({ PageSize: 401 })],
  ])('%s to %s', async (code, _what, ask) => {
    const before = standing.local.inventory().elb
    const error = await ask(standing.clients.v2).then(
      () => new Error('nothing was refused'),
      (refused: Error) => refused,
    )
    expect(codeOf(error), error.message).toBe(code)
    expect(standing.local.inventory().elb).toEqual(before)
  })

  test.each<[string, string, (classic: Classic) => Promise<unknown>]>([
    [
      'DuplicateAccessPointName',
      'a name with other settings',
      (classic) => classic.createLoadBalancer(classicWith({ Scheme: 'internal' })),
    ],
    [
      'TooManyAccessPoints',
      'one too many',
      (classic) => classic.createLoadBalancer(classicWith({ LoadBalancerName: 'new' })),
    ],
    [
      'AccessPointNotFound',
      'one that is not there',
      (classic) => classic.describeLoadBalancers({ LoadBalancerNames: ['nobody'] }),
    ],
    [
      'InvalidEndPoint',
      'an instance that is not there',
      (classic) =>
        classic.registerInstancesWithLoadBalancer({
          LoadBalancerName: 'old',
          Instances: [{ InstanceId: 'i-0123456789abcdef0' }],
        }),
    ],
    [
      'DuplicateListener',
      'a port with another one behind it',
      (classic) =>
        classic.createLoadBalancerListeners({
          LoadBalancerName: 'old',
          Listeners: [{ Protocol: 'TCP', LoadBalancerPort: 25, InstancePort: 26 }],
        }),
    ],
    [
      'PolicyTypeNotFound',
      'a policy of no type',
      (classic) =>
        classic.createLoadBalancerPolicy({ LoadBalancerName: 'old', PolicyName: 'a', PolicyTypeName: 'b' }),
    ],
    [
      'InvalidConfigurationRequest',
      'a policy without what its type needs',
      (classic) =>
        classic.createLoadBalancerPolicy({
          LoadBalancerName: 'old',
          PolicyName: 'a',
          PolicyTypeName: 'PublicKeyPolicyType',
        }),
    ],
    [
      'PolicyNotFound',
      'a policy that is not there',
      (classic) =>
        classic.setLoadBalancerPoliciesForBackendServer({
          LoadBalancerName: 'old',
          InstancePort: 25,
          PolicyNames: ['nobody'],
        }),
    ],
    [
      'InvalidConfigurationRequest',
      'the last subnet',
      (classic) => classic.detachLoadBalancerFromSubnets({ LoadBalancerName: 'old', Subnets: [first] }),
    ],
  ])('of classic load balancers, %s to %s', async (code, _what, ask) => {
    const error = await ask(standing.clients.classic).then(
      () => new Error('nothing was refused'),
      (refused: Error) => refused,
    )
    expect(codeOf(error), error.message).toBe(code)
  })
})

test('a fault is told in the protocol of ELB', async () => {
  const take = standing.local.faults.add({ kind: 'error', operation: 'DescribeTargetGroups', count: 1 })
  await expect(standing.clients.v2.describeTargetGroups({})).rejects.toMatchObject({
    name: 'Throttling',
    $metadata: { httpStatusCode: 400 },
  })
  take()
})

test('an error is a document of its own with the status and the request id', async () => {
  const response = await fetch(
    `${standing.local.elb.endpoint}/?Action=DescribeLoadBalancers&Version=2012-06-01`,
  )
  const document = await response.text()
  const [error, id] = readXml(document).children
  expect([response.status, document]).toEqual([403, expect.stringContaining('/doc/2012-06-01/')])
  expect(error?.children.map(({ name, text }) => [name, text])).toEqual([
    ['Type', 'Sender'],
    ['Code', 'MissingAuthenticationToken'],
    ['Message', 'Request is missing Authentication Token'],
  ])
  expect(id).toMatchObject({ name: 'RequestId', text: response.headers.get('x-amzn-requestid') })
})

test.each([
  ['InvalidAction', { Action: 'DescribeUnicorns' }],
  ['InvalidAction', { Action: 'DescribeTargetGroups', Version: '2012-06-01' }],
  ['ValidationError', { Action: 'DescribeTargetGroups', Colour: 'red' }],
  ['ValidationError', { Action: 'DescribeTargetGroups', 'Names.1': 'a' }],
  ['ValidationError', { Action: 'CreateTargetGroup' }],
  ['ValidationError', { Action: 'CreateTargetGroup', Name: 'a', Protocol: 'SMTP' }],
  ['ValidationError', { Action: 'CreateTargetGroup', Name: 'a', HealthCheckPath: '' }],
])('%s to %o', async (code, params) => {
  const { v2 } = elbClients(standing.local)
  v2.middlewareStack.add(
    (next) => (args) => {
      const request = args.request as { body: string }
      request.body = new URLSearchParams({ Version: '2015-12-01', ...params }).toString()
      return next(args)
    },
    { step: 'build', priority: 'high', name: 'otherBody' },
  )
  await expect(v2.describeTags({ ResourceArns: [standing.there.group] })).rejects.toMatchObject({
    name: code,
  })
})

test('credentials of another account are refused', async () => {
  const elb = { ...standing.local.elb, credentials: { accessKeyId: 'AKIAOTHER', secretAccessKey: 'other' } }
  await expect(elbClients({ elb }).v2.describeLoadBalancers({})).rejects.toMatchObject({
    name: 'InvalidClientTokenId',
  })
})
