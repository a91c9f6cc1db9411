import { afterAll, beforeAll, expect, test } from 'vitest'
import type { LocalCloud } from '../options.ts'
import { startCloud } from '../start-cloud.ts'
import { type Body, type CloudStackClient, cloudstackClient } from '../testing/cloudstack-client.ts'
import { shortTimes } from '../testing/sdk-client.ts'

let local: LocalCloud
let client: CloudStackClient
let machines: readonly Body[]
let publicipid: string
beforeAll(async () => {
  local = await startCloud({ times: { ...shortTimes, actionMs: 2 }, cloudstack: { zone: 'advanced' } })
  client = cloudstackClient(local)
  machines = [await client.machine(), await client.machine()]
  const { ipaddress } = await client.run('associateIpAddress', { networkid: machines[0].nic[0].networkid })
  publicipid = ipaddress.id
})
afterAll(() => local.close())

const input = (more = {}) => ({
  publicipid,
  name: 'web',
  algorithm: 'roundrobin',
  publicport: 80,
  privateport: 8_080,
  ...more,
})
const create = async (more = {}) => (await client.run('createLoadBalancerRule', input(more))).loadbalancer
const problem = (job: Body) => `${job.jobresultcode} ${job.jobresult.errortext}`
const remove = (id: string) => client.run('deleteLoadBalancerRule', { id })

test('a rule shares a port among machines', async () => {
  const rule = await create({ description: 'the site' })
  expect(rule).toMatchObject({
    state: 'Add',
    publicport: '80',
    privateport: '8080',
    algorithm: 'roundrobin',
    protocol: 'tcp',
    publicipid,
  })
  const { id } = rule
  const assign = (ids: readonly string[]) =>
    client.ended('assignToLoadBalancerRule', { id, virtualmachineids: ids.join(',') })
  const ids = machines.map((machine) => machine.id)
  expect(await assign(ids)).toMatchObject({ jobresult: { success: true } })
  expect(problem(await assign(ids.slice(1)))).toContain('is already mapped to load balancer')
  expect(
    (await client.ask('listLoadBalancerRules', { virtualmachineid: ids[1] })).loadbalancerrule,
  ).toMatchObject([{ id, state: 'Active' }])
  const { loadbalancerruleinstance } = await client.ask('listLoadBalancerRuleInstances', { id })
  expect(loadbalancerruleinstance.map((one: Body) => one.id)).toEqual(ids)
  const { lbrulevmidip } = await client.ask('listLoadBalancerRuleInstances', { id, lbvmips: true })
  expect(lbrulevmidip[0]).toMatchObject({ lbvmipaddresses: [machines[0].ipaddress] })
  expect(await client.ask('listLoadBalancerRuleInstances', { id, applied: false })).toEqual({})
  await client.run('removeFromLoadBalancerRule', { id, virtualmachineids: ids[0] ?? '' })
  expect(
    await client.ended('removeFromLoadBalancerRule', { id, virtualmachineids: ids[0] ?? '' }),
  ).toMatchObject({ jobresultcode: 431 })
  const changed = await client.run('updateLoadBalancerRule', { id, name: 'site', algorithm: 'source' })
  expect(changed.loadbalancer).toMatchObject({ name: 'site', algorithm: 'source' })
  expect(await client.ended('updateLoadBalancerRule', { id, algorithm: 'random' })).toMatchObject({
    jobresultcode: 431,
  })
  expect((await client.ask('listFirewallRules', { ipaddressid: publicipid })).count).toBe(1)
  await remove(id)
  expect(await client.ask('listLoadBalancerRules')).toEqual({})
  expect(await client.ask('listFirewallRules')).toEqual({})
})

test.each([
  [{ algorithm: 'random' }, 'Invalid algorithm', 431],
  [{ protocol: 'sctp' }, 'Invalid protocol', 431],
  [{ publicport: 0 }, 'invalid value', 431],
  [{ publicipid: 'none' }, 'Invalid parameter publicipid', 431],
])('a rule of %o is refused: %s', async (more, text, status) => {
  expect(await client.call('createLoadBalancerRule', input(more))).toMatchObject({
    status,
    body: { errortext: expect.stringContaining(text) },
  })
})

test('a port has one rule; addresses with static NAT have none', async () => {
  const { id } = await create()
  expect(await client.call('createLoadBalancerRule', input({ name: 'other' }))).toMatchObject({ status: 537 })
  const forward = {
    ipaddressid: publicipid,
    virtualmachineid: machines[0].id,
    protocol: 'tcp',
    publicport: 80,
    privateport: 80,
  }
  expect(await client.call('createPortForwardingRule', forward)).toMatchObject({ status: 537 })
  await remove(id)
  await client.ask('enableStaticNat', { ipaddressid: publicipid, virtualmachineid: machines[0].id })
  expect(await client.call('createLoadBalancerRule', input())).toMatchObject({ status: 537 })
  await client.run('disableStaticNat', { ipaddressid: publicipid })
})

test('a rule has one policy of stickiness', async () => {
  const { id: lbruleid } = await create()
  const policy = (methodname: string, params = {}) => ({ lbruleid, name: 'sticky', methodname, ...params })
  const params = {
    'param[0].name': 'cookie-name',
    'param[0].value': 'session',
    'param[1].name': 'mode',
    'param[1].value': 'insert',
  }
  const made = await client.run('createLBStickinessPolicy', policy('LbCookie', params))
  expect(made.stickinesspolicies.stickinesspolicy).toMatchObject([
    { methodname: 'LbCookie', params: { 'cookie-name': 'session', mode: 'insert' } },
  ])
  expect(await client.call('createLBStickinessPolicy', policy('SourceBased'))).toMatchObject({ status: 537 })
  expect(await client.call('createLBStickinessPolicy', policy('Magic'))).toMatchObject({ status: 431 })
  const wrong = policy('SourceBased', { 'param[0].name': 'cookie-name', 'param[0].value': 'x' })
  expect(await client.call('createLBStickinessPolicy', wrong)).toMatchObject({ status: 431 })
  const { stickinesspolicies } = await client.ask('listLBStickinessPolicies', { lbruleid })
  const { id } = stickinesspolicies[0].stickinesspolicy[0]
  await client.run('deleteLBStickinessPolicy', { id })
  expect(
    (await client.ask('listLBStickinessPolicies', { lbruleid })).stickinesspolicies[0].stickinesspolicy,
  ).toEqual([])
  await remove(lbruleid)
})

test('a rule has one health check, and tells which machines serve', async () => {
  const { id: lbruleid } = await create()
  const policy = (more = {}) =>
    client.call('createLBHealthCheckPolicy', { lbruleid, pingpath: '/up', ...more })
  expect(await policy({ pingpath: 'up' })).toMatchObject({ status: 431 })
  expect(await policy({ responsetimeout: 10, intervaltime: 5 })).toMatchObject({ status: 431 })
  const made = await client.run('createLBHealthCheckPolicy', {
    lbruleid,
    pingpath: '/up',
    intervaltime: 7,
    healthythreshold: 3,
  })
  const [check] = made.healthcheckpolicies.healthcheckpolicy
  expect(check).toMatchObject({
    pingpath: '/up',
    responsetime: 2,
    healthcheckinterval: 7,
    healthcheckthresshold: 3,
  })
  expect(await policy()).toMatchObject({ status: 537 })
  await client.run('assignToLoadBalancerRule', { id: lbruleid, virtualmachineids: machines[0].id })
  const { loadbalancerruleinstance } = await client.ask('listLoadBalancerRuleInstances', { id: lbruleid })
  expect(loadbalancerruleinstance).toMatchObject([{ servicestate: 'UP' }])
  expect((await client.ask('listLBHealthCheckPolicies', { id: check.id })).count).toBe(1)
  expect(local.inventory().cloudstack).toMatchObject({
    loadBalancers: [{ name: 'web', members: [machines[0].id] }],
    publicIps: [{ sourceNat: true }, { sourceNat: false }],
    networks: [{ cidr: '10.1.1.0/24' }],
    volumes: [{ type: 'ROOT', sizeGiB: 8, attachedTo: machines[0].id }, {}],
  })
  await client.run('deleteLBHealthCheckPolicy', { id: check.id })
  await client.run('destroyVirtualMachine', { id: machines[0].id, expunge: true })
  expect(await client.ask('listLoadBalancerRuleInstances', { id: lbruleid })).toEqual({})
})
