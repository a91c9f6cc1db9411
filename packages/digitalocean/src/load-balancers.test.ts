import { waitForBalancer } from '@cloud/core'
import { afterEach, describe, expect, it } from 'vitest'
import { type DigitalOceanBalancer, type DigitalOceanLoadBalancers, loadBalancers } from './index.ts'
import { emulated } from './testing/emulated.ts'

const cloud = emulated()
const quick = emulated({ times: { pendingMs: 0, actionMs: 0 } })
afterEach(() => cloud.local.faults.clear())

const http = { protocol: 'http', port: 80 } as const
let names = 0
const newName = () => `front-${++names}`
const create = (more: Partial<Parameters<DigitalOceanLoadBalancers['createBalancer']>[0]> = {}) =>
  cloud.balancers.createBalancer({ name: newName(), listeners: [http], ...more })
const active = async (balancer: DigitalOceanBalancer) => waitForBalancer(cloud.balancers, balancer, 'active')
const kept = () => cloud.local.inventory().digitalocean.loadBalancers

describe('A load balancer', () => {
  it('is made, becomes active with an address, is listed by its name, renamed and destroyed', async () => {
    const { balancers } = cloud
    const node = await cloud.node('member-1')
    const made = await create({ members: [{ node }] })
    expect(made).toMatchObject({ kind: 'balancer', state: 'creating', ips: [], location: 'fra1' })
    expect(made.listeners).toEqual([{ ...http, targetProtocol: 'http', targetPort: 80 }])
    const { ips } = await active(made)
    expect(ips).toHaveLength(1)
    expect((await balancers.listBalancers({ name: made.name }).toArray()).map(({ id }) => id)).toEqual([
      made.id,
    ])
    const name = newName()
    expect(await balancers.updateBalancer(made, { name })).toMatchObject({ id: made.id, name, ips })
    expect((await balancers.listMembers(made).toArray()).map((member) => member.node)).toEqual([node])
    await balancers.destroyBalancer(made)
    await expect(balancers.getBalancer(made)).rejects.toMatchObject({ code: 'not-found' })
  })

  it('keeps every setting that a change does not name', async () => {
    const { balancers } = cloud
    const native = {
      sizeUnit: 2,
      proxyProtocol: true,
      backendKeepalive: true,
      idleTimeoutMs: 90_000,
      firewall: { allow: ['198.51.100.0/24'], deny: ['203.0.113.7'] },
      tlsCipherPolicy: 'STRONG',
      letsEncryptDnsRecords: false,
      networkStack: 'DUALSTACK',
      healthCheck: { protocol: 'tcp', port: 8080, intervalMs: 20_000 },
      stickiness: { by: 'cookie', durationMs: 60_000 },
    } as const
    const node = await cloud.node('member-2')
    const made = await create({ native, members: [{ node }] })
    const before = (await active(made)).native
    expect(before).toMatchObject({
      http_idle_timeout_seconds: 90,
      firewall: { allow: ['cidr:198.51.100.0/24'], deny: ['ip:203.0.113.7'] },
      sticky_sessions: { type: 'cookies', cookie_name: 'DO-LB', cookie_ttl_seconds: 60 },
    })
    const after = await balancers.updateBalancer(made, { native: { proxyProtocol: false } })
    expect(after.native).toEqual({ ...before, enable_proxy_protocol: false })
  })

  it('is the same for a second create with its key and options, also from another process', async () => {
    const { balancers, local } = cloud
    const options = { name: newName(), listeners: [http], idempotencyKey: newName() }
    const [one, two] = await Promise.all([
      balancers.createBalancer(options),
      balancers.createBalancer(options),
    ])
    const other = loadBalancers({ ...local.digitalocean, region: 'fra1' })
    expect([two.id, (await other.createBalancer(options)).id]).toEqual([one.id, one.id])
    await balancers.addListener(one, { protocol: 'tcp', port: 25 })
    expect((await balancers.createBalancer(options)).id).toBe(one.id)
    await expect(balancers.createBalancer({ ...options, name: newName() })).rejects.toMatchObject({
      code: 'conflict',
      outcome: 'not-applied',
    })
    await balancers.destroyBalancer(one)
    expect((await balancers.createBalancer(options)).id).not.toBe(one.id)
  })

  it.each(['reset-before', 'reset-after', 'half-body', 'status'] as const)(
    'is one where the answer is lost (%s)',
    async (kind) => {
      const remove = cloud.local.faults.add({ kind, operation: 'loadBalancers_create', count: 1 })
      const { id, name } = await create()
      remove()
      expect(kept().filter((each) => each.name === name)).toEqual([expect.objectContaining({ id })])
    },
  )

  it.each([
    ['is busy after each', () => cloud],
    ['never is', () => quick],
  ])('loses none of many changes at once, in one process, where DigitalOcean %s', async (_how, where) => {
    const { balancers, node: newNode } = where()
    const made = await balancers.createBalancer({ name: newName(), listeners: [http] })
    const nodes = await Promise.all(['a', 'b', 'c'].map((each) => newNode(`many-${each}`)))
    await Promise.all([
      ...nodes.map((node) => balancers.attachMember(made, { node })),
      balancers.addListener(made, { protocol: 'tcp', port: 25 }),
      balancers.updateBalancer(made, { native: { backendKeepalive: true } }),
      balancers.setHealthCheck(made, { protocol: 'tcp' }),
      balancers.setStickiness(made, { by: 'cookie', durationMs: 5000, cookieName: 'SEEN' }),
      balancers.updateBalancer(made, { native: { idleTimeoutMs: 30_000 } }),
    ])
    const { native } = await balancers.getBalancer(made)
    expect(native).toMatchObject({
      enable_backend_keepalive: true,
      http_idle_timeout_seconds: 30,
      health_check: { protocol: 'tcp', port: 80 },
      sticky_sessions: { cookie_name: 'SEEN' },
    })
    expect(native.droplet_ids?.map(String).toSorted()).toEqual(nodes.toSorted())
    expect(native.forwarding_rules).toHaveLength(2)
  })

  it('that stays busy is told when the time is up, and nothing was changed', async () => {
    const { balancers, local } = cloud
    const made = await create()
    const message = "Load Balancer can't be updated while it processes previous actions"
    local.faults.add({ kind: 'error', code: 'forbidden', message, operation: 'loadBalancers_update' })
    const change = balancers.updateBalancer(made, { name: newName() }, { timeoutMs: 20_000 })
    await expect(change).rejects.toMatchObject({ code: 'timeout', outcome: 'not-applied' })
    await expect(change).rejects.toThrow('processes previous actions')
  })

  it('does not deny a change whose answer was lost, and which it cannot look at while it is busy', async () => {
    const { balancers, local } = cloud
    const [made, node] = [await active(await create()), await cloud.node('member-lost')]
    local.faults.add({ kind: 'reset-after', operation: 'loadBalancers_add_droplets', count: 1 })
    local.faults.add({ kind: 'status', status: 503, operation: 'loadBalancers_get', skip: 1 })
    await expect(balancers.attachMember(made, { node })).rejects.toMatchObject({
      code: 'unavailable',
      outcome: 'unknown',
    })
    expect(
      kept()
        .find(({ id }) => id === made.id)
        ?.dropletIds.map(String),
    ).toEqual([node])
  })

  it('that is busy until the time is up does not deny a change whose answer was lost', async () => {
    const { balancers, local } = cloud
    const made = await active(await create())
    const message = "Load Balancer can't be updated while it processes previous actions"
    const operation = 'loadBalancers_update'
    local.faults.add({ kind: 'reset-after', operation, count: 1 })
    local.faults.add({ kind: 'error', code: 'forbidden', message, operation })
    const change = balancers.updateBalancer(made, { name: newName() }, { timeoutMs: 20_000 })
    await expect(change).rejects.toMatchObject({ code: 'timeout', outcome: 'unknown' })
  })

  it('has a name that no other has', async () => {
    const { name } = await create()
    await expect(create({ name })).rejects.toMatchObject({ code: 'already-exists', outcome: 'not-applied' })
  })

  it.each([
    [{ location: 'moon1' }, 'There is no location moon1'],
    [{ members: [{ node: '999999' }] }, 'There is no node 999999'],
    [
      {
        listeners: [
          { protocol: 'https', port: 443, certificate: '00000000-0000-4000-8000-000000000000' },
        ] as const,
      },
      'There is no certificate 0',
    ],
    [
      { listeners: [{ protocol: 'https', port: 443, certificate: 'mine' }] as const },
      'There is no certificate',
    ],
  ])('says which of what it needs is missing: %j', async (more, message) => {
    await expect(create(more)).rejects.toMatchObject({
      code: 'not-found',
      outcome: 'not-applied',
      message: expect.stringContaining(message),
    })
  })

  it('of UDP asks a port of TCP whether its members serve', async () => {
    const { balancers } = cloud
    const dns = await create({ listeners: [{ protocol: 'udp', port: 53 }] })
    expect(await balancers.getHealthCheck(dns)).toMatchObject({ protocol: 'tcp', port: 53 })
    const both = await create({
      listeners: [
        { protocol: 'udp', port: 53 },
        { protocol: 'http', port: 80, targetPort: 8080 },
      ],
    })
    expect(await balancers.getHealthCheck(both)).toMatchObject({ protocol: 'http', port: 8080, path: '/' })
  })
})

describe('Members', () => {
  it('are attached and detached, each as often as one likes', async () => {
    const { balancers } = cloud
    const [balancer, node] = [await create(), await cloud.node('member-3')]
    const member = await balancers.attachMember(balancer, { node })
    expect(member).toMatchObject({ kind: 'member', node, state: 'unknown' })
    expect(await balancers.attachMember(balancer, { node })).toEqual(member)
    expect(await balancers.listMembers(balancer).toArray()).toEqual([member])
    await balancers.detachMember(balancer, member)
    await balancers.detachMember(balancer, { node })
    expect(await balancers.listMembers(balancer).toArray()).toEqual([])
    await expect(balancers.attachMember(balancer, { node: '999999' })).rejects.toMatchObject({
      code: 'not-found',
    })
  })

  it('that come by a tag are not taken one by one, until the tag is let go of', async () => {
    const { driver, balancers } = cloud
    const tags = { pool: 'web' }
    const options = { size: 's-1vcpu-1gb', image: 'debian-12-x64' }
    const node = await driver.createNode({ ...options, name: 'tagged-1', tags })
    const other = await cloud.node('member-4')
    const balancer = await create({ native: { tag: 'pool:web' } })
    expect((await balancers.listMembers(balancer).toArray()).map(({ id }) => id)).toEqual([node.id])
    await expect(balancers.attachMember(balancer, { node: other })).rejects.toMatchObject({
      code: 'conflict',
      details: { tag: 'pool:web' },
    })
    await expect(balancers.detachMember(balancer, { node })).rejects.toMatchObject({ code: 'conflict' })
    await balancers.detachMember(balancer, { node: other })
    await balancers.updateBalancer(balancer, { name: newName() })
    expect((await balancers.getBalancer(balancer)).native.tag).toBe('pool:web')
    await balancers.updateBalancer(balancer, { native: { tag: null } })
    await balancers.attachMember(balancer, { node: other })
    const members = await balancers.listMembers(balancer).toArray()
    expect(members.map(({ id }) => id)).toEqual([node.id, other])
  })
})

describe('Listeners', () => {
  it('come and go, but for the last', async () => {
    const { balancers } = cloud
    const made = await create()
    const udp = { protocol: 'udp', port: 80, targetPort: 5353 } as const
    const more = await balancers.addListener(made, udp)
    expect(more.listeners).toHaveLength(2)
    expect((await balancers.addListener(made, udp)).listeners).toEqual(more.listeners)
    await expect(balancers.addListener(made, { protocol: 'tcp', port: 80 })).rejects.toMatchObject({
      code: 'already-exists',
      outcome: 'not-applied',
    })
    await expect(balancers.removeListener(made, { port: 80 })).rejects.toMatchObject({ code: 'invalid' })
    const left = await balancers.removeListener(made, { port: 80, protocol: 'http' })
    expect(left.listeners).toEqual([{ ...udp, targetProtocol: 'udp' }])
    expect((await balancers.removeListener(made, { port: 443 })).listeners).toHaveLength(1)
    await expect(balancers.removeListener(made, { port: 80 })).rejects.toMatchObject({ code: 'conflict' })
  })

  it.each(['reset-before', 'reset-after'] as const)(
    'come and go once where the answer is lost (%s)',
    async (kind) => {
      const { balancers, local } = cloud
      const made = await create()
      const tcp = { protocol: 'tcp', port: 25 } as const
      local.faults.add({ kind, operation: 'loadBalancers_add_forwardingRules', count: 1 })
      expect((await balancers.addListener(made, tcp)).listeners).toHaveLength(2)
      local.faults.add({ kind, operation: 'loadBalancers_remove_forwardingRules', count: 1 })
      expect((await balancers.removeListener(made, tcp)).listeners).toHaveLength(1)
    },
  )

  it('that a balancer shows can be given to another one as they are', async () => {
    const { balancers } = cloud
    const through = { entryProtocol: 'http2', tlsPassthrough: true } as const
    const made = await create({ listeners: [{ protocol: 'https', port: 443, native: through }] })
    const [shown] = made.listeners
    expect(shown).toEqual({
      protocol: 'https',
      port: 443,
      targetProtocol: 'https',
      targetPort: 443,
      native: { ...through, targetProtocol: 'http2' },
    })
    expect(
      (await balancers.createBalancer({ name: newName(), listeners: made.listeners })).listeners,
    ).toEqual([shown])
  })
})

describe('Health checks', () => {
  it('are set whole: what one leaves out is the default again', async () => {
    const { balancers } = cloud
    const made = await create({ listeners: [{ protocol: 'http', port: 80, targetPort: 8080 }] })
    const check = { protocol: 'http', port: 81, path: '/up', intervalMs: 5000, timeoutMs: 4000 } as const
    await balancers.setHealthCheck(made, { ...check, healthyAfter: 2, unhealthyAfter: 4 })
    expect(await balancers.getHealthCheck(made)).toEqual({ ...check, healthyAfter: 2, unhealthyAfter: 4 })
    await balancers.setHealthCheck(made, { protocol: 'tcp' })
    expect(await balancers.getHealthCheck(made)).toEqual({
      protocol: 'tcp',
      port: 8080,
      intervalMs: 10_000,
      timeoutMs: 5000,
      healthyAfter: 5,
      unhealthyAfter: 3,
    })
    await expect(balancers.setHealthCheck(made, { protocol: 'tcp', intervalMs: 1000 })).rejects.toMatchObject(
      {
        code: 'invalid',
        outcome: 'not-applied',
      },
    )
  })
})

describe('Stickiness', () => {
  it('is by a cookie, and ends', async () => {
    const { balancers } = cloud
    const made = await create()
    expect(await balancers.getStickiness(made)).toBeUndefined()
    await balancers.setStickiness(made, { by: 'cookie', durationMs: 60_000 })
    expect(await balancers.getStickiness(made)).toEqual({
      by: 'cookie',
      durationMs: 60_000,
      cookieName: 'DO-LB',
    })
    await balancers.setStickiness(made, undefined)
    expect(await balancers.getStickiness(made)).toBeUndefined()
    const tcp = await create({ listeners: [{ protocol: 'tcp', port: 25 }] })
    await expect(balancers.setStickiness(tcp, { by: 'cookie', durationMs: 60_000 })).rejects.toMatchObject({
      code: 'invalid',
    })
  })
})
