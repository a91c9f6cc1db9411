import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { LocalCloud } from '../options.ts'
import { startCloud } from '../start-cloud.ts'
import { type Body, type DigitalOceanClient, digitaloceanClient } from '../testing/digitalocean-client.ts'
import { openApi, whereOpenApi } from '../testing/openapi.ts'
import { shortTimes } from '../testing/sdk-client.ts'
import { virtualClock } from '../virtual-clock.ts'
import { loadBalancerChanges } from './load-balancer-changes.ts'
import { loadBalancers } from './load-balancers.ts'

let local: LocalCloud
let client: DigitalOceanClient

beforeAll(async () => {
  local = await startCloud({ times: { ...shortTimes, actionMs: 20, importMs: 20 } })
  client = digitaloceanClient(local)
})
afterEach(async () => {
  for (const { id } of local.inventory().digitalocean.loadBalancers)
    await client.call('DELETE', `/v2/load_balancers/${id}`)
})
afterAll(() => local.close())

const http = { entry_protocol: 'http', entry_port: 80, target_protocol: 'http', target_port: 8080 }
const udp = { entry_protocol: 'udp', entry_port: 53, target_protocol: 'udp', target_port: 53 }
const whole = { name: 'front', region: 'nyc3', droplet_ids: [], forwarding_rules: [http] }
const create = (input: object = {}) => client.call('POST', '/v2/load_balancers', { ...whole, ...input })
const show = async ({ id }: Body) => (await client.get(`/v2/load_balancers/${id}`)).load_balancer
const newBalancer = async (input: object = {}): Promise<Body> => {
  const { load_balancer } = (await create(input)).body
  await expect.poll(async () => (await show(load_balancer)).status).toBe('active')
  return show(load_balancer)
}
/** Tries again while an earlier change is under way. */
const change = async (method: string, { id }: Body, part: string, body: object): Promise<number | string> => {
  const answer = await client.call(method, `/v2/load_balancers/${id}${part}`, body)
  if (answer.status === 403) {
    await new Promise((resolve) => setTimeout(resolve, 10))
    return change(method, { id }, part, body)
  }
  return answer.status < 300 ? answer.status : `${answer.status} ${answer.body.message}`
}

describe('A load balancer', () => {
  test('is new without an address, and active with one', async () => {
    const droplet = await client.droplet()
    const made = (await create({ droplet_ids: [droplet.id] })).body.load_balancer
    expect(made).toMatchObject({
      name: 'front',
      status: 'new',
      ip: '',
      region: { slug: 'nyc3' },
      droplet_ids: [droplet.id],
      tag: '',
      vpc_uuid: droplet.vpc_uuid,
      forwarding_rules: [{ ...http, certificate_id: '', tls_passthrough: false }],
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
      size_unit: 1,
      http_idle_timeout_seconds: 60,
      redirect_http_to_https: false,
      network: 'EXTERNAL',
      network_stack: 'IPV4',
      type: 'REGIONAL',
    })
    await expect.poll(async () => (await show(made)).status).toBe('active')
    const { ip } = await show(made)
    expect((await client.get('/v2/load_balancers')).load_balancers).toEqual([await show(made)])
    expect(ip).toMatch(/^(203\.0\.113|198\.51\.100|192\.0\.2)\.\d+$/)
    expect(local.inventory().digitalocean.loadBalancers.at(-1)).toMatchObject({
      ip,
      dropletIds: [droplet.id],
    })
    expect((await client.call('DELETE', `/v2/load_balancers/${made.id}`)).status).toBe(204)
    expect((await client.call('GET', `/v2/load_balancers/${made.id}`)).status).toBe(404)
  })

  test('takes no change while it is made, nor while an earlier change is under way', async () => {
    const { load_balancer } = (await create()).body
    const path = `/v2/load_balancers/${load_balancer.id}`
    const message = "Load Balancer can't be updated while it processes previous actions"
    expect(await client.call('PUT', path, whole)).toMatchObject({ status: 403, body: { message } })
    await expect.poll(async () => (await show(load_balancer)).status).toBe('active')
    expect((await client.call('PUT', path, { ...whole, name: 'renamed' })).body.load_balancer.name).toBe(
      'renamed',
    )
    expect(await client.call('PUT', path, whole)).toMatchObject({ status: 403, body: { id: 'forbidden' } })
    expect((await client.call('DELETE', path)).status).toBe(204)
  })

  test.each([
    ['no name', { name: '' }, /^Name must/],
    ['no rules', { forwarding_rules: [] }, /^at least one/],
    ['a rule twice', { forwarding_rules: [http, http] }, /^duplicate forwarding rule/],
    ['a port too high', { forwarding_rules: [{ ...http, target_port: 65_536 }] }, /^target_port must/],
    ['udp to http', { forwarding_rules: [{ ...udp, target_protocol: 'http' }] }, /^a udp forwarding rule/],
    ['http to tcp', { forwarding_rules: [{ ...http, target_protocol: 'tcp' }] }, /^a tcp forwarding rule/],
    ['udp without a health check', { forwarding_rules: [udp] }, /needs a health check$/],
    [
      'https without a certificate',
      { forwarding_rules: [{ ...http, entry_protocol: 'https' }] },
      /needs a cert/,
    ],
    ['a path without a slash', { health_check: { path: 'health' } }, /^health_check.path/],
    ['a check too often', { health_check: { check_interval_seconds: 2 } }, /between 3 and 300$/],
    ['a threshold of one', { health_check: { healthy_threshold: 1 } }, /between 2 and 10$/],
    ['sticky sessions without a cookie', { sticky_sessions: { type: 'cookies' } }, /cookie_name/],
    ['a redirect to nothing', { redirect_http_to_https: true }, /^redirect_http_to_https needs/],
    ['too many nodes', { size_unit: 101 }, /^size_unit must be at most 100/],
    ['two sizes', { size_unit: 1, size: 'lb-small' }, /mutually exclusive$/],
    ['nodes in an old region', { size_unit: 2, region: 'nyc2' }, /not available in nyc2/],
    ['an idle timeout too short', { http_idle_timeout_seconds: 29 }, /at least 30/],
    ['a droplet that is not there', { droplet_ids: [7] }, /^droplets not found: 7$/],
    ['droplets and a tag', { tag: 'web' }, /is not known here/],
    ['a firewall rule of no form', { firewall: { allow: ['1.2.3.4'] } }, /^invalid firewall rule/],
    ['a global type', { type: 'GLOBAL' }, /^global load balancers/],
    ['a global setting', { domains: [] }, /^domains is for global/],
    ['http on the network type', { type: 'REGIONAL_NETWORK' }, /tcp and udp forwarding rules only$/],
    ['a region that takes none', { region: 'sfo1' }, 'Region is not available'],
  ])('is refused with %s', async (_what, input, message) => {
    expect(await create(input)).toMatchObject({
      status: 422,
      body: { message: expect.stringMatching(message) },
    })
  })

  test('keeps what it was made with, and resets what an update leaves out', async () => {
    const made = await newBalancer({
      health_check: { protocol: 'tcp', port: 8080 },
      sticky_sessions: { type: 'cookies', cookie_name: 'LB', cookie_ttl_seconds: 300 },
      firewall: { allow: ['ip:1.2.3.4'], deny: ['cidr:1.2.0.0/16'] },
      enable_proxy_protocol: true,
      network_stack: 'DUALSTACK',
    })
    expect(made).toMatchObject({
      ipv6: expect.stringMatching(/^2001:db8:/),
      health_check: { protocol: 'tcp', port: 8080, path: '/' },
      sticky_sessions: { type: 'cookies', cookie_name: 'LB', cookie_ttl_seconds: 300 },
      firewall: { allow: ['ip:1.2.3.4'], deny: ['cidr:1.2.0.0/16'] },
      enable_proxy_protocol: true,
    })
    expect(await change('PUT', made, '', { ...whole, network: 'INTERNAL' })).toBe(
      '422 network cannot be updated',
    )
    expect(await change('PUT', made, '', { ...whole, region: 'fra1' })).toBe('422 region cannot be updated')
    expect(await change('PUT', made, '', whole)).toBe(200)
    const after = await show(made)
    expect(after).toMatchObject({
      sticky_sessions: { type: 'none' },
      enable_proxy_protocol: false,
      ip: made.ip,
    })
    expect(after).not.toHaveProperty('firewall')
  })

  test('has a name that no other has, in any region', async () => {
    const made = await newBalancer()
    const other = await newBalancer({ name: 'other', region: 'fra1' })
    const message = 'name is not unique'
    expect(await create({ region: 'fra1' })).toMatchObject({ status: 422, body: { message } })
    expect(await change('PUT', other, '', { ...whole, region: 'fra1' })).toBe(`422 ${message}`)
    expect(await change('PUT', made, '', whole)).toBe(200)
  })

  test('inside of a VPC has an address of its range', async () => {
    const { vpc } = await client.post('/v2/vpcs', { name: 'lb', region: 'nyc3', ip_range: '10.30.0.0/24' })
    const droplet = await client.droplet()
    const refused = await create({ vpc_uuid: vpc.id, droplet_ids: [droplet.id] })
    expect(refused.body.message).toMatch('not in the VPC of the load balancer')
    const balancer = await newBalancer({ vpc_uuid: vpc.id, network: 'INTERNAL' })
    expect(balancer).toMatchObject({ ip: '10.30.0.2', network: 'INTERNAL' })
  })
})

test('Droplets are put behind a load balancer and taken away, one by one', async () => {
  const [one, two] = [await client.droplet(), await client.droplet()]
  const balancer = await newBalancer({ droplet_ids: [one.id] })
  expect(await change('POST', balancer, '/droplets', { droplet_ids: [two.id, one.id] })).toBe(204)
  expect((await show(balancer)).droplet_ids).toEqual([one.id, two.id])
  expect(await change('DELETE', balancer, '/droplets', { droplet_ids: [one.id] })).toBe(204)
  expect((await show(balancer)).droplet_ids).toEqual([two.id])
  expect(await change('POST', balancer, '/droplets', { droplet_ids: [7] })).toBe('422 droplets not found: 7')
  await client.call('DELETE', `/v2/droplets/${two.id}`)
  expect((await show(balancer)).droplet_ids).toEqual([])
})

test('A load balancer with a tag has the droplets that carry it, and takes no other', async () => {
  const { droplet_ids: _none, ...rest } = whole
  const made = await client.post('/v2/load_balancers', { ...rest, tag: 'pool' })
  const balancer = made.load_balancer
  expect(balancer).toMatchObject({ tag: 'pool', droplet_ids: [] })
  const droplet = await client.droplet({ tags: ['pool'] })
  await client.droplet({ tags: ['pool'], region: 'fra1' })
  expect((await show(balancer)).droplet_ids).toEqual([droplet.id])
  expect(await change('POST', balancer, '/droplets', { droplet_ids: [droplet.id] })).toMatch('422')
  expect(await change('PUT', balancer, '', whole)).toBe(200)
  expect(await show(balancer)).toMatchObject({ tag: '', droplet_ids: [] })
})

test('Forwarding rules are added and removed, and one stays', async () => {
  const balancer = await newBalancer()
  const tls = {
    ...http,
    entry_protocol: 'https',
    entry_port: 443,
    target_protocol: 'https',
    tls_passthrough: true,
  }
  const rules = (list: object[]) => ({ forwarding_rules: list })
  expect(await change('POST', balancer, '/forwarding_rules', rules([tls]))).toBe(204)
  expect((await show(balancer)).forwarding_rules.map(({ entry_port }: Body) => entry_port)).toEqual([80, 443])
  expect(await change('POST', balancer, '/forwarding_rules', rules([tls]))).toMatch('422 duplicate')
  expect(await change('DELETE', balancer, '/forwarding_rules', rules([http]))).toBe(204)
  expect(await change('DELETE', balancer, '/forwarding_rules', rules([tls]))).toMatch('422 at least one')
  expect((await show(balancer)).forwarding_rules).toHaveLength(1)
})

test('A rule with a certificate waits until it is verified, and keeps it from being deleted', async () => {
  const { certificate } = await client.post('/v2/certificates', {
    name: 'shop',
    type: 'lets_encrypt',
    dns_names: ['shop.example.com'],
  })
  const rule = { ...http, entry_protocol: 'https', entry_port: 443, certificate_id: certificate.id }
  expect((await create({ forwarding_rules: [rule] })).body.message).toMatch('certificate is not verified')
  const path = `/v2/certificates/${certificate.id}`
  await expect.poll(async () => (await client.get(path)).certificate.state).toBe('verified')
  const balancer = await newBalancer({ forwarding_rules: [rule, http], redirect_http_to_https: true })
  expect(await client.call('DELETE', path)).toMatchObject({
    status: 403,
    body: { message: 'Make sure the certificate is not in use before deleting it' },
  })
  expect((await client.call('DELETE', `/v2/load_balancers/${balancer.id}`)).status).toBe(204)
  expect((await client.call('DELETE', path)).status).toBe(204)
})

test('A load balancer that is deleted is out of the rules of firewalls', async () => {
  const balancer = await newBalancer()
  const { firewall } = await client.post('/v2/firewalls', {
    name: 'behind',
    inbound_rules: [
      {
        protocol: 'tcp',
        ports: '80',
        sources: { load_balancer_uids: [balancer.id], addresses: ['10.0.0.1'] },
      },
    ],
  })
  await client.call('DELETE', `/v2/load_balancers/${balancer.id}`)
  expect((await client.get(`/v2/firewalls/${firewall.id}`)).firewall.inbound_rules).toEqual([
    { protocol: 'tcp', ports: '80', sources: { addresses: ['10.0.0.1'] } },
  ])
})

test('A load balancer is resized once per hour', async () => {
  const clock = virtualClock()
  await using own = await startCloud({ clock })
  const { call, post } = digitaloceanClient(own)
  const { load_balancer } = await post('/v2/load_balancers', whole)
  const resize = (size_unit: number) =>
    call('PUT', `/v2/load_balancers/${load_balancer.id}`, { ...whole, size_unit })
  await clock.advance(60_000)
  expect((await resize(2)).body.message).toMatch('once per hour')
  expect((await resize(1)).status).toBe(200)
  await clock.advance(3_600_000)
  expect((await resize(2)).body.load_balancer.size_unit).toBe(2)
  await clock.advance(60_000)
  expect((await resize(3)).status).toBe(422)
})

test.skipIf(!openApi)(`Every operation answers as the specification says${whereOpenApi}`, () => {
  expect([...client.checked]).toEqual(
    expect.arrayContaining(Object.keys({ ...loadBalancers, ...loadBalancerChanges })),
  )
})
