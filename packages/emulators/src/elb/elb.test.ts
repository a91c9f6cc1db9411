import { afterAll, beforeAll, expect, test } from 'vitest'
import { sdkClient } from '../testing/sdk-client.ts'
import {
  arnOf,
  classicWith,
  http,
  listenerAt,
  type StandingElb,
  standingElb,
  subnets,
} from '../testing/standing-elb.ts'

const [first, second] = subnets
const Subnets = [...subnets]

let standing: StandingElb
beforeAll(async () => {
  standing = await standingElb()
})
afterAll(() => standing.local.close())

test('the same request again makes no other one, and deleting what is gone succeeds', async () => {
  const { v2, classic } = standing.clients
  const again = [
    (await v2.createLoadBalancer({ Name: 'web', Subnets })).LoadBalancers?.[0]?.LoadBalancerArn,
    (await v2.createTargetGroup({ Name: 'web', ...http })).TargetGroups?.[0]?.TargetGroupArn,
    (await v2.createListener(listenerAt(standing.there, 80))).Listeners?.[0]?.ListenerArn,
  ]
  await classic.createLoadBalancer(classicWith({}))
  expect(again).toEqual([standing.there.balancer, standing.there.group, standing.there.listener])
  await v2.deleteLoadBalancer({ LoadBalancerArn: arnOf('loadbalancer/app/a/0123456789abcdef') })
  await v2.deleteTargetGroup({ TargetGroupArn: arnOf('targetgroup/a/0123456789abcdef') })
  await classic.deleteLoadBalancer({ LoadBalancerName: 'nobody' })
})

test('a load balancer is provisioning, then active, and stays while it is protected', async () => {
  const { v2 } = standing.clients
  const { LoadBalancers } = await v2.createLoadBalancer({ Name: 'net', Subnets: [first], Type: 'network' })
  const [{ LoadBalancerArn, State, DNSName } = {}] = LoadBalancers ?? []
  expect([State?.Code, DNSName]).toEqual(['provisioning', expect.stringMatching(/^net-[0-9a-f]{16}\.elb\./)])
  await standing.clock.advance(100)
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
  const { v2 } = standing.clients
  const one = await v2.describeTargetGroups({ PageSize: 1 })
  const two = await v2.describeTargetGroups({ PageSize: 1, Marker: one.NextMarker })
  const names = [...(one.TargetGroups ?? []), ...(two.TargetGroups ?? [])].map(
    (group) => group.TargetGroupName,
  )
  expect([names, two.NextMarker]).toEqual([['web', 'mail'], undefined])
})

test('EC2 shows where a balancer stands, and keeps its subnets and groups', async () => {
  const { ec2 } = sdkClient(standing.local)
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
  expect(standing.local.inventory().networkInterfaces).toEqual([])
})

test('a target is initial, healthy, unused while its instance is stopped, draining, and gone', async () => {
  const { v2 } = standing.clients
  const { ec2 } = sdkClient(standing.local)
  const { group: TargetGroupArn, instance } = standing.there
  const Targets = [{ Id: instance }]
  const health = async () => {
    const { TargetHealthDescriptions } = await v2.describeTargetHealth({ TargetGroupArn, Targets })
    const { State, Reason } = TargetHealthDescriptions?.[0]?.TargetHealth ?? {}
    return Reason === undefined ? State : `${State} ${Reason}`
  }
  await standing.clock.advance(1_000)
  expect(await health()).toBe('unused Target.NotRegistered')
  await v2.registerTargets({ TargetGroupArn, Targets })
  expect(await health()).toBe('initial Elb.RegistrationInProgress')
  await standing.clock.advance(100)
  expect(await health()).toBe('healthy')
  await ec2.stopInstances({ InstanceIds: [instance] })
  await standing.clock.advance(200)
  expect(await health()).toBe('unused Target.InvalidState')
  await ec2.startInstances({ InstanceIds: [instance] })
  await standing.clock.advance(1_000)
  expect(await health()).toBe('healthy')
  await v2.deregisterTargets({ TargetGroupArn, Targets })
  expect(await health()).toBe('draining Target.DeregistrationInProgress')
  await standing.clock.advance(300)
  expect(await health()).toBe('unused Target.NotRegistered')
  const some = [10_001, 10_002, 10_003].map((Port) => ({ Id: instance, Port }))
  await expect(v2.registerTargets({ TargetGroupArn, Targets: some })).rejects.toMatchObject({
    name: 'TooManyTargetsException',
  })
})

test('a terminated instance leaves the groups and the classic balancers it was in', async () => {
  const { v2, classic } = standing.clients
  const { ec2 } = sdkClient(standing.local)
  const InstanceId = standing.local.inventory().nodes[1]?.id ?? ''
  await v2.registerTargets({ TargetGroupArn: standing.there.group, Targets: [{ Id: InstanceId }] })
  await classic.registerInstancesWithLoadBalancer({ LoadBalancerName: 'old', Instances: [{ InstanceId }] })
  const members = () => {
    const { targetGroups, classicMembers } = standing.local.inventory().elb
    return [targetGroups[0]?.targets, classicMembers.old]
  }
  await standing.clock.advance(100)
  expect(members()).toEqual([{ [`${InstanceId}:80`]: 'healthy' }, { [InstanceId]: 'InService' }])
  await ec2.terminateInstances({ InstanceIds: [InstanceId] })
  await standing.clock.advance(200)
  expect(members()).toEqual([{}, {}])
})
