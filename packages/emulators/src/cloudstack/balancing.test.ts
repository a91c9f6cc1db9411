import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { LocalCloud } from '../options.ts'
import { startCloud } from '../start-cloud.ts'
import { type Body, type CloudStackClient, cloudstackClient } from '../testing/cloudstack-client.ts'
import { shortTimes } from '../testing/sdk-client.ts'
import { answers, get, halfAsked, serving, until } from '../testing/web.ts'

let local: LocalCloud
let client: CloudStackClient
let machines: readonly Body[]
let address: Body
let port = 8_000

beforeAll(async () => {
  local = await startCloud({ times: { ...shortTimes, actionMs: 2 }, cloudstack: { zone: 'advanced' } })
  client = cloudstackClient(local)
  const userdata = (name: string) => Buffer.from(serving(name)).toString('base64')
  machines = [
    await client.machine({ userdata: userdata('one') }),
    await client.machine({ userdata: userdata('two') }),
  ]
  await until(() => local.inventory().cloudstack.virtualMachines.every(({ booted }) => booted))
  const networkid = machines[0].nic[0].networkid
  address = (await client.run('associateIpAddress', { networkid })).ipaddress
})
afterAll(() => local.close())
beforeEach(() => {
  port += 1
})

const ids = () => machines.map(({ id }) => id).join(',')

/** A rule that shares its port among both machines, and where that is on this computer. */
async function balance(more: Readonly<Record<string, string | number>> = {}) {
  const input = {
    publicipid: address.id,
    name: 'web',
    algorithm: 'roundrobin',
    publicport: port,
    privateport: 80,
  }
  const { loadbalancer } = await client.run('createLoadBalancerRule', { ...input, ...more })
  const { id } = loadbalancer
  await client.run('assignToLoadBalancerRule', { id, virtualmachineids: ids() })
  return { id, at: () => local.balancerAt({ host: address.ipaddress, port }) }
}

test('connections go to machines in turn, and one that is under way ends at a machine that was taken out', async () => {
  const { id, at } = await balance()
  const front = await at()
  expect((await answers(front, 4)).toSorted()).toEqual(['one', 'one', 'two', 'two'])
  const held = [await halfAsked(front), await halfAsked(front)]
  await client.run('removeFromLoadBalancerRule', { id, virtualmachineids: machines[0].id })
  expect(await answers(front, 2)).toEqual(['two', 'two'])
  expect((await Promise.all(held.map(({ finish }) => finish()))).toSorted()).toEqual(['one', 'two'])
})

test('a machine that has less to do comes first, where the rule says so', async () => {
  const { at } = await balance({ algorithm: 'leastconn' })
  const front = await at()
  const held = await halfAsked(front)
  const others = new Set<string>()
  for (let index = 0; index < 3; index += 1) {
    others.add((await get(front)).text)
    // Until the balancer has seen that the connection was closed.
    await new Promise((resolve) => setTimeout(resolve, 30))
  }
  const busy = await held.finish()
  expect([others.size, others.has(busy)]).toEqual([1, false])
})

test('clients stay by their address, or by a cookie', async () => {
  const { at } = await balance({ algorithm: 'source' })
  expect(new Set(await answers(await at(), 4)).size).toBe(1)
  port += 1
  const other = await balance()
  const policy = { lbruleid: other.id, methodname: 'LbCookie', name: 'kept' }
  const cookieName = { 'param[0].name': 'cookie-name', 'param[0].value': 'AT' }
  await client.run('createLBStickinessPolicy', { ...policy, ...cookieName })
  const front = await other.at()
  const first = await get(front)
  const cookie = first.headers['set-cookie']?.[0]?.split(';')[0] ?? ''
  expect(cookie).toMatch(/^AT=/)
  expect(await answers(front, 3, { headers: { cookie } })).toEqual([first.text, first.text, first.text])
})

test('a check that fails takes machines out', async () => {
  const { id, at } = await balance()
  await client.run('createLBHealthCheckPolicy', { lbruleid: id, pingpath: '/nothing', intervaltime: 5 })
  await expect(get(await at())).rejects.toMatchObject({ code: 'ECONNRESET' })
})
