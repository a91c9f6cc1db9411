import { loadBalancersConformance } from '@cloud/conformance'
import { waitForDetached, waitForMember } from '@cloud/core'
import {
  cloudstackOfferings,
  cloudstackTemplates,
  cloudstackZones,
  type LocalCloud,
  startCloud,
  virtualClock,
} from '@cloud/emulators'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type CloudStackOptions, compute, loadBalancers } from './index.ts'
import { checkedTransport } from './testing/checked-transport.ts'

const pageSize = 2
const clock = virtualClock({ auto: true })
const transport = checkedTransport()
const checking = [
  'setHealthCheck makes it this one, and getHealthCheck tells it',
  'What setHealthCheck leaves out is the default, and not what was before',
  'A health check without a port looks at the target port of the first listener that is not of UDP',
  'setHealthCheck changes nothing else',
]
let local: LocalCloud
let network = ''
let fast = () => {}
let up = () => {}

const options = (): CloudStackOptions => ({
  ...local.cloudstack,
  zone: cloudstackZones.advanced,
  transport,
  clock,
  ...(network === '' ? {} : { network }),
})

beforeAll(async () => {
  local = await startCloud({ pageSize, clock })
  network = (await compute(options()).createNetwork({ name: 'default' })).id
})
afterAll(() => local.close())

loadBalancersConformance({
  name: '@cloud/cloudstack, load balancers',
  driver: () => loadBalancers(options()),
  compute: () => compute(options()),
  wrongCredentials: () => loadBalancers({ ...options(), secretKey: 'wrong' }),
  abilities: ['Algorithms', 'HealthChecks', 'Stickiness'],
  size: cloudstackOfferings.medium,
  image: cloudstackTemplates.debian12,
  skip: Object.fromEntries(
    checking.map((title) => [title, 'members are checked on the port that is balanced']),
  ),
  pageSize,
  requests: () => local.requests.length,
  secrets: () => [local.cloudstack.secretKey, local.cloudstack.apiKey],
  clock,
  outage: (on) => {
    up()
    up = on ? local.faults.add({ kind: 'status', status: 503 }) : () => {}
  },
  loseCreate: () => {
    local.faults.add({ kind: 'reset-after', operation: 'createLoadBalancerRule', count: 1 })
  },
  slow: (ms) => {
    fast()
    fast = ms > 0 ? local.faults.add({ kind: 'delay', ms }) : () => {}
  },
})

const web = { name: 'web', listeners: [{ protocol: 'http', port: 80, targetPort: 8080 }] } as const
const newNode = () =>
  compute(options()).createNode({
    name: 'member',
    size: cloudstackOfferings.medium,
    image: cloudstackTemplates.debian12,
  })

describe('a balancer that cannot be made whole', () => {
  const networking = () => {
    const { loadBalancers: rules, firewallRules, publicIps } = local.inventory().cloudstack
    return { rules, firewallRules, publicIps }
  }

  it.each([
    ['createLoadBalancerRule', 'error', '431'],
    ['createLoadBalancerRule', 'errored', '537'],
    ['assignToLoadBalancerRule', 'error', '431'],
    ['assignToLoadBalancerRule', 'errored', '534'],
  ] as const)(
    'leaves neither rule nor address where %s is answered with %s %s',
    async (operation, kind, code) => {
      const node = await newNode()
      const before = networking()
      const remove = local.faults.add({ operation, kind, code })
      const made = loadBalancers(options()).createBalancer({ ...web, members: [{ node }] })
      await expect(made).rejects.toMatchObject({ outcome: 'not-applied' })
      remove()
      expect(networking()).toEqual(before)
      await compute(options()).destroyNode(node)
    },
  )

  it('is told with its rule and its address where it cannot be undone either', async () => {
    const node = await newNode()
    const faults = ['assignToLoadBalancerRule', 'deleteLoadBalancerRule'].map((operation) =>
      local.faults.add({ operation, kind: 'error', code: '431' }),
    )
    const driver = loadBalancers(options())
    const error: unknown = await driver
      .createBalancer({ ...web, members: [{ node }] })
      .catch((thrown: unknown) => thrown)
    for (const remove of faults) remove()
    const [rule] = networking().rules
    expect(error).toMatchObject({
      outcome: 'unknown',
      details: { balancerId: rule?.id, addressId: expect.any(String) },
    })
    await driver.destroyBalancer(rule?.id ?? '')
    expect(networking().rules).toEqual([])
    await compute(options()).destroyNode(node)
  })
})

describe('a member', () => {
  it('is healthy, where it is asked by http, while its node runs, and is waited for until it is gone', async () => {
    const [node, driver] = [await newNode(), loadBalancers(options())]
    const balancer = await driver.createBalancer(web)
    expect(await driver.attachMember(balancer, { node })).toMatchObject({ state: 'unknown' })
    await driver.setHealthCheck(balancer, { protocol: 'http' })
    expect(await waitForMember(driver, balancer, { node }, 'healthy')).toMatchObject({ node: node.id })
    await compute(options()).stopNode(node)
    await waitForMember(driver, balancer, { node }, 'unhealthy')
    await driver.detachMember(balancer, { node })
    await waitForDetached(driver, balancer, { node })
    await driver.destroyBalancer(balancer)
    await compute(options()).destroyNode(node)
  })
})

describe('a health check', () => {
  it('asks by http on the port that is balanced, and connects there without', async () => {
    const driver = loadBalancers(options())
    const balancer = await driver.createBalancer(web)
    const connects = { protocol: 'tcp', port: 8080 }
    expect(await driver.getHealthCheck(balancer)).toEqual(connects)
    const whole = { path: '/up', intervalMs: 20_000, timeoutMs: 4000, healthyAfter: 4, unhealthyAfter: 3 }
    await driver.setHealthCheck(balancer, { protocol: 'http', port: 8080, ...whole })
    expect(await driver.getHealthCheck(balancer)).toEqual({ protocol: 'http', port: 8080, ...whole })
    await driver.setHealthCheck(balancer, { protocol: 'http' })
    const defaults = await driver.getHealthCheck(balancer)
    expect(defaults).toMatchObject({ protocol: 'http', port: 8080, path: '/' })
    expect(defaults.intervalMs).not.toBe(whole.intervalMs)
    for (const wrong of [{ port: 8081 }, { path: 'up' }, { intervalMs: 1500 }, { healthyAfter: 0 }])
      await expect(driver.setHealthCheck(balancer, { protocol: 'http', ...wrong })).rejects.toMatchObject({
        code: 'invalid',
      })
    expect(await driver.getHealthCheck(balancer)).toEqual(defaults)
    await driver.setHealthCheck(balancer, { protocol: 'tcp' })
    expect(await driver.getHealthCheck(balancer)).toEqual(connects)
    await driver.destroyBalancer(balancer)
  })
})
