import { afterAll, beforeAll, expect, test } from 'vitest'
import type { LocalCloud } from '../options.ts'
import { startCloud } from '../start-cloud.ts'
import { type Body, type CloudStackClient, cloudstackClient } from '../testing/cloudstack-client.ts'
import { shortTimes } from '../testing/sdk-client.ts'

let local: LocalCloud
let client: CloudStackClient
beforeAll(async () => {
  local = await startCloud({ times: { ...shortTimes, actionMs: 2 } })
  client = cloudstackClient(local)
})
afterAll(() => local.close())

const create = async (name: string) =>
  (await client.ask('createSecurityGroup', { name, description: 'for tests' })).securitygroup
const shown = async (id: string) => (await client.ask('listSecurityGroups', { id })).securitygroup[0]
const problem = (job: Body) => `${job.jobresultcode} ${job.jobresult.errortext}`

test('there is a default group, which is not removed', async () => {
  const { securitygroup } = await client.ask('listSecurityGroups')
  expect(securitygroup).toMatchObject([{ name: 'default', ingressrule: [], egressrule: [] }])
  expect(await client.call('deleteSecurityGroup', { id: securitygroup[0].id })).toMatchObject({ status: 431 })
  expect(await client.call('createSecurityGroup', { name: 'default' })).toMatchObject({ status: 431 })
})

test('rules are for addresses or other groups, and are taken away one by one', async () => {
  const { id } = await create('web')
  const authorize = (input: object, way = 'Ingress') =>
    client.ended(`authorizeSecurityGroup${way}`, { securitygroupid: id, ...input })
  const made = await authorize({
    protocol: 'TCP',
    startport: 80,
    endport: 81,
    cidrlist: '192.0.2.0/24,10.0.0.0/8',
  })
  expect(made.jobresult.securitygroup.ingressrule).toMatchObject([
    { protocol: 'tcp', startport: 80, endport: 81, cidr: '192.0.2.0/24' },
    { cidr: '10.0.0.0/8' },
  ])
  await authorize({ protocol: 'icmp', icmptype: -1, icmpcode: -1 }, 'Egress')
  await authorize({
    protocol: 'udp',
    startport: 53,
    endport: 53,
    'usersecuritygrouplist[0].account': 'developer',
    'usersecuritygrouplist[0].group': 'web',
  })
  const group = await shown(id)
  expect(group.egressrule).toMatchObject([{ protocol: 'icmp', icmptype: -1, cidr: '0.0.0.0/0' }])
  expect(group.ingressrule[2]).toMatchObject({ account: 'developer', securitygroupname: 'web' })
  expect(
    problem(await authorize({ protocol: 'tcp', startport: 80, endport: 81, cidrlist: '10.0.0.0/8' })),
  ).toContain('431')
  const { ruleid } = group.ingressrule[0]
  await client.run('revokeSecurityGroupIngress', { id: ruleid })
  expect((await shown(id)).ingressrule).toHaveLength(2)
  expect(await client.call('revokeSecurityGroupIngress', { id: ruleid })).toMatchObject({ status: 431 })
  await client.run('revokeSecurityGroupEgress', { id: group.egressrule[0].ruleid })
})

test.each([
  [{ protocol: 'tcp' }, 'takes startport'],
  [{ protocol: 'ftp' }, 'Invalid protocol'],
  [{ protocol: 'tcp', startport: 90, endport: 80 }, 'Start port can not be bigger'],
  [{ protocol: 'tcp', startport: 70_000 }, 'invalid value: 70000'],
  [{ protocol: 'tcp', startport: 80, icmptype: 1 }, 'ICMP protocol only'],
  [{ protocol: 'tcp', startport: 80, cidrlist: '10.0.0.0/99' }, 'Invalid cidr'],
  [{ protocol: 'icmp', icmptype: 999 }, 'Invalid icmp type'],
])('a rule of %o is refused: %s', async (input, text) => {
  const securitygroupname = 'default'
  const job = await client.ended('authorizeSecurityGroupIngress', { securitygroupname, ...input })
  expect(problem(job)).toContain(text)
})

test('a group that is used is not deleted, and machines change theirs while they are stopped', async () => {
  const [first, second] = [await create('first'), await create('second')]
  const machine = await client.machine({ securitygroupids: `${first.id},${second.id}` })
  expect(machine.securitygroup.map(({ name }: Body) => name)).toEqual(['first', 'second'])
  const { securitygroup } = await client.ask('listSecurityGroups', { virtualmachineid: machine.id })
  expect(securitygroup.map((group: Body) => group.virtualmachinecount)).toEqual([1, 1])
  expect(await client.call('deleteSecurityGroup', { id: first.id })).toMatchObject({
    status: 536,
    body: { cserrorcode: 4375 },
  })
  const change = { id: machine.id, securitygroupids: second.id }
  expect(await client.call('updateVirtualMachine', change)).toMatchObject({ status: 431 })
  await client.run('stopVirtualMachine', { id: machine.id })
  await client.ask('updateVirtualMachine', change)
  expect(await client.ask('deleteSecurityGroup', { id: first.id })).toEqual({ success: true })
  const renamed = await client.ask('updateSecurityGroup', { id: second.id, name: 'third' })
  expect(renamed.securitygroup.name).toBe('third')
})
