import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { ec2Images } from '../ec2/images.ts'
import type { LocalCloud } from '../options.ts'
import { startCloud } from '../start-cloud.ts'
import { type ElbClients, elbClients } from '../testing/elb-client.ts'
import { sdkClient, shortTimes } from '../testing/sdk-client.ts'
import { answers, get, halfAsked, serving, until } from '../testing/web.ts'

const Subnets = ['subnet-01111111111111111', 'subnet-02222222222222222']
const [SubnetId = ''] = Subnets
const VpcId = 'vpc-0dddddddddddddddd'
const names = ['one', 'two', 'three'] as const

let local: LocalCloud
let v2: ElbClients['v2']
let classic: ElbClients['classic']
/** The instances, by the names that their web servers tell. */
const ids: Record<string, string> = {}
let tests = 0

beforeAll(async () => {
  local = await startCloud({ times: { ...shortTimes, actionMs: 5 } })
  const { ec2 } = sdkClient(local)
  for (const name of names) {
    const { Instances } = await ec2.runInstances({
      ImageId: ec2Images.debian12,
      InstanceType: 't3.micro',
      MinCount: 1,
      MaxCount: 1,
      SubnetId,
      UserData: Buffer.from(serving(name, '/api/x', '/up')).toString('base64'),
    })
    ids[name] = Instances?.[0]?.InstanceId ?? ''
  }
  await until(() => local.inventory().nodes.every(({ booted }) => booted))
  const clients = elbClients(local)
  v2 = clients.v2
  classic = clients.classic
})
afterAll(() => local.close())
beforeEach(() => {
  tests += 1
})

type Kind = 'application' | 'network'

async function newBalancer(Type: Kind) {
  const { LoadBalancers } = await v2.createLoadBalancer({ Name: `web-${tests}`, Subnets, Type })
  const { LoadBalancerArn = '', DNSName = '' } = LoadBalancers?.[0] ?? {}
  return { LoadBalancerArn, host: DNSName }
}

/** A target group of these, of the balancer's protocol. */
async function groupOf(kind: Kind, ...members: readonly string[]): Promise<string> {
  const Protocol = kind === 'network' ? 'TCP' : 'HTTP'
  const Name = `${members.join('-')}-${tests}`
  const { TargetGroups } = await v2.createTargetGroup({ Name, Protocol, Port: 80, VpcId })
  const { TargetGroupArn = '' } = TargetGroups?.[0] ?? {}
  await v2.registerTargets({ TargetGroupArn, Targets: members.map((name) => ({ Id: ids[name] })) })
  return TargetGroupArn
}

const forward = (TargetGroupArn: string) => [{ Type: 'forward' as const, TargetGroupArn }]

/** A balancer with a listener on port 80, and where it is on this computer. */
async function balance(kind: Kind, DefaultActions: ReturnType<typeof forward>) {
  const { LoadBalancerArn, host } = await newBalancer(kind)
  const Protocol = kind === 'network' ? 'TCP' : 'HTTP'
  const { Listeners } = await v2.createListener({ LoadBalancerArn, Protocol, Port: 80, DefaultActions })
  const ready = () => answering(host)
  return { ListenerArn: Listeners?.[0]?.ListenerArn ?? '', host, ready }
}

/** Once its targets are no longer initial. */
async function answering(host: string) {
  await new Promise((resolve) => setTimeout(resolve, 20))
  return local.balancerAt({ host, port: 80 })
}

test('an application balancer goes by its rules, the lowest number first', async () => {
  const [one, two, three] = await Promise.all(names.map((name) => groupOf('application', name)))
  const { ListenerArn, ready } = await balance('application', forward(one ?? ''))
  const rule = (Priority: number, condition: object, to = two ?? '') =>
    v2.createRule({
      ListenerArn,
      Priority,
      Conditions: [condition as { Field: string }],
      Actions: forward(to),
    })
  const path = (...Values: string[]) => ({ Field: 'path-pattern', PathPatternConfig: { Values } })
  await rule(10, path('/api/?'))
  await rule(5, { Field: 'host-header', HostHeaderConfig: { Values: ['*.Example.com'] } }, three)
  const header = { HttpHeaderName: 'X-Kind', Values: ['new*'] }
  await rule(20, { Field: 'http-header', HttpHeaderConfig: header })
  const query = { Values: [{ Key: 'v', Value: '2' }, { Value: 'beta' }] }
  await rule(30, { Field: 'query-string', QueryStringConfig: query })
  await v2.createRule({
    ListenerArn,
    Priority: 40,
    Conditions: [{ Field: 'http-request-method', HttpRequestMethodConfig: { Values: ['DELETE'] } }],
    Actions: [{ Type: 'fixed-response', FixedResponseConfig: { StatusCode: '202' } }],
  })
  await rule(50, { Field: 'source-ip', SourceIpConfig: { Values: ['10.0.0.0/8', '::1/128'] } })
  const at = await ready()
  expect((await get(at, { path: '/api/x' })).text).toBe('two')
  expect((await get(at, { path: '/up' })).text).toBe('one')
  expect((await get(at, { path: '/api/x', headers: { host: 'a.example.com:8080' } })).text).toBe('three')
  expect((await get(at, { headers: { 'x-kind': 'Newer' } })).text).toBe('two')
  expect((await get(at, { path: '/?v=2' })).text).toBe('two')
  expect((await get(at, { path: '/?a=BETA' })).text).toBe('two')
  expect((await get(at, { path: '/?v=3' })).text).toBe('one')
  expect((await get(at, { method: 'DELETE' })).status).toBe(202)
  await rule(60, { Field: 'source-ip', SourceIpConfig: { Values: ['127.0.0.0/8'] } }, three)
  expect((await get(at)).text).toBe('three')
})

test('a listener and its rules redirect, or answer themselves', async () => {
  const fixed = { StatusCode: '404', ContentType: 'application/json', MessageBody: '{"a":1}' }
  const { LoadBalancerArn, host } = await newBalancer('application')
  const { Listeners } = await v2.createListener({
    LoadBalancerArn,
    Protocol: 'HTTP',
    Port: 80,
    DefaultActions: [{ Type: 'fixed-response', FixedResponseConfig: fixed }],
  })
  const redirect = (StatusCode: 'HTTP_301' | 'HTTP_302', Values: string[], more: object) => ({
    ListenerArn: Listeners?.[0]?.ListenerArn,
    Conditions: [{ Field: 'path-pattern', Values }],
    Actions: [{ Type: 'redirect' as const, RedirectConfig: { StatusCode, ...more } }],
  })
  await v2.createRule({
    Priority: 1,
    ...redirect('HTTP_301', ['/safe/*'], { Protocol: 'HTTPS', Port: '443' }),
  })
  const elsewhere = { Host: 'www.#{host}', Path: '/new/#{path}', Query: 'from=old' }
  await v2.createRule({ Priority: 2, ...redirect('HTTP_302', ['/old'], elsewhere) })
  const at = await answering(host)
  expect(await get(at)).toMatchObject({
    status: 404,
    text: '{"a":1}',
    headers: { 'content-type': 'application/json; charset=utf-8' },
  })
  const headers = { host: 'example.com' }
  expect(await get(at, { path: '/safe/a?b=c', headers })).toMatchObject({
    status: 301,
    headers: { location: 'https://example.com:443/safe/a?b=c' },
  })
  expect(await get(at, { path: '/old?b=c', headers })).toMatchObject({
    status: 302,
    headers: { location: 'http://www.example.com:80/new/old?from=old' },
  })
})

test('a group keeps clients by a cookie, and weights share among groups', async () => {
  const group = await groupOf('application', ...names)
  const { ListenerArn, ready } = await balance('application', forward(group))
  const sticky = (Value: string) => [{ Key: 'stickiness.enabled', Value }]
  await v2.modifyTargetGroupAttributes({ TargetGroupArn: group, Attributes: sticky('true') })
  const at = await ready()
  const first = await get(at)
  const cookie = first.headers['set-cookie']?.[0]?.split(';')[0] ?? ''
  expect(cookie).toMatch(/^AWSALB=/)
  expect(await answers(at, 3, { headers: { cookie } })).toEqual([first.text, first.text, first.text])
  const [one, two] = [await groupOf('application', 'one'), await groupOf('application', 'two')]
  const TargetGroups = [
    { TargetGroupArn: one, Weight: 3 },
    { TargetGroupArn: two, Weight: 1 },
  ]
  await v2.modifyListener({
    ListenerArn,
    DefaultActions: [{ Type: 'forward', ForwardConfig: { TargetGroups } }],
  })
  await expect.poll(async () => (await answers(at, 4)).toSorted()).toEqual(['one', 'one', 'one', 'two'])
})

test('a target that is deregistered from a network balancer ends what it has, and gets nothing new', async () => {
  const group = await groupOf('network', 'one', 'two')
  const Attributes = [{ Key: 'deregistration_delay.timeout_seconds', Value: '3600' }]
  await v2.modifyTargetGroupAttributes({ TargetGroupArn: group, Attributes })
  const at = await (await balance('network', forward(group))).ready()
  const held = [await halfAsked(at), await halfAsked(at)]
  await v2.deregisterTargets({ TargetGroupArn: group, Targets: [{ Id: ids.one }] })
  const { TargetHealthDescriptions } = await v2.describeTargetHealth({ TargetGroupArn: group })
  const health = TargetHealthDescriptions?.map(({ Target, TargetHealth }) => [
    Target?.Id,
    TargetHealth?.State,
  ])
  expect(health).toEqual([
    [ids.one, 'draining'],
    [ids.two, 'healthy'],
  ])
  expect(await answers(at, 3)).toEqual(['two', 'two', 'two'])
  expect((await Promise.all(held.map(({ finish }) => finish()))).toSorted()).toEqual(['one', 'two'])
})

test('checks that fail are told by the health of targets', async () => {
  const group = await groupOf('application', 'one')
  const check = { HealthCheckPath: '/nothing', HealthCheckIntervalSeconds: 5, HealthCheckTimeoutSeconds: 2 }
  await v2.modifyTargetGroup({ TargetGroupArn: group, ...check })
  const at = await (await balance('application', forward(group))).ready()
  expect(await get(at)).toMatchObject({ status: 503 })
  const { TargetHealthDescriptions } = await v2.describeTargetHealth({ TargetGroupArn: group })
  expect(TargetHealthDescriptions?.[0]?.TargetHealth?.State).toBe('unhealthy')
  await v2.modifyTargetGroup({ TargetGroupArn: group, HealthCheckPath: '/up' })
  await expect.poll(async () => (await get(at)).text).toBe('one')
})

test('a classic balancer hands on to the port of the instances, by cookie, and drains', async () => {
  const LoadBalancerName = `old-${tests}`
  const { DNSName: host = '' } = await classic.createLoadBalancer({
    LoadBalancerName,
    Subnets,
    Listeners: [{ Protocol: 'HTTP', LoadBalancerPort: 8080, InstanceProtocol: 'HTTP', InstancePort: 80 }],
  })
  const Instances = ['one', 'two'].map((name) => ({ InstanceId: ids[name] }))
  await classic.registerInstancesWithLoadBalancer({ LoadBalancerName, Instances })
  const HealthCheck = {
    Target: 'HTTP:80/up',
    Interval: 5,
    Timeout: 2,
    HealthyThreshold: 2,
    UnhealthyThreshold: 2,
  }
  await classic.configureHealthCheck({ LoadBalancerName, HealthCheck })
  const PolicyName = 'sticky'
  await classic.createLBCookieStickinessPolicy({ LoadBalancerName, PolicyName, CookieExpirationPeriod: 60 })
  const at = await local.balancerAt({ host, port: 8080 })
  expect((await answers(at, 4)).toSorted()).toEqual(['one', 'one', 'two', 'two'])
  const policies = { LoadBalancerName, LoadBalancerPort: 8080, PolicyNames: [PolicyName] }
  await classic.setLoadBalancerPoliciesOfListener(policies)
  const first = await get(at)
  const cookie = first.headers['set-cookie']?.[0]?.split(';')[0] ?? ''
  expect(cookie).toMatch(/^AWSELB=/)
  expect(await answers(at, 2, { headers: { cookie } })).toEqual([first.text, first.text])
  const [{ InstanceId } = { InstanceId: '' }] = Instances
  const LoadBalancerAttributes = { ConnectionDraining: { Enabled: true, Timeout: 3600 } }
  await classic.modifyLoadBalancerAttributes({ LoadBalancerName, LoadBalancerAttributes })
  await classic.deregisterInstancesFromLoadBalancer({ LoadBalancerName, Instances: [{ InstanceId }] })
  expect(new Set(await answers(at, 3))).toEqual(new Set(['two']))
})
