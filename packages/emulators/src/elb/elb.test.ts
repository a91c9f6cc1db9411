import type { Tag } from '@aws-sdk/client-elastic-load-balancing-v2'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ec2Images } from '../ec2/images.ts'
import type { LocalCloud } from '../options.ts'
import { startCloud } from '../start-cloud.ts'
import { type ElbClients, elbClients } from '../testing/elb-client.ts'
import { sdkClient } from '../testing/sdk-client.ts'
import { readXml } from '../testing/xml-tree.ts'
import { type VirtualClock, virtualClock } from '../virtual-clock.ts'

const [first, second] = ['subnet-01111111111111111', 'subnet-02222222222222222']
const Subnets = [first, second]
const VpcId = 'vpc-0dddddddddddddddd'
const certificate = 'arn:aws:acm:eu-west-1:123456789012:certificate/12345678-1234-1234-1234-123456789012'
const arnOf = (path: string) => `arn:aws:elasticloadbalancing:eu-west-1:123456789012:${path}`
const http = { Protocol: 'HTTP', Port: 80, VpcId } as const
const tcp = { Protocol: 'TCP', Port: 25, VpcId } as const

let local: LocalCloud
let clock: VirtualClock
let clients: ElbClients
/** A balancer, a group that it forwards to, and its listener, which the refusals refer to. */
const there = { balancer: '', group: '', listener: '', instance: '' }

beforeAll(async () => {
  clock = virtualClock()
  local = await startCloud({
    clock,
    elb: {
      limits: {
        loadBalancers: 3,
        classicLoadBalancers: 1,
        targetGroups: 4,
        listeners: 2,
        rules: 1,
        targets: 2,
      },
    },
  })
  clients = elbClients(local)
  const { v2, classic } = clients
  const balancer = await v2.createLoadBalancer({ Name: 'web', Subnets })
  there.balancer = balancer.LoadBalancers?.[0]?.LoadBalancerArn ?? ''
  const group = await v2.createTargetGroup({ Name: 'web', ...http })
  there.group = group.TargetGroups?.[0]?.TargetGroupArn ?? ''
  await v2.createTargetGroup({ Name: 'mail', ...tcp })
  const listener = await v2.createListener(listenerAt(80))
  there.listener = listener.Listeners?.[0]?.ListenerArn ?? ''
  await v2.createRule(ruleAt(1))
  await classic.createLoadBalancer(classicWith({}))
  const { Instances } = await sdkClient(local).ec2.runInstances({
    ImageId: ec2Images.debian12,
    InstanceType: 't3.micro',
    MinCount: 2,
    MaxCount: 2,
    SubnetId: first,
  })
  there.instance = Instances?.[0]?.InstanceId ?? ''
})
afterAll(() => local.close())

const forward = () => [{ Type: 'forward', TargetGroupArn: there.group } as const]
const listenerAt = (Port: number) => ({
  LoadBalancerArn: there.balancer,
  Protocol: 'HTTP' as const,
  Port,
  DefaultActions: forward(),
})
const ruleAt = (Priority: number) => ({
  ListenerArn: there.listener,
  Priority,
  Conditions: [{ Field: 'path-pattern', Values: ['/a'] }],
  Actions: forward(),
})
const classicWith = (more: object) => ({
  LoadBalancerName: 'old',
  Subnets: [first],
  Listeners: [{ Protocol: 'TCP', LoadBalancerPort: 25, InstancePort: 25 }],
  ...more,
})
const tags = (count: number): Tag[] =>
  Array.from({ length: count }, (_, index) => ({ Key: `k${index}`, Value: '' }))

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
    ['ResourceInUse', 'a group in use', (v2) => v2.deleteTargetGroup({ TargetGroupArn: there.group })],
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
      (v2) => v2.describeListeners({ LoadBalancerArn: there.group }),
    ],
    [
      'DuplicateListener',
      'a port with other settings',
      (v2) =>
        v2.createListener({
          ...listenerAt(80),
          DefaultActions: [{ Type: 'fixed-response', FixedResponseConfig: { StatusCode: '404' } }],
        }),
    ],
    [
      'ValidationError',
      'HTTPS without a certificate',
      (v2) => v2.createListener({ ...listenerAt(443), Protocol: 'HTTPS' }),
    ],
    [
      'CertificateNotFound',
      'a certificate of another region',
      (v2) =>
        v2.createListener({
          ...listenerAt(443),
          Protocol: 'HTTPS',
          Certificates: [{ CertificateArn: certificate.replace('eu-west-1', 'us-east-1') }],
        }),
    ],
    [
      'SSLPolicyNotFound',
      'a policy that is none',
      (v2) =>
        v2.createListener({
          ...listenerAt(443),
          Protocol: 'HTTPS',
          SslPolicy: 'mine',
          Certificates: [{ CertificateArn: certificate }],
        }),
    ],
    [
      'ValidationError',
      'TCP at an application balancer',
      (v2) => v2.createListener({ ...listenerAt(25), Protocol: 'TCP' }),
    ],
    [
      'IncompatibleProtocols',
      'a group of TCP',
      async (v2) => {
        const { TargetGroups } = await v2.describeTargetGroups({ Names: ['mail'] })
        const [{ TargetGroupArn } = {}] = TargetGroups ?? []
        await v2.createListener({ ...listenerAt(81), DefaultActions: [{ Type: 'forward', TargetGroupArn }] })
      },
    ],
    ['PriorityInUse', 'a priority twice', (v2) => v2.createRule(ruleAt(1))],
    ['TooManyRules', 'a rule too many', (v2) => v2.createRule(ruleAt(2))],
    [
      'OperationNotPermitted',
      'the default rule',
      async (v2) => {
        const { Rules } = await v2.describeRules({ ListenerArn: there.listener })
        await v2.deleteRule({ RuleArn: Rules?.find(({ IsDefault }) => IsDefault)?.RuleArn })
      },
    ],
    [
      'InvalidTarget',
      'an instance that is not there',
      (v2) => v2.registerTargets({ TargetGroupArn: there.group, Targets: [{ Id: 'i-0123456789abcdef0' }] }),
    ],
    [
      'InvalidTarget',
      'an instance that does not run yet',
      (v2) => v2.registerTargets({ TargetGroupArn: there.group, Targets: [{ Id: there.instance }] }),
    ],
    [
      'ValidationError',
      'an attribute that is none',
      (v2) =>
        v2.modifyLoadBalancerAttributes({
          LoadBalancerArn: there.balancer,
          Attributes: [{ Key: 'a', Value: 'b' }],
        }),
    ],
    ['ValidationError', 'a marker that is none', (v2) => v2.describeLoadBalancers({ Marker: 'here' })],
    ['ValidationError', 'a page too large', (v2) => v2.describeLoadBalancers({ PageSize: 401 })],
  ])('%s to %s', async (code, _what, ask) => {
    const before = local.inventory().elb
    const error = await ask(clients.v2).then(
      () => new Error('nothing was refused'),
      (refused: Error) => refused,
    )
    expect(codeOf(error), error.message).toBe(code)
    expect(local.inventory().elb).toEqual(before)
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
      'InvalidConfigurationRequest',
      'the last subnet',
      (classic) => classic.detachLoadBalancerFromSubnets({ LoadBalancerName: 'old', Subnets: [first] }),
    ],
  ])('of classic load balancers, %s to %s', async (code, _what, ask) => {
    const error = await ask(clients.classic).then(
      () => new Error('nothing was refused'),
      (refused: Error) => refused,
    )
    expect(codeOf(error), error.message).toBe(code)
  })
})

test('the same request again makes no other one, and deleting what is gone succeeds', async () => {
  const { v2, classic } = clients
  const again = [
    (await v2.createLoadBalancer({ Name: 'web', Subnets })).LoadBalancers?.[0]?.LoadBalancerArn,
    (await v2.createTargetGroup({ Name: 'web', ...http })).TargetGroups?.[0]?.TargetGroupArn,
    (await v2.createListener(listenerAt(80))).Listeners?.[0]?.ListenerArn,
  ]
  await classic.createLoadBalancer(classicWith({}))
  expect(again).toEqual([there.balancer, there.group, there.listener])
  await v2.deleteLoadBalancer({ LoadBalancerArn: arnOf('loadbalancer/app/a/0123456789abcdef') })
  await v2.deleteTargetGroup({ TargetGroupArn: arnOf('targetgroup/a/0123456789abcdef') })
  await classic.deleteLoadBalancer({ LoadBalancerName: 'nobody' })
})

test('a load balancer is provisioning, then active, and stays while it is protected', async () => {
  const { v2 } = clients
  const { LoadBalancers } = await v2.createLoadBalancer({ Name: 'net', Subnets: [first], Type: 'network' })
  const [{ LoadBalancerArn, State, DNSName } = {}] = LoadBalancers ?? []
  expect([State?.Code, DNSName]).toEqual(['provisioning', expect.stringMatching(/^net-[0-9a-f]{16}\.elb\./)])
  await clock.advance(100)
  const { LoadBalancers: later } = await v2.describeLoadBalancers({ Names: ['net'] })
  expect(later?.[0]?.State?.Code).toBe('active')
  const protect = (Value: string) =>
    v2.modifyLoadBalancerAttributes({
      LoadBalancerArn,
      Attributes: [{ Key: 'deletion_protection.enabled', Value }],
    })
  await protect('true')
  await expect(v2.deleteLoadBalancer({ LoadBalancerArn })).rejects.toThrow('deletion protection is enabled')
  await protect('false')
  await v2.deleteLoadBalancer({ LoadBalancerArn })
  await expect(v2.describeLoadBalancers({ Names: ['net'] })).rejects.toThrow(
    "Load balancers '[net]' not found",
  )
})

test('lists come in pages, and the next page begins behind the last item', async () => {
  const { v2 } = clients
  const one = await v2.describeTargetGroups({ PageSize: 1 })
  const two = await v2.describeTargetGroups({ PageSize: 1, Marker: one.NextMarker })
  const names = [...(one.TargetGroups ?? []), ...(two.TargetGroups ?? [])].map(
    (group) => group.TargetGroupName,
  )
  expect([names, two.NextMarker]).toEqual([['web', 'mail'], undefined])
})

test('EC2 shows where a balancer stands, and keeps its subnets and groups', async () => {
  const { ec2 } = sdkClient(local)
  const { NetworkInterfaces } = await ec2.describeNetworkInterfaces({
    Filters: [{ Name: 'requester-id', Values: ['amazon-elb'] }],
  })
  expect(
    NetworkInterfaces?.map(({ SubnetId, Description, Status, RequesterManaged }) => [
      SubnetId,
      Description?.replace(/[0-9a-f]{16}$/, 'ID'),
      Status,
      RequesterManaged,
    ]),
  ).toEqual([
    [first, 'ELB app/web/ID', 'in-use', true],
    [second, 'ELB app/web/ID', 'in-use', true],
    [first, 'ELB old', 'in-use', true],
  ])
  const [{ NetworkInterfaceId } = {}] = NetworkInterfaces ?? []
  await expect(ec2.deleteNetworkInterface({ NetworkInterfaceId })).rejects.toThrow('currently in use')
  await expect(ec2.deleteSubnet({ SubnetId: second })).rejects.toMatchObject({ name: 'DependencyViolation' })
  expect(local.inventory().networkInterfaces).toEqual([])
})

test('a target is initial, healthy, unused while its instance is stopped, draining, and gone', async () => {
  const { v2 } = clients
  const { ec2 } = sdkClient(local)
  const { group: TargetGroupArn, instance } = there
  const Targets = [{ Id: instance }]
  const health = async () => {
    const { TargetHealthDescriptions } = await v2.describeTargetHealth({ TargetGroupArn, Targets })
    const { State, Reason } = TargetHealthDescriptions?.[0]?.TargetHealth ?? {}
    return Reason === undefined ? State : `${State} ${Reason}`
  }
  await clock.advance(1_000)
  expect(await health()).toBe('unused Target.NotRegistered')
  await v2.registerTargets({ TargetGroupArn, Targets })
  expect(await health()).toBe('initial Elb.RegistrationInProgress')
  await clock.advance(100)
  expect(await health()).toBe('healthy')
  await ec2.stopInstances({ InstanceIds: [instance] })
  await clock.advance(200)
  expect(await health()).toBe('unused Target.InvalidState')
  await ec2.startInstances({ InstanceIds: [instance] })
  await clock.advance(1_000)
  expect(await health()).toBe('healthy')
  await v2.deregisterTargets({ TargetGroupArn, Targets })
  expect(await health()).toBe('draining Target.DeregistrationInProgress')
  await clock.advance(300)
  expect(await health()).toBe('unused Target.NotRegistered')
  const some = [10_001, 10_002, 10_003].map((Port) => ({ Id: instance, Port }))
  await expect(v2.registerTargets({ TargetGroupArn, Targets: some })).rejects.toMatchObject({
    name: 'TooManyTargetsException',
  })
})

test('a terminated instance leaves the groups and the classic balancers it was in', async () => {
  const { v2, classic } = clients
  const { ec2 } = sdkClient(local)
  const InstanceId = local.inventory().nodes[1]?.id ?? ''
  await v2.registerTargets({ TargetGroupArn: there.group, Targets: [{ Id: InstanceId }] })
  await classic.registerInstancesWithLoadBalancer({ LoadBalancerName: 'old', Instances: [{ InstanceId }] })
  const members = () => {
    const { targetGroups, classicMembers } = local.inventory().elb
    return [targetGroups[0]?.targets, classicMembers.old]
  }
  await clock.advance(100)
  expect(members()).toEqual([{ [`${InstanceId}:80`]: 'healthy' }, { [InstanceId]: 'InService' }])
  await ec2.terminateInstances({ InstanceIds: [InstanceId] })
  await clock.advance(200)
  expect(members()).toEqual([{}, {}])
})

test('a fault is told in the protocol of ELB', async () => {
  const take = local.faults.add({ kind: 'error', operation: 'DescribeTargetGroups', count: 1 })
  await expect(clients.v2.describeTargetGroups({})).rejects.toMatchObject({
    name: 'Throttling',
    $metadata: { httpStatusCode: 400 },
  })
  take()
})

test('an error is a document of its own with the status and the request id', async () => {
  const response = await fetch(`${local.elb.endpoint}/?Action=DescribeLoadBalancers&Version=2012-06-01`)
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
  const { v2 } = elbClients(local)
  v2.middlewareStack.add(
    (next) => (args) => {
      const request = args.request as { body: string }
      request.body = new URLSearchParams({ Version: '2015-12-01', ...params }).toString()
      return next(args)
    },
    { step: 'build', priority: 'high', name: 'otherBody' },
  )
  await expect(v2.describeTags({ ResourceArns: [there.group] })).rejects.toMatchObject({ name: code })
})

test('credentials of another account are refused', async () => {
  const elb = { ...local.elb, credentials: { accessKeyId: 'AKIAOTHER', secretAccessKey: 'other' } }
  await expect(elbClients({ elb }).v2.describeLoadBalancers({})).rejects.toMatchObject({
    name: 'InvalidClientTokenId',
  })
})
