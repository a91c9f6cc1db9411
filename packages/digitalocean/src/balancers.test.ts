import { virtualClock } from '@cloud/emulators'
import { describe, expect, it } from 'vitest'
import { type DigitalOceanLoadBalancers, purgeCache } from './index.ts'
import { answer, droplet, listed, mockedBalancers, refuse, region } from './testing/mock-digitalocean.ts'

const id = '4de7ac8b-495b-4884-9a69-1050c6793cd6'
const certificate = '892071a0-bb95-49bc-8021-3afd67a210bf'
const path = `/load_balancers/${id}`
const page = 'page=1&per_page=200'
const busy = "Load Balancer can't be updated while it processes previous actions"

/** As the specification's examples show one. */
const wire = (more: object = {}) => ({
  id,
  name: 'example-lb-01',
  ip: '104.131.186.241',
  ipv6: '',
  size: 'lb-small',
  size_unit: 1,
  algorithm: 'round_robin',
  status: 'active',
  created_at: '2026-01-01T00:00:00Z',
  forwarding_rules: [
    {
      entry_protocol: 'http',
      entry_port: 80,
      target_protocol: 'http',
      target_port: 80,
      certificate_id: '',
      tls_passthrough: false,
    },
  ],
  health_check: {
    protocol: 'http',
    port: 80,
    path: '/',
    check_interval_seconds: 10,
    response_timeout_seconds: 5,
    healthy_threshold: 5,
    unhealthy_threshold: 3,
  },
  sticky_sessions: { type: 'none' },
  region,
  vpc_uuid: 'c33931f2-a26a-4e61-b85c-4e95a2ec431b',
  tag: '',
  droplet_ids: [3164444, 3164445],
  redirect_http_to_https: false,
  enable_proxy_protocol: false,
  enable_backend_keepalive: false,
  disable_lets_encrypt_dns_records: false,
  http_idle_timeout_seconds: 60,
  project_id: '9cc10173-e9ea-4176-9dbc-a4cee4c4ff30',
  domains: [],
  target_load_balancer_ids: null,
  ...more,
})
const got = (more: object = {}) => answer(`GET ${path}`, 200, { load_balancer: wire(more) })
const listeners = [{ protocol: 'http', port: 80 }] as const
const options = { name: 'example-lb-01', listeners }

describe('createBalancer', () => {
  it('sends its rules, its members and a health check of what they serve', async () => {
    const sent = answer('POST /load_balancers', 202, { load_balancer: wire({ status: 'new', ip: '' }) })
    const balancer = await mockedBalancers().createBalancer({
      ...options,
      listeners: [
        { protocol: 'https', port: 443, certificate, targetPort: 8080 },
        { protocol: 'udp', port: 443 },
      ],
      members: [{ node: '3164444' }, { node: { kind: 'node', id: '3164445' } }],
    })
    expect(sent.body).toEqual({
      name: 'example-lb-01',
      region: 'fra1',
      forwarding_rules: [
        {
          entry_protocol: 'https',
          entry_port: 443,
          target_protocol: 'http',
          target_port: 8080,
          certificate_id: certificate,
        },
        { entry_protocol: 'udp', entry_port: 443, target_protocol: 'udp', target_port: 443 },
      ],
      health_check: { protocol: 'http', port: 8080, path: '/' },
      droplet_ids: [3164444, 3164445],
    })
    expect(balancer).toEqual({
      kind: 'balancer',
      id,
      name: 'example-lb-01',
      state: 'creating',
      ips: [],
      listeners: [{ protocol: 'http', port: 80, targetProtocol: 'http', targetPort: 80 }],
      location: 'fra1',
      createdAt: '2026-01-01T00:00:00Z',
      native: wire({ status: 'new', ip: '' }),
    })
  })

  it('spells what DigitalOcean alone has as the API does', async () => {
    const sent = answer('POST /load_balancers', 202, { load_balancer: wire() })
    await mockedBalancers().createBalancer({
      ...options,
      listeners: [
        {
          protocol: 'https',
          port: 443,
          certificate,
          native: { entryProtocol: 'http3', targetProtocol: 'http2' },
        },
      ],
      native: {
        tag: 'pool:web',
        type: 'GLOBAL',
        network: 'EXTERNAL',
        networkStack: 'DUALSTACK',
        vpcId: 'c33931f2-a26a-4e61-b85c-4e95a2ec431b',
        projectId: '9cc10173-e9ea-4176-9dbc-a4cee4c4ff30',
        sizeUnit: 3,
        redirectHttpToHttps: true,
        proxyProtocol: true,
        backendKeepalive: true,
        idleTimeoutMs: 600_000,
        firewall: { allow: ['1.2.3.4'], deny: ['1.2.0.0/16'] },
        tlsCipherPolicy: 'STRONG',
        letsEncryptDnsRecords: false,
        domains: [{ name: 'example.com', managed: true, certificate }],
        global: {
          targetProtocol: 'http',
          targetPort: 80,
          cache: true,
          priorities: { nyc1: 1 },
          failoverPercent: 50,
        },
        targetBalancers: [id],
        stickiness: { by: 'cookie', durationMs: 300_000, cookieName: 'SEEN' },
        healthCheck: { protocol: 'tcp', port: 22, healthyAfter: 2, unhealthyAfter: 4 },
      },
    })
    expect(sent.body).toMatchObject({
      tag: 'pool:web',
      forwarding_rules: [{ entry_protocol: 'http3', target_protocol: 'http2' }],
      type: 'GLOBAL',
      network_stack: 'DUALSTACK',
      size_unit: 3,
      redirect_http_to_https: true,
      enable_proxy_protocol: true,
      enable_backend_keepalive: true,
      http_idle_timeout_seconds: 600,
      firewall: { allow: ['ip:1.2.3.4'], deny: ['cidr:1.2.0.0/16'] },
      tls_cipher_policy: 'STRONG',
      disable_lets_encrypt_dns_records: true,
      domains: [{ name: 'example.com', is_managed: true, certificate_id: certificate }],
      glb_settings: {
        target_protocol: 'http',
        cdn: { is_enabled: true },
        region_priorities: { nyc1: 1 },
        failover_threshold: 50,
      },
      target_load_balancer_ids: [id],
      sticky_sessions: { type: 'cookies', cookie_name: 'SEEN', cookie_ttl_seconds: 300 },
      health_check: { protocol: 'tcp', port: 22, healthy_threshold: 2, unhealthy_threshold: 4 },
    })
    expect(sent.body).not.toHaveProperty('droplet_ids')
  })

  it('tells a taken name from one that this call took', async () => {
    refuse('POST /load_balancers', 422, 'unprocessable_entity', 'name is not unique')
    listed(`/load_balancers?${page}`, 'load_balancers', wire())
    await expect(mockedBalancers().createBalancer(options)).rejects.toMatchObject({
      code: 'already-exists',
      outcome: 'not-applied',
    })
    answer('POST /load_balancers', 500)
    listed(
      `/load_balancers?${page}`,
      'load_balancers',
      wire({ created_at: new Date().toISOString(), droplet_ids: [] }),
    )
    expect((await mockedBalancers().createBalancer(options)).id).toBe(id)
  })

  it('without a location is invalid where the driver has no region', async () => {
    await expect(mockedBalancers({ region: undefined }).createBalancer(options)).rejects.toMatchObject({
      code: 'invalid',
    })
  })
})

describe('updateBalancer', () => {
  it('sends back all that it read and can be set, with the change', async () => {
    got()
    const sent = answer(`PUT ${path}`, 200, { load_balancer: wire({ name: 'new' }) })
    expect((await mockedBalancers().updateBalancer(id, { name: 'new' })).name).toBe('new')
    const {
      id: _id,
      ip,
      ipv6,
      size,
      status,
      created_at,
      tag,
      domains,
      target_load_balancer_ids,
      ...kept
    } = wire()
    expect(sent.body).toEqual({ ...kept, region: 'fra1', name: 'new' })
  })

  it('keeps a tag, the older size where there is no other, and what a global balancer has', async () => {
    const domains = [{ name: 'example.com', is_managed: true }]
    got({ tag: 'web', size_unit: undefined, size: 'lb-medium', domains, vpc_uuid: '' })
    const sent = answer(`PUT ${path}`, 200, { load_balancer: wire() })
    await mockedBalancers().updateBalancer(id, { native: { proxyProtocol: true } })
    expect(sent.body).toMatchObject({ tag: 'web', size: 'lb-medium', domains, enable_proxy_protocol: true })
    for (const name of ['droplet_ids', 'vpc_uuid', 'size_unit']) expect(sent.body).not.toHaveProperty(name)
  })

  it('waits while DigitalOcean is busy, and reads again what somebody else changed meanwhile', async () => {
    got()
    refuse(`PUT ${path}`, 403, 'forbidden', busy)
    got({ droplet_ids: [7] })
    const sent = answer(`PUT ${path}`, 200, { load_balancer: wire({ droplet_ids: [7] }) })
    await mockedBalancers().updateBalancer(id, { name: 'new' })
    expect(sent.body).toMatchObject({ name: 'new', droplet_ids: [7] })
  })

  it('begins to wait with a tenth of a second', async () => {
    const clock = virtualClock({ auto: true })
    got()
    refuse(`PUT ${path}`, 403, 'forbidden', busy)
    got()
    answer(`PUT ${path}`, 200, { load_balancer: wire() })
    const before = clock.elapsed()
    await mockedBalancers({ clock }).updateBalancer(id, { name: 'new' })
    expect(clock.elapsed() - before).toBe(100)
  })

  it('to a name that another has is already-exists', async () => {
    const others = wire({ id: '5de7ac8b-495b-4884-9a69-1050c6793cd6', name: 'taken' })
    got()
    refuse(`PUT ${path}`, 422, 'unprocessable_entity', 'name is not unique')
    listed(`/load_balancers?${page}`, 'load_balancers', others)
    await expect(mockedBalancers().updateBalancer(id, { name: 'taken' })).rejects.toMatchObject({
      code: 'already-exists',
      outcome: 'not-applied',
    })
    got()
    refuse(`PUT ${path}`, 422, 'unprocessable_entity', 'something else')
    listed(`/load_balancers?${page}`, 'load_balancers', wire({ name: 'free' }))
    await expect(mockedBalancers().updateBalancer(id, { name: 'free' })).rejects.toMatchObject({
      code: 'invalid',
    })
  })

  it('with redirectHttpToHttps is invalid where nothing listens for https', async () => {
    got()
    const change = mockedBalancers().updateBalancer(id, { native: { redirectHttpToHttps: true } })
    await expect(change).rejects.toThrow('a listener of https')
  })

  it('does not wait where the account may not do it', async () => {
    got()
    refuse(`PUT ${path}`, 403, 'forbidden', 'You are not authorized to perform this operation')
    await expect(mockedBalancers().updateBalancer(id, { name: 'new' })).rejects.toMatchObject({
      code: 'forbidden',
      outcome: 'not-applied',
    })
  })

  it('tells a size that may not change yet as a conflict', async () => {
    got()
    refuse(`PUT ${path}`, 422, 'unprocessable_entity', 'resized once per hour')
    await expect(mockedBalancers().updateBalancer(id, { native: { sizeUnit: 2 } })).rejects.toMatchObject({
      code: 'conflict',
    })
  })

  it('of nothing changes nothing', async () => {
    got()
    expect((await mockedBalancers().updateBalancer(id, {})).id).toBe(id)
  })
})

describe('a balancer that is not there', () => {
  it.each<[string, (driver: DigitalOceanLoadBalancers) => Promise<unknown>]>([
    ['GET', (driver) => driver.getBalancer(id)],
    ['GET', (driver) => driver.updateBalancer(id, { name: 'new' })],
    ['GET', (driver) => driver.listMembers(id).toArray()],
    ['GET', (driver) => driver.attachMember(id, { node: '7' })],
    ['GET', (driver) => driver.setHealthCheck(id, { protocol: 'tcp' })],
    ['GET', (driver) => driver.removeListener(id, { port: 80 })],
    ['DELETE', (driver) => driver.destroyBalancer(id)],
  ])('is not-found to %s', async (method, ask) => {
    refuse(`${method} ${path}`, 404, 'not_found')
    await expect(ask(mockedBalancers())).rejects.toMatchObject({ code: 'not-found' })
  })

  it('is not asked for by an id that none can have', async () => {
    await expect(mockedBalancers().getBalancer('mine')).rejects.toMatchObject({ code: 'not-found' })
  })
})

it('a node in place of { node } is invalid to attachMember and detachMember', async () => {
  const node = { kind: 'node', id: '7', name: 'web-1' } as never
  for (const name of ['attachMember', 'detachMember'] as const)
    await expect(mockedBalancers()[name](id, node)).rejects.toThrow(
      'The member is given a node itself: pass { node }',
    )
})

describe('attachMember', () => {
  it('sends the droplet, and says when that is what is not there', async () => {
    got()
    const sent = answer(`POST ${path}/droplets`, 204)
    expect(await mockedBalancers().attachMember(id, { node: '7' })).toEqual({
      kind: 'member',
      id: '7',
      node: '7',
      state: 'unknown',
      native: { droplet_id: 7 },
    })
    expect(sent.body).toEqual({ droplet_ids: [7] })
    got()
    refuse(`POST ${path}/droplets`, 422, 'unprocessable_entity')
    answer('GET /droplets/7', 200, droplet(7))
    await expect(mockedBalancers().attachMember(id, { node: '7' })).rejects.toMatchObject({ code: 'invalid' })
  })
})

describe('addListener', () => {
  it('sends one rule, and reads the balancer that shows it', async () => {
    got()
    const sent = answer(`POST ${path}/forwarding_rules`, 204)
    got({ status: 'new' })
    const added = await mockedBalancers().addListener(id, { protocol: 'tcp', port: 25 })
    expect(added.state).toBe('creating')
    expect(sent.body).toEqual({
      forwarding_rules: [{ entry_protocol: 'tcp', entry_port: 25, target_protocol: 'tcp', target_port: 25 }],
    })
  })
})

it('purgeCache empties the cache of a global balancer', async () => {
  answer(`DELETE ${path}/cache`, 204)
  expect(await purgeCache(mockedBalancers(), id)).toBeUndefined()
})

it('an errored balancer is in error, and a state that nobody knows is unknown', async () => {
  got({ status: 'errored' })
  expect((await mockedBalancers().getBalancer(id)).state).toBe('error')
  got({ status: 'moving' })
  expect((await mockedBalancers().getBalancer(id)).state).toBe('unknown')
})
